"""A query of the SPARQL 1.1 Protocol, and its answer."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph import sparql
from councilgraph.graph.errors import UsageError
from councilgraph.graph.sparql import Dataset, Table
from councilgraph.graph.store import Store
from councilgraph.graph.web.accept import best
from councilgraph.graph.web.asked import Answer
from councilgraph.graph.web.results import (
    BOOLEAN_TYPES,
    TABLE_TYPES,
    TRIPLE_TYPES,
    Most,
    Written,
    write_boolean,
    write_table,
    write_triples,
)

CUT_HEADER = "Councilgraph-Cut"
"""Is in an answer that does not hold everything: `rows=20000`."""

_BY_NAME = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "spreadsheet": "text/csv",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_OTHER_NAMES = {"turtle": "ttl", "n3": "ttl", "ntriples": "nt", "rdf+xml": "rdf", "json-ld": "jsonld"}
"""Names that clients are used to (SPARQLWrapper sends them beside the Accept header)."""

_OF_TRIPLES = {"json": "jsonld", "xml": "rdf"}
_TEXT_TYPES = ("text/", "application/n-triples")


class NotAcceptableError(UsageError):
    """The result has no form that the client takes (406)."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it came. `name` (of a format) goes before what the client accepts."""

    text: str
    accept: str = ""
    name: str = ""
    dataset: Dataset | None = None
    base: str | None = None


def answer(store: Store, query: Query, most: Most) -> Answer:
    """The result of a query in the form that was asked for.

    Raises QueryError for what is no query or is not allowed, NotAcceptableError where no form will do.
    """
    result = sparql.run(store, query.text, dataset=query.dataset, base=query.base)
    if isinstance(result, bool):
        media_type, name = _form(query, BOOLEAN_TYPES)
        return _answer(write_boolean(result, name), media_type)
    if isinstance(result, Table):
        media_type, name = _form(query, TABLE_TYPES, more=("spreadsheet",))
        return _answer(write_table(result, name, most), media_type)
    media_type, name = _form(query, TRIPLE_TYPES)
    return _answer(write_triples(result, name, most), media_type)


def _form(query: Query, types: dict[str, str], more: tuple[str, ...] = ()) -> tuple[str, str]:
    """The media type and the name of the form that is wanted most."""
    names = (*types.values(), *more)
    if query.name:
        name = _OTHER_NAMES.get(query.name, query.name)
        name = name if name in names else _OF_TRIPLES.get(name, name)
        if name not in names:
            raise NotAcceptableError(
                f"this result has no format {query.name!r}", hint=f"one of: {', '.join(dict.fromkeys(names))}"
            )
        return _BY_NAME[name], name
    found = best(query.accept, list(types))
    if found is None:
        raise NotAcceptableError(
            "this result has no format that is accepted", hint=f"one of: {', '.join(types)}"
        )
    return found, types[found]


def _answer(written: Written, media_type: str) -> Answer:
    charset = "; charset=utf-8" if media_type.startswith(_TEXT_TYPES) else ""
    headers = {CUT_HEADER: f"rows={written.rows}"} if written.is_cut else {}
    return Answer(written.text.encode("utf-8", "replace"), media_type + charset, headers=headers)
