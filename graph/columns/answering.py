"""A query, from its text to its rows, over a projection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyoxigraph as ox

from councilgraph.graph.columns.algebra import Constant, NotCoveredError, Order, Select, variables
from councilgraph.graph.columns.chain import Chain, Query
from councilgraph.graph.columns.expressions import Expressions
from councilgraph.graph.columns.parser import parse_select
from councilgraph.graph.columns.projection import Array, Projection, Term, numbers_in
from councilgraph.graph.columns.sorts import LEXICAL, LITERALS, ORDERED
from councilgraph.graph.columns.translation import expressions_of, output, solved
from councilgraph.graph.columns.values import Form, Value

Rows = Iterator[tuple[Term | None, ...]]

_UNBOUND = -(2**31)
"""What stands for an unbound variable among the numbers of a column."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL, the forms of the columns that it gives by their names, and the terms of numbers below zero."""

    sql: str
    columns: Mapping[str, Form]
    strangers: Mapping[int, Constant]


def solutions(projection: Projection, sparql: str) -> tuple[tuple[str, ...], Rows] | None:
    """The columns and the rows of a query, None for one that the store has to answer.

    The rows are in the order that the query asks for; where it leaves one open, always in the same.
    """
    try:
        statement = translate(projection, parse_select(sparql))
        found = projection.connection.cursor().execute(statement.sql).fetchnumpy()
    except (NotCoveredError, duckdb.Error, RecursionError):
        return None
    return tuple(statement.columns), _rows(projection, statement, list(found.values()))


def translate(projection: Projection, select: Select) -> Statement:
    """The query in SQL. Raises NotCoveredError."""
    if select.limit is not None and not select.order:
        raise NotCoveredError("LIMIT without an order, where any rows will do")
    query = Query(projection, select)
    select, chain = solved(query, select)
    columns = output(chain, select)
    if any(value.form == "decimal" for _, value in columns):
        raise NotCoveredError("a decimal number that was worked out")
    keys = list(_keys(chain, expressions_of(chain, frozenset()), select.order))
    sql = _sorted(chain, select, [value for _, value in columns], keys)
    return Statement(sql, {name: value.form for name, value in columns}, query.strangers)


def _keys(chain: Chain, expressions: Expressions, order: Sequence[Order]) -> Iterator[tuple[str, str]]:
    """What to sort by in SQL, and in which direction (15.1: what is unbound comes first)."""
    for each in order:
        value = expressions.value(each.expression)
        if not (value.is_nothing or value.constant):
            yield _key(chain, value), "DESC NULLS LAST" if each.is_descending else "ASC NULLS FIRST"


def _key(chain: Chain, value: Value) -> str:
    if value.form != "term":
        return value.sql
    literals = {sort for sort in value.sorts if sort.kind in LITERALS}
    if value.kinds == {"string"} and value.strangers:
        return chain.text(value)
    if not value.kinds <= ORDERED or value.strangers:
        raise NotCoveredError("an order of such values")
    if len(literals) < 2:
        return value.sql
    if {sort.kind for sort in literals} <= LEXICAL:
        return chain.place(value)
    raise NotCoveredError("an order of values of several sorts")


def _sorted(chain: Chain, select: Select, values: Sequence[Value], keys: Sequence[tuple[str, str]]) -> str:
    """The whole SELECT. The columns themselves decide last, so that the same rows always come alike."""
    heads = [f"c{place}" for place in range(len(values))]
    extra = [f"k{place}" for place in range(len(keys))]
    listed = [f"{value.sql} AS {head}" for value, head in zip(values, heads, strict=True)]
    listed += [f"{sql} AS {name}" for (sql, _), name in zip(keys, extra, strict=True)]
    order = [f"{name} {direction}" for (_, direction), name in zip(keys, extra, strict=True)]
    order += [f"{head} NULLS FIRST" for head in heads]
    inner = chain.select(", ".join(listed))
    by = ", ".join(order)
    if select.is_distinct:
        given = {name for name, _ in select.columns}
        if all(given.issuperset(variables(each.expression)) for each in select.order):
            inner = inner.replace("SELECT ", "SELECT DISTINCT ", 1)
        else:
            # Of rows that are alike the first one counts, by keys that are not in them.
            numbered = f"SELECT *, row_number() OVER (ORDER BY {by}) AS n FROM ({inner})"  # noqa: S608
            inner = f"SELECT {', '.join(heads)}, min(n) AS n FROM ({numbered}) GROUP BY {', '.join(heads)}"  # noqa: S608
            by = "n"
    shown = ", ".join(
        f"coalesce({head}, {_UNBOUND}) AS {head}" if value.form == "term" else head
        for value, head in zip(values, heads, strict=True)
    )
    limit = f" LIMIT {select.limit}" if select.limit is not None else ""
    return f"SELECT {shown} FROM ({inner}) AS found ORDER BY {_found(by)}{limit} OFFSET {select.offset}"  # noqa: S608


def _found(by: str) -> str:
    """The keys as those of the rows that were found, and not of the columns that are shown."""
    return ", ".join(f"found.{each}" for each in by.split(", "))


def _rows(projection: Projection, statement: Statement, columns: list[Array]) -> Rows:
    """The rows as terms, each term made once."""
    forms = list(statement.columns.values())
    numbers = numbers_in(column for column, form in zip(columns, forms, strict=True) if form == "term")
    terms = np.empty(len(numbers), dtype=object)
    known = np.searchsorted(numbers, 1)
    terms[:known] = [statement.strangers.get(int(number)) for number in numbers[:known]]
    terms[known:] = projection.terms(numbers[known:])
    listed = [
        terms[np.searchsorted(numbers, column)].tolist() if form == "term" else _literals(column, form)
        for column, form in zip(columns, forms, strict=True)
    ]
    return zip(*listed, strict=True)


def _literals(column: Array, form: Form) -> list[Term | None]:
    """Values that were worked out as terms, each made once."""
    made: dict[object, Term | None] = {None: None}
    found = column.tolist()
    for value in found:
        if value not in made:
            made[value] = ox.NamedNode(value) if form == "address" else ox.Literal(value)
    return [made[value] for value in found]
