"""What runs on the machines of a cluster, without a cluster."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

from councilgraph.graph import elsewhere
from councilgraph.graph.elsewhere import mark, read_elsewhere, what_is_installed
from councilgraph.graph.reading import Reading, read
from councilgraph.graph.workers import Limits


def test_the_readings_are_those_of_the_files(stories):
    paths = sorted(stories.iterdir())
    sent = [(path.name, path.read_bytes()) for path in paths]
    found = read_elsewhere(mark(what_is_installed()), pickle.dumps((Limits(), read)), sent)
    assert [Reading.from_bytes(path, each) for path, each in zip(paths, found, strict=True)] == [
        read(path) for path in paths
    ]


def test_a_machine_that_has_something_else_reads_nothing():
    assert read_elsewhere("another", b"never looked at", [("a.txt", b"A story.")]) == what_is_installed()


def test_a_process_that_has_nothing_to_do_ends_and_another_reads_what_comes(monkeypatch):
    monkeypatch.setattr(elsewhere, "_IDLE_S", 0.1)
    reader = elsewhere._Reader(Limits())
    first = reader.read(read, Path("none.txt"))
    until = time.monotonic() + 20
    while reader._worker._process and time.monotonic() < until:
        time.sleep(0.05)
    assert reader._worker._process is None
    assert reader.read(read, Path("none.txt")) == first
    reader._clock.join()
    assert reader._worker._process is None
