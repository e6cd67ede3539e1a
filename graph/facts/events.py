"""Events in careers: the same one told by several documents is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from councilgraph.graph.entities import CareerEvent, Contradiction, Said, Tenure
from councilgraph.graph.facts.contradictions import contradiction
from councilgraph.graph.facts.dating import Agreement, agreements, days_apart, may_be_one_day
from councilgraph.graph.facts.spells import dated
from councilgraph.graph.model import CareerEventClaim
from councilgraph.graph.rdf.terms import entity_iri

Told = tuple[Said, CareerEventClaim]

_ONE_EVENT_DAYS = 62
"""Between the announcement of an event and its taking effect often lie so many days."""


def career_events(
    person: str | None, organisation: str, kind: str | None, told: Sequence[Told], tenure: Tenure | None
) -> list[CareerEvent]:
    """The events of one tenure, or of one person at one organisation where they belong to none."""
    if person is None:
        return []
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for one, claim in told:
        by_kind[claim.event].append((one, claim))
    found = []
    for event in sorted(by_kind):
        for number, (date, claims) in enumerate(_occasions(by_kind[event], tenure), 1):
            key = (person, tenure.iri if tenure else None, organisation, kind, event, str(number))
            found.append(
                CareerEvent(
                    iri=entity_iri("event", "", *key),
                    claims=claims,
                    person=person,
                    event=event,
                    organisation=organisation,
                    role_kind=kind,
                    tenure=tenure.iri if tenure else None,
                    date=date,
                )
            )
    return found


def _occasions(told: Sequence[Told], tenure: Tenure | None) -> list[tuple[str | None, tuple[str, ...]]]:
    """The occasions of one kind of event, in order, with date and claims. Undated ones go with the first."""
    groups: list[list[Agreement]] = []
    for agreed in sorted(agreements(dated(one, e.date) for one, e in told if e.date), key=lambda a: a.date):
        if groups and days_apart(groups[-1][-1].date, agreed.date) <= _ONE_EVENT_DAYS:
            groups[-1].append(agreed)
        else:
            groups.append([agreed])
    undated = {one.iri for one, e in told if not e.date}
    ready: list[tuple[str | None, tuple[str, ...]]] = []
    for group in groups:
        claims = {claim for agreed in group for claim in agreed.claims} | (undated if not ready else set())
        ready.append((_date_of(group, tenure), tuple(sorted(claims))))
    return ready or [(None, tuple(sorted(undated)))]


def _date_of(group: Sequence[Agreement], tenure: Tenure | None) -> str:
    """Of several dates of an event the one on which the tenure begins or ends, else the best supported."""
    edges = [date for date in (tenure.since, tenure.until) if date] if tenure else []
    fitting = [agreed for agreed in group if any(may_be_one_day(agreed.date, edge) for edge in edges)]
    chosen = fitting or list(group)
    return min(chosen, key=lambda agreed: (-len(agreed.given), agreed.date)).date


def death_contradictions(person: str, told: Sequence[Told]) -> list[Contradiction]:
    """That documents let somebody die on different days."""
    found = agreements(dated(one, e.date) for one, e in told if e.event == "died" and e.date)
    return [
        contradiction(person, "death", found[0].claims, other.claims, f"died {found[0].date} or {other.date}")
        for other in found[1:]
    ]


def end_contradictions(tenure: str, told: Sequence[Told]) -> list[Contradiction]:
    """That one document lets somebody resign and another has the same person dismissed."""
    sides: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one, claim in told:
        if claim.event in ("resigned", "dismissed", "retired"):
            sides[claim.event].add((one.document, one.iri))
    found = []
    for event in ("resigned", "retired"):
        both = {document for document, _ in sides["dismissed"]} & {document for document, _ in sides[event]}
        left = [iri for document, iri in sides[event] if document not in both]
        right = [iri for document, iri in sides["dismissed"] if document not in both]
        if left and right:
            found.append(contradiction(tenure, "event", left, right, f"{event} or dismissed"))
    return found
