"""The tokens of a query one after another, and the terms that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

import pyoxigraph as ox

from councilgraph.graph.columns.algebra import Constant, NotCoveredError, Variable
from councilgraph.graph.tokens import TOKEN
from councilgraph.graph.vocab import RDF, XSD

_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")
_LOCAL = re.compile(r"[\w-]+")


class Scanner:
    """A place in a query. Raises NotCoveredError at the first thing that it does not know."""

    def __init__(self, sparql: str, prefixes: Mapping[str, str]) -> None:
        if re.search(r"\\[uU]", sparql):
            raise NotCoveredError("a code point escape")
        self._tokens = _tokens(sparql)
        self._place = 0
        self._prefixes = dict(prefixes)

    @property
    def kind(self) -> str:
        """What the token at this place is: a group of `TOKEN`, "" at the end."""
        return self._tokens[self._place][0]

    @property
    def token(self) -> str:
        """The token at this place; a word in capitals."""
        return self._tokens[self._place][1]

    def take(self) -> str:
        """The token at this place, and on to the next."""
        found = self.token
        self._place += 1
        return found

    def is_at(self, *tokens: str) -> bool:
        """Whether one of these marks or words is at this place."""
        return self.kind in ("mark", "word") and self.token in tokens

    def skip(self, *tokens: str) -> bool:
        """Go past one of these tokens, if it is here."""
        is_here = self.is_at(*tokens)
        self._place += is_here
        return is_here

    def expect(self, *tokens: str) -> None:
        """Go past these tokens."""
        for token in tokens:
            if not self.skip(token):
                self.refuse()

    def refuse(self) -> NoReturn:
        """Raise NotCoveredError for what is here."""
        raise NotCoveredError(self.token or "the end of the query")

    def declare_prefix(self) -> None:
        """Read what follows the word PREFIX."""
        prefix = self.take()
        if not prefix.endswith(":") or prefix.count(":") > 1 or self.kind != "iri":
            self.refuse()
        self._prefixes[prefix[:-1]] = self.take()[1:-1]

    def is_variable(self) -> bool:
        """Whether a variable is here."""
        return self.kind == "other" and self.token[0] in "?$"

    def is_iri(self) -> bool:
        """Whether an IRI is here, whole or with a prefix."""
        return self.kind == "iri" or (self.kind == "other" and self.token[0] not in "?$@_")

    def variable(self) -> Variable:
        """The variable that is here."""
        if not self.is_variable():
            self.refuse()
        return Variable(self.take()[1:])

    def iri(self) -> ox.NamedNode:
        """The IRI that is here."""
        if not self.is_iri():
            self.refuse()
        token = self.token
        if self.kind == "iri":
            whole = token[1:-1]
        else:
            prefix, _, local = token.partition(":")
            if prefix not in self._prefixes or not (_LOCAL.fullmatch(local) or not local):
                self.refuse()
            whole = self._prefixes[prefix] + local
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", whole):
            raise NotCoveredError("a relative IRI")
        self.take()
        try:
            return ox.NamedNode(whole)
        except ValueError as error:
            raise NotCoveredError(whole) from error

    def predicate(self) -> str:
        """The property that is here, `a` included."""
        if self.kind == "word" and self.token == "A":  # noqa: S105
            self.take()
            return RDF.type
        return self.iri().value

    def constant(self) -> Constant:
        """The IRI or literal that is here."""
        if self.kind == "number":
            return self._integer()
        if self.kind == "text":
            return self._literal()
        if self.is_at("TRUE", "FALSE"):
            return ox.Literal(self.take() == "TRUE")
        return self.iri()

    def term(self) -> Variable | Constant:
        """The variable, IRI or literal that is here."""
        return self.variable() if self.is_variable() else self.constant()

    def _integer(self) -> ox.Literal:
        if not _INTEGER.fullmatch(self.token):
            self.refuse()
        return ox.Literal(int(self.take()))

    def _literal(self) -> ox.Literal:
        quoted = self.take()
        quotes = 3 if quoted[:3] in ('"""', "'''") else 1
        text = _ESCAPE.sub(_unescaped, quoted[quotes:-quotes])
        if self.kind == "other" and self.token.startswith("@"):
            self.refuse()
        if not self.skip("^^"):
            return ox.Literal(text)
        datatype = self.iri()
        if not _is_canonical(text, datatype.value):
            raise NotCoveredError(f"{quoted}^^{datatype.value}")
        return ox.Literal(text, datatype=datatype)


def _is_canonical(text: str, datatype: str) -> bool:
    """Whether the store keeps a literal just as it is written here."""
    if datatype == XSD.date:
        return bool(_DAY.fullmatch(text))
    if datatype == XSD.integer:
        return bool(_INTEGER.fullmatch(text))
    if datatype == XSD.boolean:
        return text in ("true", "false")
    return datatype == XSD.string


def _unescaped(match: re.Match[str]) -> str:
    try:
        return _ESCAPES[match[1]]
    except KeyError:
        raise NotCoveredError(match[0]) from None


def _tokens(sparql: str) -> list[tuple[str, str]]:
    found = []
    end = 0
    for match in TOKEN.finditer(sparql):
        if sparql[end : match.start()].strip(" \t\r\n"):
            raise NotCoveredError(sparql[end : match.start()].strip())
        end = match.end()
        kind = match.lastgroup or ""
        if kind != "comment":
            found.append((kind, match[0].upper() if kind == "word" else match[0]))
    if sparql[end:].strip(" \t\r\n"):
        raise NotCoveredError(sparql[end:].strip())
    return [*found, ("", "")]
