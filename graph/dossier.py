"""All that is known of an entity, as a dated list with the words behind each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from councilgraph.graph.drawing import drawing
from councilgraph.graph.evidence import Evidence, evidence
from councilgraph.graph.links import Certainty, Links, Span, span_of, when
from councilgraph.graph.network import contradictions, evidence_rows
from councilgraph.graph.rows import Rows
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact about an entity and when it holds: what a line is made from. `kind` is the class's label."""

    fact: str
    kind: str
    span: Span
    certainty: Certainty | None = None


def dossier(store: Store, iri: str, *, as_of: dt.date | None = None) -> Dossier:
    """What the store knows of an entity; with `as_of`, what certainly or possibly holds on that day."""
    links = Links(store)
    return described(links, iri, [line(links, entry) for entry in entries(links, iri, as_of=as_of)])


def described(links: Links, iri: str, lines: Iterable[Line] = ()) -> Dossier:
    """An entity with its names, its kind and its code, and the lines that are given."""
    store = links.store
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


def entries(links: Links, iri: str, *, as_of: dt.date | None = None) -> list[Entry]:
    """The facts about an entity in order of time, without the words: cheap where there are many."""
    found = []
    for fact, kind in _facts(links, iri):
        span = span_of(links.store, _whole(links.store, fact))
        certainty = span.holds_on(as_of) if as_of else None
        if not as_of or certainty:
            found.append(Entry(fact, drawing().labels.get(kind, ""), span, certainty))
    return sorted(found, key=lambda entry: (_order(entry.span), entry.fact))


def line(links: Links, entry: Entry) -> Line:
    """A fact in words, with the quotes behind it."""
    fact, store = entry.fact, links.store
    return Line(
        when(entry.span),
        links.captions[fact],
        entry.kind,
        fact,
        entry.certainty,
        tuple(f"contradicted: {one['note']}" for one in contradictions(store, fact)),
        tuple(evidence(store, _whole(store, fact))),
    )


def heading(found: Dossier) -> str:
    """The entity in a few lines: its name and kind, its other names, its address."""
    code = f", {found.code}" if found.code else ""
    also = [f"also: {'; '.join(found.names)}"] if found.names else []
    return "\n".join([f"{found.label} ({found.kind}{code})", *also, found.iri, ""])


def rows(found: Dossier) -> Rows:
    """The lines of a dossier as rows with their evidence."""
    has_day = any(line.certainty for line in found.lines)
    columns = ("when", "certainty", "what") if has_day else ("when", "what")
    return Rows(
        columns,
        (
            {
                "when": line.when,
                "what": "; ".join([line.text, *line.notes]),
                "kind": line.kind,
                "fact": line.fact,
                "certainty": line.certainty,
                "evidence": evidence_rows(line.evidence),
            }
            for line in found.lines
        ),
    )


def _facts(links: Links, iri: str) -> Iterator[tuple[str, str]]:
    """The facts that name an entity, and those shown with it (the judgements of an inspection).

    What is never drawn (a post) has no links: whatever names it counts.
    """
    store = links.store
    found = set(links.facts(iri))
    predicates: Iterable[str | None] = drawing().marks.values() if links.is_drawn(iri) else (None,)
    for predicate in predicates:
        found |= {getattr(quad.subject, "value", "") for quad in store.quads(None, predicate, iri)}
    for fact in sorted(found):
        kind = drawing().class_of(store, fact)
        if kind not in (None, CG.Contradiction, CG.Pair):
            yield fact, str(kind)


def _whole(store: Store, fact: str) -> str:
    """What has the dates and the words: of a part (somebody's place in a team) the whole."""
    return store.value(fact, DCT.isPartOf) or fact


def _order(span: Span) -> tuple[str, str]:
    first = span.since_earliest or span.since_latest or span.until_latest or "9999"
    return first, span.until_latest or "9999"
