"""All that is known of an entity, as a dated list with the words behind each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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


def _facts(links: Links, iri: str) -> Iterator[str]:
    """The facts that name an entity, and those shown with it (the judgements of an inspection)."""
    found = set(links.facts(iri))
    for predicate in drawing().marks.values():
        found |= {quad.subject.value for quad in links.store.quads(None, predicate, iri)}
    for fact in sorted(found):
        if drawing().class_of(links.store, fact) not in (None, CG.Contradiction):
            yield fact


def _order(span: Span) -> tuple[str, str]:
    first = span.since_earliest or span.since_latest or span.until_latest or "9999"
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
