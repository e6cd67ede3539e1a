"""The first facts that documents gave: to see at a glance whether a mapping says what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from councilgraph.graph.drawing import drawing
from councilgraph.graph.evidence import evidence, resting_on
from councilgraph.graph.links import Links, span_of, when
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.rdf import document_iri, read_claims
from councilgraph.graph.registers import bundled_register
from councilgraph.graph.rows import Row, Rows
from councilgraph.graph.sources import BUNDLED_REGISTERS
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, ORG

FIRST = 10
"""So many facts are enough to see what a column became."""

_LEFT_OUT = frozenset({None, CG.Pair, CG.Contradiction})


def first_facts(store: Store) -> Rows:
    """The first facts that the documents of a store tell, in the order of their words."""
    return Rows(("kind", "when", "what"), islice(_facts(store), FIRST))


def _facts(store: Store) -> Iterator[Row]:
    """The facts that documents tell, each once; of a claim from which none follows, what it lists."""
    links, told = Links(store), set[str]()
    own = {document_iri(bundled_register(name).sha256) for name in BUNDLED_REGISTERS}
    for graph in sorted(set(store.graphs()) - own):
        for said in sorted(read_claims(store.quads(graph=graph)), key=lambda one: one.claim.quote.start):
            found = _rests_on(links, said.iri)
            for iri in [iri for iri in found if not _is_thing(links, iri)] or found:
                if iri not in told:
                    told.add(iri)
                    yield _row(links, iri)


def _is_thing(links: Links, iri: str) -> bool:
    return links.is_drawn(iri) or links.class_of(iri) == ORG.Post


def _rests_on(links: Links, claim: str) -> list[str]:
    return [iri for iri in resting_on(links.store, claim) if links.class_of(iri) not in _LEFT_OUT]


def _row(links: Links, iri: str) -> Row:
    return {
        "kind": drawing().labels.get(links.class_of(iri) or "", "").lower(),
        "when": when(span_of(links.store, iri)),
        "what": links.captions[iri],
        "fact": iri,
        "evidence": evidence_rows(evidence(links.store, iri)),
    }
