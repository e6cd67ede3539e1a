"""Ways, surroundings, centrality and communities of an invented store, beside bare scipy and networkx.

    python benchmarks/networks.py [--quads 1000000]

Everything has the same arrays. A way is compared with one breadth-first search of scipy from its start; it is
taken warm, between people and bodies chosen with a fixed seed, and as a median, since the longest takes many
times the shortest. What is worked out is held against what networkx works out.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pyoxigraph as ox
from generate import write_store
from measuring import best_of, row
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order

from councilgraph.graph.array_ways import shortest_way
from councilgraph.graph.centrality import measures
from councilgraph.graph.centrality.communities import communities, plain_graph
from councilgraph.graph.centrality.rows import central
from councilgraph.graph.centrality.simple import Simple, linked
from councilgraph.graph.connections import MAX_PATH_HOPS, connection
from councilgraph.graph.network import Scope, neighbourhood
from councilgraph.graph.store import Store, open_store, open_writer
from councilgraph.graph.ties import arrays_of, renew
from councilgraph.graph.ties.arrays import Arrays

_PAIRS = 100
_DESCRIBED = 20
_SOURCES = 16


def compare(quads: int) -> None:
    """Print how ours and the others compare."""
    with tempfile.TemporaryDirectory() as name:
        file, path = Path(name) / "store.nq", Path(name) / "store"
        written = write_store(file, quads)
        with open_writer(path) as writer:
            writer.dataset.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
            writer.compact()
            writer.publish()
        file.unlink()
        renew(path)
        with open_store(path) as store:
            arrays = arrays_of(store)
            if arrays is None:
                raise SystemExit("the store has no arrays")
            print(f"{written:,} quads; {len(arrays.entities):,} entities, {len(arrays.start):,} ties")
            compare_ways(store, arrays)
            compare_surroundings(store, arrays)
            compare_measures(store, arrays)


def compare_ways(store: Store, arrays: Arrays) -> None:
    """Print the medians over many pairs of entities."""
    count = len(arrays.entities)
    ones = np.ones(len(arrays.others), np.int8)
    matrix = sparse.csr_matrix((ones, np.array(arrays.others), np.array(arrays.starts)), shape=(count, count))
    chosen = random.Random(1)
    pairs = [(chosen.randrange(count), chosen.randrange(count)) for _ in range(_PAIRS)]

    def way(start: int, end: int) -> object:
        return shortest_way(arrays, start, end, max_hops=MAX_PATH_HOPS)

    def search(start: int, _: int) -> object:
        return breadth_first_order(matrix, start, directed=True, return_predecessors=True)

    described = [
        (arrays.entities[start], arrays.entities[end]) for start, end in pairs if way(start, end) is not None
    ][:_DESCRIBED]
    ours, theirs = (_medians_ms(each, pairs) for each in (way, search))
    whole = _medians_ms(lambda start, end: connection(store, start, end), described)
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    print(row("ways (ms by the clock)", "median", "longest"))
    print(row("  through the arrays", statistics.median(ours), max(ours)))
    print(row("  scipy's search from one end", statistics.median(theirs), max(theirs)))
    print(row("  ratio", statistics.median(ratios), ratios[-1]))
    print(row("  with its links described", statistics.median(whole), max(whole)))


def compare_surroundings(store: Store, arrays: Arrays) -> None:
    """Print how long the network around people takes, with all quotes."""
    chosen = random.Random(2)
    people = [iri for iri in arrays.entities if "/person/" in iri]
    starts = [(iri,) for iri in chosen.sample(people, _DESCRIBED)]
    print(row("surroundings (ms by the clock)", "median", "longest"))
    for hops in (1, 2):
        scope = Scope(hops=hops)
        times = _medians_ms(lambda iri, scope=scope: neighbourhood(store, [iri], scope), starts)
        print(row(f"  {hops} from a person, all quotes", statistics.median(times), max(times)))


def compare_measures(store: Store, arrays: Arrays) -> None:
    """Print what each measure takes, and stop where networkx says something else."""
    _, network = linked(arrays.start, arrays.end)
    graph = plain_graph(network)
    print(row("measures (s of the processor)", "ours", "networkx", "ratio"))
    _compare("degree", lambda: measures.degree(network), lambda: _listed(dict(graph.degree())))
    _compare("pagerank", lambda: measures.pagerank(network), lambda: _listed(nx.pagerank(graph, tol=1e-12)))
    few = sorted({place * len(network) // _SOURCES for place in range(_SOURCES)})
    _compare(
        f"betweenness, {_SOURCES} sources",
        lambda: measures.betweenness(network, pivots=_SOURCES) * _scale(network, few),
        lambda: _listed(nx.betweenness_centrality_subset(graph, few, list(graph))) * 2,
    )
    _compare("communities", lambda: len(communities(network)), lambda: _louvain(graph), rounds=1)
    print(row("asked of the store (s by the clock)", "seconds"))
    for measure in measures.MEASURES:
        began = time.perf_counter()
        next(iter(central(store, measure).rows))
        print(row(f"  stats --central {measure}", time.perf_counter() - began))


def _compare(name: str, ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 3) -> None:
    mine, other = best_of(ours, theirs, rounds=rounds)
    if not np.allclose(ours() if rounds > 1 else 0, theirs() if rounds > 1 else 0, rtol=1e-6, atol=1e-9):
        raise SystemExit(f"{name}: networkx says something else")
    print(row(f"  {name}", mine, other, mine / other), flush=True)


def _scale(network: Simple, sources: list[int]) -> np.ndarray:
    """What makes an estimate the sum over its sources again."""
    others = np.full(len(network), float(len(sources)))
    others[sources] -= 1
    return others * (len(network) - 2)


def _louvain(graph: nx.Graph[int]) -> int:
    return len(nx.community.louvain_communities(graph, seed=1))


def _listed(values: dict[int, float]) -> np.ndarray:
    return np.array([values[place] for place in range(len(values))], float)


def _medians_ms(action: Callable[..., object], cases: list[tuple]) -> list[float]:
    """Of each case the median of three runs by the clock, after one that warms it up."""
    found = []
    for case in cases:
        action(*case)
        times = []
        for _ in range(3):
            began = time.perf_counter()
            action(*case)
            times.append(1000 * (time.perf_counter() - began))
        found.append(statistics.median(times))
    return found


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quads", type=int, default=1_000_000)
    compare(parser.parse_args().quads)


if __name__ == "__main__":
    main()
