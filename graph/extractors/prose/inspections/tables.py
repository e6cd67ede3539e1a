"""Grades in a table whose columns are headings that inspectorates grade, and whose rows are councils.

A cell ends at a "|" or where several blanks follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from councilgraph.graph.extractors.prose.inspections.licences import GRADES
from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit
from councilgraph.graph.extractors.prose.rules import read_rules

_BAR = "|"
_GAP = 4
"""So many characters apart are two cells; quotation marks, which are no units, take less."""
_COLUMNS = 2
_TERSE: Mapping[str, str] = read_rules("judgements")["columns"]
Graded = dict[int, tuple[str, ...]]
"""The aspects of grades, by the number of the grade's unit."""


def tabled(lines: Sequence[Line]) -> dict[int, Graded]:
    """The grades in rows of tables and what they are for, by the index of the line."""
    found: dict[int, Graded] = {}
    headings: tuple[str, ...] = ()
    rows = [tuple(_cells(line)) for line in lines]
    for index, (cells, following) in enumerate(pairwise((*rows, ()))):
        if _is_row(cells) and len(cells) == len(headings):
            found[index] = dict(_graded(lines[index], cells, headings))
        elif len(cells) > _COLUMNS and len(cells) == len(following) and _is_row(following):
            headings = tuple(_heading([lines[index].units[number] for number in cell]) for cell in cells)
        else:
            headings = ()
    return found


def _cells(line: Line) -> Iterator[range]:
    """The cells of a line by the numbers of their units."""
    first = 0
    for number, unit in enumerate(line.units):
        is_apart = number > first and unit.start - line.units[number - 1].end >= _GAP
        if unit.code == _BAR or is_apart:
            if number > first:
                yield range(first, number)
            first = number + (unit.code == _BAR)
    if first < len(line.units):
        yield range(first, len(line.units))


def _is_row(cells: Sequence[range]) -> bool:
    return len(cells) > _COLUMNS


def _graded(
    line: Line, cells: Sequence[range], headings: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The grades that fill a cell under a heading."""
    if not any(line.units[number].organisation for number in cells[0]):
        return
    for cell, heading in zip(cells[1:], headings[1:], strict=False):
        codes = [number for number in cell if line.units[number].code in GRADES]
        if len(codes) == 1 and len(cell) <= _COLUMNS and heading:
            yield codes[0], (heading,)


def _heading(units: Sequence[Unit]) -> str:
    """The aspect that a column is for; empty for a column of dates and the like."""
    aspects = [unit.value for unit in units if unit.code == "A"]
    words = " ".join(unit.code for unit in units)
    if aspects:
        return aspects[-1]
    return _TERSE.get(words, words if words.islower() and words not in ("date", "year", "published") else "")
