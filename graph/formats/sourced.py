"""The facts of a store one kind after another, each with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

import pyoxigraph as ox

from councilgraph.graph.entities import Entity
from councilgraph.graph.evidence import Evidence, evidence_for
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.rdf.fields import class_of
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import BASE, CG, DCT, RDF, SCHEMA

Fact = TypeVar("Fact", bound=Entity)

_AT_ONCE = 200
"""How many facts are looked up together."""


@dataclass(frozen=True, slots=True)
class Sourced(Generic[Fact]):
    """A fact with the quotes behind it, the oldest document first."""

    fact: Fact
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document as far as the store describes it: `sha256` names it, dates are EDTF."""

    sha256: str
    name: str
    title: str | None
    publisher: str | None
    issued: str | None
    url: str | None
    media_type: str | None

    @property
    def iri(self) -> str:
        """The address of the document, which is that of its graph."""
        return f"{BASE}document/{self.sha256}"


def sourced(store: Store, kind: type[Fact]) -> Iterator[Sourced[Fact]]:
    """Every fact of a kind, sorted by address."""
    subjects = (quad.subject for quad in store.quads(None, RDF.type, class_of(kind).value))
    addresses = iter(sorted({node.value for node in subjects if isinstance(node, ox.NamedNode)}))
    while portion := list(islice(addresses, _AT_ONCE)):
        found = [fact for iri in portion for fact in _facts(store, iri, kind)]
        quotes = evidence_for(store, [[fact.iri] for fact in found])
        for fact, behind in zip(found, quotes, strict=True):
            yield Sourced(fact, tuple(behind))


def sources(store: Store) -> Iterator[Source]:
    """Every document, sorted by hash."""
    for graph in sorted(store.graphs()):
        values = _least(store.quads(graph, graph=graph))
        yield Source(
            values.get(CG.sha256, graph.rsplit("/", 1)[-1]),
            values.get(CG.fileName, ""),
            values.get(DCT.title),
            values.get(DCT.publisher),
            values.get(DCT.issued),
            values.get(SCHEMA.url),
            values.get(DCT.format),
        )


def _facts(store: Store, iri: str, kind: type[Fact]) -> Iterator[Fact]:
    """The fact at an address, with its parts (the places in an inspection's team)."""
    quads = list(store.quads(iri))
    for part in store.quads(None, DCT.isPartOf, iri):
        if isinstance(part.subject, ox.NamedNode):
            quads += store.quads(part.subject.value)
    for fact in read_facts(quads):
        if isinstance(fact, kind):
            yield fact


def _least(quads: Iterable[ox.Quad]) -> dict[str, str]:
    found: dict[str, str] = {}
    for quad in quads:
        if not isinstance(quad.object, ox.Triple):
            name, value = quad.predicate.value, quad.object.value
            found[name] = min(found.get(name, value), value)
    return found
