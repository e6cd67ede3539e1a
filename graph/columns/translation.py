"""Groups of patterns and queries inside them -> SQL (18.2), each solution as often as SPARQL has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from councilgraph.graph.columns.algebra import (
    Bind,
    Exists,
    Filter,
    Group,
    NotCoveredError,
    Optional,
    Select,
    Triple,
    Union,
    Values,
    Variable,
    mentions,
)
from councilgraph.graph.columns.chain import Chain, Query, Relation
from councilgraph.graph.columns.expressions import Expressions, alike, merged
from councilgraph.graph.columns.grouping import grouped
from councilgraph.graph.columns.projection import Predicate
from councilgraph.graph.columns.values import NOTHING, Value

_NO_NAMES: frozenset[str] = frozenset()


def chain_of(query: Query, group: Group, *, outer: frozenset[str] = _NO_NAMES) -> Chain:
    """The chain of a group. `outer` are variables of the group around it that are seen only there."""
    chain = Chain(query)
    steps: Mapping[type, Callable[..., None]] = {
        Triple: _add_triple,
        Values: _add_values,
        Optional: _add_optional,
        Bind: partial(_add_bind, outer),
        Union: _add_union,
        Group: lambda chain, inner: chain.add(chain_of(query, inner).relation()),
        Select: lambda chain, inner: chain.add(relation_of(query, inner)),
    }
    for element in group.elements:
        if not isinstance(element, Filter):
            steps[type(element)](chain, element)
    expressions = expressions_of(chain, outer)
    for element in group.elements:
        if isinstance(element, Filter):
            condition = expressions.condition(element.expression)
            if condition != "TRUE":
                chain.conditions.append(condition)
    return chain


def relation_of(query: Query, select: Select) -> Relation:
    """The solutions of a query inside another one. Raises NotCoveredError where it is cut off."""
    if select.limit is not None or select.offset:
        raise NotCoveredError("LIMIT inside a query")
    select, chain = solved(query, select)
    columns = output(chain, select)
    values = {name: value.named(f"c{place}") for place, (name, value) in enumerate(columns)}
    listed = ", ".join(f"{value.sql} AS c{place}" for place, (_, value) in enumerate(columns))
    sql = chain.select(f"DISTINCT {listed}" if select.is_distinct else listed)
    return Relation(sql, values)


def solved(query: Query, select: Select) -> tuple[Select, Chain]:
    """The chain of a query, its rows brought together where it says so; the query with what is left to do."""
    chain = chain_of(query, select.where)
    select, chain = grouped(query, select, chain, expressions_of(chain, _NO_NAMES))
    expressions = expressions_of(chain, _NO_NAMES)
    chain.conditions += [expressions.condition(each) for each in select.having]
    for name, expression in select.columns:
        if expression is not None:
            _bind(chain, name, expressions.value(expression))
    return select, chain


def output(chain: Chain, select: Select) -> list[tuple[str, Value]]:
    """The columns of a query over its chain."""
    names = [name for name, _ in select.columns]
    if len(set(names)) < len(names):
        raise NotCoveredError("a column twice")
    return [(name, chain.scope.get(name, NOTHING)) for name in names]


def expressions_of(chain: Chain, outer: frozenset[str]) -> Expressions:
    """What turns expressions into SQL over a chain."""
    return Expressions(chain, lambda exists: _exists(chain, exists), outer=outer)


def _add_triple(chain: Chain, triple: Triple) -> None:
    table, values, also = _table(chain, triple)
    chain.join(table, values, also=also)


def _table(chain: Chain, triple: Triple) -> tuple[str, dict[str, Value], tuple[str, ...]]:
    """The table of a triple pattern, the variables in it, and what has to hold in it."""
    predicate = chain.query.projection.predicate(triple.predicate)
    if predicate is None:
        raise NotCoveredError(f"the property {triple.predicate}")
    name = chain.query.name()
    values: dict[str, Value] = {}
    also = []
    for term, value in zip((triple.subject, triple.object), _ends(predicate, name), strict=True):
        if not isinstance(term, Variable):
            also.append(f"{value.sql} = {chain.query.constant(term).sql}")
        elif term.name in values:
            also.append(f"{value.sql} = {values[term.name].sql}")
        else:
            values[term.name] = value
    return f"{predicate.table} AS {name}", values, tuple(also)


def _ends(predicate: Predicate, name: str) -> Iterator[Value]:
    for column, sorts in (("s", predicate.subjects), ("o", predicate.objects)):
        yield Value(sql=f"{name}.{column}", sorts=sorts, is_certain=True)


def _add_values(chain: Chain, values: Values) -> None:
    if len(values.rows) == 1:
        for name, term in zip(values.variables, values.rows[0], strict=True):
            chain.restrict(name, chain.query.constant(term))
        return
    table = chain.query.name()
    columns = {}
    rows = [[chain.query.constant(term) for term in row] for row in values.rows]
    if not rows or len(set(values.variables)) < len(values.variables):
        raise NotCoveredError("VALUES without rows")
    for place, name in enumerate(values.variables):
        given = [row[place] for row in rows]
        columns[name] = merged(given, f"{table}.v{place}", is_certain=True)
    listed = ", ".join(f"({', '.join(value.sql for value in row)})" for row in rows)
    heads = ", ".join(f"v{place}" for place in range(len(values.variables)))
    chain.join(f"(VALUES {listed}) AS {table}({heads})", columns)


def _add_optional(chain: Chain, optional: Optional) -> None:
    """A group that may be missing; one triple is joined as it is."""
    elements = optional.group.elements
    if len(elements) == 1 and isinstance(elements[0], Triple):
        table, values, also = _table(chain, elements[0])
        chain.join_optional(table, values, also=also)
        return
    inner = chain_of(chain.query, optional.group, outer=frozenset(chain.scope))
    chain.add(inner.relation(), is_optional=True)


def _add_bind(outer: frozenset[str], chain: Chain, bind: Bind) -> None:
    expressions = expressions_of(chain, outer)
    _bind(chain, bind.variable, expressions.value(bind.expression))


def _bind(chain: Chain, name: str, value: Value) -> None:
    if name in chain.scope:
        raise NotCoveredError(f"?{name} has a value already")
    chain.scope[name] = value


def _add_union(chain: Chain, union: Union) -> None:
    chains = [chain_of(chain.query, group) for group in union.groups]
    names = list(dict.fromkeys(name for each in chains for name in each.scope))
    columns: dict[str, Value] = {}
    listed: list[list[str]] = [[] for _ in chains]
    for place, name in enumerate(names):
        values = [each.scope.get(name, NOTHING) for each in chains]
        given = _alike(chains, values)
        columns[name] = merged(given, f"c{place}", is_certain=all(value.is_certain for value in given))
        for row, value in zip(listed, given, strict=True):
            row.append(f"{value.sql} AS c{place}")
    selects = (each.select(", ".join(row) or "1") for each, row in zip(chains, listed, strict=True))
    chain.add(Relation(" UNION ALL ".join(selects), columns))


def _alike(chains: list[Chain], values: list[Value]) -> list[Value]:
    """Values of a variable in several groups in one form, each in its own group."""
    forms = {value.form for value in values if not value.is_nothing}
    if len(forms) < 2:
        return values
    text = Value(sql="''", form="text")
    return [alike(chain, (value, text))[0] for chain, value in zip(chains, values, strict=True)]


def _exists(chain: Chain, exists: Exists) -> str:
    """Whether a group has a solution that agrees with a row, in SQL.

    A variable that is not of the group around it may be one of a group further out: engines differ on that.
    """
    inside = Counter(mentions(exists.group))
    for each, times in inside.items():
        if each not in chain.scope and times < chain.query.mentions[each]:
            raise NotCoveredError(f"?{each} in EXISTS")
    inner = chain_of(chain.query, exists.group, outer=frozenset(chain.scope)).relation()
    name = chain.query.name()
    conditions = [
        chain.equal(chain.scope[each], value.named(f"{name}.{value.sql}"))
        for each, value in inner.columns.items()
        if each in chain.scope
    ]
    where = " AND ".join(conditions) or "TRUE"
    within = f"SELECT 1 FROM ({inner.sql}) AS {name} WHERE {where}"  # noqa: S608
    return f"{'NOT ' * exists.is_negated}EXISTS ({within})"
