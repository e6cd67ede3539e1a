"""GROUP BY, HAVING and aggregates (18.2.4.1, 18.5.1) as one SELECT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from councilgraph.graph.columns.algebra import (
    AGGREGATES,
    Call,
    Exists,
    Expression,
    NotCoveredError,
    Order,
    Select,
    Variable,
    variables,
)
from councilgraph.graph.columns.chain import Chain, Query, Relation
from councilgraph.graph.columns.expressions import Expressions
from councilgraph.graph.columns.sorts import COMPARED
from councilgraph.graph.columns.values import Form, Value


def grouped(query: Query, select: Select, chain: Chain, expressions: Expressions) -> tuple[Select, Chain]:
    """The query with variables for its aggregates, and the chain that has them."""
    aggregates = _Aggregates()
    rest = replace(
        select,
        columns=tuple((name, each and aggregates.taken_out(each)) for name, each in select.columns),
        having=tuple(map(aggregates.taken_out, select.having)),
        order=tuple(
            Order(aggregates.taken_out(each.expression), each.is_descending) for each in select.order
        ),
    )
    if not (aggregates.found or select.keys):
        if select.having:
            raise NotCoveredError("HAVING without a group")
        return select, chain
    columns = {name: _key(chain, name) for name in select.keys}
    columns |= {
        name: replace(value, is_certain=value.is_certain and bool(select.keys or not call.arguments))
        for name, call in aggregates.found.items()
        if (value := _aggregate(chain, expressions, call))
    }
    _check_grouped(rest, set(columns))
    named = {name: value.named(f"c{place}") for place, (name, value) in enumerate(columns.items())}
    listed = ", ".join(f"{value.sql} AS {named[name].sql}" for name, value in columns.items())
    keys = ", ".join(str(place) for place in range(1, 1 + len(select.keys)))
    sql = chain.select(listed) + (f" GROUP BY {keys}" if keys else "")
    outer = Chain(query)
    outer.add(Relation(sql, named))
    return rest, outer


class _Aggregates:
    """The aggregates of a query, by the variables that stand for them."""

    def __init__(self) -> None:
        self.found: dict[str, Call] = {}

    def taken_out(self, expression: Expression) -> Expression:
        """The expression with a variable for each aggregate."""
        if isinstance(expression, Exists):
            raise NotCoveredError("EXISTS beside a group")
        if not isinstance(expression, Call):
            return expression
        if expression.name in AGGREGATES:
            name = f".{expression}"
            self.found[name] = expression
            return Variable(name)
        return replace(expression, arguments=tuple(map(self.taken_out, expression.arguments)))


def _key(chain: Chain, name: str) -> Value:
    if name not in chain.scope:
        raise NotCoveredError(f"a group by ?{name}, which has no value")
    return replace(chain.scope[name], constant=None)


def _check_grouped(select: Select, known: set[str]) -> None:
    """Raise NotCoveredError where a variable of single rows is used, which SPARQL does not allow."""
    for name in _used(select):
        if name not in known:
            raise NotCoveredError(f"?{name} of single rows beside a group")


def _used(select: Select) -> Iterator[str]:
    given = {name for name, expression in select.columns if expression is not None}
    for name, expression in select.columns:
        yield from variables(expression) if expression is not None else (name,)
    for each in select.having:
        yield from variables(each)
    for order in select.order:
        yield from (name for name in variables(order.expression) if name not in given)


def _aggregate(chain: Chain, expressions: Expressions, call: Call) -> Value:
    if not call.arguments:
        return Value(sql="count(*)", form="integer", is_certain=True)
    value = expressions.value(call.arguments[0])
    distinct = "DISTINCT " * call.is_distinct
    if call.name == "COUNT":
        return Value(sql=f"count({distinct}{value.sql})", form="integer", is_certain=True)
    if call.name == "SUM":
        if value.form != "integer":
            raise NotCoveredError("SUM of what is not counted")
        return _of_all(value, f"coalesce(sum({distinct}{value.sql}), 0)::BIGINT", "integer")
    if value.strangers and value.constant is None:
        raise NotCoveredError("the least of what no fact has")
    if value.form == "term" and (len(value.sorts) > 1 or not value.kinds <= COMPARED):
        raise NotCoveredError("the least of several sorts")
    if value.form not in ("term", "text", "integer"):
        raise NotCoveredError("the least of such values")
    found = _of_all(value, f"{call.name.lower()}({value.sql})", value.form)
    return replace(found, sorts=value.sorts, strangers=value.strangers, is_address=value.is_address)


def _of_all(value: Value, sql: str, form: Form) -> Value:
    """An aggregate that is an error if one of its values is (18.5.1), and so unbound."""
    if not value.is_certain:
        sql = f"CASE WHEN count(*) = count({value.sql}) THEN {sql} END"
    return Value(sql=sql, form=form, is_certain=value.is_certain)
