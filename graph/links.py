"""Facts as a person thinks of them: dated links between entities, and when they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from councilgraph.graph.drawing import Captions, Drawing, EdgeRule, Path, drawing
from councilgraph.graph.store import Store
from councilgraph.graph.ties import arrays_of
from councilgraph.graph.vocab import CG, RDF, WORDS

Certainty = Literal["certainly", "possibly"]


@dataclass(frozen=True, slots=True)
class Span:
    """When a fact holds: EDTF as the graph has it, and bounds as ISO days.

    A missing first or last bound means open at that end; a missing inner one (`since_latest`,
    `until_earliest`), that no day is certain at that end. `seen` is the latest date on which a holder is
    found in post, where no end is known.
    """

    since: str | None = None
    until: str | None = None
    since_earliest: str | None = None
    since_latest: str | None = None
    until_earliest: str | None = None
    until_latest: str | None = None
    seen: str | None = None

    def holds_on(self, day: dt.date) -> Certainty | None:
        """How sure it is that the fact holds on `day`; None if it does not."""
        iso = day.isoformat()
        if (self.since_earliest or "") > iso or (self.until_latest or "9999") < iso:
            return None
        is_certain = (self.since_latest or "9999") <= iso <= (self.until_earliest or "")
        return "certainly" if is_certain else "possibly"

    def overlaps(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether the fact may hold on some day from `first` to `last`."""
        return (not last or (self.since_earliest or "") <= last.isoformat()) and (
            not first or (self.until_latest or "9999") >= first.isoformat()
        )


