"""Claims as plain values, and the facts that rest on them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pyoxigraph as ox

from councilgraph.graph.drawing import Captions, drawing
from councilgraph.graph.entities import Said
from councilgraph.graph.evidence import resting_on
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG
from councilgraph.graph.web.addresses import address
from councilgraph.graph.web.view import Plain

_LEFT_OUT = frozenset({"quote", "stands_for", "confidence", "modality"})
_MAX_FACTS = 20


def plain_claim(said: Said) -> Plain:
    """A claim with its fields in the document's words."""
    claim = said.claim
    fields = {
        field.name.replace("_", " "): value
        for field in dataclasses.fields(claim)
        if field.name not in _LEFT_OUT and (value := getattr(claim, field.name)) not in (None, ())
    }
    return {
        "claim": said.iri,
        "page": address(said.iri),
        "type": claim.type.replace("_", " "),
        "modality": claim.modality,
        "confidence": claim.confidence,
        "fields": {name: list(v) if isinstance(v, tuple) else v for name, v in fields.items()},
        "stands_for": [
            {"field": each.field, "words": each.antecedent.text, "start": each.antecedent.start}
            for each in claim.stands_for
        ],
    }


def facts_of(store: Store, captions: Captions, claim: str) -> list[Plain]:
    """The facts and entities that rest on a claim; facts first."""
    found = []
    for iri in resting_on(store, claim):
        kind = drawing().class_of(store, iri)
        if kind and kind != CG.Pair:
            found.append((kind in drawing().nodes, drawing().labels.get(kind, ""), captions[iri], iri))
    return [
        {"kind": label, "text": caption, "fact": iri, "page": address(iri)}
        for _, label, caption, iri in sorted(found)[:_MAX_FACTS]
    ]


def around(store: Store, iri: str, graph: str, depth: int = 3) -> Iterator[ox.Quad]:
    """What a graph says of a thing and, some steps on, of the things that this names."""
    edge, seen = [iri], {iri}
    for _ in range(depth):
        following = []
        for each in edge:
            for quad in store.quads(each, graph=graph):
                yield quad
                if isinstance(quad.object, ox.NamedNode) and quad.object.value not in seen:
                    seen.add(quad.object.value)
                    following.append(quad.object.value)
        edge = following
