"""How two entities are connected: the links of the best way between them, with the words behind each."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

from councilgraph.graph.array_ways import shortest_way
from councilgraph.graph.errors import UsageError
from councilgraph.graph.evidence import evidence
from councilgraph.graph.links import Link, Links, Tie, when
from councilgraph.graph.network import Scope, evidence_rows
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store
from councilgraph.graph.ways import shortest

MAX_PATH_HOPS = 8


def connection(store: Store, start: str, end: str, *, as_of: dt.date | None = None) -> list[Link]:
    """The links from one entity to another: as few as can be, and of those the ones past the fewest others.

    Raises UsageError where nothing connects them within MAX_PATH_HOPS.
    """
    links, scope = Links(store), Scope(as_of=as_of)
    way = _array_way(links, start, end, as_of) if links.arrays else _way(links, start, end, scope)
    if way is None:
        raise UsageError("nothing in the store connects the two", hint="try it without --as-of")
    return [links.link(tie) for tie in way]


def _way(links: Links, start: str, end: str, scope: Scope) -> Sequence[Tie] | None:
    @functools.cache
    def around(iri: str) -> Sequence[Tie]:
        return [tie for tie in links.ties(iri) if scope.has(links, tie)]

    return shortest(start, end, around, max_hops=MAX_PATH_HOPS)


def _array_way(links: Links, start: str, end: str, as_of: dt.date | None) -> Sequence[Tie] | None:
    """The same way through the arrays of a large store."""
    arrays = links.arrays
    ends = [arrays.entities.find(iri) for iri in (start, end)] if arrays else []
    if arrays is None or None in ends:
        return () if start == end else None
    day = int(as_of.strftime("%Y%m%d")) if as_of else 0
    is_kept = arrays.holding(day, day) if as_of else None
    first, last = (place or 0 for place in ends)
    way = shortest_way(arrays, first, last, max_hops=MAX_PATH_HOPS, is_kept=is_kept)
    return None if way is None else [links.tie(number) for number in way]


def connection_rows(store: Store, start: str, end: str, *, as_of: dt.date | None = None) -> Rows:
    """A connection as rows, a link each, with its evidence."""
    links = Links(store)
    found = connection(store, start, end, as_of=as_of)
    rows = (
        {
            "from": links.captions[link.start],
            "link": link.label,
            "to": links.captions[link.end],
            "when": when(link.span),
            "fact": link.fact,
            "evidence": evidence_rows(evidence(store, link.fact)),
        }
        for link in found
    )
    return Rows(("from", "link", "to", "when"), rows)
