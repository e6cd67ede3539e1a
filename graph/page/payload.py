"""What a page carries: a block to draw from, and a block of details that is opened at the first question.

Both are JSON in columns. Texts that come back (documents, words of links, dates) are listed once and
referred to by number; -1 stands for nothing. `format_block` makes a block that no browser can take for
markup, `parse_block` reads it back.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from os.path import commonprefix
from typing import Any, cast, get_args

from councilgraph.graph.page.layout import Layout
from councilgraph.graph.page.model import (
    Contradiction,
    Evidence,
    GradeStyle,
    KindStyle,
    PageOptions,
    RelationStyle,
    Shape,
    Side,
    Theme,
)
from councilgraph.graph.page.palette import (
    COLOURS,
    assign_colours,
    assign_shapes,
    grade_colour,
)
from councilgraph.graph.page.reading import EntityRow, LinkRow, Rows, clean_label

STATUSES = ("ended", "in_post", "unknown")
PACKED_FROM_CHARS = 60_000
"""A larger block is deflated, so that a page of quotes stays small enough to send by mail."""

_MARKUP = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(slots=True)
class Listing:
    """Values listed once each, in the order in which they are first met."""

    values: list[Any] = field(default_factory=list)
    _places: dict[Any, int] = field(default_factory=dict)

    def place(self, value: Any) -> int:
        """The place of `value` in the list, -1 for None. Lists are told apart by what is in them."""
        if value is None:
            return -1
        key = tuple(value) if isinstance(value, list) else value
        if key not in self._places:
            self._places[key] = len(self.values)
            self.values.append(value)
        return self._places[key]


def format_block(content: object) -> tuple[str, bool]:
    """`content` as the text of a data block, and whether it is deflated (raw) and in base64."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if len(text) < PACKED_FROM_CHARS:
        return text, False
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(text.encode()) + packer.flush()
    return base64.b64encode(packed).decode(), True


def parse_block(page: str, name: str) -> Any:
    """The content of a data block of a page that was made before. Raises ValueError where none is."""
    found = re.search(rf'<script type="[\w/]+" id="data-{name}"( data-packed="")?>([^<]*)</script>', page)
    if not found:
        raise ValueError(f"no data block {name!r}")
    if not found[1]:
        return json.loads(found[2])
    return json.loads(zlib.decompress(base64.b64decode(found[2]), -zlib.MAX_WBITS))


def drawing(rows: Rows, layout: Layout, options: PageOptions) -> dict[str, Any]:
    """The block from which the page draws."""
    kinds = _kinds(rows)
    relations = _relations(rows)
    grades = _grades(rows)
    words = Listing()
    prefix = commonprefix([entity.iri for entity in rows.entities])
    return {
        "title": _title(rows),
        "subtitle": clean_label(rows.attributes.get("subtitle") or ""),
        "source": clean_label(rows.attributes.get("source") or ""),
        "total": max(len(rows.entities), int(rows.attributes.get("total") or 0)),
        "colours": COLOURS,
        "kinds": kinds,
        "relations": relations,
        "grades": grades,
        "statuses": STATUSES,
        "prefix": prefix,
        "entities": _entity_columns(rows, layout, (kinds, grades), prefix),
        "links": _link_columns(rows, (relations, grades), words),
        "words": words.values,
        "clusters": _clusters(rows, layout) if len(rows.entities) > options.group_above else [],
        "start": _start(rows, options),
    }


def details(rows: Rows) -> dict[str, Any]:
    """The block with facts, contradictions and quotes."""
    documents, evidence = Listing(), Listing()

    def places(quotes: Iterable[Evidence]) -> list[int]:
        return [evidence.place(_evidence(quote, documents)) for quote in quotes]

    def contradiction(found: Contradiction) -> list[Any]:
        sides = (cast(Side, found.get("left") or {}), cast(Side, found.get("right") or {}))
        told = [[clean_label(side.get("value") or ""), places(side.get("evidence") or ())] for side in sides]
        return [_text(found.get("field")), _text(found.get("note")), *told]

    entities = {
        str(index): [
            [
                [_text(fact.get(name)) for name in ("label", "value", "since", "until", "status")]
                + [places(fact.get("evidence") or ()), int(bool(fact.get("contradicted")))]
                for fact in entity.facts
            ],
            [contradiction(found) for found in entity.contradictions],
        ]
        for index, entity in enumerate(rows.entities)
        if entity.facts or entity.contradictions
    }
    links = [
        [
            places(link.attributes.get("evidence") or ()),
            [contradiction(found) for found in link.attributes.get("contradictions") or ()],
        ]
        for link in rows.links
    ]
    return {
        "entities": entities,
        "links": links,
        "evidence": evidence.values,
        "documents": documents.values,
    }


