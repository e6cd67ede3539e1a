"""Inspections of one organisation and what was judged, told by several documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from councilgraph.graph.dates import exact_part
from councilgraph.graph.entities import Entity, Inspection, Said
from councilgraph.graph.facts.dating import agreements, days_apart
from councilgraph.graph.facts.judgements import Occasion, judgements
from councilgraph.graph.facts.spells import dated
from councilgraph.graph.identity.holdings import days
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import InspectionClaim, JudgementClaim
from councilgraph.graph.rdf.terms import entity_iri

_SAME_VISIT_DAYS = 31
_REPORT_DAYS = 200
"""Within how many days of a visit its report comes out."""


def inspection_facts(said: Sequence[Said], resolved: Mapping[str, Resolved]) -> Iterator[Entity]:
    """The inspections and judgements of one organisation, from the claims of its block."""
    by_body: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if isinstance(one.claim, InspectionClaim):
            by_body[resolved[one.iri].body or ""].append(one)
    occasions = []
    for body in sorted(by_body):
        occasions += [_occasion(group, resolved) for group in _told_apart(_visits(by_body[body]))]
    for occasion in occasions:
        yield occasion.inspection
    judged = [one for one in said if isinstance(one.claim, JudgementClaim)]
    yield from judgements(judged, occasions, resolved)


def _claim(one: Said) -> InspectionClaim:
    return cast(InspectionClaim, one.claim)


def _visits(said: Sequence[Said]) -> list[list[Said]]:
    """Claims of one inspectorate in groups, each about one visit; those with exact dates first."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=_exact_first):
        fitting = [group for group in groups if _is_one_visit(group, one)]
        if len(fitting) == 1 or (
            fitting and _claim(one).date and len(exact_part(_claim(one).date or "")) > 4
        ):
            min(fitting, key=lambda group: (_distance(group[0], one), group[0].iri)).append(one)
        else:
            groups.append([one])
    return groups


def _told_apart(groups: Iterable[list[Said]]) -> list[list[Said]]:
    """The groups, those as one that nothing tells apart: they would have the same address."""
    found: dict[tuple[str, str | None], list[Said]] = {}
    for group in groups:
        found.setdefault(_mark(group), []).extend(group)
    return list(found.values())


def _mark(group: Sequence[Said]) -> tuple[str, str | None]:
    """What tells a visit from others of one inspectorate: its date, or a document, and its kind."""
    date = _best(group, "date") or _best(group, "published") or min(one.document for one in group)
    return date, _kind([_claim(one) for one in group])


def _exact_first(one: Said) -> tuple[int, str, str, str]:
    claim = _claim(one)
    date = claim.date or claim.published
    width = days(date).last - days(date).first if date else 10**6
    return width + (claim.date is None) * 10**5, date or "", one.document, one.iri


def _distance(one: Said, other: Said) -> int:
    a, b = (_claim(said).date or _claim(said).published for said in (one, other))
    return days_apart(a, b) if a and b else 0


def _is_one_visit(group: Sequence[Said], one: Said) -> bool:
    """Whether a claim can be about the visit of a group."""
    mine = _claim(one)
    for said in group:
        other = _claim(said)
        if said.document == one.document and mine.date != other.date:
            return False
        if mine.kind and other.kind and mine.kind != other.kind and mine.date != other.date:
            return False
    return _fit(_claim(group[0]), mine, one.issued)


def _fit(first: InspectionClaim, mine: InspectionClaim, issued: str | None) -> bool:
    """Whether the dates of two claims, of which the second's document is from `issued`, are of one visit."""
    for one, other in ((mine.date, first.date), (mine.published, first.published)):
        if one and other:
            return days_apart(one, other) <= _SAME_VISIT_DAYS
    if mine.published:
        return _comes_after(first.date, mine.published)
    if mine.date:
        return _comes_after(mine.date, first.published)
    return _comes_after(first.date or first.published, issued)


def _comes_after(visit: str | None, told: str | None) -> bool:
    """Whether a report or a story of some day can be about a visit."""
    if not visit or not told:
        return False
    return 0 <= days(told).last - days(visit).first <= _REPORT_DAYS


def _occasion(group: Sequence[Said], resolved: Mapping[str, Resolved]) -> Occasion:
    claims = [_claim(one) for one in group]
    first = resolved[group[0].iri]
    fullest = max(group, key=lambda one: (len(_claim(one).team), one.iri))
    inspection = Inspection(
        iri=entity_iri("inspection", "", first.organisation, first.body, *_mark(group)),
        claims=tuple(sorted(one.iri for one in group)),
        organisation=first.organisation or "",
        body=first.body or "",
        date=_best(group, "date"),
        end=_best(group, "end"),
        published=_best(group, "published"),
        kind=_kind(claims),
        framework=min((c.framework for c in claims if c.framework), default=None),
        lead_inspector=_person(group, resolved, "lead_inspector"),
        qa_manager=_person(group, resolved, "qa_manager"),
        team=resolved[fullest.iri].team,
        team_roles=_claim(fullest).team_roles,
    )
    return Occasion(inspection, tuple(group))


def _best(group: Sequence[Said], field: str) -> str | None:
    """The best supported value of a date, as narrow as the claims agree."""
    found = agreements(dated(one, value) for one in group if (value := getattr(one.claim, field)))
    return found[0].date if found else None


def _kind(claims: Sequence[InspectionClaim]) -> str | None:
    return min((claim.kind for claim in claims if claim.kind), default=None)


def _person(group: Sequence[Said], resolved: Mapping[str, Resolved], field: str) -> str | None:
    """Whom most claims name; of several the first in order."""
    found: list[str] = [value for one in group if (value := getattr(resolved[one.iri], field))]
    return min(found, key=lambda value: (-found.count(value), value), default=None)
