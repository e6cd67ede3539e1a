"""All that is known of an entity, as a dated list with the words behind each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.drawing import drawing
from councilgraph.graph.evidence import Evidence, evidence
from councilgraph.graph.links import Certainty, Links, Span, span_of
from councilgraph.graph.network import contradictions
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, DCT, ORG, SKOS


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in words. `certainty` is None unless a day was asked for."""

    when: str
    text: str
    kind: str
    fact: str
    certainty: Certainty | None
    notes: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity, what it is called, and its lines in order of time; undated ones come last."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    code: str | None
    lines: tuple[Line, ...]


def dossier(store: Store, iri: str, *, as_of: dt.date | None = None) -> Dossier:
    """What the store knows of an entity; with `as_of`, what certainly or possibly holds on that day."""
    links = Links(store)
    dated = [(span_of(store, fact), fact) for fact in _facts(links, iri)]
    dated.sort(key=lambda pair: (_order(pair[0]), pair[1]))
    lines = [line for span, fact in dated if (line := _line(links, fact, span, as_of))]
    kind = drawing().class_of(store, iri)
    named = links.captions.text(iri, ORG.classification)
    return Dossier(
        iri,
        links.captions[iri],
        named or drawing().labels.get(kind or "", "person" if kind else "thing").lower(),
        tuple(sorted(store.values(iri, SKOS.altLabel))),
        store.value(iri, DCT.identifier),
        tuple(lines),
    )


def when(span: Span) -> str:
    """A span in words: "2009-10", "2006 to 2009-10", "since 2010-06", "until 2009-10", or "undated"."""
    if span.since and span.until:
        return span.since if span.since == span.until else f"{span.since} to {span.until}"
    if span.since:
        return f"since {span.since}"
    return f"until {span.until}" if span.until else "undated"


def _facts(links: Links, iri: str) -> Iterator[str]:
    """The facts that name an entity, and those shown with it (the judgements of an inspection)."""
    found = set(links.facts(iri))
    for predicate in drawing().marks.values():
        found |= {quad.subject.value for quad in links.store.quads(None, predicate, iri)}
    for fact in sorted(found):
        if drawing().class_of(links.store, fact) not in (None, CG.Contradiction):
            yield fact


def _order(span: Span) -> tuple[str, str]:
    first = span.since_earliest or span.until_latest or span.since_latest or "9999"
    return first, span.until_latest or "9999"


def _line(links: Links, fact: str, span: Span, as_of: dt.date | None) -> Line | None:
    certainty = span.holds_on(as_of) if as_of else None
    if as_of and certainty is None:
        return None
    store = links.store
    found = contradictions(store, fact)
    notes = [f"contradicted: {one['note']}" for one in found]
    return Line(
        when(span),
        links.captions[fact],
        drawing().labels.get(drawing().class_of(store, fact) or "", ""),
        fact,
        certainty,
        tuple(notes),
        tuple(evidence(store, fact)),
    )
