"""A dataset that a SPARQL service has, asked quad by quad as if it were here.

What is known of one subject, or names one thing, is fetched once and kept: a look-up of each of its
properties would be a request each. More rows than fit a page are asked for subject by subject, so nothing is
lost where a service cuts answers off; what has one subject is asked for in pages (`paging`).
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox

from councilgraph.graph.engine import Answer, Graph, Name, Subject, Term
from councilgraph.graph.remote.service import FACTS, Service
from councilgraph.graph.remote.transport import Transport
from councilgraph.graph.vocab import CG, RDF

_KEPT = 20_000
_AT_ONCE = 200
_MOST_NAMING = 2000
_SORTED = 5000
"""How many rows are asked for in order: Virtuoso sorts no more than 10,000."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(RDF.type)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A quad with holes; `graph` None is any graph."""

    subject: Subject | None
    predicate: ox.NamedNode | None
    value: Term | None
    graph: Graph | None

    def __str__(self) -> str:
        """It as SPARQL."""
        terms = zip((self.subject, self.predicate, self.value), "spo", strict=True)
        triple = " ".join(f"?{name}" if term is None else str(term) for term, name in terms)
        if self.graph is None:
            return f"{{ {triple} }} UNION {{ GRAPH ?g {{ {triple} }} }}"
        if self.graph == _DEFAULT:
            return triple
        # Virtuoso finds nothing in a graph that is named where the name of the default graph is given.
        return f"VALUES ?g {{ {self.graph} }} GRAPH ?g {{ {triple} }}"

    def filled(self, row: ox.QuerySolution) -> ox.Quad:
        """The quad that a row makes of it."""
        terms: tuple[Any, ...] = (
            self.subject or row["s"],
            self.predicate or row["p"],
            _canonical(row["o"]) if self.value is None else self.value,
            self.graph or row["g"] or _DEFAULT,
        )
        return ox.Quad(*terms)


