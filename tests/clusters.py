"""Dask clusters for tests: a scheduler and workers, processes of this machine, and documents that trouble them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from services import free_port, process

from councilgraph.graph.reading import Reading, read

_START_S = 60


@dataclass
class Dask:
    """A running cluster; `workers` are its processes."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    scheme: str = "tcp"
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start one with one thread, without a nanny that would start it again."""
        ours = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ["PYTHONPATH"]])}
        number = len(self.workers)
        command = [*_DASK, "worker", self.address, "--no-nanny", "--nthreads", "1", "--death-timeout", "60"]
        command += ["--host", f"{self.scheme}://127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
        command += ["--local-directory", str(self.folder / str(number))]
        with (self.folder / f"worker-{number}.log").open("wb") as log:
            self.workers.append(
                subprocess.Popen(
                    command,
                    cwd=self.folder,
                    env=os.environ | ours | environment,
                    stdout=log,
                    stderr=log,
                )
            )
        return self.workers[-1]

    def wait_for(self, count: int) -> None:
        """Wait until so many workers have come."""
        import distributed

        with distributed.Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=_START_S)


_DASK = (sys.executable, "-m", "dask")


@contextmanager
def dask(folder: Path, *, workers: int = 2, scheme: str = "tcp") -> Iterator[Dask]:
    """A cluster that keeps what it has to keep in `folder`."""
    port = free_port()
    address = f"{scheme}://127.0.0.1:{port}"
    listening = ["--host", address, "--dashboard-address", "127.0.0.1:0"]
    with process([*_DASK, "scheduler", *listening], folder, port) as scheduler:
        started = Dask(address, folder, scheduler, scheme)
        try:
            for _ in range(workers):
                started.add_worker()
            if workers:
                started.wait_for(workers)
            yield started
        finally:
            for worker in started.workers:
                worker.kill()
                worker.wait()


def read_slowly(path: Path, **options: object) -> Reading:
    """As a build reads, with time to do something meanwhile."""
    time.sleep(0.2)
    return read(path, **options)


def read_or_fail(path: Path, **options: object) -> Reading:
    """As a build reads, with documents that hang or break what reads them, by their names."""
    if path.stem == "sleeps":
        time.sleep(60)
    if path.stem == "breaks":
        os.abort()
    if path.stem == "kills":
        os.kill(os.getppid(), signal.SIGKILL)
    return read(path, **options)


def certificate(folder: Path) -> dict[str, str]:
    """Dask's settings, as variables, for a certificate of its own. Skips where openssl is not here."""
    key, pem = folder / "key.pem", folder / "cert.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(pem)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs openssl, to make a certificate")
    settings = {"CA_FILE": str(pem)}
    for part in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"{part}__KEY": str(key), f"{part}__CERT": str(pem)}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": value for name, value in settings.items()}
