"""What is no cluster, or can't be used: refused before anything is sent, also where Dask is not installed."""

from __future__ import annotations

import sys

import pytest

from councilgraph.graph import build as pipeline
from councilgraph.graph.build import Options
from councilgraph.graph.cluster import parse_workers
from councilgraph.graph.errors import UsageError
from councilgraph.graph.store import memory_store

EXAMPLE = "the address of a Dask scheduler is like tcp://HOST:8786, or tls://HOST:8786"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", 1),
        ("12", 12),
        ("tcp://dask.example:8786", "tcp://dask.example:8786"),
        ("tls://10.0.0.7:8786", "tls://10.0.0.7:8786"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_workers_are_a_number_or_an_address(typed, meant):
    assert parse_workers(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "'0' is neither a number of workers (from 1) nor an address"),
        ("-1", "'-1' is neither a number of workers (from 1) nor an address"),
        ("many", "'many' is neither a number of workers (from 1) nor an address"),
        ("localhost:8786", "'localhost:8786' is neither a number of workers (from 1) nor an address"),
        ("tcp://localhost", "tcp://localhost: not the address of a Dask scheduler"),
        ("tcp://:8786", "tcp://:8786: not the address of a Dask scheduler"),
        ("tcp://a b:8786", "tcp://a b:8786: not the address of a Dask scheduler"),
        ("http://localhost:8786", "http://localhost:8786: not the address of a Dask scheduler"),
        ("inproc://10.0.0.7/1", "inproc://10.0.0.7/1: not the address of a Dask scheduler"),
    ],
)
def test_nothing_else(typed, why, stories, run, tmp_path):
    ran = run("build", stories, "--workers", typed, store=tmp_path / "s")
    assert (ran.code, ran.err) == (2, f"error: {why}\nhint: {EXAMPLE}\n")
    assert not (tmp_path / "s").exists()


def test_without_the_library_you_are_told_what_to_install(stories, run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = run("build", stories, "--workers", "tcp://127.0.0.1:8786", store=tmp_path / "s")
    assert ran.code == 2
    assert ran.err.startswith("error: a cluster needs a library that is not installed (")
    assert ran.err.endswith("hint: in the folder of the program: pip install '.[dask]'\n")


def test_a_language_model_is_not_asked_from_a_cluster(stories):
    options = Options(workers="tcp://127.0.0.1:1", read_prose=lambda _: None)
    with pytest.raises(UsageError, match="a cluster asks no language model"):
        pipeline.build(memory_store(), [stories], now="2026-01-01T00:00:00+00:00", options=options)
