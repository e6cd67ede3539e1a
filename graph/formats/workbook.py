"""The store as one Excel workbook, and as a zipped folder of CSV files with a Frictionless data package.

Both have the tables of `kinds`. The same store gives the same bytes: dates of making are left out.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from councilgraph.graph.formats.kinds import Cell, Table, tables
from councilgraph.graph.formats.rows import cell, format_rows
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store

MAX_CELL_CHARS = 32_767
"""More does not fit into a cell of a workbook."""

MAX_ROWS = 1_048_575
"""Nor do more rows into a sheet, beside its head."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:(created|modified)>")


def write_workbook(store: Store, stream: IO[bytes]) -> None:
    """Write a workbook with a sheet for each table."""
    book = Workbook(write_only=True)
    for table in tables(store):
        sheet = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "A2"
        heads = [WriteOnlyCell(sheet, value=column) for column in table.columns]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        for row in table.rows[:MAX_ROWS]:
            sheet.append([_shown(value) for value in row])
    made = io.BytesIO()
    book.save(made)
    _write_undated(made, stream)


def write_data_package(store: Store, stream: IO[bytes]) -> None:
    """Write a ZIP file with `datapackage.json` and a CSV file for each table."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        resources = []
        for table in tables(store):
            path = f"{table.name.replace(' ', '_')}.csv"
            rows = Rows(table.columns, (dict(zip(table.columns, row, strict=True)) for row in table.rows))
            text = "".join(f"{line}\r\n" for line in format_rows(rows, "csv"))
            _put(archive, path, text.encode())
            resources.append(_resource(table, path))
        package = {"name": "councilgraph", "profile": "tabular-data-package", "resources": resources}
        _put(archive, "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1).encode())


def _resource(table: Table, path: str) -> dict[str, object]:
    fields = [
        {"name": name, "type": _type(row[number] for row in table.rows)}
        for number, name in enumerate(table.columns)
    ]
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if table.columns[0] == "iri":
        schema["primaryKey"] = "iri"
    return {
        "name": table.name.replace(" ", "-"),
        "path": path,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }


def _type(values: Iterator[Cell]) -> str:
    """The type of a column; booleans are written as yes and no, so they are text."""
    kinds = {type(value) for value in values if value is not None}
    return "integer" if kinds == {int} else "string"


def _shown(value: Cell) -> Cell:
    """A value as a cell: text never as a formula, without what a workbook cannot hold."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = cell(value)[:MAX_CELL_CHARS]
    return "".join(each for each in text if each in "\t\n\r" or each >= " ") or None


def _write_undated(made: io.BytesIO, stream: IO[bytes]) -> None:
    """Copy the parts of a workbook without the time at which it was made."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(source.namelist()):
            _put(archive, name, _MADE.sub(b"", source.read(name)))


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
