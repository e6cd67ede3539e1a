"""How central the entities of a network of networkx are, and their communities as attributes of it."""

from __future__ import annotations

import networkx as nx
import numpy as np

from councilgraph.graph.centrality.communities import communities, plain_graph
from councilgraph.graph.centrality.measures import EXACT, MEASURES, OF, measure_of, rounded
from councilgraph.graph.centrality.simple import Simple, simple


def measure_network(network: nx.MultiDiGraph[str]) -> None:
    """Add to each entity its `degree`, `pagerank`, `betweenness` and `community` (a number, 1 the largest).

    They are worked out in arrays and by networkx itself, so that a file is the same wherever it is made.
    """
    plain = _simple(network)
    names = sorted(network)
    for measure in MEASURES:
        found = OF[measure](plain)
        values = found.tolist() if measure == "degree" else rounded(found)
        for iri, value in zip(names, values, strict=True):
            network.nodes[iri][measure] = value
    for number, members in enumerate(communities(plain), start=1):
        for place in members:
            network.nodes[names[place]]["community"] = number


def centrality(network: nx.MultiDiGraph[str], by: str = "degree") -> dict[str, float]:
    """How central each entity of a network is that is to be shown, the most central first.

    Where networkx was told to prefer a backend, betweenness runs on that, with the same result; of more than
    `EXACT` entities it is estimated in any case. Raises UsageError for a measure that there is not.
    """
    measure = measure_of(by)
    names, plain = sorted(network), _simple(network)
    backends = nx.config.backend_priority.algos  # type: ignore[attr-defined]
    if measure == "betweenness" and backends and len(plain) <= EXACT:
        passing = nx.betweenness_centrality(plain_graph(plain))
        found = np.array([passing[place] for place in range(len(plain))])
    else:
        found = OF[measure](plain)
    values = found.tolist() if measure == "degree" else rounded(found)
    order = sorted(range(len(names)), key=lambda place: (-values[place], place))
    return {names[place]: values[place] for place in order}


def _simple(network: nx.MultiDiGraph[str]) -> Simple:
    """The plain network of one of networkx, its entities in the order of their addresses."""
    place = {iri: number for number, iri in enumerate(sorted(network))}
    ends = np.array([(place[a], place[b]) for a, b in network.edges()], np.int64).reshape(-1, 2)
    return simple(ends[:, 0], ends[:, 1], len(place))
