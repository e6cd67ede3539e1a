"""The shortest way between two entities, held against all ways that networkx finds."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.links import Tie
from councilgraph.graph.ways import shortest

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]))


def around(pairs):
    ties = [Tie(f"fact {a} {b}", str(a), str(b), "kind") for a, b in sorted(pairs)]
    return lambda iri: [tie for tie in ties if iri in (tie.start, tie.end)]


@given(PAIRS, st.integers(0, 9), st.integers(0, 9), st.integers(1, 5))
def test_a_way_is_as_short_as_can_be_and_passes_the_fewest_others(pairs, start, end, max_hops):
    network = nx.MultiGraph([(str(a), str(b)) for a, b in pairs])
    network.add_nodes_from(map(str, range(10)))
    ways = (
        list(nx.all_shortest_paths(network, str(start), str(end)))
        if nx.has_path(network, str(start), str(end))
        else []
    )
    found = shortest(str(start), str(end), around(pairs), max_hops=max_hops)
    if not ways or len(ways[0]) - 1 > max_hops:
        assert found is None
        return
    stops = [str(start)]
    for tie in found:
        stops.append(tie.other(stops[-1]))
    assert stops in ways
    passed = min(sum(network.degree(iri) for iri in way[:-1]) for way in ways)
    assert sum(network.degree(iri) for iri in stops[:-1]) == passed


def test_of_two_ways_as_good_the_addresses_decide():
    pairs = {(1, 2), (2, 4), (1, 3), (3, 4)}
    assert [tie.fact for tie in shortest("1", "4", around(pairs), max_hops=8)] == ["fact 1 2", "fact 2 4"]


def test_a_way_to_where_one_is_has_no_ties():
    assert shortest("1", "1", around({(1, 2)}), max_hops=8) == ()
