"""CONSTRUCT and DESCRIBE as a SELECT: the service finds the rows, and the triples are made of them here.

Virtuoso cuts off what a CONSTRUCT or a DESCRIBE gives and does not say so. Of rows it is known when some are
missing, and they can be read in pages. A description is what it is in a store of this machine: the triples
with that subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from councilgraph.graph.tokens import TOKEN

_AT_ONCE = 100
_DEEPER = {"{": 1, "}": -1}


@dataclass(frozen=True, slots=True)
class Construct:
    """A CONSTRUCT, taken apart: what it declares, its template in braces, and what follows on that."""

    opening: str
    template: str
    rest: str
    variables: tuple[str, ...]

    @property
    def select(self) -> str:
        """The query for the rows of which the triples are made."""
        return f"{self.opening}SELECT {' '.join(self.variables)} {self.rest}"

    def triples(self, rows: Iterable[ox.QuerySolution]) -> ox.QueryTriples | None:
        """The triples that the rows make; None where a node has no name, by which it could be known here."""
        lines = []
        for row in rows:
            terms = [row[name[1:]] for name in self.variables]
            if any(isinstance(term, ox.BlankNode) for term in terms):
                return None
            lines.append(f"({' '.join('UNDEF' if term is None else str(term) for term in terms)})")
        values = "\n".join(lines)
        made = ox.Store().query(
            f"{self.opening}CONSTRUCT {self.template} "
            f"WHERE {{ VALUES ({' '.join(self.variables)}) {{\n{values}\n}} }}"
        )
        return made if isinstance(made, ox.QueryTriples) else None


@dataclass(frozen=True, slots=True)
class Describe:
    """A DESCRIBE, taken apart: what it declares and names, its variables, and the pattern that finds them."""

    opening: str
    named: tuple[str, ...]
    variables: tuple[str, ...]
    rest: str

    @property
    def select(self) -> str | None:
        """The query for what is described, if it has to be found."""
        if not self.variables:
            return None
        return f"{self.opening}SELECT DISTINCT {' '.join(self.variables)} {self.rest}"

    def portions(self, rows: Iterable[ox.QuerySolution]) -> Iterator[str]:
        """Queries for the triples of what is named and what the rows have, many at once."""
        nodes = (str(term) for row in rows for term in row if isinstance(term, ox.NamedNode))
        waiting = iter(dict.fromkeys((*self.named, *nodes)))
        while portion := list(islice(waiting, _AT_ONCE)):
            yield f"{self.opening}SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {' '.join(portion)} }} ?s ?p ?o }}"


def of(rows: Iterable[ox.QuerySolution]) -> ox.QueryTriples:
    """Rows of three in the form of an answer of the embedded engine, each once."""
    held = ox.Store()
    held.extend(ox.Quad(row[0], row[1], row[2]) for row in rows)
    answer = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    if not isinstance(answer, ox.QueryTriples):
        raise TypeError(answer)
    return answer


def taken_apart(sparql: str) -> Construct | Describe | None:
    """The parts of a CONSTRUCT or DESCRIBE that is known to parse; None for a template without variables."""
    tokens = [found for found in TOKEN.finditer(sparql) if found.lastgroup != "comment"]
    for at, found in enumerate(tokens):
        word = found.group().upper() if found.lastgroup == "word" else ""
        if word == "CONSTRUCT":
            return _construct(sparql, tokens, at)
        if word == "DESCRIBE":
            return _describe(sparql, tokens, at)
    return None


def _construct(sparql: str, tokens: list[re.Match[str]], at: int) -> Construct | None:
    is_short = (
        tokens[at + 1].group().upper() == "WHERE"
    )  # CONSTRUCT WHERE { ... }: the pattern is the template
    first = at + 2 if is_short else at + 1
    last, depth = first, 1
    while depth:
        last += 1
        depth += _DEEPER.get(tokens[last].group(), 0)
    inside = (found.group() for found in tokens[first : last + 1])
    names = tuple(dict.fromkeys(f"?{text[1:]}" for text in inside if text[0] in "?$"))
    if not names:
        return None
    return Construct(
        opening=sparql[: tokens[at].start()],
        template=sparql[tokens[first].start() : tokens[last].end()],
        rest=sparql[tokens[at + 1].start() if is_short else tokens[last].end() :],
        variables=names,
    )


def _describe(sparql: str, tokens: list[re.Match[str]], at: int) -> Describe:
    end = at + 1
    while end < len(tokens) and tokens[end].group().upper() not in ("WHERE", "{"):
        end += 1
    asked = tuple(found.group() for found in tokens[at + 1 : end])
    variables = tuple(name for name in asked if name[0] in "?$*")
    return Describe(
        opening=sparql[: tokens[at].start()],
        named=tuple(name for name in asked if name not in variables),
        variables=variables,
        rest=sparql[tokens[end].start() :] if end < len(tokens) else "",
    )
