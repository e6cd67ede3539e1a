"""One SELECT of SQL in the making: what is joined, what has to hold, and what stands for each variable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import pyoxigraph as ox

from councilgraph.graph.columns.algebra import Constant, NotCoveredError, Select, mentions
from councilgraph.graph.columns.projection import Projection
from councilgraph.graph.columns.sorts import Sort, kind_of, number_of
from councilgraph.graph.columns.values import NOTHING, Value, quoted


class Query:
    """What all parts of one query share: the projection, fresh names, and numbers for unknown terms.

    `mentions` tells how often the whole query names each variable.
    """

    def __init__(self, projection: Projection, select: Select) -> None:
        self.projection = projection
        self.mentions = Counter(mentions(select))
        self.strangers: dict[int, Constant] = {}
        self._names = count(1)

    def name(self) -> str:
        """A name in SQL that nothing else has."""
        return f"t{next(self._names)}"

    def constant(self, term: Constant) -> Value:
        """A term of the query as a value."""
        number = self.projection.number(term)
        sort = self.projection.sort_of(term)
        if number is not None and sort is not None:
            return Value(sql=str(number), sorts=frozenset({sort}), is_certain=True, constant=term)
        known = {each: number for number, each in self.strangers.items()}
        number = known.get(term, -1 - len(self.strangers))
        self.strangers[number] = term
        datatype = term.datatype.value if isinstance(term, ox.Literal) else ""
        return Value(
            sql=f"({number})",
            sorts=frozenset({sort or Sort(kind_of(term), datatype)}),
            strangers=frozenset({number}),
            is_certain=True,
            constant=term,
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """A finished SELECT. The variables' values are named by its columns."""

    sql: str
    columns: Mapping[str, Value]


@dataclass(slots=True)
class Chain:
    """Tables joined one after another. `scope` has the variables, by name."""

    query: Query
    scope: dict[str, Value] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    _looked_up: dict[str, str] = field(default_factory=dict)

    def join(self, table: str, values: Mapping[str, Value], *, also: tuple[str, ...] = ()) -> None:
        """Join a table, or a SELECT in brackets, with what its columns stand for."""
        on = [*also, *self._same(values)]
        kind = "JOIN" if self.joined else ""
        self.joined.append(f"{kind} {table}{' ON ' + (' AND '.join(on) or 'TRUE') if self.joined else ''}")
        if len(self.joined) == 1:
            self.conditions += on

    def restrict(self, name: str, value: Value) -> None:
        """Give a variable a value; where it has one, both have to be the same."""
        self.conditions += self._same({name: value})

    def join_optional(self, table: str, values: Mapping[str, Value], *, also: tuple[str, ...] = ()) -> None:
        """Add what a table has, where it has it."""
        if not self.joined:
            self.joined.append("(SELECT 1) AS one")
        on = [*also, *self._same({name: value for name, value in values.items() if name in self.scope})]
        self.joined.append(f"LEFT JOIN {table} ON {' AND '.join(on) or 'TRUE'}")
        for name, value in values.items():
            if name not in self.scope:
                self.scope[name] = replace(value, is_certain=False, constant=None)

    def text(self, value: Value) -> str:
        """The text of a term, in SQL."""
        return self._found(value, "lex", lambda term: quoted(term.value))

    def number(self, value: Value) -> str:
        """What a day, a whole number or a truth value is compared by, in SQL."""
        return self._found(value, "num", lambda term: str(number_of(term)))

    def place(self, value: Value) -> str:
        """The place of a term among terms of several sorts, in SQL."""
        if value.strangers:
            raise NotCoveredError("sorting by a term that no fact has")
        return self._found(value, "place", lambda _: "NULL")

    def select(self, columns: str) -> str:
        """The SELECT of so far."""
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        tables = " ".join(self.joined) or "(SELECT 1) AS one"
        return f"SELECT {columns} FROM {tables}{where}"  # noqa: S608

    def relation(self) -> Relation:
        """All variables as a finished SELECT."""
        columns = {name: value.named(f"c{place}") for place, (name, value) in enumerate(self.scope.items())}
        listed = (f"{value.sql} AS {columns[name].sql}" for name, value in self.scope.items())
        return Relation(self.select(", ".join(listed) or "1 AS nothing"), columns)

    def add(self, relation: Relation, *, is_optional: bool = False) -> None:
        """Join a finished SELECT."""
        name = self.query.name()
        values = {each: value.named(f"{name}.{value.sql}") for each, value in relation.columns.items()}
        (self.join_optional if is_optional else self.join)(f"({relation.sql}) AS {name}", values)

    def equal(self, mine: Value, other: Value) -> str:
        """The condition of a join, in SQL: both are the same term."""
        if not (mine.is_certain and other.is_certain):
            raise NotCoveredError("a join with what may be unbound")
        if mine.form == other.form:
            return f"{mine.sql} = {other.sql}"
        if {mine.form, other.form} == {"term", "text"} and {*mine.kinds, *other.kinds} == {"string"}:
            left, right = (each.sql if each.form == "text" else self.text(each) for each in (mine, other))
            return f"{left} = {right}"
        raise NotCoveredError("a join of different kinds of values")

    def _same(self, values: Mapping[str, Value]) -> Iterator[str]:
        """The conditions under which values join with those of the scope; into which the others go."""
        for name, value in values.items():
            known = self.scope.get(name)
            if known is None:
                self.scope[name] = value
                continue
            yield self.equal(known, value)
            if known.constant is None and known.form == value.form == "term":
                self.scope[name] = replace(known, sorts=known.sorts & value.sorts)

    def _found(self, value: Value, column: str, of_stranger: object) -> str:
        """What the table of terms says of a term, by a join that is made once."""
        if value.is_nothing:
            return NOTHING.sql
        if value.constant is not None and column != "place":
            return of_stranger(value.constant)  # type: ignore[operator, no-any-return]
        if value.sql not in self._looked_up:
            name = self._looked_up[value.sql] = self.query.name()
            is_inner = value.is_certain and not value.strangers and self.joined
            if not self.joined:
                self.joined.append("(SELECT 1) AS one")
            self.joined.append(
                f"{'' if is_inner else 'LEFT '}JOIN terms AS {name} ON {name}.id = {value.sql}"
            )
        found = f"{self._looked_up[value.sql]}.{column}"
        if not value.strangers:
            return found
        cases = (
            f"WHEN {number} THEN {of_stranger(self.query.strangers[number])}"  # type: ignore[operator]
            for number in sorted(value.strangers)
        )
        return f"CASE {value.sql} {' '.join(cases)} ELSE {found} END"
