"""How kinds, relations and grades are named and drawn: what the network says, and what fills the gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast, get_args

from councilgraph.graph.page.model import GradeStyle, KindStyle, RelationStyle, Shape
from councilgraph.graph.page.palette import COLOURS, assign_colours, assign_shapes, grade_colour
from councilgraph.graph.page.reading import EntityRow, LinkRow, Rows, clean_label


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of what occurs in a network, as the page carries them; `colours` are those of groups."""

    kinds: list[dict[str, Any]]
    relations: list[dict[str, Any]]
    grades: list[dict[str, Any]]
    colours: dict[str, str]


def find_styles(rows: Rows) -> Styles:
    """The styles of `rows`: in the order of the network's own, others after them by name."""
    given = rows.attributes.get("colours") or {}
    colours: dict[str, str] = dict(assign_colours((entity.group for entity in rows.entities), given))
    return Styles(_kinds(rows, colours), _relations(rows), _grades(rows), colours)


def places(styles: Iterable[dict[str, Any]]) -> dict[str, int]:
    """The place of each name in a list of styles."""
    return {style["name"]: index for index, style in enumerate(styles)}


def _kinds(rows: Rows, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    styles = cast(Mapping[str, KindStyle], rows.attributes.get("kinds") or {})
    groups: dict[str, Counter[str]] = {}
    for entity in rows.entities:
        groups.setdefault(entity.kind, Counter())[entity.group] += 1
    shapes = assign_shapes((entity.group for entity in rows.entities), rows.attributes.get("shapes") or {})
    main = {kind: _commonest(counts) for kind, counts in groups.items()}
    own = {kind: style["shape"] for kind, style in styles.items() if style.get("shape") in get_args(Shape)}
    return [
        {"name": kind, "shape": own.get(kind, shapes[main[kind]]), "colour": colours[main[kind]]}
        | _names(kind, cast(Mapping[str, Any], styles.get(kind) or {}))
        for kind in _in_order(Counter(entity.kind for entity in rows.entities), styles)
    ]


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _relations(rows: Rows) -> list[dict[str, Any]]:
    styles = cast(Mapping[str, RelationStyle], rows.attributes.get("relations") or {})
    found = []
    for kind in _in_order(Counter(link.kind for link in rows.links), styles):
        style = styles.get(kind) or RelationStyle()
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


def _in_order(counts: Counter[str], styles: Mapping[str, object]) -> list[str]:
    """The names in `counts` in the order of `styles`; after them the others, the commonest first."""
    known = {name: place for place, name in enumerate(styles)}
    return sorted(counts, key=lambda name: (known.get(name, len(known)), -counts[name], name))


def _names(name: str, style: Mapping[str, Any]) -> dict[str, str]:
    label = clean_label(style.get("label") or name.replace("_", " "))
    return {"label": label, "plural": clean_label(style.get("plural") or label)}


def _grades(rows: Rows) -> list[dict[str, Any]]:
    """The grades that occur, from the best to the worst; those outside the scale last."""
    styles = cast(Mapping[str, GradeStyle], rows.attributes.get("grades") or {})
    both = chain[EntityRow | LinkRow](rows.entities, rows.links)
    present = Counter(row.grade for row in both if row.grade)
    worst = max((style.get("rank") or 0 for style in styles.values()), default=0)
    found: list[dict[str, Any]] = []
    for grade in _in_order(present, styles):
        style = styles.get(grade) or GradeStyle()
        label = clean_label(style.get("label") or grade.replace("_", " "))
        rank = style.get("rank")
        letter = clean_label(style.get("letter") or "")[:2] or _free_letter(label, found)
        colour = grade_colour(rank, worst)
        found.append({"name": grade, "label": label, "letter": letter, "colour": colour, "rank": rank or 0})
    return sorted(found, key=lambda one: (not one["rank"], one["rank"], one["name"]))


def _free_letter(label: str, found: Iterable[Mapping[str, Any]]) -> str:
    taken = {style["letter"] for style in found}
    return label[:1].upper() if label[:1].upper() not in taken else label[:2].capitalize()
