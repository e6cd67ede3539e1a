"""Building on a Dask cluster against building with local processes, over the same invented documents.

    python benchmarks/cluster.py [--count 3000] [--rounds 2]

A scheduler and two workers with one thread each are started on this machine, so both ways have the same
processors and the ratio is what the cluster costs. The two take turns. Processors' seconds are those of all
processes: the program's, the scheduler's and the workers', with theirs. The bytes are those that cross
between the program and the scheduler when the documents are read once, counted on the way.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generate import write_documents
from measuring import Cost, cost_of, row
from psutil import Process

_DASK = (sys.executable, "-m", "dask")
_PROCESSES = "2"


class Counter:
    """Passes connections on to a port of this machine, and counts the bytes each way."""

    def __init__(self, port: int) -> None:
        self.sent = self.received = 0
        self._behind = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            ours, _ = self._listening.accept()
            theirs = socket.create_connection(("127.0.0.1", self._behind))
            threading.Thread(target=self._pass, args=(ours, theirs, "sent"), daemon=True).start()
            threading.Thread(target=self._pass, args=(theirs, ours, "received"), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, way: str) -> None:
        try:
            while block := one.recv(1 << 16):
                setattr(self, way, getattr(self, way) + len(block))
                other.sendall(block)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[int, list[Process]]]:
    """A scheduler with two workers, all of them processes of this machine: its port, and they."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    here = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
    running = [subprocess.Popen([*_DASK, "scheduler", "--port", str(port), *here], **quiet)]
    try:
        worker = [*_DASK, "worker", f"tcp://127.0.0.1:{port}", "--no-nanny", "--nthreads", "1", *here]
        running += [subprocess.Popen(worker, **quiet) for _ in range(int(_PROCESSES))]
        import distributed

        with distributed.Client(f"tcp://127.0.0.1:{port}", timeout=60, set_as_default=False) as client:
            client.wait_for_workers(int(_PROCESSES), timeout=60)
        yield port, [Process(each.pid) for each in running]
    finally:
        for process in running:
            process.terminate()
            process.wait()


def compare(count: int, rounds: int) -> None:
    """Print times, their ratio, and bytes."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_documents(work / "documents", count)
        with cluster(work) as (port, processes):
            ways = (f"tcp://127.0.0.1:{port}", _PROCESSES)
            print(row(f"{count:,} documents, two processes", "cluster", "local", "ratio"))
            for number in range(rounds):
                there, here = (
                    _measured(work / "documents", work / f"{place}-{number}", workers, processes)
                    for place, workers in enumerate(ways)
                )
                print(row("  seconds by the clock", there.wall_s, here.wall_s, there.wall_s / here.wall_s))
                print(row("  seconds of the processors", there.cpu_s, here.cpu_s, there.cpu_s / here.cpu_s))
            _print_bytes(work, count, port)


def _measured(source: Path, store: Path, workers: str, processes: list[Process]) -> Cost:
    before = _processor_s(processes)
    cost = _build(source, store, workers)
    return replace(cost, cpu_s=cost.cpu_s + _processor_s(processes) - before)


def _processor_s(processes: list[Process]) -> float:
    """What these took so far, and those that they started and that run or have ended."""
    return sum(
        sum(each.cpu_times()[:4])
        for process in processes
        for each in (process, *process.children(recursive=True))
    )


def _print_bytes(work: Path, count: int, port: int) -> None:
    counter = Counter(port)
    (work / "one.txt").write_text("A story.\n", "utf-8")
    _build(work / "one.txt", work / "counted", "1")  # the registers that come with the program
    size = sum(path.stat().st_size for path in (work / "documents").rglob("*.txt"))
    _build(work / "documents", work / "counted", f"tcp://127.0.0.1:{counter.port}")
    time.sleep(0.5)
    print(row("bytes a document", "as a file", "sent", "received"))
    print(row("", size / count, counter.sent / count, counter.received / count))


def _build(source: Path, store: Path, workers: str) -> Cost:
    command = [sys.executable, "-c", "from councilgraph.cli import main; main()", "build", str(source)]
    return cost_of([*command, "--store", str(store), "--workers", workers])


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    compare(options.count, options.rounds)


if __name__ == "__main__":
    main()
