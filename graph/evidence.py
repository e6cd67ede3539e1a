"""The words behind a fact: its claims, their quotes, and the documents in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, DCT, OA, PROV, RDF, SCHEMA


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote with its place: `document` is a file name, `date` and `title` are the document's own."""

    quote: str
    document: str
    title: str | None
    publisher: str | None
    date: str | None
    page: int | None
    url: str | None
    sha256: str
    start: int
    end: int
    claim: str


def evidence(store: Store, iri: str) -> list[Evidence]:
    """Every quote behind an entity, a fact or a claim, the oldest document first.

    Of several claims that the same words make, the first speaks for all.
    """
    claims = sorted(set(store.values(iri, PROV.wasDerivedFrom))) or [iri]
    return distinct(quote for claim in claims for quote in _quotes(store, claim))


def distinct(found: Iterable[Evidence]) -> list[Evidence]:
    """Quotes in order of their documents' dates, the same words at the same place once."""
    by_place: dict[tuple[str, int, int], Evidence] = {}
    for each in found:
        by_place.setdefault((each.sha256, each.start, each.end), each)
    return sorted(by_place.values(), key=lambda e: (e.date or "9999", e.document, e.start, e.end))


def _quotes(store: Store, claim: str) -> Iterator[Evidence]:
    """The quote of a claim: one, or none for an address that is no claim."""
    for quad in store.quads(claim, CG.quote, graph=None):
        if not isinstance(quad.graph_name, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        graph = quad.graph_name.value
        quote = _Described(store, quad.object.value, graph)
        document = _Described(store, graph, graph)
        selectors = [_Described(store, iri, graph) for iri in quote.all(OA.hasSelector)]
        text = next(s for s in selectors if OA.TextQuoteSelector in s.all(RDF.type))
        place = next(s for s in selectors if OA.TextPositionSelector in s.all(RDF.type))
        page = quote.one(CG.page)
        yield Evidence(
            quote=text.one(OA.exact) or "",
            document=document.one(CG.fileName) or "",
            title=document.one(DCT.title),
            publisher=document.one(DCT.publisher),
            date=document.one(DCT.issued),
            page=int(page) if page else None,
            url=document.one(SCHEMA.url),
            sha256=document.one(CG.sha256) or "",
            start=int(place.one(OA.start) or 0),
            end=int(place.one(OA.end) or 0),
            claim=claim,
        )


class _Described:
    """The values of one node's properties in one graph."""

    def __init__(self, store: Store, iri: str, graph: str) -> None:
        self._values: dict[str, list[str]] = {}
        for quad in store.quads(iri, graph=graph):
            if not isinstance(quad.object, ox.Triple):
                self._values.setdefault(quad.predicate.value, []).append(quad.object.value)

    def all(self, predicate: str) -> list[str]:
        return sorted(self._values.get(predicate, ()))

    def one(self, predicate: str) -> str | None:
        return min(self._values.get(predicate, ()), default=None)
