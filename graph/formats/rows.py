"""Rows as a table to read, CSV, JSON or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Iterator, Sequence

from councilgraph.graph.rows import Row, Rows

FORMATS = ("table", "csv", "json", "jsonl")

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GAP = "  "
_NARROWEST = 8


def plain(text: str) -> str:
    """`text` on one line without characters that move a terminal's cursor or turn its direction."""
    return " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ")).split(" "))


def cell(value: object) -> str:
    """A value for a CSV cell, several with a semicolon between.

    What a spreadsheet would run as a formula gets an apostrophe in front, see OWASP, "CSV Injection"; JSON
    keeps the value as it is.
    """
    text = _words(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def format_rows(rows: Rows, kind: str, *, width: int = 100) -> Iterator[str]:
    """Lines of text (without line ends) for `rows` in one of FORMATS; lazily but for `table`."""
    if kind == "csv":
        yield from _csv_lines(rows)
    elif kind == "jsonl":
        for row in rows.rows:
            yield json.dumps(dict(row), ensure_ascii=False)
    elif kind == "json":
        yield json.dumps([dict(row) for row in rows.rows], ensure_ascii=False, indent=1)
    else:
        yield from _table_lines(rows, width)


def _csv_lines(rows: Rows) -> Iterator[str]:
    has_evidence = False
    for number, row in enumerate(rows.rows):
        evidence = row.get("evidence")
        if number == 0:
            has_evidence = evidence is not None
            extra = ("quote", "document", "page", "quotes") if has_evidence else ()
            yield _csv_line([*rows.columns, *extra])
        values = [row.get(column) for column in rows.columns]
        if has_evidence:
            first = evidence[0] if evidence else {}
            values += [first.get("quote"), first.get("document"), first.get("page"), len(evidence or ())]
        yield _csv_line([cell(value) for value in values])


def _csv_line(values: Sequence[str]) -> str:
    line = io.StringIO()
    # With another line end the writer would not quote a cell that has one of these characters in it.
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue().removesuffix("\r\n")


def _table_lines(rows: Rows, width: int) -> Iterator[str]:
    """A table; columns in which no row has a value are left out."""
    all_rows = list(rows.rows)
    columns = [name for name in rows.columns if any(_shown(row.get(name)) for row in all_rows)]
    if not all_rows:
        return
    found = [(row, [_shown(row.get(column)) for column in columns]) for row in all_rows]
    widths = _widths([columns, *(cells for _, cells in found)], width)
    yield _line(columns, widths).rstrip()
    yield _line(["─" * size for size in widths], widths)
    for row, cells in found:
        wrapped = [textwrap.wrap(text, size) or [""] for text, size in zip(cells, widths, strict=True)]
        for at in range(max(map(len, wrapped), default=0)):
            yield _line([part[at] if at < len(part) else "" for part in wrapped], widths).rstrip()
        for evidence in row.get("evidence") or ():
            yield from evidence_lines(evidence, width)


def evidence_lines(evidence: Row, width: int) -> Iterator[str]:
    """A quote and where it stands, indented, as lines of at most `width` characters."""
    quote = textwrap.shorten(plain(str(evidence["quote"])), 400, placeholder=" …")
    yield from textwrap.wrap(f"“{quote}”", width, initial_indent="    ", subsequent_indent="    ")
    page = f", page {evidence['page']}" if evidence.get("page") else ""
    origin = ", ".join(plain(str(evidence[key])) for key in ("publisher", "date") if evidence.get(key))
    where = f"— {plain(str(evidence['document']))}{page}" + (f" ({origin})" if origin else "")
    yield from textwrap.wrap(where, width, initial_indent="      ", subsequent_indent="        ")


def _shown(value: object) -> str:
    return plain(_words(value))


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths that fit: no column is wider than it need be, and the widest share what room is left."""
    sizes = [max(1, *(len(text) for text in column)) for column in zip(*table, strict=True)]
    room = width - len(_GAP) * (len(sizes) - 1)
    cap = max(sizes)
    while cap > _NARROWEST and sum(min(size, cap) for size in sizes) > room:
        cap -= 1
    return [min(size, cap) for size in sizes]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(text.ljust(size) for text, size in zip(cells, widths, strict=True))
