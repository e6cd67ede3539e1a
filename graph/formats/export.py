"""What `export` writes: a format's name, or a file's suffix, to a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from councilgraph.graph.errors import OutputError, UsageError
from councilgraph.graph.formats import claims, tenures
from councilgraph.graph.formats.description import write_description
from councilgraph.graph.formats.ftm import write_entities
from councilgraph.graph.formats.ftm_statements import write_statements
from councilgraph.graph.formats.networks import (
    Network,
    plain_network,
    write_cytoscape,
    write_gexf,
    write_graphml,
    write_graphology,
)
from councilgraph.graph.formats.popolo import write_popolo
from councilgraph.graph.formats.rdf_files import SYNTAXES, write_rdf
from councilgraph.graph.formats.rows import format_rows
from councilgraph.graph.formats.workbook import write_data_package, write_workbook
from councilgraph.graph.plugins import plugin, plugins
from councilgraph.graph.rows import Row, Rows
from councilgraph.graph.store import Store

_SUFFIXES = {".nt": "nq", ".jsonld": "jsonld", ".json-ld": "jsonld", ".jsonl": "claims", ".csv": "claims"}
_SUFFIXES |= {".cyjs": "cytoscape", ".zip": "datapackage"}
_ROWS: dict[str, tuple[tuple[str, ...], Callable[[Store], Iterator[Row]]]] = {
    "claims": (claims.COLUMNS, claims.claim_rows),
    "tenures": (tenures.COLUMNS, tenures.tenure_rows),
}
"""Formats that are rows, in the form that the file's suffix says."""

_WRITERS: dict[str, Callable[[Store, IO[bytes]], None]] = {
    **{syntax: partial(write_rdf, syntax=syntax) for syntax in SYNTAXES},
    "dcat": write_description,
    "ftm": write_entities,
    "ftm-statements": write_statements,
    "popolo": write_popolo,
    "datapackage": write_data_package,
    "xlsx": write_workbook,
}
_NETWORKS: dict[str, Callable[[Network, IO[bytes]], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cytoscape": write_cytoscape,
    "graphology": write_graphology,
}
NAMES = (*_WRITERS, *_NETWORKS, *_ROWS)
"""The formats' names."""


def format_of(path: Path, name: str | None) -> str:
    """The format that is meant. Raises UsageError where neither the name nor the suffix says."""
    others = [each.name for each in plugins("exports")]
    found = name or _SUFFIXES.get(path.suffix.lower()) or path.suffix.lower().removeprefix(".")
    if found not in (*NAMES, *others):
        what = f"no format is called {found!r}" if found else f"{path}: no suffix says which format is meant"
        raise UsageError(what, hint=f"use -f with one of: {', '.join((*NAMES, *others))}")
    return found


def export(store: Store, path: Path, *, name: str | None = None, documents: Collection[str] = ()) -> None:
    """Write the store to a file, whole or not at all; a network also of what `documents` (hashes) say alone.

    Raises OutputError where that can't be done.
    """
    kind = format_of(path, name)
    if documents and kind not in _NETWORKS:
        raise UsageError(
            f"{kind} is of the whole store", hint=f"what a document says can be: {', '.join(_NETWORKS)}"
        )
    other = plugin("exports", kind) if kind not in NAMES else None
    with replaced(path) as stream:
        if other is not None:
            other.call(store, stream)
        elif kind in _ROWS:
            columns, rows = _ROWS[kind]
            _write_rows(stream, path, columns, rows(store))
        elif kind in _NETWORKS:
            _NETWORKS[kind](plain_network(store, documents), stream)
        else:
            _WRITERS[kind](store, stream)


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name only once it is whole. Raises OutputError."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as stream:
            yield stream
        fresh.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror})", hint="name another file with -o"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def _write_rows(stream: IO[bytes], path: Path, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    """Rows as CSV, as one JSON array, or as JSON lines, by the file's suffix."""
    kind = {".csv": "csv", ".json": "json"}.get(path.suffix.lower(), "jsonl")
    for line in format_rows(Rows(columns, rows), kind):
        stream.write(f"{line}\n".encode())
