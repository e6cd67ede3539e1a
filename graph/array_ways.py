"""The shortest way through the arrays of a large store, a layer at a time: as `ways.shortest` finds it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from councilgraph.graph.ties.arrays import Array, Arrays


@dataclass(frozen=True, slots=True)
class _Step:
    """Ties that lead on from some entities.

    Where each begins (a place among those), where it ends, and its number.
    """

    origins: Array
    ends: Array
    ties: Array


def shortest_way(
    arrays: Arrays, start: int, end: int, *, max_hops: int, is_kept: Array | None = None
) -> tuple[int, ...] | None:
    """The numbers of the ties of the best way between two entities, by the rules of `ways.shortest`.

    `is_kept` tells for each tie whether it may be gone along. None where no way is short enough.
    """
    ahead, back = [np.array([start])], [np.array([end])]
    seen = {id(side): _marked(len(arrays.entities), side[0]) for side in (ahead, back)}
    while not _shared(ahead[-1], back[-1]).size:
        if len(ahead) + len(back) - 2 >= max_hops:
            return None
        nearer = ahead if len(ahead[-1]) <= len(back[-1]) else back
        reached = seen[id(nearer)]
        fresh = np.unique(_onward(arrays, nearer[-1], is_kept).ends)
        fresh = fresh[~reached[fresh]]
        if not fresh.size:
            return None
        reached[fresh] = True
        nearer.append(fresh)
    layers = [*ahead[:-1], _shared(ahead[-1], back[-1]), *reversed(back[:-1])]
    return _best(arrays, _pruned(arrays, layers, is_kept), is_kept)


def _marked(count: int, places: Array) -> Array:
    marks: Array = np.zeros(count, dtype=bool)
    marks[places] = True
    return marks


def _shared(left: Array, right: Array) -> Array:
    found: Array = np.intersect1d(left, right, assume_unique=True)
    return found


def _onward(arrays: Arrays, entities: Array, is_kept: Array | None) -> _Step:
    """All ties of some entities."""
    first = arrays.starts[entities]
    counts = arrays.starts[entities + 1] - first
    origins = np.repeat(np.arange(len(entities)), counts)
    places = np.arange(len(origins)) + np.repeat(first - (np.cumsum(counts) - counts), counts)
    ties, ends = arrays.ties[places], arrays.others[places]
    if is_kept is None:
        return _Step(origins, ends, ties)
    kept = is_kept[ties]
    return _Step(origins[kept], ends[kept], ties[kept])


def _pruned(arrays: Arrays, layers: list[Array], is_kept: Array | None) -> list[Array]:
    """The layers without what leads to the end in no way."""
    kept = [layers[-1]]
    for layer in reversed(layers[:-1]):
        before = np.unique(_onward(arrays, kept[-1], is_kept).ends)
        kept.append(_shared(layer, before))
    return kept[::-1]


def _best(arrays: Arrays, layers: list[Array], is_kept: Array | None) -> tuple[int, ...]:
    """The way through the layers that passes by the fewest ties; of those, the first by its ties in order.

    Ways to the entities of a layer are as long as one another, so they are compared by the order of the ways
    to the layer before and their last ties.
    """
    passed, order = np.zeros(1, np.int64), np.zeros(1, np.int64)
    came_from: list[tuple[Array, Array]] = []
    layer = layers[0]
    for following in layers[1:]:
        step = _onward(arrays, layer, is_kept)
        degrees = np.bincount(step.origins, minlength=len(layer))
        places = np.searchsorted(following, step.ends)
        is_inside = (places < len(following)) & (
            following[np.minimum(places, len(following) - 1)] == step.ends
        )
        origins, ties, places = step.origins[is_inside], step.ties[is_inside], places[is_inside]
        ranked = np.lexsort((ties, order[origins], passed[origins] + degrees[origins], places))
        found, firsts = np.unique(places[ranked], return_index=True)
        best, layer = ranked[firsts], following[found]
        passed, ways = passed[origins[best]] + degrees[origins[best]], (order[origins[best]], ties[best])
        came_from.append((origins[best], ties[best]))
        order = np.empty(len(best), np.int64)
        order[np.lexsort((ways[1], ways[0]))] = np.arange(len(best))
    way: list[int] = []
    place = 0
    for origins, ties in reversed(came_from):
        way.append(int(ties[place]))
        place = int(origins[place])
    return tuple(reversed(way))
