"""The rows of a CSV text and where each stands in it, quoted cells of several lines included."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.names import fold

DELIMITERS = ",;\t"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Row:
    """One record at `start:end` of the text; `number` counts as a spreadsheet does, the header being 1.

    `fault` says why the record can't be read; it then has no cells and covers one line.
    """

    number: int
    start: int
    end: int
    cells: tuple[str, ...]
    fault: str = ""


def rows(text: str) -> Iterator[Row]:
    """Each record of `text` in order, the header first; blank ones are counted and left out.

    The delimiter is the one that the first line has most of. After a record that can't be read (a
    quotation mark that never closes) reading goes on with the next line.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    number = 0
    while lines.position < len(text):
        number += 1
        start = lines.position
        try:
            cells, fault = next(reader), ""
        except csv.Error as error:
            cells, fault = [], str(error)
            lines.position = _line_end(text, start)
        if fault or any(cell.strip() for cell in cells):
            yield Row(number, start, lines.position, tuple(cells), fault)


def header(text: str) -> tuple[str, ...]:
    """The folded column names of a CSV text, empty where it has none.

    >>> header("Lead inspector,start_date")
    ('lead inspector', 'start date')
    """
    first = next(rows(text), None)
    return tuple(fold(cell) for cell in first.cells) if first else ()


class _Lines:
    """The lines of a text, with their ends; `position` is where the next one starts and may be moved."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.position >= len(self.text):
            raise StopIteration
        start, self.position = self.position, _line_end(self.text, self.position)
        return self.text[start : self.position]


def _line_end(text: str, start: int) -> int:
    found = _LINE.match(text, start)
    return found.end() if found else len(text)


def _delimiter(text: str) -> str:
    first = text[: _line_end(text, 0)]
    return max(DELIMITERS, key=first.count)
