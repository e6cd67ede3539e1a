"""Sorts of terms: what can be compared with what.

The terms of a projection are numbered in the order in which SPARQL sorts them, all of one sort in a row.
So two terms of a sort are compared by their numbers, and what a number is, is told by its range.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from councilgraph.graph.vocab import XSD

KINDS = ("blank", "iri", "string", "lang", "boolean", "integer", "decimal", "date", "unknown", "odd")
"""In the order of their numbers.

"unknown" are datatypes that no SPARQL engine knows. "odd" are those that engines compare and columns do not,
and days with a time zone: they are joined and shown, and nothing else.
"""

ORDERED = frozenset({"iri", "string", "lang", "boolean", "integer", "decimal", "date", "unknown"})
"""Kinds whose terms are numbered as ORDER BY has them."""

LEXICAL = frozenset({"string", "lang", "boolean", "date", "unknown"})
"""Kinds of literals that ORDER BY compares with one another by their text, or to the same effect."""

EQUAL = frozenset({"string", "boolean", "integer", "decimal", "date"})
"""Kinds in which two terms are equal if they are the same."""

COMPARED = frozenset({"string", "integer", "date"})
"""Kinds in which one term is less than another if its number is."""

LITERALS = frozenset(KINDS) - {"blank", "iri"}


@dataclass(frozen=True, slots=True)
class Sort:
    """Terms of one kind, datatype and language, and the numbers that they have: `first` to `last`."""

    kind: str
    datatype: str = ""
    language: str = ""
    first: int = 0
    last: int = -1

    def term(self, text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        """The term of this sort with that text."""
        if self.kind == "iri":
            return ox.NamedNode(text)
        if self.kind == "blank":
            return ox.BlankNode(text.removeprefix("_:"))
        if self.kind == "string":
            return ox.Literal(text)
        if self.kind == "lang":
            return ox.Literal(text, language=self.language)
        return ox.Literal(text, datatype=ox.NamedNode(self.datatype))


Sorts = frozenset[Sort]

_KIND_OF = {XSD.string: "string", XSD.boolean: "boolean", XSD.integer: "integer", XSD.date: "date"}


def kind_of(term: ox.NamedNode | ox.Literal) -> str:
    """The kind of a constant in a query."""
    return "iri" if isinstance(term, ox.NamedNode) else _KIND_OF[term.datatype.value]


def kinds(sorts: Iterable[Sort]) -> frozenset[str]:
    """The kinds of some sorts."""
    return frozenset(sort.kind for sort in sorts)


def number_of(term: ox.Literal) -> int:
    """What a whole number, a truth value or a day is compared by."""
    if term.value in ("true", "false"):
        return int(term.value == "true")
    return int(term.value.replace("-", ""))
