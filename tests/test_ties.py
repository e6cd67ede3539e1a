"""Ties as arrays: the same ties, and the same ways, as one entity after the other; and as plain networkx."""

from __future__ import annotations

import datetime as dt

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import twin_stores

from councilgraph.graph.array_ways import shortest_way
from councilgraph.graph.columns import is_large
from councilgraph.graph.links import Links, Tie, span_of
from councilgraph.graph.network import all_entities
from councilgraph.graph.store import open_store, open_writer
from councilgraph.graph.ties import arrays_of
from councilgraph.graph.ties.arrays import Arrays, around
from councilgraph.graph.ways import shortest

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)
KEPT = st.sets(st.integers(0, 29))


def arrays(pairs):
    """Ties between ten entities, each of a fact of its own, in the order of their facts."""
    start, end = (np.array([pair[place] for pair in pairs], dtype=np.int32) for place in (0, 1))
    numbers = np.arange(len(pairs), dtype=np.int32)
    names = [str(number) for number in range(10)]
    facts = [f"fact {number:02d}" for number in range(len(pairs))]
    none = np.zeros(len(pairs), dtype=np.int32)
    return Arrays(
        names, facts, (("kind", ""),), start, end, numbers, none, none, none, **around(start, end, 10)
    )


@given(PAIRS, st.integers(0, 9), st.integers(0, 9), st.integers(0, 6), st.none() | KEPT)
def test_a_way_through_arrays_is_the_one_that_is_found_tie_by_tie(pairs, start, end, max_hops, kept):
    ties = [
        Tie(f"fact {number:02d}", str(a), str(b), "kind")
        for number, (a, b) in enumerate(pairs)
        if kept is None or number in kept
    ]
    wanted = shortest(
        str(start),
        str(end),
        lambda iri: [tie for tie in ties if iri in (tie.start, tie.end)],
        max_hops=max_hops,
    )
    is_kept = None if kept is None else np.array([n in kept for n in range(len(pairs))], dtype=bool)
    found = shortest_way(arrays(pairs), start, end, max_hops=max_hops, is_kept=is_kept)
    assert (found is None) == (wanted is None)
    assert [Tie(*arrays(pairs).tie(number)) for number in found or ()] == list(wanted or ())


@given(PAIRS, st.integers(0, 9), st.integers(0, 9))
def test_a_way_is_as_long_as_networkx_says(pairs, start, end):
    network = nx.MultiGraph(pairs)
    network.add_nodes_from(range(10))
    found = shortest_way(arrays(pairs), start, end, max_hops=10)
    if nx.has_path(network, start, end):
        assert len(found) == nx.shortest_path_length(network, start, end)
    else:
        assert found is None


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    return twin_stores(tmp_path_factory)


def test_the_ties_of_each_entity_are_those_that_are_looked_up(stores):
    plain, large = map(Links, stores)
    assert plain.arrays is None
    entities = all_entities(stores[0])
    assert large.arrays is not None
    assert {iri: large.ties(iri) for iri in entities} == {iri: plain.ties(iri) for iri in entities}
    assert sum(map(len, map(plain.ties, entities))) > 20
    assert plain.all_ties() == large.all_ties() == {tie for iri in entities for tie in plain.ties(iri)}


def test_the_ties_that_hold_on_a_day_are_those_whose_span_says_so(stores):
    links = Links(stores[1])
    for year in range(2000, 2026):
        day = dt.date(year, 6, 30)
        number = int(day.strftime("%Y%m%d"))
        for tie, holds in enumerate(links.arrays.holding(number, number)):
            assert holds == span_of(links.store, links.tie(tie).fact).overlaps(day, day)


def test_a_small_store_gets_no_arrays(tmp_path):
    with open_writer(tmp_path / "store") as writer:
        writer.publish()
        assert not is_large(writer)
    with open_store(tmp_path / "store") as store:
        assert arrays_of(store) is None
    assert not (tmp_path / "store" / "columns").exists()
