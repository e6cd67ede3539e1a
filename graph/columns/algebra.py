"""The part of SPARQL that columns can answer, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

import pyoxigraph as ox


class NotCoveredError(Exception):
    """A query has something that columns do not answer for certain as the store would; the store does."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable by its name, without the question mark."""

    name: str


Constant = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Call:
    """A function, an operator or an aggregate by its name in capitals; `COUNT` of nothing counts rows."""

    name: str
    arguments: tuple[Expression, ...]
    is_distinct: bool = False


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a group has a solution."""

    group: Group
    is_negated: bool


Expression = Variable | ox.NamedNode | ox.Literal | Call | Exists


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple pattern; its predicate is always given."""

    subject: Variable | Constant
    predicate: str
    object: Variable | Constant


@dataclass(frozen=True, slots=True)
class Optional:
    """What is added where it is there."""

    group: Group


@dataclass(frozen=True, slots=True)
class Filter:
    """What has to be true; of the whole group, wherever it stands in it."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Bind:
    """A variable for the value of an expression."""

    expression: Expression
    variable: str


@dataclass(frozen=True, slots=True)
class Values:
    """Rows that are given."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Constant, ...], ...]


@dataclass(frozen=True, slots=True)
class Union:
    """The solutions of one group after those of the other."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two braces."""

    elements: tuple[Triple | Optional | Filter | Bind | Values | Union | Group | Select, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A key to sort by."""

    expression: Expression
    is_descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """A query, or one inside another. A column without an expression is a variable of the group."""

    columns: tuple[tuple[str, Expression | None], ...]
    where: Group
    is_distinct: bool = False
    keys: tuple[str, ...] = ()
    having: tuple[Expression, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0


AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX"})


def mentions(part: object) -> Iterator[str]:
    """The variables of a query or of a part of one, each as often as it is written."""
    if isinstance(part, Variable):
        yield part.name
    elif isinstance(part, tuple):
        for each in part:
            yield from mentions(each)
    elif is_dataclass(part):
        if isinstance(part, Bind):
            yield part.variable
        elif isinstance(part, Values):
            yield from part.variables
        elif isinstance(part, Select):
            yield from (name for name, _ in part.columns)
        for field in fields(part):
            yield from mentions(getattr(part, field.name))


def variables(expression: Expression | None) -> Iterator[str]:
    """The variables of an expression, those inside EXISTS left out."""
    if isinstance(expression, Variable):
        yield expression.name
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from variables(argument)
