"""What the dates in a line are dates of: a visit, a publication, a grade, or something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from councilgraph.graph.extractors.prose.lines import Line
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.when import When

Role = Literal["visit", "publish", "grade", "other"]

_COMMA = 3
_RIGHT = 1
_FAR = 10
_WINDOW = 8
_BREAKS = frozenset(";")
_NOT_YET = frozenset("before by until till than".split())
_RANGE = frozenset("to until and - –".split())
_SURE = frozenset("inspection inspections visit visits inspected visited B I".split())


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at the unit `number`: what it is a date of, and the unit that says so. `end` is a range's last day."""

    number: int
    role: Role
    cue: int
    when: When
    end: str | None = None


def dated(line: Line, graded: Sequence[int]) -> Iterator[Dated]:
    """The dates of a line that have to do with inspections; `graded` are the units of its grades."""
    cues = dict(_cues(line, graded))
    numbers = line.of("D")
    for place, number in enumerate(numbers):
        when = line.units[number].when
        if when is None or _ends_range(line, number) or _is_limit(line, number):
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        last = line.units[following].when if following and _ends_range(line, following) else None
        cue = _nearest(line, number, cues)
        if cue is not None and cues[cue] != "other":
            yield Dated(number, cues[cue], cue, when, last.edtf if last else when.until)


def _cues(line: Line, graded: Sequence[int]) -> Iterator[tuple[int, Role]]:
    words = _words()
    codes = [unit.code for unit in line.units]
    is_inspection = bool(graded) or not _SURE.isdisjoint(codes)
    for number, code in enumerate(codes):
        pair = "_".join(codes[number : number + 2])
        if number in graded:
            yield number, "grade"
        elif code in words["other"]:
            yield number, "other"
        elif code in words["publish"] or pair in words["publish"]:
            yield number, "publish"
        elif code in words["visit"]:
            yield number, "visit"
        elif is_inspection and code in words["weak_visit"]:
            if not words["subjects"].isdisjoint(codes[max(0, number - _WINDOW) : number]):
                yield number, "visit"


def _nearest(line: Line, number: int, cues: dict[int, Role]) -> int | None:
    """The cue nearest to a date, those before it a little nearer, none beyond a semicolon."""
    best: tuple[int, int] | None = None
    for cue in cues:
        between = line.units[min(cue, number) + 1 : max(cue, number)]
        if any(unit.code in _BREAKS for unit in between):
            continue
        distance = len(between) + _COMMA * sum(unit.code == "," for unit in between)
        distance += _RIGHT if cue > number else 0
        if distance <= _FAR and (best is None or distance < best[0]):
            best = distance, cue
    return best[1] if best else None


def _ends_range(line: Line, number: int) -> bool:
    """Whether a date is the last day of a range that began with the date just before."""
    return (
        number >= 2
        and line.units[number - 1].code in _RANGE
        and line.units[number - 2].code == "D"
        and (line.units[number - 1].code != "and" or number < 3 or line.units[number - 3].code == "between")
    )


def _is_limit(line: Line, number: int) -> bool:
    """Whether something is only to happen before a date."""
    return number > 0 and line.units[number - 1].code in _NOT_YET


_KEYS = ("visit", "weak_visit", "publish", "other", "subjects")


@cache
def _words() -> dict[str, frozenset[str]]:
    rules = read_rules("inspections")
    return {key: frozenset(rules[key].split()) for key in _KEYS}
