"""What a page carries: a block to draw from, and a block of details that is opened at the first question.

Both are in columns. Texts that come back (documents, words of links, dates) are listed once and referred to
by number; -1 stands for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, get_args

from councilgraph.graph.page.blocks import Listing
from councilgraph.graph.page.layout import Layout
from councilgraph.graph.page.model import Contradiction, Evidence, Fact, PageOptions, Side, Theme
from councilgraph.graph.page.palette import COLOURS
from councilgraph.graph.page.reading import Rows, clean_label
from councilgraph.graph.page.styles import Styles, find_styles, places

STATUSES = ("ended", "in_post", "unknown")


def drawing(rows: Rows, layout: Layout, options: PageOptions) -> dict[str, Any]:
    """The block from which the page draws."""
    styles = find_styles(rows)
    words = Listing()
    prefix = _common_start([entity.iri for entity in rows.entities])
    return {
        "title": rows.title,
        "subtitle": clean_label(rows.attributes.get("subtitle") or ""),
        "source": clean_label(rows.attributes.get("source") or ""),
        "total": max(len(rows.entities), int(rows.attributes.get("total") or 0)),
        "colours": COLOURS,
        "kinds": styles.kinds,
        "relations": styles.relations,
        "grades": styles.grades,
        "statuses": STATUSES,
        "prefix": prefix,
        "entities": _entity_columns(rows, layout, styles, prefix),
        "links": _link_columns(rows, styles, words),
        "words": words.values,
        "clusters": _clusters(rows, layout) if layout.overview else [],
        "start": _start(rows, options),
    }


def details(rows: Rows) -> dict[str, Any]:
    """The block with facts, contradictions and quotes."""
    quotes = _Quotes()
    entities = {
        str(index): [
            [quotes.fact(fact) for fact in entity.facts],
            [quotes.contradiction(found) for found in entity.contradictions],
        ]
        for index, entity in enumerate(rows.entities)
        if entity.facts or entity.contradictions
    }
    links = [
        [
            quotes.places(link.attributes.get("evidence") or ()),
            [quotes.contradiction(found) for found in link.attributes.get("contradictions") or ()],
        ]
        for link in rows.links
    ]
    return {
        "entities": entities,
        "links": links,
        "evidence": quotes.evidence.values,
        "documents": quotes.documents.values,
    }


class _Quotes:
    """Quotes and the documents that they stand in, each listed once."""

    def __init__(self) -> None:
        self.documents = Listing()
        self.evidence = Listing()

    def places(self, quotes: Iterable[Evidence]) -> list[int]:
        return [self.evidence.place(self._evidence(quote)) for quote in quotes]

    def fact(self, fact: Fact) -> list[Any]:
        told: list[Any] = [_text(fact.get(name)) for name in ("label", "value", "since", "until", "status")]
        return [*told, self.places(fact.get("evidence") or ()), int(bool(fact.get("contradicted")))]

    def contradiction(self, found: Contradiction) -> list[Any]:
        sides = (found.get("left") or Side(), found.get("right") or Side())
        told = [[_text(side.get("value")), self.places(side.get("evidence") or ())] for side in sides]
        return [_text(found.get("field")), _text(found.get("note")), *told]

    def _evidence(self, quote: Evidence) -> list[Any]:
        names = ("document", "title", "publisher", "date", "url")
        document = self.documents.place([_text(quote.get(name)) for name in names])
        return [document, *(_text(quote.get(name)) for name in ("quote", "page", "claim"))]


def _common_start(texts: Sequence[str]) -> str:
    """What all of the sorted `texts` begin with, up to a slash or a hash."""
    if not texts:
        return ""
    first, last = texts[0], texts[-1]
    alike = (one == other for one, other in zip(first, last, strict=False))
    start = first[: sum(takewhile(bool, alike))]
    return start[: max(start.rfind("/"), start.rfind("#")) + 1]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _entity_columns(rows: Rows, layout: Layout, styles: Styles, prefix: str) -> dict[str, Any]:
    kinds, grades = places(styles.kinds), places(styles.grades)
    colour_names: list[str] = list(COLOURS["light"])
    colours = {group: colour_names.index(colour) for group, colour in styles.colours.items()}
    entities = rows.entities
    return {
        "id": [entity.iri[len(prefix) :] for entity in entities],
        "label": [entity.label for entity in entities],
        "kind": [kinds[entity.kind] for entity in entities],
        "colour": [colours[entity.group] for entity in entities],
        "grade": [grades[entity.grade] if entity.grade else -1 for entity in entities],
        "x": [x for x, _ in layout.positions],
        "y": [y for _, y in layout.positions],
        "names": {str(index): entity.names for index, entity in enumerate(entities) if entity.names},
        "cluster": layout.clusters.membership,
    }


def _link_columns(rows: Rows, styles: Styles, words: Listing) -> dict[str, Any]:
    relations, grades = places(styles.relations), places(styles.grades)
    links = rows.links
    columns: dict[str, Any] = {
        "source": [link.source for link in links],
        "target": [link.target for link in links],
        "relation": [relations[link.kind] for link in links],
        "label": [words.place(link.label) for link in links],
        "since": [words.place(link.since) for link in links],
        "until": [words.place(link.until) for link in links],
        "status": [STATUSES.index(link.status) if link.status in STATUSES else -1 for link in links],
        "grade": [grades[link.grade] if link.grade else -1 for link in links],
        "contradicted": [index for index, link in enumerate(links) if link.contradicted],
    }
    names = ("sinceEarliest", "sinceLatest", "untilEarliest", "untilLatest")
    for place, name in enumerate(names):
        columns[name] = [words.place(link.bounds[place]) for link in links]
    return columns


def _clusters(rows: Rows, layout: Layout) -> list[list[Any]]:
    """Label, x, y and chief (-1 for none) of each cluster."""
    found: list[list[Any]] = []
    for (x, y), chief in zip(layout.overview, layout.clusters.chiefs, strict=True):
        label = rows.entities[chief].label if chief is not None else "Linked to few others"
        found.append([label, x, y, -1 if chief is None else chief])
    return found


def _start(rows: Rows, options: PageOptions) -> dict[str, Any]:
    """What is shown at first."""
    place = {entity.iri: index for index, entity in enumerate(rows.entities)}
    degrees = rows.degrees()
    order = sorted(range(len(degrees)), key=lambda entity: (-degrees[entity], entity))
    limit = len(order) if options.max_shown is None else max(1, options.max_shown)
    return {
        "shown": sorted(order[:limit]) if limit < len(order) else None,
        "selected": place.get(options.selected) if options.selected else None,
        "asOf": options.as_of,
        "theme": options.theme if options.theme in get_args(Theme) else "auto",
    }
