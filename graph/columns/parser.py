"""SPARQL text -> the algebra of the part that columns can answer.

A SELECT of named columns over groups of triples with given properties, OPTIONAL, FILTER, BIND, VALUES, UNION,
queries inside it, and paths that go along properties, also backwards. Anything else is refused. Section
numbers are those of SPARQL 1.1 Query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypeVar

from councilgraph.graph.columns.algebra import (
    Bind,
    Constant,
    Exists,
    Expression,
    Filter,
    Group,
    Optional,
    Order,
    Select,
    Triple,
    Union,
    Values,
    Variable,
)
from councilgraph.graph.columns.expression_parser import ExpressionParser
from councilgraph.graph.columns.scanner import Scanner
from councilgraph.graph.vocab import PREFIXES

Item = TypeVar("Item")

_ELEMENTS = ("OPTIONAL", "FILTER", "BIND", "VALUES")

Element = Triple | Optional | Filter | Bind | Values | Union | Group | Select


def parse_select(sparql: str) -> Select:
    """The query. Raises NotCoveredError where it is none that columns can answer, or no SPARQL at all."""
    scanner = Scanner(sparql, PREFIXES)
    while scanner.skip("PREFIX"):
        scanner.declare_prefix()
    found = _Parser(scanner).select()
    if scanner.kind:
        scanner.refuse()
    return found


class _Parser:
    """Recursive descent over groups; expressions are read by another one."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._steps = count(1)
        self._expressions = ExpressionParser(scanner, self._exists)

    def select(self) -> Select:
        scanner = self._scanner
        scanner.expect("SELECT")
        is_distinct = scanner.skip("DISTINCT")
        columns = self._some(self._columns())
        scanner.skip("WHERE")
        where = self.group()
        keys = self._some(self._keys()) if scanner.skip("GROUP") else ()
        having = self._some(self._having()) if scanner.skip("HAVING") else ()
        order = self._some(self._order()) if scanner.skip("ORDER") else ()
        limit, offset = self._slice()
        return Select(
            columns=columns,
            where=where,
            is_distinct=is_distinct,
            keys=keys,
            having=having,
            order=order,
            limit=limit,
            offset=offset,
        )

    def group(self) -> Group:
        scanner = self._scanner
        scanner.expect("{")
        if scanner.is_at("SELECT"):
            inner = self.select()
            scanner.expect("}")
            return Group((inner,))
        elements: list[Element] = []
        while not scanner.skip("}"):
            is_triple = scanner.kind != "word" and not scanner.is_at("{")
            elements += self._elements()
            if not scanner.skip(".") and is_triple and not scanner.is_at("}", "{", *_ELEMENTS):
                scanner.refuse()
        return Group(tuple(elements))

    def _some(self, found: Iterable[Item]) -> tuple[Item, ...]:
        """One or more."""
        return tuple(found) or self._scanner.refuse()

    def _exists(self, is_negated: bool) -> Exists:
        return Exists(self.group(), is_negated)

    def _columns(self) -> Iterator[tuple[str, Expression | None]]:
        scanner = self._scanner
        while not scanner.is_at("WHERE", "{"):
            if scanner.skip("("):
                expression = self._expressions.expression()
                scanner.expect("AS")
                yield scanner.variable().name, expression
                scanner.expect(")")
            else:
                yield scanner.variable().name, None

    def _keys(self) -> Iterator[str]:
        self._scanner.expect("BY")
        while self._scanner.is_variable():
            yield self._scanner.variable().name

    def _having(self) -> Iterator[Expression]:
        while self._scanner.is_at("("):
            yield self._expressions.bracketed()

    def _order(self) -> Iterator[Order]:
        scanner = self._scanner
        scanner.expect("BY")
        while scanner.kind and not scanner.is_at("LIMIT", "OFFSET", "}", "VALUES"):
            if scanner.is_at("ASC", "DESC"):
                is_descending = scanner.take() == "DESC"
                yield Order(self._expressions.bracketed(), is_descending)
            elif scanner.is_variable():
                yield Order(scanner.variable(), is_descending=False)
            else:
                yield Order(self._expressions.constraint(), is_descending=False)

    def _slice(self) -> tuple[int | None, int]:
        found: dict[str, int] = {}
        while self._scanner.is_at("LIMIT", "OFFSET"):
            word = self._scanner.take()
            if word in found or not self._scanner.token.isdecimal():
                self._scanner.refuse()
            found[word] = int(self._scanner.take())
        return found.get("LIMIT"), found.get("OFFSET", 0)

    def _elements(self) -> Iterator[Element]:
        scanner = self._scanner
        if scanner.skip("OPTIONAL"):
            yield Optional(self.group())
        elif scanner.skip("FILTER"):
            yield Filter(self._expressions.constraint())
        elif scanner.skip("BIND"):
            scanner.expect("(")
            expression = self._expressions.expression()
            scanner.expect("AS")
            yield Bind(expression, scanner.variable().name)
            scanner.expect(")")
        elif scanner.skip("VALUES"):
            yield self._values()
        elif scanner.is_at("{"):
            groups = [self.group()]
            while scanner.skip("UNION"):
                groups.append(self.group())
            yield groups[0] if len(groups) == 1 else Union(tuple(groups))
        else:
            yield from self._triples()

    def _values(self) -> Values:
        scanner = self._scanner
        rows: list[tuple[Constant, ...]] = []
        if scanner.is_variable():
            variables = [scanner.variable().name]
            scanner.expect("{")
            while not scanner.skip("}"):
                rows.append((scanner.constant(),))
            return Values(tuple(variables), tuple(rows))
        variables = []
        scanner.expect("(")
        while not scanner.skip(")"):
            variables.append(scanner.variable().name)
        scanner.expect("{")
        while scanner.skip("("):
            rows.append(tuple(scanner.constant() for _ in variables))
            scanner.expect(")")
        scanner.expect("}")
        return Values(tuple(variables), tuple(rows))

    def _triples(self) -> Iterator[Triple]:
        """TriplesSameSubjectPath (19.8, rule 81)."""
        scanner = self._scanner
        subject = scanner.term()
        while True:
            path = self._path()
            while True:
                yield from self._along(subject, path, scanner.term())
                if not scanner.skip(","):
                    break
            if not scanner.skip(";"):
                return
            while scanner.skip(";"):
                pass
            if scanner.is_at(".", "}", "{", *_ELEMENTS):
                return

    def _path(self) -> list[tuple[str, bool]]:
        """Steps along properties, each with whether it goes backwards (19.8, rules 89 to 94)."""
        found = []
        while True:
            is_inverse = self._scanner.skip("^")
            found.append((self._scanner.predicate(), is_inverse))
            if not self._scanner.skip("/"):
                return found

    def _along(
        self, start: Variable | Constant, path: list[tuple[str, bool]], end: Variable | Constant
    ) -> Iterator[Triple]:
        """A path as triples, with variables of its own between the steps (18.2.2.4)."""
        for place, (predicate, is_inverse) in enumerate(path):
            is_last = place == len(path) - 1
            following = end if is_last else Variable(f".{next(self._steps)}")
            yield (Triple(following, predicate, start) if is_inverse else Triple(start, predicate, following))
            start = following
