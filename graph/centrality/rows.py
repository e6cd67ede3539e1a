"""Rows on who is central in a store, and on its communities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from councilgraph.graph.centrality.communities import communities
from councilgraph.graph.centrality.measures import OF, measure_of, rounded
from councilgraph.graph.centrality.simple import Array, Simple, linked
from councilgraph.graph.drawing import drawing
from councilgraph.graph.links import Links
from councilgraph.graph.network import Scope, kind_of
from councilgraph.graph.rows import Row, Rows
from councilgraph.graph.store import Store

_SHOWN_MEMBERS = 4
_OWN_NAME = "{skos:prefLabel}"


@dataclass(frozen=True, slots=True)
class _Linked:
    """The entities of a store that are linked to another, and their network."""

    addresses: Sequence[str]
    places: Array
    network: Simple

    def address(self, entity: int) -> str:
        """The address of an entity of the network."""
        return self.addresses[int(self.places[entity])]


def central(
    store: Store, by: str = "degree", *, only: str | None = None, as_of: dt.date | None = None
) -> Rows:
    """The entities that are linked to another, the most central first; lazily.

    `only` is a kind of entity ("person", "council", "county council"). What is as central as something else
    comes in the order of addresses. Raises UsageError for a measure that there is not.
    """
    measure = measure_of(by)
    links = Links(store)
    found = _linked(links, as_of)
    values = np.array(rounded(OF[measure](found.network)))
    degrees = found.network.degrees()
    rows = (
        {
            "entity": links.captions[iri],
            "kind": kind,
            "degree": int(degrees[place]),
            **({measure: float(values[place])} if measure != "degree" else {}),
            "iri": iri,
        }
        for place, iri, kind in _in_order(links, found, values, only)
    )
    return Rows(tuple(dict.fromkeys(("entity", "kind", "degree", measure, "iri"))), rows)


def community_rows(store: Store, *, as_of: dt.date | None = None) -> Rows:
    """The communities of a store, the largest first, each with its best linked members; lazily."""
    links = Links(store)
    return Rows(
        ("community", "entities", "links", "chief", "others", "iri"),
        _communities(links, _linked(links, as_of)),
    )


def _linked(links: Links, as_of: dt.date | None) -> _Linked:
    arrays = links.arrays
    if arrays is None:
        return _linked_one_by_one(links, as_of)
    start, end = arrays.start, arrays.end
    if as_of:
        day = int(as_of.strftime("%Y%m%d"))
        kept = arrays.holding(day, day)
        start, end = start[kept], end[kept]
    places, network = linked(start, end)
    return _Linked(arrays.entities, places, network)


def _linked_one_by_one(links: Links, as_of: dt.date | None) -> _Linked:
    scope, ties = Scope(as_of=as_of), links.all_ties()
    kept = [(tie.start, tie.end) for tie in ties if scope.has(links, tie)]
    entities = sorted({iri for pair in kept for iri in pair})
    place = {iri: number for number, iri in enumerate(entities)}
    ends = np.array([(place[start], place[end]) for start, end in kept], np.int64).reshape(-1, 2)
    places, network = linked(ends[:, 0], ends[:, 1])
    return _Linked(entities, places, network)


def _in_order(
    links: Links, found: _Linked, values: Array, only: str | None
) -> Iterator[tuple[int, str, str]]:
    """The entities of a kind, the highest value first: place, address and kind of each."""
    groups = drawing().groups
    for place in np.argsort(-values, kind="stable").tolist():
        iri = found.address(place)
        kind = kind_of(links, iri)
        if only is None or only.lower() in (kind.lower(), groups.get(links.class_of(iri) or "")):
            yield place, iri, kind


def _communities(links: Links, found: _Linked) -> Iterator[Row]:
    parts = communities(found.network)
    belongs = np.empty(len(found.network), np.int64)
    for number, members in enumerate(parts):
        belongs[members] = number
    one, other = found.network.pairs()
    inside = np.bincount(belongs[one][belongs[one] == belongs[other]], minlength=len(parts))
    degrees = found.network.degrees()
    for number, members in enumerate(parts):
        best = sorted(members, key=lambda place: (-degrees[place], place))
        chief, *others = _with_names(links, [found.address(place) for place in best])
        yield {
            "community": number + 1,
            "entities": len(members),
            "links": int(inside[number]),
            "chief": links.captions[chief],
            "others": ", ".join(links.captions[iri] for iri in others),
            "iri": chief,
        }


def _with_names(links: Links, members: Sequence[str]) -> list[str]:
    """The first of some members that have names of their own, before those that are called by what they are.

    An inspection has many links and tells nobody what a community is.
    """
    captions = drawing().captions
    named = (iri for iri in members if captions.get(links.class_of(iri) or "") == _OWN_NAME)
    first = list(islice(named, _SHOWN_MEMBERS))
    return first or list(members[:_SHOWN_MEMBERS])
