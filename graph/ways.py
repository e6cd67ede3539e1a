"""The shortest way from one entity to another: a search from both ends, over ties alone.

A search from one end would pass everything within the way's length, and one end's neighbours are often a
whole council's. From both ends, always on the side where less was reached, half the length is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from councilgraph.graph.links import Tie

Around = Callable[[str], Sequence[Tie]]
"""The ties of an entity that may be gone along."""

_Ways = dict[str, tuple[int, tuple[Tie, ...]]]
"""The best way to each of some entities, with how many ties it passes by."""


def shortest(start: str, end: str, around: Around, *, max_hops: int) -> tuple[Tie, ...] | None:
    """A way with as few ties as can be; of those, the one whose entities have the fewest ties of their own.

    None where there is no way with at most `max_hops` ties. Where two ways are as good, their addresses
    decide. `around` is asked once for an entity that is reached twice or more, if it remembers.
    """
    ahead, back = [{start}], [{end}]
    while len(ahead) + len(back) - 2 < max_hops and not ahead[-1] & back[-1]:
        nearer = ahead if len(ahead[-1]) <= len(back[-1]) else back
        fresh = _next_layer(nearer, around)
        if not fresh:
            return None
        nearer.append(fresh)
    if not ahead[-1] & back[-1]:
        return None
    ways: _Ways = {start: (0, ())}
    for layer in [*ahead[1:-1], ahead[-1] & back[-1], *reversed(back[:-1])]:
        if layer != {start}:
            ways = _onward(ways, layer, around)
    return ways[end][1]


def _next_layer(layers: Sequence[set[str]], around: Around) -> set[str]:
    """What is one tie further than the last layer."""
    reached = {tie.other(iri) for iri in layers[-1] for tie in around(iri)}
    return reached.difference(*layers)


def _onward(ways: _Ways, layer: Iterable[str], around: Around) -> _Ways:
    """The best ways that go one tie further, to entities of `layer`."""
    wanted = frozenset(layer)
    found: _Ways = {}
    for iri, (passed, way) in ways.items():
        ties = around(iri)
        for tie in ties:
            other = tie.other(iri)
            if other in wanted:
                candidate = (passed + len(ties), (*way, tie))
                found[other] = min(found.get(other, candidate), candidate)
    return found
