"""SPARQL that would reach outside, change something or never end: refused or stopped, and the next one answered."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import running, small_store

from councilgraph.graph.errors import QueryError
from councilgraph.graph.sparql import run
from councilgraph.graph.store import memory_store, open_store
from councilgraph.graph.web import Limits

CORPUS = tomllib.loads((Path(__file__).parent / "cases" / "hostile_sparql.toml").read_text("utf-8"))
YES = '{"head": {}, "boolean": true}\n'
STOPPED = {200, 400, 413, 503, 504}
LIMIT_S = 1


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    store = small_store(tmp_path_factory.mktemp("hostile") / "s.store")
    with running(
        store, limits=Limits(pages=1, queries=1, query_s=LIMIT_S, busy_s=LIMIT_S, memory_mb=400)
    ) as web:
        yield web


def post(web, query):
    body = urlencode({"query": query}).encode("utf-8")
    return web.ask(
        "POST", "/sparql", body, {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"}
    )


@pytest.mark.parametrize("query", CORPUS["refused"])
def test_what_reaches_outside_or_writes_is_refused(query):
    with pytest.raises(QueryError):
        run(memory_store(), query)


@pytest.mark.parametrize("query", CORPUS["harmless"])
def test_what_only_looks_like_it_is_answered(query):
    assert run(memory_store(), query) is not None


@pytest.mark.parametrize("query", CORPUS["costly"])
def test_what_never_ends_is_stopped_or_cut_and_the_next_is_answered(limited, query):
    got = post(limited, query)

    assert got.status in STOPPED
    assert got.status != 200 or "councilgraph-cut" in got.headers
    assert post(limited, "ASK{}").text == YES


@pytest.mark.parametrize("case", CORPUS["repeated"], ids=lambda case: case["name"])
def test_endless_text_does_no_harm(limited, case):
    got = post(limited, case["before"] + case["middle"] * case["times"] + case["after"])

    assert got.status in STOPPED
    assert post(limited, "ASK{}").text == YES


def test_nothing_was_changed_by_any_of_them(limited):
    with open_store(limited.store) as store:
        before = sorted(map(str, store.dataset))
    for query in CORPUS["refused"]:
        assert post(limited, query).status == 400
    with open_store(limited.store) as store:
        assert sorted(map(str, store.dataset)) == before
