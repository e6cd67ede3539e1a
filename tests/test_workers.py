"""Documents that hang, eat memory or break the process that reads them, with something to read after them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from councilgraph.graph import build as pipeline
from councilgraph.graph.model import Problem
from councilgraph.graph.reading import Reading, read
from councilgraph.graph.store import memory_store
from councilgraph.graph.workers import Limits, Worker, Workers

NOW = "2026-01-01T00:00:00+00:00"
LIMITS = Limits(seconds=1.5, megabytes=1000)
HINT = "split it or leave it out; all other documents were read"


def reads(path: Path) -> Reading:
    """What readers and extractors might do with a document, by its name."""
    match path.stem:
        case "sleeps":
            time.sleep(60)
        case "computes":
            int("9" * 4000) ** 10_000_000
        case "eats":
            bytearray(2_000_000_000)
        case "breaks":
            os.abort()
        case "leaves":
            raise SystemExit
        case "prints":
            print("something that a library wants to say")
            os.write(1, b"and says past Python")
    return Reading(path, claims=1)


def read_or_eat(path: Path) -> Reading:
    """As a build reads, with a document that needs too much memory."""
    return read(path, read_prose=lambda _: bytearray(2_000_000_000))


WHAT = {
    "sleeps": "reading it took longer than 1.5 seconds",
    "computes": "reading it took longer than 1.5 seconds",
    "breaks": "the process that read it broke down",
    "leaves": "the process that read it broke down",
    "eats": "the process that read it broke down",
}


@pytest.fixture
def worker():
    worker = Worker(LIMITS)
    yield worker
    worker.stop()


@pytest.mark.parametrize("name", WHAT)
def test_what_goes_beyond_a_limit_is_a_problem_and_the_next_is_read(worker, name):
    problem = Problem(f"{name}.txt", "", WHAT[name], HINT)
    assert worker.read(reads, Path(f"{name}.txt")) == Reading(Path(f"{name}.txt"), problems=(problem,))
    assert worker.read(reads, Path("good.txt")) == Reading(Path("good.txt"), claims=1)


def test_what_libraries_print_is_no_answer(worker):
    assert worker.read(reads, Path("prints.txt")) == Reading(Path("prints.txt"), claims=1)


def test_too_little_memory_for_a_document_is_a_problem_of_that_document(worker, tmp_path):
    (tmp_path / "story.txt").write_text("A story of some length about nothing at all.\n", "utf-8")
    [problem] = worker.read(read_or_eat, tmp_path / "story.txt").problems
    assert problem == Problem("story.txt", "", "reading it takes more memory than a document may have", HINT)


def test_several_at_once_give_the_readings_of_all():
    workers = Workers(3, LIMITS)
    paths = [Path(f"{name}.txt") for name in ("good", "breaks", "fine", "sleeps", "well", "right")]
    found = [future.result() for future in [workers.submit(reads, path) for path in paths]]
    workers.close()
    assert [(reading.path.stem, reading.claims) for reading in found] == [
        ("good", 1), ("breaks", 0), ("fine", 1), ("sleeps", 0), ("well", 1), ("right", 1),
    ]  # fmt: skip


def test_closing_ends_what_is_under_way():
    workers = Workers(1, Limits(seconds=600))
    waiting = [workers.submit(reads, Path(f"{name}.txt")) for name in ("sleeps", "good")]
    time.sleep(0.1)
    workers.close()
    assert waiting[0].result().problems
    assert waiting[1].cancelled()


ORPHAN = """
import os, sys, time
from pathlib import Path
from councilgraph.graph.workers import Limits, Worker
from councilgraph.graph.reading import read
worker = Worker(Limits())
worker.read(read, Path("none.txt"))
print(worker._process.pid, flush=True)
time.sleep(60)
"""


def test_a_worker_ends_with_whoever_started_it():
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not _is_running(pid):
            return
        time.sleep(0.05)
    pytest.fail("the worker lives on")


def _is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("ascii")
    except FileNotFoundError:
        return False


def test_a_build_goes_on_after_a_document_that_hangs(stories, monkeypatch):
    (stories / "sleeps.txt").write_text("A story that takes for ever.\n", "utf-8")
    writer = memory_store()
    monkeypatch.setattr(pipeline, "read", _read_or_hang)
    options = pipeline.Options(limits=Limits(seconds=4))
    report = pipeline.build(writer, [stories], now=NOW, options=options)
    assert (report.read, len(list(writer.graphs()))) == (6, 6)
    assert Problem("sleeps.txt", "", "reading it took longer than 4 seconds", HINT) in report.problems


def _read_or_hang(path: Path, **options: object) -> Reading:
    return reads(path) if path.stem == "sleeps" else read(path, **options)
