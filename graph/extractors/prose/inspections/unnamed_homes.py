"""Homes and schools that a line speaks of without their names: "a care home in Derby", "Cromer home"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.only_mentioned import words
from councilgraph.graph.extractors.prose.names.organisations import Organisation

INSTITUTIONS = frozenset({"home", "school", "hospital"})
_HOMES = re.compile(r"(?:'s|Os|care|nursing|residential|two|three|four|five|both) homes? ")
_OWNER = re.compile(
    r"(?:O|the council|council) (?:'s|-|own) (?:\S+ ){0,3}?homes? |run by O |council-run "
    r"|W (?:\S+ )?homes? |Os (?:\S+ ){0,2}homes? "
)
_ARTICLE = 3
_NEXT = 9
"""So many lines after one may give the name."""


def is_about_homes(lines: Sequence[Line]) -> bool:
    """Whether a story speaks of homes: a house in it that inspectors were at is one."""
    return any(_HOMES.search(line.skeleton) for line in lines)


def owns_homes(lines: Sequence[Line]) -> bool:
    """Whether a story is told of homes that its council runs."""
    for line in lines:
        match = _OWNER.search(line.skeleton)
        named = line.between(match.span()) if match else ()
        if match and all(unit.organisation is None or unit.organisation.kind == "council" for unit in named):
            return True
    return False


def is_unnamed_home(line: Line, number: int) -> bool:
    """Whether "the second home" or "a children's home" is spoken of before a unit."""
    codes = [unit.code for unit in line.units[:number]]
    return any(
        code in words("owned")
        and not words("unnamed").isdisjoint(codes[max(0, at - _ARTICLE) : at])
        and not _is_of_runner(line, range(at + 1, number))
        for at, code in enumerate(codes)
    )


def is_of_home(line: Line, number: int) -> bool:
    """Whether a headline speaks of a home before a unit, of which it only says where it is, if that."""
    return any(
        (unit.code in words("owned") or (unit.code == "O" and unit.organisation is None))
        and not _is_of_runner(line, range(at + 1, number))
        for at, unit in enumerate(line.units[:number])
    )


def _is_of_runner(line: Line, between: range) -> bool:
    """Whether the words after one for a home speak of another body, or of who runs it."""
    units = (line.units[each] for each in between)
    return any(unit.code in words("runners") and not unit.is_place for unit in units)


def named_next(lines: Sequence[Line], index: int) -> Organisation | None:
    """The home or school that a story names first, soon after a line before which it named none."""
    named = _first_named(lines[: index + 1])
    return None if named else _first_named(lines[index + 1 : index + _NEXT])


def _first_named(lines: Sequence[Line]) -> Organisation | None:
    bodies = (unit.organisation for line in lines for unit in line.units)
    return next((body for body in bodies if body and body.kind in INSTITUTIONS), None)