@dataclass(frozen=True, slots=True)
class Link:
    """One fact as an edge from `start` to `end`. `fact` is its IRI, where its evidence hangs."""

    fact: str
    kind: str
    label: str
    start: str
    end: str
    span: Span
    status: str | None = None
    grade: str | None = None

    def other(self, iri: str) -> str:
        """The end that is not `iri`."""
        return self.end if iri == self.start else self.start


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A link without what describes it, as a search needs it by the thousand.

    `kind` is the class of the fact. `name` is the property, where a thing drawn as a node names another.
    """

    fact: str
    start: str
    end: str
    kind: str
    name: str = ""

    def other(self, iri: str) -> str:
        """The end that is not `iri`."""
        return self.end if iri == self.start else self.start


def span_of(store: Store, fact: str) -> Span:
    """When a fact holds; an event on a date holds on that date."""
    return _span(_least_values(store, fact))


def _span(values: Mapping[str, str]) -> Span:
    value = values.get
    if value(CG.date):
        last = value(CG.until) or value(CG.date)
        return Span(
            value(CG.date),
            last,
            value(CG.dateEarliest),
            value(CG.dateLatest),
            value(CG.untilEarliest) or value(CG.dateEarliest),
            value(CG.untilLatest) or value(CG.dateLatest),
        )
    seen = value(CG.inPostOnLatest)
    return Span(
        value(CG.since),
        value(CG.until),
        value(CG.sinceEarliest),
        value(CG.sinceLatest) or seen,
        value(CG.untilEarliest) or seen,
        value(CG.untilLatest),
        value(CG.inPostOn),
    )


def _least_values(store: Store, iri: str) -> dict[str, str]:
    """The least value of each property of a thing: one look-up is cheaper than one a property."""
    found: dict[str, str] = {}
    for quad in store.quads(iri):
        if not isinstance(quad.object, ox.Triple):
            name, value = quad.predicate.value, quad.object.value
            found[name] = min(found.get(name, value), value)
    return found


def when(span: Span) -> str:
    """A span in words: "2009-10", "2006 to 2009-10", "since 2010-06", "until 2009-10", "in post on
    2011-02-28", or "undated".
    """
    if span.since and span.until:
        return span.since if span.since == span.until else f"{span.since} to {span.until}"
    if span.since:
        return f"since {span.since}"
    if span.until:
        return f"until {span.until}"
    return f"in post on {span.seen}" if span.seen else "undated"


class Links:
    """The links of one store, as the ontology says that facts are drawn."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.captions = Captions(store)
        self.arrays = arrays_of(store)
        self._rules: Drawing = drawing()
        self._classes: dict[str, str | None] = {}

    def is_drawn(self, iri: str) -> bool:
        """Whether a thing is a node of a network."""
        return self.class_of(iri) in self._rules.nodes

    def of(self, iri: str) -> list[Link]:
        """All links of an entity, sorted by date, kind and address; each fact once an end."""
        found = map(self.link, self.ties(iri))
        return sorted(found, key=lambda x: (x.span.since_earliest or "9999", x.kind, x.label, x.fact))

    def ties(self, iri: str) -> list[Tie]:
        """The links of an entity undescribed, sorted by address."""
        if self.arrays is None:
            return sorted(set(self._ties(iri)))
        place = self.arrays.entities.find(iri)
        return [] if place is None else [self.tie(number) for number in self.arrays.around(place).tolist()]

    def all_ties(self) -> set[Tie]:
        """Every tie that there is, looked up in the store fact by fact."""
        kinds = (*self._rules.edges, *self._rules.nodes)
        facts = {quad.subject for kind in kinds for quad in self.store.quads(None, RDF.type, kind)}
        return {tie for fact in facts if isinstance(fact, ox.NamedNode) for tie in self.of_fact(fact.value)}

    def tie(self, number: int) -> Tie:
        """A tie by its number in the arrays of a store that has some."""
        if self.arrays is None:
            raise LookupError(number)
        return Tie(*self.arrays.tie(number))

    def of_fact(self, fact: str) -> list[Tie]:
        """What a fact is drawn as; for one that is a mark of something, what that is drawn as."""
        kind = self.class_of(fact)
        if kind is None:
            return []
        if self._is_mark(kind, fact):
            return self.of_fact(self.store.value(fact, self._rules.marks[kind]) or "")
        if kind in self._rules.edges:
            rule = self._rules.edges[kind]
            return list(self._edges(fact, kind, rule, only=None))
        return list(self._properties(fact, only=None))

    def facts(self, iri: str) -> list[str]:
        """The addresses of all facts that name an entity, drawn for themselves or not, sorted."""
        return sorted(self._facts_about(iri))

    def kind(self, tie: Tie) -> str:
        """What kind of relation a link is, in words."""
        if tie.name:
            return f"{self._rules.labels.get(tie.kind, '')} {self._rules.links[tie.name]}"
        return self._rules.labels.get(tie.kind, tie.kind)

    def link(self, tie: Tie) -> Link:
        """The link described."""
        values = _least_values(self.store, tie.fact)
        status, grade = values.get(CG.endStatus), values.get(CG.grade)
        kind = self.kind(tie)
        return Link(
            tie.fact,
            kind,
            self._label(tie) or kind,
            tie.start,
            tie.end,
            _span(values),
            WORDS.get(status, status) if status else None,
            WORDS.get(grade, grade) if grade else None,
        )

    def _label(self, tie: Tie) -> str | None:
        if tie.name:
            return self._rules.links[tie.name]
        rule = self._rules.edges[tie.kind]
        return self.captions.text(tie.fact, rule.label) if rule.is_label_property else rule.label

    def class_of(self, iri: str) -> str | None:
        """The class of a thing that says how it is called and drawn."""
        if iri not in self._classes:
            self._classes[iri] = self._rules.class_of(self.store, iri)
        return self._classes[iri]

    def _ties(self, iri: str) -> Iterator[Tie]:
        facts = self._facts_about(iri)
        self.store.expect([iri, *facts])
        for fact in facts:
            kind = self.class_of(fact)
            if kind is None:
                continue
            if kind in self._rules.edges:
                if not self._is_mark(kind, fact):
                    yield from self._edges(fact, kind, self._rules.edges[kind], only=iri)
            elif kind in self._rules.nodes:
                yield from self._properties(fact, only=iri)
        yield from self._properties(iri, only=None)

    def _is_mark(self, kind: str, fact: str) -> bool:
        """Whether a fact is shown with another one and not drawn for itself."""
        mark = self._rules.marks.get(kind)
        return mark is not None and self.store.value(fact, mark) is not None

    def _facts_about(self, iri: str) -> set[str]:
        """Facts that name the entity, or that reach it over the paths by which an edge's ends are found."""
        paths = {path for rule in self._rules.edges.values() for path in (rule.start, rule.end)}
        paths |= {(name,) for name in self._rules.links}
        return {fact for path in paths for fact in self._back(path, iri)}

    def _back(self, path: Path, iri: str) -> set[str]:
        reached = {iri}
        for predicate in reversed(path):
            reached = {
                quad.subject.value
                for end in reached
                for quad in self.store.quads(None, predicate, end)
                if isinstance(quad.subject, ox.NamedNode)
            }
        return reached

    def _along(self, path: Path, fact: str) -> list[str]:
        reached = [fact]
        for predicate in path:
            reached = [value for iri in reached for value in self.store.values(iri, predicate)]
        return sorted(reached)

    def _edges(self, fact: str, kind: str, rule: EdgeRule, *, only: str | None) -> Iterator[Tie]:
        for start in self._along(rule.start, fact):
            for end in self._along(rule.end, fact):
                if only in (None, start, end) and self.is_drawn(start) and self.is_drawn(end):
                    yield Tie(fact, start, end, kind)

    def _properties(self, iri: str, *, only: str | None) -> Iterator[Tie]:
        """Lines from a thing drawn as a node to what its properties name; `only` those to one entity."""
        kind = self.class_of(iri)
        if kind is None or kind not in self._rules.nodes:
            return
        for name in self._rules.links:
            for value in self.store.values(iri, name):
                if (only is None or value == only) and self.is_drawn(value):
                    yield Tie(iri, iri, value, kind, name)
