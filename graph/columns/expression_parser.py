"""Expressions of SPARQL (19.8, rules 110 to 127)."""

from __future__ import annotations

from collections.abc import Callable

from councilgraph.graph.columns.algebra import AGGREGATES, Call, Exists, Expression
from councilgraph.graph.columns.scanner import Scanner

_ARITIES: dict[str, range] = {
    **dict.fromkeys(("COALESCE", "CONCAT"), range(1, 100)),
    **dict.fromkeys(("BOUND", "STR", "LCASE", "UCASE", "STRLEN", "YEAR", "MONTH", "DAY"), range(1, 2)),
    **dict.fromkeys(("ISIRI", "ISURI", "ISLITERAL", "IRI", "URI"), range(1, 2)),
    **dict.fromkeys(("CONTAINS", "STRSTARTS", "STRENDS", "STRAFTER", "STRBEFORE"), range(2, 3)),
    **dict.fromkeys(("IF", "REPLACE"), range(3, 4)),
}
"""The functions that are known, and how many arguments they take."""

_ALIASES = {"ISURI": "ISIRI", "URI": "IRI"}
_COMPARISONS = ("=", "!=", "<", ">", "<=", ">=")


class ExpressionParser:
    """Reads expressions where the scanner is; `exists` reads the group after EXISTS."""

    def __init__(self, scanner: Scanner, exists: Callable[[bool], Exists]) -> None:
        self._scanner = scanner
        self._exists = exists

    def expression(self) -> Expression:
        """A whole expression."""
        found = self._conjunction()
        while self._scanner.skip("||"):
            found = Call("||", (found, self._conjunction()))
        return found

    def bracketed(self) -> Expression:
        """An expression in brackets."""
        self._scanner.expect("(")
        found = self.expression()
        self._scanner.expect(")")
        return found

    def constraint(self) -> Expression:
        """What may stand after FILTER and ORDER BY: an expression in brackets, or a call."""
        if not self._scanner.is_at("(") and (
            self._scanner.kind != "word" or self._scanner.is_at("TRUE", "FALSE")
        ):
            self._scanner.refuse()
        return self.primary()

    def primary(self) -> Expression:
        """A variable, a term, a call, or an expression in brackets."""
        scanner = self._scanner
        if scanner.is_at("("):
            return self.bracketed()
        if scanner.is_at("NOT"):
            scanner.expect("NOT", "EXISTS")
            return self._exists(True)
        if scanner.skip("EXISTS"):
            return self._exists(False)
        if scanner.kind == "word" and not scanner.is_at("TRUE", "FALSE"):
            return self._call()
        return scanner.term()

    def _conjunction(self) -> Expression:
        found = self._relation()
        while self._scanner.skip("&&"):
            found = Call("&&", (found, self._relation()))
        return found

    def _relation(self) -> Expression:
        scanner, found = self._scanner, self._sum()
        if scanner.is_at(*_COMPARISONS):
            return Call(scanner.take(), (found, self._sum()))
        is_negated = scanner.skip("NOT")
        if scanner.skip("IN"):
            within = Call("IN", (found, *self._list()))
            return Call("!", (within,)) if is_negated else within
        if is_negated:
            scanner.refuse()
        return found

    def _sum(self) -> Expression:
        found = self._product()
        while self._scanner.is_at("+", "-"):
            found = Call(self._scanner.take(), (found, self._product()))
        return found

    def _product(self) -> Expression:
        found = self._unary()
        while self._scanner.is_at("*"):
            found = Call(self._scanner.take(), (found, self._unary()))
        return found

    def _unary(self) -> Expression:
        return Call("!", (self._unary(),)) if self._scanner.skip("!") else self.primary()

    def _call(self) -> Expression:
        name = self._scanner.take()
        if name in AGGREGATES:
            return self._aggregate(name)
        arguments = self._list()
        if len(arguments) not in _ARITIES.get(name, ()):
            self._scanner.refuse()
        return Call(_ALIASES.get(name, name), arguments)

    def _aggregate(self, name: str) -> Expression:
        scanner = self._scanner
        scanner.expect("(")
        is_distinct = scanner.skip("DISTINCT")
        arguments: tuple[Expression, ...] = ()
        if name != "COUNT" or is_distinct or not scanner.skip("*"):
            arguments = (self.expression(),)
        scanner.expect(")")
        return Call(name, arguments, is_distinct)

    def _list(self) -> tuple[Expression, ...]:
        scanner = self._scanner
        scanner.expect("(")
        found: list[Expression] = []
        while not scanner.skip(")"):
            if found:
                scanner.expect(",")
            found.append(self.expression())
        return tuple(found)
