"""The store as tables: one for each kind of fact, one of documents, and one of all quotes.

Rows of `quotes` name the fact that they are behind; all other tables have its address in `iri`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.drawing import Captions, drawing
from councilgraph.graph.entities import FACT_TYPES, Entity
from councilgraph.graph.formats.sourced import Source, sourced, sources
from councilgraph.graph.rdf.fields import class_of
from councilgraph.graph.store import Store

_LEFT_OUT = frozenset({"iri", "claims"})
_QUOTES = ("fact", "quote", "document", "title", "publisher", "date", "page", "url", "sha256", "start", "end")

Cell = object


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and rows parallel to these. A list in a cell stays a list."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def tables(store: Store) -> Iterator[Table]:
    """The tables that have rows, in the order of the kinds of facts; then documents and quotes."""
    captions = Captions(store)
    quotes: list[tuple[Cell, ...]] = []
    for kind in FACT_TYPES:
        fields = [field.name for field in dataclasses.fields(kind) if field.name not in _LEFT_OUT]
        rows = []
        for each in sourced(store, kind):
            rows.append((each.fact.iri, captions[each.fact.iri], *_values(each.fact, fields)))
            quotes += [
                (each.fact.iri, *(getattr(one, name) for name in _QUOTES[1:])) for one in each.evidence
            ]
        if rows:
            yield Table(_name(kind), ("iri", "caption", *fields), rows)
    columns = tuple(field.name for field in dataclasses.fields(Source))
    yield Table("document", columns, [dataclasses.astuple(source) for source in sources(store)])
    yield Table("quote", _QUOTES, quotes)


def _values(fact: Entity, fields: list[str]) -> Iterator[Cell]:
    for name in fields:
        value = getattr(fact, name)
        yield list(value) if isinstance(value, tuple) else value


def _name(kind: type[Entity]) -> str:
    iri = class_of(kind).value
    return drawing().labels.get(iri, kind.__name__).lower()