class RemoteEngine:
    """What a service holds."""

    def __init__(self, transport: Transport) -> None:
        self.service = Service(transport)
        self._page = transport.limits.page
        self._known: dict[str, tuple[ox.Quad, ...]] = {}
        self._naming = functools.lru_cache(_KEPT)(self._fetched_naming)

    def __len__(self) -> int:
        said = f"GRAPH ?g {{ ?g <{RDF.type}> <{CG.Document}> }} GRAPH ?g {{ ?s ?p ?o }}"
        counted = (f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}" for pattern in (said, "?s ?p ?o"))
        return sum(map(self.service.number, counted))

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[Graph] | None = None,
        named_graphs: list[Name] | None = None,
    ) -> Answer:
        """The result of a query; see `Service.query`."""
        return self.service.query(
            query,
            base_iri=base_iri,
            prefixes=prefixes,
            default_graph=default_graph,
            named_graphs=named_graphs,
        )

    def named_graphs(self) -> Iterator[Name]:
        """The documents' graphs; what else is at the service is none of ours."""
        return self._subjects(f"GRAPH ?s {{ ?s <{RDF.type}> <{CG.Document}> }}")

    def sizes(self) -> dict[str, int]:
        """How many quads each document's graph has."""
        found: dict[str, int] = {}
        waiting = iter(self.named_graphs())
        while portion := " ".join(map(str, islice(waiting, _AT_ONCE))):
            rows = self.service.rows(
                f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {portion} }} GRAPH ?g {{ ?s ?p ?o }} }} "
                "GROUP BY ?g"
            )
            found |= {getattr(row["g"], "value", ""): int(getattr(row["n"], "value", 0)) for row in rows}
        return found

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Term | None,  # noqa: A002 - as the embedded engine calls it
        graph_name: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; the facts' graph goes by the name of the default graph."""
        known: Iterable[ox.Quad] | None = None
        if graph_name == _DEFAULT and isinstance(subject, ox.NamedNode):
            self.expect([subject.value])
            known = self._known[subject.value]
        elif graph_name == _DEFAULT and isinstance(object, ox.NamedNode) and predicate != _TYPE:
            known = self._naming(object)
        if known is None:
            yield from self._matching(_Pattern(subject, predicate, object, graph_name))
            return
        for quad in known:
            if predicate in (None, quad.predicate) and object in (None, quad.object):
                yield quad

    def about(self, subjects: Iterable[str]) -> Iterator[ox.Quad]:
        """The facts' quads about several things, many in one request."""
        return self._portions("s", subjects, _Pattern(None, None, None, _DEFAULT))

    def facts(self) -> Iterator[ox.Quad]:
        """All quads of the facts' graph."""
        return self.about(node.value for node in self._subjects("?s ?p ?o"))

    def inside(self, graphs: Iterable[str]) -> Iterator[ox.Quad]:
        """The quads of several named graphs, many graphs in one request."""
        return self._portions("g", graphs, _Pattern(None, None, None, None))

    def expect(self, subjects: Iterable[str]) -> None:
        """Fetch what the facts say of these, many at once, and keep it."""
        wanted = [name for name in dict.fromkeys(subjects) if name not in self._known]
        if not wanted:
            return
        if len(self._known) > _KEPT:
            self._known.clear()
        found = defaultdict(list)
        for quad in self.about(wanted):
            found[getattr(quad.subject, "value", "")].append(quad)
        self._known |= {name: tuple(found[name]) for name in wanted}

    def _fetched_naming(self, value: ox.NamedNode) -> tuple[ox.Quad, ...] | None:
        """The facts that name a thing; None where they are too many to be kept."""
        pattern = _Pattern(None, None, value, _DEFAULT)
        sparql = f"SELECT ?s ?p WHERE {{ {pattern} }} LIMIT {_MOST_NAMING + 1}"
        rows, is_cut = self.service.rows_so_far(sparql)
        if is_cut or len(rows) > _MOST_NAMING:
            return None
        return tuple(map(pattern.filled, rows))

    def _matching(self, pattern: _Pattern) -> Iterator[ox.Quad]:
        """The quads that fit: at once, and subject by subject if they are more than a page."""
        rows, is_cut = self.service.rows_so_far(f"SELECT * WHERE {{ {pattern} }} LIMIT {self._page}")
        if is_cut or len(rows) >= self._page:
            if pattern.subject is not None or pattern.graph is None:
                yield from _quads(pattern, self.service.rows(f"SELECT * WHERE {{ {pattern} }}"))
                return
            found = (node.value for node in self._subjects(str(pattern)))
            yield from self._portions("s", found, pattern)
            return
        yield from _quads(pattern, rows)

    def _subjects(self, pattern: str) -> Iterator[ox.NamedNode]:
        """The different ?s of a pattern: at once, or in order where the service cuts answers off."""
        rows, is_cut = self.service.rows_so_far(f"SELECT DISTINCT ?s WHERE {{ {pattern} }}")
        if not is_cut:
            yield from _nodes(rows)
            return
        last = ""
        while rows:
            rows, _ = self.service.rows_so_far(
                f"SELECT DISTINCT ?s WHERE {{ {pattern} FILTER(ISIRI(?s) && STR(?s) > {ox.Literal(last)}) }} "
                f"ORDER BY STR(?s) LIMIT {_SORTED}"
            )
            nodes = _nodes(rows)
            yield from nodes
            last = nodes[-1].value if nodes else last

    def _portions(self, variable: str, names: Iterable[str], pattern: _Pattern) -> Iterator[ox.Quad]:
        waiting = iter(names)
        while portion := list(islice(waiting, _AT_ONCE)):
            yield from self._portion(variable, portion, pattern)

    def _portion(self, variable: str, names: list[str], pattern: _Pattern) -> Iterator[ox.Quad]:
        """The quads of some things; of half of them at a time, where the service cuts the answer off."""
        values = " ".join(str(ox.NamedNode(name)) for name in names)
        asked = "GRAPH ?g { ?s ?p ?o }" if variable == "g" else str(pattern)
        rows, is_cut = self.service.rows_so_far(
            f"SELECT * WHERE {{ VALUES ?{variable} {{ {values} }} {asked} }}"
        )
        if not is_cut:
            yield from _quads(pattern, rows)
            return
        if len(names) == 1:
            yield from self._bit_by_bit(variable, names[0], pattern)
            return
        half = len(names) // 2
        yield from self._portion(variable, names[:half], pattern)
        yield from self._portion(variable, names[half:], pattern)

    def _bit_by_bit(self, variable: str, name: str, pattern: _Pattern) -> Iterator[ox.Quad]:
        """The quads of one thing, or of one graph, that is too large for one answer."""
        if variable == "s":
            values = f"VALUES ?s {{ {ox.NamedNode(name)} }}"
            yield from _quads(pattern, self.service.rows(f"SELECT * WHERE {{ {values} {pattern} }}"))
            return
        pattern = _Pattern(None, None, None, ox.NamedNode(name))
        yield from self._portions("s", (node.value for node in self._subjects(str(pattern))), pattern)


def _canonical(term: Term | None) -> Term | None:
    """A term as the embedded engine writes it: services have 1.0 for 1, and 0 for false."""
    if isinstance(term, ox.Literal) and term.datatype.value == f"{_XSD}double":
        return ox.Literal(float(term.value))
    if isinstance(term, ox.Literal) and term.datatype.value == f"{_XSD}boolean":
        return ox.Literal(term.value in ("true", "1"))
    return term


def _nodes(rows: list[ox.QuerySolution]) -> list[ox.NamedNode]:
    return [node for row in rows if isinstance(node := row["s"], ox.NamedNode)]


def _quads(pattern: _Pattern, rows: list[ox.QuerySolution]) -> Iterator[ox.Quad]:
    """The quads that rows make; what the facts' graph says under its own name was said already."""
    for row in rows:
        quad = pattern.filled(row)
        if quad.graph_name != ox.NamedNode(FACTS):
            yield quad
