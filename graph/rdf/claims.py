"""Claims as RDF and back. A document's claims and quotes are a graph of their own.

Tuples whose order means nothing (other names, predecessors, what pronouns stand for) are sets here:
they come back sorted and without doubles, and a claim's address does not depend on their order.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from councilgraph.graph.entities import Said
from councilgraph.graph.errors import StoreError
from councilgraph.graph.model import CLAIM_TYPES, Claim, Document, InspectionClaim, Quote, StandsFor
from councilgraph.graph.rdf.fields import CLAIM_CLASSES, bounds_of, class_of, made
from councilgraph.graph.rdf.nodes import (
    TYPE,
    Nodes,
    Properties,
    Triple,
    bound_triples,
    field_triples,
    read_fields,
    read_teams,
    team_triples,
    to_nodes,
)
from councilgraph.graph.rdf.terms import Term, date_literal, digest, document_iri, node, value
from councilgraph.graph.vocab import BASE, CG, DCT, OA, SCHEMA, XSD

_QUOTE = node(CG.quote)
_PAGE = node(CG.page)
_STANDS_FOR = node(CG.standsFor)
_FIELD = node(CG.field)
_ANTECEDENT = node(CG.Antecedent)
_DOCUMENT = node(CG.Document)
_SHA256 = node(CG.sha256)
_FILE_NAME = node(CG.fileName)
_ISSUED = node(DCT.issued)
_ISSUED_BOUNDS = bounds_of("issued")
_SPECIFIC_RESOURCE = node(OA.SpecificResource)
_SOURCE = node(OA.hasSource)
_SELECTOR = node(OA.hasSelector)
_TEXT_SELECTOR = node(OA.TextQuoteSelector)
_POSITION_SELECTOR = node(OA.TextPositionSelector)
_EXACT, _PREFIX, _SUFFIX = node(OA.exact), node(OA.prefix), node(OA.suffix)
_START, _END = node(OA.start), node(OA.end)
_NAMES = {
    kind: tuple(field.name for field in dataclasses.fields(kind) if field.name != "confidence")
    for kind in CLAIM_TYPES
}


def claim_iri(document: Document, claim: Claim, *, base: str = BASE) -> str:
    """The address of what a document says: the same for the same words at the same place.

    It is made of all that is in the claim but its confidence.
    """
    content = {
        name: _content(name, found)
        for name in _NAMES[type(claim)]
        if (found := getattr(claim, name)) is not None and found != ()
    }
    return f"{base}claim/{digest([document.sha256, claim.type, content])}"


def document_quads(document: Document, claims: Iterable[Claim], *, base: str = BASE) -> Iterator[ox.Quad]:
    """The graph of a document: what is known of it, its claims, and the quotes that say them.

    No quad comes twice. The order is that of the claims.
    """
    writer = _DocumentWriter(document, base)
    graph = writer.node
    for triple in writer.description():
        yield ox.Quad(*triple, graph)
    for claim in claims:
        for triple in writer.claim(claim):
            yield ox.Quad(*triple, graph)


def read_claims(quads: Iterable[ox.Quad]) -> list[Said]:
    """The claims in the graphs of documents, sorted by document, place and address.

    Raises StoreError where a claim lacks its quote or a field, or a document its hash.
    """
    graphs: dict[Term | ox.DefaultGraph, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(quad)
    found = [said for name, content in graphs.items() for said in _GraphReader(name, content).claims()]
    return sorted(found, key=lambda said: (said.document, said.claim.quote.start, said.iri))


class _DocumentWriter:
    """The triples of one document; quotes and what they stand for are written once."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.base = base
        self.node = ox.NamedNode(document_iri(document.sha256, base=base))
        self._written: set[str] = set()

    def description(self) -> Iterator[Triple]:
        document = self.document
        yield self.node, TYPE, _DOCUMENT
        yield self.node, _SHA256, ox.Literal(document.sha256)
        yield self.node, _FILE_NAME, ox.Literal(document.name)
        yield self.node, node(DCT.format), ox.Literal(document.media_type)
        if document.title is not None:
            yield self.node, node(DCT.title), ox.Literal(document.title)
        if document.publisher is not None:
            yield self.node, node(DCT.publisher), ox.Literal(document.publisher)
        if document.url is not None:
            # Not a node: what documents give as their address need not be an IRI.
            yield self.node, node(SCHEMA.url), ox.Literal(document.url, datatype=node(XSD.anyURI))
        if document.issued is not None:
            yield self.node, _ISSUED, date_literal(document.issued)
            yield from bound_triples(self.node, _ISSUED_BOUNDS, document.issued)

    def claim(self, claim: Claim) -> Iterator[Triple]:
        iri = claim_iri(self.document, claim, base=self.base)
        if not self._is_new(iri):
            return
        subject = ox.NamedNode(iri)
        yield subject, TYPE, class_of(type(claim))
        yield from field_triples(subject, claim, with_bounds=False)
        yield from self._quote(subject, claim.quote)
        for stands_for in claim.stands_for:
            yield from self._antecedent(subject, stands_for)
        if isinstance(claim, InspectionClaim):
            yield from team_triples(subject, claim.team, claim.team_roles, ox.Literal)

    def _antecedent(self, claim: ox.NamedNode, stands_for: StandsFor) -> Iterator[Triple]:
        iri = f"{self.base}antecedent/{self._digest(stands_for.field, stands_for.antecedent)}"
        antecedent = ox.NamedNode(iri)
        if self._is_new(claim.value + iri):
            yield claim, _STANDS_FOR, antecedent
        if self._is_new(iri):
            yield antecedent, TYPE, _ANTECEDENT
            yield antecedent, _FIELD, ox.Literal(stands_for.field)
            yield from self._quote(antecedent, stands_for.antecedent)

    def _quote(self, owner: ox.NamedNode, quote: Quote) -> Iterator[Triple]:
        iri = f"{self.base}quote/{self._digest(None, quote)}"
        subject = ox.NamedNode(iri)
        yield owner, _QUOTE, subject
        if not self._is_new(iri):
            return
        yield subject, TYPE, _SPECIFIC_RESOURCE
        yield subject, _SOURCE, self.node
        page = self.document.page(quote.start)
        if page is not None:
            yield subject, _PAGE, ox.Literal(page)
        yield from self._text_selector(subject, quote)
        position = ox.NamedNode(iri + "/position")
        yield subject, _SELECTOR, position
        yield position, TYPE, _POSITION_SELECTOR
        yield position, _START, ox.Literal(quote.start)
        yield position, _END, ox.Literal(quote.end)

    def _text_selector(self, quote: ox.NamedNode, words: Quote) -> Iterator[Triple]:
        selector = ox.NamedNode(quote.value + "/text")
        yield quote, _SELECTOR, selector
        yield selector, TYPE, _TEXT_SELECTOR
        yield selector, _EXACT, ox.Literal(words.text)
        before, after = self.document.context(words)
        if before:
            yield selector, _PREFIX, ox.Literal(before)
        if after:
            yield selector, _SUFFIX, ox.Literal(after)

    def _digest(self, field: str | None, quote: Quote) -> str:
        return digest([self.document.sha256, field, quote.start, quote.end, quote.text])

    def _is_new(self, key: str) -> bool:
        is_new = key not in self._written
        self._written.add(key)
        return is_new


