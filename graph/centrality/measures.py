"""How central each entity is: by its links, by where chance leads, by what passes through it.

The measures are those of networkx, number for number, in arrays: at ten million quads networkx takes half a
second for each source of a betweenness, of which there are sixty thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np

from councilgraph.graph.centrality.simple import Array, Simple
from councilgraph.graph.errors import UsageError
from councilgraph.graph.registers.tables import nearest

Measure = Literal["degree", "pagerank", "betweenness"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

EXACT = 5000
"""Up to how many entities all shortest ways count; in a larger network those from `PIVOTS` of them."""
PIVOTS = 1000

_DAMPING = 0.85
_TOLERANCE = 1e-12
_MAX_ROUNDS = 500


def measure_of(name: str) -> Measure:
    """The measure of that name. Raises UsageError where there is none."""
    for each in MEASURES:
        if each == name:
            return each
    raise UsageError(f"no measure of centrality is called {name!r}", hint=nearest(name, MEASURES))


def degree(network: Simple) -> Array:
    """To how many others each entity is linked."""
    return network.degrees()


def pagerank(network: Simple) -> Array:
    """How often each entity is met by somebody who goes along links by chance (`networkx.pagerank`).

    With `_DAMPING` as the chance that another link is followed. The sum is one.
    """
    count, degrees = len(network), network.degrees()
    if not count:
        return np.zeros(0)
    origins = np.repeat(np.arange(count), degrees)
    is_alone = degrees == 0
    rank = np.full(count, 1 / count)
    for _ in range(_MAX_ROUNDS):
        given = rank / np.maximum(degrees, 1)
        taken = np.bincount(network.others, given[origins], minlength=count)
        fresh = _DAMPING * (taken + rank[is_alone].sum() / count) + (1 - _DAMPING) / count
        change, rank = np.abs(fresh - rank).sum(), fresh
        if change < _TOLERANCE:
            break
    return rank


def betweenness(network: Simple, *, pivots: int | None = None) -> Array:
    """Which part of all shortest ways leads through each entity (`networkx.betweenness_centrality`).

    By Brandes' method ("A faster algorithm for betweenness centrality", 2001). With fewer `pivots` than
    entities it is estimated from the ways that begin at so many of them, evenly spread over their order:
    nothing is left to chance. Unless given, `EXACT` says how many there are.
    """
    count = len(network)
    passing = np.zeros(count)
    if count < 3:
        return passing
    wanted = pivots or (count if count <= EXACT else PIVOTS)
    sources = np.unique(np.arange(min(wanted, count)) * count // min(wanted, count))
    for source in sources:
        _add_ways(network, int(source), passing)
    # A pivot's own estimate rests on one source fewer: no way passes where it begins.
    others = np.full(count, float(len(sources)))
    if len(sources) < count:
        others[sources] -= 1
        passing /= np.maximum(others, 1) * (count - 2)
    else:
        passing /= (count - 1) * (count - 2)
    return passing


def _add_ways(network: Simple, source: int, passing: Array) -> None:
    """Add to each entity the part of the shortest ways from `source` on which it lies between the ends."""
    count = len(network)
    is_new = np.ones(count, bool)
    is_new[source] = False
    ways = np.zeros(count)
    ways[source] = 1
    layer, steps = np.array([source]), []
    while True:
        origins, ends = network.onward(layer)
        kept = is_new[ends]
        origins, ends = origins[kept], ends[kept]
        if not len(ends):
            break
        reached = np.bincount(ends, ways[layer[origins]], minlength=count)
        steps.append((layer, origins, ends))
        layer = np.flatnonzero(reached)
        is_new[layer] = False
        ways[layer] = reached[layer]
    depends = np.zeros(count)
    for layer, origins, ends in reversed(steps):
        shares = (1 + depends[ends]) / ways[ends]
        depends[layer] = ways[layer] * np.bincount(origins, shares, minlength=len(layer))
    depends[source] = 0
    passing += depends


OF: dict[Measure, Callable[[Simple], Array]] = {
    "degree": degree,
    "pagerank": pagerank,
    "betweenness": betweenness,
}


def rounded(values: Array) -> list[float]:
    """Values to six digits, in which no machine differs from another."""
    return [float(f"{value:.6g}") for value in values.tolist()]
