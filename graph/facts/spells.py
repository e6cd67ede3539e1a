"""What claims say about one person in one post, split into spells of unbroken service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.entities import Said
from councilgraph.graph.facts.dating import Dated, days_apart
from councilgraph.graph.identity.holdings import Span, days
from councilgraph.graph.model import CareerEventClaim, PostClaim

_HANDOVER_DAYS = 31
"""A pause no longer than this does not break a service."""

_DOUBT_DAYS = 365
"""A start within so many days of the last day known is that of the same service."""

_TOLD_DAYS = 3 * 365
"""Two ends no further apart are the same end, told differently."""

ENDINGS = frozenset({"resigned", "dismissed", "retired"})
"""Events that end a time in post. A death does so only for who was in post, see `completion`."""


@dataclass(frozen=True, slots=True)
class Stint:
    """One claim about a person in a post."""

    said: Said
    claim: PostClaim

    @property
    def span(self) -> Span | None:
        """From the first to the last day that the claim connects with the post, if it gives any."""
        found = [days(date) for date in (self.claim.since, self.claim.until, self.in_post_on) if date]
        return Span(min(d.first for d in found), max(d.last for d in found)) if found else None

    @property
    def in_post_on(self) -> str | None:
        """The document's date where it finds the holder in post on it."""
        if self.claim.status not in ("current", "interim") or not self.said.issued:
            return None
        ended = self.claim.until and days(self.claim.until).last < days(self.said.issued).first
        begins = self.claim.since and days(self.claim.since).first > days(self.said.issued).last
        return None if ended or begins else self.said.issued

    @property
    def has_ended(self) -> bool:
        """Whether the document looks back on the end."""
        return self.claim.status == "former" or (self.claim.until is not None and not self.is_plan)

    @property
    def is_plan(self) -> bool:
        """Whether the claim's end lay ahead when the document was written."""
        until, issued = self.claim.until, self.said.issued
        if not until or self.claim.status == "former":
            return False
        return issued is None or days(until).last >= days(issued).first


@dataclass(slots=True)
class Spell:
    """Claims about one unbroken service, and the events that begin or end it."""

    stints: list[Stint] = field(default_factory=list)
    events: list[tuple[Said, CareerEventClaim]] = field(default_factory=list)

    def ends(self) -> list[Dated]:
        """The ends on which documents look back."""
        return [dated(s.said, s.claim.until) for s in self.stints if s.claim.until and not s.is_plan]

    def last_day(self) -> int | None:
        """The last day on which somebody is known to be in post, as a day number."""
        found = [
            span.last
            for s in self.stints
            if s.claim.until and not s.is_plan
            for span in [days(s.claim.until)]
        ]
        found += [days(day).first for s in self.stints if (day := s.in_post_on)]
        found += [days(s.claim.since).first for s in self.stints if s.claim.since]
        return max(found) if found else None


def dated(said: Said, date: str) -> Dated:
    """A date that a claim gives."""
    return Dated(date, said.iri, said.document, said.issued)


def spells(stints: Iterable[Stint], events: Iterable[tuple[Said, CareerEventClaim]]) -> list[Spell]:
    """The spells in order of time. Without a post claim there is none, whatever the events."""
    found: list[Spell] = []
    undated = []
    for stint in sorted(stints, key=_in_time):
        if stint.span is None:
            undated.append(stint)
            continue
        spell = next((spell for spell in reversed(found) if _fits(spell, stint)), None)
        if spell is None:
            spell = Spell()
            found.append(spell)
        spell.stints.append(stint)
    for stint in undated:
        if not found:
            found.append(Spell())
        _spell_before(found, stint.said.issued).stints.append(stint)
    for said, event in sorted(events, key=lambda pair: pair[0].iri):
        if found:
            _nearest(found, event.date or said.issued).events.append((said, event))
    return found


def _in_time(stint: Stint) -> tuple[int, int, str]:
    span = stint.span
    return (span.first, span.last, stint.said.iri) if span else (0, 0, stint.said.iri)


def _fits(spell: Spell, stint: Stint) -> bool:
    """Whether a claim can be about the same service as those of a spell."""
    since = days(stint.claim.since) if stint.claim.since else None
    in_post = days(stint.in_post_on).first if stint.in_post_on else None
    for end in spell.ends():
        last = days(end.date).last
        if since and since.first > last + _HANDOVER_DAYS:
            return False
        if since is None and in_post and in_post > last + _HANDOVER_DAYS:
            return False
        if since is None and stint.claim.until and days_apart(end.date, stint.claim.until) > _TOLD_DAYS:
            return False
    known = spell.last_day()
    return not (since and known is not None and since.first > known + _DOUBT_DAYS)


def _spell_before(found: Sequence[Spell], issued: str | None) -> Spell:
    """The last spell that began before a document was written, else the first."""
    if issued is None:
        return found[-1]
    began = [
        spell
        for spell in found
        if any(span.first <= days(issued).last for s in spell.stints if (span := s.span) is not None)
    ]
    return (began or found[:1])[-1]


def _nearest(found: Sequence[Spell], date: str | None) -> Spell:
    """The spell whose time is nearest to a date."""
    if date is None:
        return found[-1]
    day = days(date)

    def distance(spell: Spell) -> int:
        spans = [span for s in spell.stints if (span := s.span) is not None]
        return min((max(span.first - day.last, day.first - span.last, 0) for span in spans), default=0)

    return min(found, key=distance)
