"""Killed at any moment, a command leaves a store that opens, and run again it ends as if nothing had been.

`pytest tests/test_crash.py --moments 50` kills each command at fifty moments instead of a few.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from councilgraph.graph import build as pipeline
from councilgraph.graph import checks, review
from councilgraph.graph.errors import StoreError
from councilgraph.graph.formats.export import export
from councilgraph.graph.store import Store, open_store, open_writer

NOW = "2026-01-01T00:00:00+00:00"
SEED = 20091005
COMMAND = """
import sys
from councilgraph import cli
from councilgraph.graph import build
build._BATCH = 3
sys.argv = ["councilgraph", *sys.argv[1:]]
cli.main()
"""
"""The command line, with batches so small that a few stories fill several."""

NAMESAKES = {
    "audit.txt": "Audit report\nThe Fell Post, 3 March 2015\n\n"
    "David Whitmore, head of finance at Cumbria County Council, signed the report.\n",
    "fair.txt": "Charity news\nThe Tarn Echo, 9 June 2018\n\n"
    "David Whitmore, chief executive of Plymouth City Council, opened the fair.\n",
}
"""Two people of one name, whom only somebody who knows them can tell apart or bring together."""


@dataclass(frozen=True)
class Command:
    """A command, the store as it was before, and what an undisturbed run makes of it."""

    arguments: tuple[str, ...]
    folder: Path
    before: bytes
    after: bytes
    seconds: float

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        return _start(folder, self.arguments)


def _start(folder: Path, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", COMMAND, *arguments, "--store", "s"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def exported(store: Path) -> bytes:
    """What readers see of a store, as N-Quads; nothing where nothing was published."""
    file = store.with_name("exported.nq")
    if not (store / "current").exists():
        with pytest.raises(StoreError, match=r"nothing has been built here yet|no such store"):
            open_store(store)
        return b""
    with open_store(store) as opened:
        export(opened, file)
    return file.read_bytes()


def graphs(store: Store) -> dict[str, set[str]]:
    """Each document's graph."""
    return {name: {str(quad) for quad in store.quads(graph=name)} for name in store.graphs()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stories, of which one has changed since a store was made of them and two are new, and that store."""
    place = tmp_path_factory.mktemp("crash")
    stories = Path(shutil.copytree(Path(__file__).parent / "stories", place / "stories"))
    (stories / "audit.txt").write_text(NAMESAKES["audit.txt"], "utf-8")
    changing = stories / "changing.txt"
    changing.write_text(NAMESAKES["audit.txt"].replace("Whitmore", "Blamire"), "utf-8")
    with open_writer(place / "s") as writer:
        pipeline.build(writer, [stories], now=NOW)
    changing.write_text(NAMESAKES["audit.txt"].replace("Whitmore", "Thwaite"), "utf-8")
    (stories / "fair.txt").write_text(NAMESAKES["fair.txt"], "utf-8")
    return place


@pytest.fixture(scope="module")
def reviewed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after the second build, in which a pair waits for a decision."""
    place = Path(shutil.copytree(folder, tmp_path_factory.mktemp("crash") / "reviewed"))
    with open_writer(place / "s") as writer:
        pipeline.build(writer, [place / "stories"], now=NOW)
    return place


def _pair(store: Path) -> str:
    with open_store(store) as opened:
        waiting = review.candidates(opened)
    return next(each.id for each in waiting if each.left.label == "David Whitmore")


def undisturbed(folder: Path, arguments: tuple[str, ...], place: Path) -> Command:
    """What a command does that nobody kills."""
    shutil.copytree(folder, place)
    before, began = exported(place / "s"), time.monotonic()
    _, said = (process := _start(place, arguments)).communicate()
    assert process.returncode == 0, said.decode()
    return Command(arguments, folder, before, exported(place / "s"), time.monotonic() - began)


@pytest.fixture(params=["first build", "build", "remove", "review"])
def command(request: pytest.FixtureRequest, folder: Path, reviewed: Path, tmp_path: Path) -> Command:
    """Each command that writes."""
    what = request.param
    if what == "first build":
        empty = tmp_path / "empty"
        shutil.copytree(folder / "stories", empty / "stories")
        return undisturbed(empty, ("build", "stories"), tmp_path / "whole")
    if what == "build":
        return undisturbed(folder, ("build", "stories"), tmp_path / "whole")
    if what == "remove":
        return undisturbed(reviewed, ("remove", "appointed.txt"), tmp_path / "whole")
    decide = ("review", "--decide", _pair(reviewed / "s"), "same", "--by", "amy")
    return undisturbed(reviewed, decide, tmp_path / "whole")


def test_a_command_that_is_killed_loses_nothing_and_run_again_ends_the_same(
    command: Command, tmp_path: Path, request: pytest.FixtureRequest
):
    chance = random.Random(f"{SEED} {command.arguments[0]}")
    whole = _graphs_of(tmp_path / "whole", command.folder)
    for number in range(request.config.getoption("--moments")):
        place = Path(shutil.copytree(command.folder, tmp_path / f"killed-{number}"))
        process = command.start(place)
        time.sleep(command.seconds * chance.uniform(0.1, 1.0))
        process.kill()
        process.communicate()
        _is_as_it_should_be(place / "s", command, whole)
        _, said = (again := command.start(place)).communicate()
        is_done = b"no document is called" in said and exported(place / "s") == command.after
        assert again.returncode == 0 or is_done, said.decode()
        assert exported(place / "s") == command.after
        shutil.rmtree(place)


def _graphs_of(*folders: Path) -> dict[str, set[str]]:
    """The graphs of all documents that are in the stores of some folders."""
    found: dict[str, set[str]] = {}
    for each in folders:
        if (each / "s").exists():
            with open_writer(each / "s") as writer:
                found.update(graphs(writer))
    return found


def _is_as_it_should_be(store: Path, command: Command, whole: dict[str, set[str]]) -> None:
    """Readers see the state from before or from after, and what is being written has whole documents."""
    seen = exported(store)
    assert seen in (command.before, command.after)
    if seen:
        with open_store(store) as opened:
            assert [found for found in checks.check(opened) if found.is_failure] == []
    if store.exists():
        copied = Path(shutil.copytree(store, store.with_name("copied")))
        with open_writer(copied) as writer:
            assert all(content == whole[name] for name, content in graphs(writer).items())
        shutil.rmtree(copied)
