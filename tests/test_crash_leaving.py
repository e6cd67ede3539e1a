"""Killed at any moment, what sends or saves a store leaves it as it was, and done again ends the same.

`--moments 50` kills each at fifty moments, as in `test_crash.py`.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from services import Running, oxigraph

from councilgraph.graph.backup import restore
from councilgraph.graph.formats.export import export
from councilgraph.graph.remote import here, open_remote
from councilgraph.graph.store import open_store

SEED = 20150514
COMMAND = """
import functools, sys
from councilgraph import cli
from councilgraph.graph import remote
remote.Limits = functools.partial(remote.Limits, update_triples=50)
sys.argv[0] = "councilgraph"
cli.main()
"""
"""The command line, with updates so small that a few stories fill many."""


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finished(*arguments: str | Path) -> float:
    """How many seconds a command takes that nobody kills."""
    began = time.monotonic()
    _, said = (process := start(*arguments)).communicate()
    assert process.returncode == 0, said.decode()
    return time.monotonic() - began


def killed(seconds: float, *arguments: str | Path) -> None:
    process = start(*arguments)
    time.sleep(seconds)
    process.kill()
    process.communicate()


def exported(store: Path) -> bytes:
    """What a store holds, as N-Quads."""
    file = store.with_suffix(".nq")
    with open_store(store) as opened:
        export(opened, file)
    return file.read_bytes()


def at_service(running: Running, folder: Path) -> bytes:
    """What a service holds, as N-Quads."""
    with open_remote(running.query) as opened, here(opened) as copied:
        export(copied, folder / "there.nq")
    return (folder / "there.nq").read_bytes()


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A store with the stories, in which what was sent is noted."""
    return Path(shutil.copytree(built, tmp_path / "s"))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "service").mkdir()
    with oxigraph(tmp_path / "service") as running:
        yield running


def pushing(running: Running, store: Path, by: str) -> list[str | Path]:
    """The arguments of a push of graphs, or of updates."""
    return [
        "push",
        running.query,
        "--store",
        store,
        *(["--update", running.update] if by == "updates" else []),
    ]


@pytest.mark.parametrize("by", ["graphs", "updates"])
def test_a_push_that_is_killed_and_done_again_ends_the_same(
    by: str, store: Path, service: Running, tmp_path: Path, request: pytest.FixtureRequest
):
    chance, whole = random.Random(SEED), exported(store)
    (tmp_path / "first").mkdir()
    with oxigraph(tmp_path / "first") as first:
        seconds = finished(*pushing(first, store, by))
    for _ in range(request.config.getoption("--moments")):
        killed(seconds * chance.uniform(0.1, 1.0), *pushing(service, store, by))
        with open_remote(service.query) as remote, open_store(store) as local:
            sizes = {name: sum(1 for _ in local.quads(graph=name)) for name in local.graphs()}
            there = {name: sum(1 for _ in remote.dataset.inside([name])) for name in remote.graphs()}  # type: ignore[attr-defined]
            facts = sum(1 for _ in remote.quads())
            assert facts in (0, sum(1 for _ in local.quads()))
        assert there.items() <= sizes.items()
        assert exported(store) == whole
    finished(*pushing(service, store, by))
    assert at_service(service, tmp_path) == whole


def test_a_backup_that_is_killed_leaves_no_file_or_a_whole_one(
    store: Path, tmp_path: Path, request: pytest.FixtureRequest
):
    chance, whole = random.Random(SEED), exported(store)
    seconds = finished("backup", tmp_path / "first.tar", "--store", store)
    for number in range(request.config.getoption("--moments")):
        file = tmp_path / f"{number}.tar"
        killed(seconds * chance.uniform(0.3, 1.0), "backup", file, "--store", store)
        if not file.exists():
            finished("backup", file, "--store", store)
        assert file.read_bytes() == (tmp_path / "first.tar").read_bytes()
        assert exported(store) == whole
    restore(tmp_path / "0.tar", tmp_path / "restored")
    assert exported(tmp_path / "restored") == whole