def page_title(rows: Rows) -> str:
    """The title of the page."""
    return _title(rows)


def _title(rows: Rows) -> str:
    return clean_label(rows.attributes.get("title") or "") or "Network"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _evidence(quote: Evidence, documents: Listing) -> list[Any]:
    told = [_text(quote.get(name)) for name in ("document", "title", "publisher", "date", "url")]
    page = quote.get("page")
    return [documents.place(told), _text(quote.get("quote")), _text(page), _text(quote.get("claim"))]


def _kinds(rows: Rows) -> list[dict[str, Any]]:
    styles = cast(Mapping[str, KindStyle], rows.attributes.get("kinds") or {})
    present = sorted({entity.kind for entity in rows.entities})
    given = {kind: style["shape"] for kind, style in styles.items() if style.get("shape") in get_args(Shape)}
    shapes = assign_shapes(present, given)
    colours = _group_colours(rows)
    main = {kind: _commonest(entity.group for entity in rows.entities if entity.kind == kind) for kind in present}
    return [
        {"name": kind, "shape": shapes[kind], "colour": colours[main[kind]]}
        | _names(kind, cast(Mapping[str, Any], styles.get(kind) or {}))
        for kind in present
    ]


def _commonest(groups: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for group in groups:
        counts[group] = counts.get(group, 0) + 1
    return min(counts, key=lambda group: (-counts[group], group))


def _group_colours(rows: Rows) -> dict[str, str]:
    given = rows.attributes.get("colours") or {}
    return dict(assign_colours((entity.group for entity in rows.entities), given))


def _relations(rows: Rows) -> list[dict[str, Any]]:
    styles = cast(Mapping[str, RelationStyle], rows.attributes.get("relations") or {})
    found = []
    for kind in sorted({link.kind for link in rows.links}):
        style = cast(RelationStyle, styles.get(kind) or {})
        colour = style.get("colour")
        found.append(
            {
                "name": kind,
                "colour": colour if colour in COLOURS["light"] else "grey",
                "arrow": int(bool(style.get("arrow"))),
            }
            | _names(kind, cast(Mapping[str, Any], style))
        )
    return found


def _names(name: str, style: Mapping[str, Any]) -> dict[str, str]:
    label = clean_label(style.get("label") or name.replace("_", " "))
    return {"label": label, "plural": clean_label(style.get("plural") or label)}


def _grades(rows: Rows) -> list[dict[str, Any]]:
    """The grades that occur, from the best to the worst; those outside the scale last."""
    styles = cast(Mapping[str, GradeStyle], rows.attributes.get("grades") or {})
    present = {row.grade for row in chain[EntityRow | LinkRow](rows.entities, rows.links) if row.grade}
    worst = max((style.get("rank") or 0 for style in styles.values()), default=0)
    found = []
    for grade in present:
        style = cast(GradeStyle, styles.get(grade) or {})
        label = clean_label(style.get("label") or grade.replace("_", " "))
        rank = style.get("rank")
        letter = clean_label(style.get("letter") or label[:1].upper())[:2]
        colour = grade_colour(rank, worst)
        found.append({"name": grade, "label": label, "letter": letter, "colour": colour, "rank": rank or 0})
    return sorted(found, key=lambda one: (not one["rank"], one["rank"], one["name"]))


def _entity_columns(
    rows: Rows, layout: Layout, styles: tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]], prefix: str
) -> dict[str, Any]:
    kinds, grades = (_places(style) for style in styles)
    colour_names = list(COLOURS["light"])
    colours = {group: colour_names.index(colour) for group, colour in _group_colours(rows).items()}
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


def _link_columns(
    rows: Rows, styles: tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]], words: Listing
) -> dict[str, Any]:
    relations, grades = (_places(style) for style in styles)
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


def _places(styles: Sequence[dict[str, Any]]) -> dict[str, int]:
    return {style["name"]: index for index, style in enumerate(styles)}


def _clusters(rows: Rows, layout: Layout) -> list[list[Any]]:
    """Label, x, y and chief (-1 for none) of each cluster."""
    found: list[list[Any]] = []
    for members, chief in zip(layout.clusters.members, layout.clusters.chiefs, strict=True):
        x = sum(layout.positions[entity][0] for entity in members) / len(members)
        y = sum(layout.positions[entity][1] for entity in members) / len(members)
        label = rows.entities[chief].label if chief is not None else "Linked to few others"
        found.append([label, round(x), round(y), -1 if chief is None else chief])
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
