"""A network read into rows: cleaned, typed and in one order, whatever the network's own order was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import networkx as nx

from councilgraph.graph.dates import bounds, is_edtf
from councilgraph.graph.page.model import (
    Contradiction,
    EntityAttributes,
    Fact,
    NetworkAttributes,
    RelationAttributes,
)

MAX_LABEL_CHARS = 300
Bounds = tuple[str | None, str | None, str | None, str | None]
BOUNDS = ("since_earliest", "since_latest", "until_earliest", "until_latest")

# Controls, and the marks that turn the direction of the text after them: in a label they could make
# one name look like another.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]+")


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A node of the network."""

    iri: str
    label: str
    kind: str
    group: str
    grade: str | None
    names: tuple[str, ...]
    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An edge of the network; `source` and `target` count in the entities. Bounds are ISO days."""

    source: int
    target: int
    kind: str
    label: str
    since: str | None
    until: str | None
    bounds: Bounds
    status: str | None
    grade: str | None
    contradicted: bool
    attributes: RelationAttributes


@dataclass(frozen=True, slots=True)
class Rows:
    """A network in rows: entities by IRI; links by their ends, kind, dates and label."""

    entities: tuple[EntityRow, ...]
    links: tuple[LinkRow, ...]
    attributes: NetworkAttributes

    @property
    def title(self) -> str:
        """The title of the page."""
        return clean_label(self.attributes.get("title") or "") or "Network"

    def degrees(self) -> list[int]:
        """How many links each entity has."""
        counts = [0] * len(self.entities)
        for link in self.links:
            counts[link.source] += 1
            counts[link.target] += 1
        return counts


def read_rows(network: nx.MultiDiGraph[str]) -> Rows:
    """The rows of `network`, which is not changed."""
    iris = sorted(network.nodes, key=str)
    place = {iri: index for index, iri in enumerate(iris)}
    entities = tuple(_entity(str(iri), cast(EntityAttributes, network.nodes[iri])) for iri in iris)
    links = (
        _link(place[source], place[target], cast(RelationAttributes, attributes))
        for source, target, attributes in network.edges(data=True)
    )
    return Rows(entities, tuple(sorted(links, key=_link_order)), cast(NetworkAttributes, network.graph))


def clean_label(text: object) -> str:
    """`text` as a label: on one line, without marks that cannot be seen, not endless."""
    label = " ".join(_UNSHOWN.sub(" ", str(text)).split())
    return label if len(label) <= MAX_LABEL_CHARS else f"{label[: MAX_LABEL_CHARS - 1]}…"


def _entity(iri: str, attributes: EntityAttributes) -> EntityRow:
    kind = clean_label(attributes.get("kind") or "entity")
    label = clean_label(attributes.get("label") or iri) or "(no name)"
    names = {clean_label(name) for name in attributes.get("names") or ()} - {label, ""}
    return EntityRow(
        iri=iri,
        label=label,
        kind=kind,
        group=clean_label(attributes.get("group") or kind),
        grade=_optional(attributes.get("grade")),
        names=tuple(sorted(names)),
        facts=tuple(attributes.get("facts") or ()),
        contradictions=tuple(attributes.get("contradictions") or ()),
    )


def _link(source: int, target: int, attributes: RelationAttributes) -> LinkRow:
    kind = clean_label(attributes.get("kind") or "link")
    return LinkRow(
        source=source,
        target=target,
        kind=kind,
        label=clean_label(attributes.get("label") or kind.replace("_", " ")),
        since=_optional(attributes.get("since")),
        until=_optional(attributes.get("until")),
        bounds=_bounds(attributes),
        status=_optional(attributes.get("status")),
        grade=_optional(attributes.get("grade")),
        contradicted=bool(attributes.get("contradicted") or attributes.get("contradictions")),
        attributes=attributes,
    )


def _optional(value: object) -> str | None:
    return clean_label(value) or None if value is not None else None


def _bounds(attributes: RelationAttributes) -> Bounds:
    """The four bounds, from the dates where they are missing. What has no status is over when it began."""
    given = [_day(cast(Mapping[str, Any], attributes).get(name)) for name in BOUNDS]
    since, until = attributes.get("since"), attributes.get("until")
    if not until and not any(given[2:]) and not attributes.get("status"):
        until = since
        given[2:] = given[:2]
    for place, date in ((0, since), (2, until)):
        if date and not any(given[place : place + 2]) and is_edtf(date):
            given[place : place + 2] = [day.isoformat() for day in bounds(date)]
    return (given[0], given[1], given[2], given[3])


def _day(value: object) -> str | None:
    """`value` where it is an ISO day, else None: a bound that is no day bounds nothing."""
    text = str(value) if value is not None else ""
    return text if len(text) == len("2009-10-31") and is_edtf(text) else None


def _link_order(link: LinkRow) -> tuple[Any, ...]:
    quotes = [str(evidence.get("quote")) for evidence in link.attributes.get("evidence") or ()]
    dates = (link.since or "", link.until or "", link.status or "", link.grade or "")
    return (link.source, link.target, link.kind, *dates, link.label, quotes)
