"""A user's SPARQL: read only, confined to the store, with errors at their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from councilgraph.graph import columns, vocab
from councilgraph.graph.engine import Term
from councilgraph.graph.errors import QueryError
from councilgraph.graph.store import Store
from councilgraph.graph.tokens import TOKEN

_OUTSIDE = {
    "SERVICE": "a query may not ask other servers (SERVICE)",
    "FROM": "a query may not name other sources (FROM)",
    "LOAD": "a query may not load anything (LOAD)",
}
_UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})
_KEYWORDS = frozenset(
    """A ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS
    COPY COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS
    FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI
    ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH MOVE NAMED
    NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT
    SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN
    STRSTARTS STRUUID SUBSTR SUM TIMEZONE TO TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES WHERE WITH
    YEAR""".split()
)
"""SPARQL 1.1, section 19.8, rules 4 to 129."""
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, lazily: `rows` yields tuples parallel to `columns`, None where unbound."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


def keywords(sparql: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query in capitals, with their offsets."""
    for found in TOKEN.finditer(sparql):
        if found.lastgroup == "word":
            yield found.group().upper(), found.start()


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees in place of those of the store, by IRI (SPARQL 1.1 Protocol, 2.1.4)."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def check_confined(sparql: str, *, has_dataset: bool = False) -> None:
    """Raise QueryError for a query that writes, or that reaches outside the store.

    Where a dataset is given beside the query (`has_dataset`), FROM is passed over by the engine.
    """
    for word, offset in keywords(sparql):
        if word == "FROM" and has_dataset:
            continue
        if word in _OUTSIDE or word in _UPDATES:
            line, column = _line_column(sparql, offset)
            what = _OUTSIDE.get(word, f"the store is read only here ({word})")
            raise QueryError(
                f"line {line}, column {column}: {what}", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE"
            )


def run(
    store: Store, sparql: str, *, dataset: Dataset | None = None, base: str | None = None
) -> Table | bool | ox.QueryTriples:
    """The result of a user's query: a table, a yes or no, or triples.

    Our prefixes are known without being declared; `base` is what relative IRIs are relative to. Raises
    QueryError with line and column for a query that does not parse, and for one that would write or reach
    outside the store.
    """
    check_confined(sparql, has_dataset=dataset is not None)
    found = columns.answer(store, sparql) if dataset is None and base is None else None
    if found:
        return Table(*found)
    default, named = _graphs(dataset)
    try:
        result = store.dataset.query(
            sparql,
            prefixes=dict(vocab.PREFIXES),
            base_iri=base,
            default_graph=default,
            named_graphs=named,
        )
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from error
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    return table(result) if isinstance(result, ox.QuerySolutions) else result


def _graphs(
    dataset: Dataset | None,
) -> tuple[
    list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None, list[ox.NamedNode | ox.BlankNode] | None
]:
    if dataset is None:
        return None, None
    try:
        return [ox.NamedNode(iri) for iri in dataset.default], [ox.NamedNode(iri) for iri in dataset.named]
    except ValueError as error:
        raise QueryError(f"a graph's name is no IRI: {error}", hint="give absolute IRIs") from error


def table(solutions: ox.QuerySolutions) -> Table:
    """The solutions as a table."""
    variables = solutions.variables
    rows = (tuple(solution[variable] for variable in variables) for solution in solutions)
    return Table(tuple(variable.value for variable in variables), rows)


def _line_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _syntax_error(sparql: str, message: str) -> QueryError:
    found = _PLACE.match(message)
    if not found:
        return QueryError(f"this SPARQL cannot be read: {message[:300]}", hint=_HINT)
    wrong = _wrong_word(sparql)
    if wrong:
        (line, column), what = _line_column(sparql, wrong[1]), wrong[0]
        return QueryError(f"line {line}, column {column}: {what}", hint=_HINT)
    line, column = int(found[1]), int(found[2])
    lines = sparql.splitlines() or [""]
    near = lines[min(line, len(lines)) - 1][max(0, column - 1) : column + 29]
    return QueryError(f"line {line}, column {column}: cannot read this SPARQL at {near!r}", hint=_HINT)


def _wrong_word(sparql: str) -> tuple[str, int] | None:
    """What is wrong with the first word that is no keyword, or has a prefix that is unknown, and its offset.

    The engine's own place is some words further on: it looks ahead.
    """
    known = set(vocab.PREFIXES)
    previous, end = "", 0
    for found in TOKEN.finditer(sparql):
        text, between = found.group(), sparql[end : found.start()]
        mark = re.search("[\"']", between)
        if mark:
            return "a text that does not end", end + mark.start()
        end = found.end()
        prefix, colon, _ = text.partition(":")
        if found.lastgroup == "word" and text.upper() not in _KEYWORDS:
            return f"{text!r} is no word of SPARQL", found.start()
        if found.lastgroup == "other" and colon and text[0] not in "?$@_":
            if previous == "PREFIX":
                known.add(prefix)
            elif prefix not in known:
                return f"the prefix {prefix!r} is not declared", found.start()
        previous = text.upper()
    return None


_HINT = "see the ready-made questions for examples: councilgraph ask"