class _GraphReader:
    """The claims of one document's graph."""

    def __init__(self, name: Term | ox.DefaultGraph, quads: Iterable[ox.Quad]) -> None:
        self.name = name
        self._nodes: Nodes = to_nodes(quads)

    def claims(self) -> Iterator[Said]:
        found = [
            (iri, kind, properties)
            for iri, properties in self._nodes.items()
            for kind in map(CLAIM_CLASSES.get, properties.get(TYPE, ()))
            if kind
        ]
        if not found:
            return
        document = self._nodes.get(self.name, {}) if not isinstance(self.name, ox.DefaultGraph) else {}
        sha256, name = self._one(document, _SHA256), self._one(document, _FILE_NAME)
        issued = value(document[_ISSUED][0]) if document.get(_ISSUED) else None
        teams = read_teams(self._nodes)
        for iri, kind, properties in found:
            values = read_fields(kind, properties)
            values.update(teams.get(iri, {}))
            values["quote"] = self._quote(properties)
            values["stands_for"] = self._stands_for(properties)
            claim_address = value(iri)
            yield Said(claim_address, made(kind, values, claim_address), sha256, name, issued)

    def _quote(self, owner: Properties) -> Quote:
        quote = self._nodes[self._term(owner, _QUOTE)]
        exact = start = end = None
        for selector in quote.get(_SELECTOR, ()):
            properties = self._nodes[selector]
            if _EXACT in properties:
                exact = self._one(properties, _EXACT)
            if _START in properties:
                start, end = int(self._one(properties, _START)), int(self._one(properties, _END))
        if exact is None or start is None or end is None:
            raise self._damaged(f"a quote without {OA.hasSelector}")
        return Quote(start, end, exact)

    def _stands_for(self, claim: Properties) -> tuple[StandsFor, ...]:
        found = (
            StandsFor(self._one(antecedent, _FIELD), self._quote(antecedent))
            for antecedent in (self._nodes[iri] for iri in claim.get(_STANDS_FOR, ()))
        )
        return tuple(sorted(found, key=_stands_for_order))

    def _term(self, properties: Properties, wanted: ox.NamedNode) -> Term:
        found = properties.get(wanted)
        if not found:
            raise self._damaged(f"something without {wanted.value}")
        return min(found, key=value) if len(found) > 1 else found[0]

    def _one(self, properties: Properties, wanted: ox.NamedNode) -> str:
        return value(self._term(properties, wanted))

    def _damaged(self, what: str) -> StoreError:
        return StoreError(
            f"the graph {self.name} has {what}", hint="build the store again from the documents"
        )


def _stands_for_order(each: StandsFor) -> tuple[str, int, int, str]:
    return each.field, each.antecedent.start, each.antecedent.end, each.antecedent.text


def _content(name: str, found: Any) -> Any:  # noqa: ANN401 - whatever a field may hold
    """A field's value as JSON can write it; sets sorted."""
    if isinstance(found, Quote):
        return [found.start, found.end, found.text]
    if name == "stands_for":
        return sorted({(each.field, *_content("antecedent", each.antecedent)) for each in found})
    if isinstance(found, tuple) and name not in ("team", "team_roles"):
        return sorted(set(found))
    return found
