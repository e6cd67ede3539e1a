"""A projection that is open for reading, and where the projections of a store lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyoxigraph as ox

from councilgraph.graph.columns.sorts import Sort, Sorts, kind_of
from councilgraph.graph.columns.writing import FORMAT, MEMORY, TO_WRITE

Array = np.ndarray[tuple[int], np.dtype[Any]]
Term = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Predicate:
    """The table of a property, and the sorts of terms in it."""

    table: str
    subjects: Sorts
    objects: Sorts


_NO_FACTS = Predicate("(SELECT 0 AS s, 0 AS o WHERE false)", frozenset(), frozenset())


class Projection:
    """The facts of one revision in columns."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        read = connection.execute(
            "SELECT code, kind, datatype, language, first, last FROM sorts ORDER BY first"
        )
        by_code = {code: Sort(*values) for code, *values in read.fetchall()}
        self.sorts: tuple[Sort, ...] = tuple(by_code.values())
        read = connection.execute("SELECT place, iri, subjects, objects FROM predicates")
        self.predicates: Mapping[str, Predicate] = {
            iri: Predicate(f"p{place}", *(frozenset(by_code[code] for code in each) for each in codes))
            for place, iri, *codes in read.fetchall()
        }
        read = connection.execute("SELECT iri FROM left_out")
        self._left_out = frozenset(iri for (iri,) in read.fetchall())
        self._numbers: dict[ox.NamedNode | ox.Literal, int | None] = {}

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def predicate(self, iri: str) -> Predicate | None:
        """The table of a property, empty where no fact has it; None where it was left out."""
        return None if iri in self._left_out else self.predicates.get(iri, _NO_FACTS)

    def sort_of(self, term: ox.NamedNode | ox.Literal) -> Sort | None:
        """The sort of a constant, None where no fact has a term of that sort."""
        kind = kind_of(term)
        return next((sort for sort in self.sorts if sort.kind == kind), None)

    def number(self, term: ox.NamedNode | ox.Literal) -> int | None:
        """The number of a term, None where no fact has it."""
        if term not in self._numbers:
            sort = self.sort_of(term)
            found = (
                sort
                and self.connection.execute(
                    "SELECT id FROM terms WHERE lex = $1 AND id BETWEEN $2 AND $3",
                    [term.value, sort.first, sort.last],
                ).fetchone()
            )
            self._numbers[term] = found[0] if found else None
        return self._numbers[term]

    def terms(self, numbers: Array) -> list[Term]:
        """The terms of numbers that are sorted and that there are."""
        texts = self.connection.execute(
            "SELECT lex FROM (SELECT unnest($1::INTEGER[]) AS id) JOIN terms USING (id) ORDER BY id",
            [numbers],
        ).fetchnumpy()["lex"]
        found: list[Term] = []
        for sort in self.sorts:
            first, last = np.searchsorted(numbers, (sort.first, sort.last + 1))
            found += map(sort.term, texts[first:last].tolist())
        return found


def open_projection(path: Path, *, is_to_write: bool = False) -> Projection | None:
    """The projection in a file; None where there is none that this version reads.

    `is_to_write` keeps to the memory of those who write from it.
    """
    if not path.exists():
        return None
    try:
        connection = duckdb.connect(
            str(path), read_only=True, config=TO_WRITE if is_to_write else {"memory_limit": MEMORY}
        )
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        if connection.execute("SELECT format FROM about").fetchone() != (FORMAT,):
            return None
        return Projection(connection)
    except duckdb.Error:
        return None


def numbers_in(columns: Iterable[Array]) -> Array:
    """All numbers in some columns, sorted, each once."""
    found = [np.unique(column) for column in columns]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int32)
