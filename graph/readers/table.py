"""Tables as text: a register in CSV or TSV, which `registers` reads row by row."""

from __future__ import annotations

import csv
import itertools
from collections import Counter

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document

_DELIMITERS = (",", ";", "\t")
_ROWS, _CHARS = 50, 200_000
"""How much of a table is looked at to see whether it is one."""
_MOST = 0.6
"""The share of rows that must have as many cells as each other."""


def parse_table(text: str, *, name: str, sha256: str) -> Document:
    """A document whose text is the table as it is. Raises DocumentError where the text is no table."""
    if not any(_is_table(text, delimiter) for delimiter in _DELIMITERS):
        raise DocumentError(
            "not a table: no rows of cells between commas, semicolons or tabs",
            hint="A register needs a row of column names and a row for each entry; name prose .txt.",
        )
    return Document(sha256=sha256, name=name, media_type="text/csv", text=text)


def _is_table(text: str, delimiter: str) -> bool:
    """Whether most of the first rows have the same number of cells, more than one."""
    rows = csv.reader(text[:_CHARS].split("\n"), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in itertools.islice(rows, _ROWS) if any(row))
    except csv.Error:
        return False
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return width > 1 and count > 1 and count >= _MOST * widths.total()
