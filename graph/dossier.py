"""All that is known of an entity, as a dated list with the words behind each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from councilgraph.graph.drawing import drawing
from councilgraph.graph.evidence import Evidence, evidence_for
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
    found = entries(links, iri)
    return described(links, iri, lines(links, held(found, as_of) if as_of else found))


def described(links: Links, iri: str, lines: Iterable[Line] = ()) -> Dossier:
    """An entity with its names, its kind and its code, and the lines that are given."""
    store = links.store
    kind = links.class_of(iri)
    named = links.captions.text(iri, ORG.classification)
    return Dossier(
        iri,
        links.captions[iri],
        named or drawing().labels.get(kind or "", "person" if kind else "thing").lower(),
        tuple(sorted(store.values(iri, SKOS.altLabel))),
        store.value(iri, DCT.identifier),
        tuple(lines),
    )


def entries(links: Links, iri: str, *, most: int | None = None) -> list[Entry]:
    """The facts about an entity in order of time, without the words: cheap where there are many.

    Of more than `most`, those with the least addresses are taken, whatever their time.
    """
    found = (
        Entry(fact, drawing().labels.get(kind, ""), span_of(links.store, _whole(links.store, fact)))
        for fact, kind in islice(_facts(links, iri), most)
    )
    return sorted(found, key=lambda entry: (_order(entry.span), entry.fact))


def held(found: Iterable[Entry], day: dt.date) -> list[Entry]:
    """Those of some facts that certainly or possibly held on a day, with how certain that is."""
    certain = ((entry, entry.span.holds_on(day)) for entry in found)
    return [replace(entry, certainty=certainty) for entry, certainty in certain if certainty]


def lines(links: Links, found: Sequence[Entry]) -> list[Line]:
    """Facts in words, with the quotes behind them."""
    store = links.store
    behind = evidence_for(store, [[_whole(store, entry.fact)] for entry in found])
    return [
        Line(
            when(entry.span),
            links.captions[entry.fact],
            entry.kind,
            entry.fact,
            entry.certainty,
            tuple(f"contradicted: {one['note']}" for one in contradictions(store, entry.fact)),
            tuple(quotes),
        )
        for entry, quotes in zip(found, behind, strict=True)
    ]


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
    store.expect(found)
    for fact in sorted(found):
        kind = links.class_of(fact)
        if kind not in (None, CG.Contradiction, CG.Pair):
            yield fact, str(kind)


def _whole(store: Store, fact: str) -> str:
    """What has the dates and the words: of a part (somebody's place in a team) the whole."""
    return store.value(fact, DCT.isPartOf) or fact


def _order(span: Span) -> tuple[str, str]:
    first = span.since_earliest or span.since_latest or span.until_latest or "9999"
    return first, span.until_latest or "9999"
