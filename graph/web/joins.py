"""How the mentions of one person in different documents were brought together, or kept apart, and why."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.entities import Pair
from councilgraph.graph.links import Links
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG
from councilgraph.graph.web.addresses import address, document_address
from councilgraph.graph.web.facts import entity
from councilgraph.graph.web.view import Plain

_SHOWN = 25
_ORDER = ("unsure", "same", "different")


def joins(links: Links, iri: str) -> Plain:
    """The comparisons that a person was part of: undecided ones first, then the likeliest."""
    pairs = sorted(
        _pairs(links.store, iri), key=lambda pair: (_ORDER.index(pair.verdict), -pair.score, pair.iri)
    )
    return {"total": len(pairs), "pairs": [_plain(links, pair, iri) for pair in pairs[:_SHOWN]]}


def _pairs(store: Store, iri: str) -> Iterator[Pair]:
    found = {
        getattr(quad.subject, "value", "")
        for predicate in (CG.leftEntity, CG.rightEntity)
        for quad in store.quads(None, predicate, iri)
    }
    for pair in sorted(found):
        yield from (fact for fact in read_facts(store.quads(pair)) if isinstance(fact, Pair))


def _plain(links: Links, pair: Pair, iri: str) -> Plain:
    others = {pair.left_entity, pair.right_entity} - {iri, None}
    other = next(iter(others), None)
    return {
        "pair": pair.iri,
        "page": address(pair.iri),
        "verdict": pair.verdict,
        "by": pair.by,
        "score": round(pair.score, 2),
        "reasons": list(pair.reasons),
        "left": _mention(links.store, pair.left),
        "right": _mention(links.store, pair.right),
        "other": entity(links, other) if other else None,
    }


def _mention(store: Store, mention: str) -> Plain:
    """A mention by its words, and the document in which it stands."""
    prefix, _, words = mention.partition(":")
    found = store.index.documents_named(prefix)
    sha256, name = found[0] if len(found) == 1 else ("", prefix)
    return {
        "words": words.replace("-", " "),
        "document": name,
        "page": document_address(sha256) if sha256 else None,
    }
