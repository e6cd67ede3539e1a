"""Who is central, and communities: numbers of plain networkx, from arrays, one tie after the other, in files."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graph import FACTS, FINCH, NORTHFORD
from twins import twin_stores

from councilgraph.graph.centrality import measures
from councilgraph.graph.centrality.communities import communities
from councilgraph.graph.centrality.networks import centrality, measure_network
from councilgraph.graph.centrality.rows import central, community_rows
from councilgraph.graph.centrality.simple import linked, simple
from councilgraph.graph.errors import UsageError
from councilgraph.graph.formats.networks import plain_network
from councilgraph.graph.rdf import fact_quads, vocabulary_quads
from councilgraph.graph.store import memory_store

MOST = 14
PAIRS = st.lists(st.tuples(st.integers(0, MOST - 1), st.integers(0, MOST - 1)), max_size=40)


def plain(pairs, count=MOST) -> nx.Graph[int]:
    """The pairs as networkx has them, without loops; in order, on which its communities depend."""
    found: nx.Graph[int] = nx.Graph()
    found.add_nodes_from(range(count))
    found.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))
    return found


def ends(pairs):
    return np.array(pairs, np.int64).reshape(-1, 2).T


def arrays(pairs, count=MOST):
    return simple(*ends(pairs), count)


def by_place(values) -> list[float]:
    return [values[place] for place in sorted(values)]


@settings(deadline=None)
@given(PAIRS)
def test_degree_is_networkxs(pairs):
    assert measures.degree(arrays(pairs)).tolist() == by_place(dict(plain(pairs).degree()))


@settings(deadline=None)
@given(PAIRS)
def test_pagerank_is_networkxs(pairs):
    wanted = by_place(nx.pagerank(plain(pairs), tol=1e-13, max_iter=1000))
    assert measures.pagerank(arrays(pairs)) == pytest.approx(wanted, abs=1e-9)


@settings(deadline=None)
@given(PAIRS)
def test_betweenness_is_networkxs(pairs):
    wanted = by_place(nx.betweenness_centrality(plain(pairs)))
    assert measures.betweenness(arrays(pairs)) == pytest.approx(wanted, abs=1e-12)


@settings(deadline=None)
@given(PAIRS)
def test_communities_are_networkxs(pairs):
    wanted = nx.community.louvain_communities(plain(pairs), seed=1)
    found = communities(arrays(pairs))
    assert sorted(map(sorted, wanted)) == sorted(found)
    assert found == sorted(found, key=lambda members: (-len(members), members[0]))


@settings(deadline=None)
@given(PAIRS)
def test_who_is_linked_to_nobody_is_left_out(pairs):
    places, network = linked(*ends(pairs))
    network_of_all = plain(pairs)
    kept = [place for place in range(MOST) if network_of_all.degree(place)]
    assert places.tolist() == kept
    one, other = network.pairs()
    assert list(zip(places[one].tolist(), places[other].tolist(), strict=True)) == sorted(
        (min(pair), max(pair)) for pair in network_of_all.edges
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_smallest_networks_have_measures(count):
    network = arrays([], count)
    assert [measures.OF[each](network).tolist() for each in measures.MEASURES] == [
        [0] * count, [1 / count] * count if count else [], [0.0] * count
    ]  # fmt: skip
    assert communities(network) == [[place] for place in range(count)]


def test_an_estimate_rests_on_pivots_that_are_always_the_same():
    pairs = list(nx.gnm_random_graph(400, 900, seed=5).edges)
    network = arrays(pairs, 400)
    exact = measures.betweenness(network)
    estimates = [measures.betweenness(network, pivots=100) for _ in range(2)]
    assert estimates[0].tolist() == estimates[1].tolist()
    assert np.corrcoef(exact, estimates[0])[0, 1] > 0.9
    assert estimates[0].sum() == pytest.approx(exact.sum(), rel=0.05)
    assert measures.betweenness(network, pivots=400).tolist() == exact.tolist()


def test_a_large_network_is_estimated(monkeypatch):
    network = arrays(list(nx.path_graph(MOST).edges))
    monkeypatch.setattr(measures, "EXACT", MOST - 1)
    monkeypatch.setattr(measures, "PIVOTS", 3)
    assert measures.betweenness(network).tolist() == measures.betweenness(network, pivots=3).tolist()


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    return twin_stores(tmp_path_factory)


def rows(found):
    return [dict(row) for row in found.rows]


@pytest.mark.parametrize("by", measures.MEASURES)
@pytest.mark.parametrize("as_of", [None, dt.date(2015, 6, 30)])
def test_a_large_store_says_the_same_as_a_small_one(stores, by, as_of):
    small, large = (rows(central(store, by, as_of=as_of)) for store in stores)
    assert large == small
    assert len(small) > 5
    assert all((-a[by], a["iri"]) < (-b[by], b["iri"]) for a, b in pairwise(small))
    assert rows(community_rows(stores[0], as_of=as_of)) == rows(community_rows(stores[1], as_of=as_of))


@settings(deadline=None, max_examples=30)
@given(st.sets(st.sampled_from(range(len(FACTS)))))
def test_what_a_store_says_is_what_networkx_works_out(chosen):
    store = memory_store()
    store.dataset.extend([*vocabulary_quads(), *(q for place in chosen for q in fact_quads(FACTS[place]))])
    network = nx.Graph(plain_network(store))
    network.remove_edges_from(list(nx.selfloop_edges(network)))
    network.remove_nodes_from(list(nx.isolates(network)))
    for name, wanted in (
        ("degree", dict(network.degree())),
        ("pagerank", nx.pagerank(network, tol=1e-13, max_iter=1000) if network else {}),
        ("betweenness", nx.betweenness_centrality(network)),
    ):
        found = {row["iri"]: row[name] for row in central(store, name).rows}
        assert found == pytest.approx(wanted, rel=1e-5, abs=1e-12)
    parts = nx.community.louvain_communities(numbered(network), seed=1) if network else []
    found = rows(community_rows(store))
    assert [row["entities"] for row in found] == sorted(map(len, parts), reverse=True)
    inside = sum(network.subgraph([sorted(network)[place] for place in part]).size() for part in parts)
    assert sum(row["links"] for row in found) == inside


def numbered(network: nx.Graph[str]) -> nx.Graph[int]:
    """A network with the places of its entities in order instead of their addresses."""
    place = {iri: number for number, iri in enumerate(sorted(network))}
    return plain([(place[a], place[b]) for a, b in network.edges], len(place))


def test_the_central_ones_can_be_of_one_kind(stores):
    found = rows(central(stores[0], only="person"))
    assert {row["kind"] for row in found} == {"person"}
    assert found[0] == {"entity": "Sam Finch", "kind": "person", "degree": found[0]["degree"], "iri": FINCH}
    assert NORTHFORD in {row["iri"] for row in central(stores[0], only="Council").rows}
    assert rows(central(stores[0], only="nothing")) == []
    with pytest.raises(UsageError, match="no measure of centrality is called 'pagrank'") as error:
        central(stores[0], "pagrank")
    assert error.value.hint == 'did you mean "pagerank"?'


def test_what_a_network_is_given_is_what_networkx_works_out():
    network = nx.MultiDiGraph(
        [("b", "a"), ("a", "b"), ("b", "c"), ("c", "c"), ("d", "e"), ("e", "f"), ("d", "f")]
    )
    network.add_node("z")
    measure_network(network)
    undirected = nx.Graph(network)
    undirected.remove_edges_from(nx.selfloop_edges(network))
    assert dict(network.nodes(data="degree")) == dict(undirected.degree())
    for name, wanted in (
        ("pagerank", nx.pagerank(undirected, tol=1e-12, max_iter=1000)),
        ("betweenness", nx.betweenness_centrality(undirected)),
    ):
        assert dict(network.nodes(data=name)) == pytest.approx(wanted, rel=1e-5)
        assert centrality(network, name) == dict(network.nodes(data=name))
        assert list(centrality(network, name)) == sorted(
            network, key=lambda iri: (-network.nodes[iri][name], iri)
        )
    assert dict(network.nodes(data="community")) == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2, "z": 3}
    assert centrality(nx.MultiDiGraph(), "betweenness") == {}
