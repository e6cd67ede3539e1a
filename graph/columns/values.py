"""What stands for a variable or an expression in SQL, and what is known of it before the query runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pyoxigraph as ox

from councilgraph.graph.columns.sorts import Sorts, kinds

Form = Literal["term", "text", "address", "integer", "decimal", "boolean"]
"""The number of a term, or a value itself: a string, the text of an IRI, a number, a truth value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in SQL. NULL stands for an unbound variable and for an error: SPARQL treats them alike.

    `sorts` are those that a term may be of. `strangers` are numbers below zero of terms that are in the query
    and not in the store. `is_certain`, that it is never NULL. `is_address`, that a text is always that
    of an IRI. `constant` is the term, where it is the same in every row.
    """

    sql: str
    form: Form = "term"
    sorts: Sorts = frozenset()
    strangers: frozenset[int] = frozenset()
    is_certain: bool = False
    is_address: bool = False
    constant: ox.NamedNode | ox.Literal | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether it is unbound in every row."""
        return self.sql == "NULL"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of terms that it may be, for one that is a term."""
        return kinds(self.sorts)

    def named(self, sql: str) -> Value:
        """The same value under another name in SQL."""
        return replace(self, sql=sql)


NOTHING = Value(sql="NULL")
TRUE = Value(sql="TRUE", form="boolean", is_certain=True)
FALSE = Value(sql="FALSE", form="boolean", is_certain=True)


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
