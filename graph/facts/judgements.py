"""Grades: the same one told by several documents is one, tied to the inspection that gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from councilgraph.graph.entities import Entity, Inspection, Judgement, Said
from councilgraph.graph.facts.contradictions import contradiction
from councilgraph.graph.facts.dating import agreements, days_apart
from councilgraph.graph.facts.spells import dated
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import JudgementClaim
from councilgraph.graph.rdf.terms import entity_iri

_SAME_VISIT_DAYS = 31


@dataclass(frozen=True, slots=True)
class Occasion:
    """An inspection with the claims that it was made from."""

    inspection: Inspection
    said: tuple[Said, ...]


def judgements(
    said: Sequence[Said], occasions: Sequence[Occasion], resolved: Mapping[str, Resolved]
) -> Iterator[Entity]:
    """The judgements of one organisation, and different grades for one aspect at one inspection."""
    tied: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    loose: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    by_iri = {occasion.inspection.iri: occasion.inspection for occasion in occasions}
    for one in said:
        claim = _claim(one)
        occasion = _occasion_of(one, occasions, resolved)
        if occasion:
            tied[occasion.inspection.iri, claim.aspect, claim.grade].append(one)
        else:
            loose[resolved[one.iri].body or "", claim.aspect, claim.grade].append(one)
    for (inspection, _, _), group in sorted(tied.items()):
        yield _judgement(group, by_iri[inspection], by_iri[inspection].date, resolved)
    for _, claims in sorted(loose.items()):
        for group, date in _by_date(claims):
            yield _judgement(group, None, date, resolved)
    yield from _contradictions(tied)


def _claim(one: Said) -> JudgementClaim:
    return cast(JudgementClaim, one.claim)


def _occasion_of(
    one: Said, occasions: Sequence[Occasion], resolved: Mapping[str, Resolved]
) -> Occasion | None:
    """The inspection that gave a grade: by its date, else the only one of the same document."""
    claim, body = _claim(one), resolved[one.iri].body
    fitting = [o for o in occasions if body is None or o.inspection.body == body]
    here = [o for o in fitting if any(said.document == one.document for said in o.said)]
    if claim.date is None:
        return here[0] if len(here) == 1 else None
    near = [
        (d, o.inspection.iri, o) for o in fitting if (d := _days_from(o.inspection, claim.date)) is not None
    ]
    best = sorted((d, o not in here, iri) for d, iri, o in near)
    return next((o for _, iri, o in near if best and iri == best[0][2]), None)


def _days_from(inspection: Inspection, date: str) -> int | None:
    """How far a date is from an inspection's; None where it is another's."""
    found = [days_apart(date, known) for known in (inspection.date, inspection.end) if known]
    if inspection.published and len(date) > 4:
        found += [days_apart(date, inspection.published)]
    nearest = min(found, default=None)
    return nearest if nearest is not None and nearest <= _SAME_VISIT_DAYS else None


def _by_date(said: Sequence[Said]) -> list[tuple[list[Said], str | None]]:
    """Claims of one grade that no inspection carries, by dates that agree; undated ones by themselves."""
    by_iri = {one.iri: one for one in said}
    found: list[tuple[list[Said], str | None]] = []
    taken: set[str] = set()
    for agreed in agreements(dated(one, date) for one in said if (date := _claim(one).date)):
        group = [by_iri[iri] for iri in agreed.claims if iri not in taken]
        taken.update(agreed.claims)
        if group:
            found.append((group, agreed.date))
    undated = [one for one in said if not _claim(one).date]
    return [*found, (undated, None)] if undated else found


def _judgement(
    group: Sequence[Said], inspection: Inspection | None, date: str | None, resolved: Mapping[str, Resolved]
) -> Judgement:
    claim, first = _claim(group[0]), resolved[group[0].iri]
    body = inspection.body if inspection else first.body
    where = inspection.iri if inspection else date
    return Judgement(
        iri=entity_iri("judgement", "", first.organisation, where, body, claim.aspect, claim.grade),
        claims=tuple(sorted(one.iri for one in group)),
        organisation=first.organisation or "",
        aspect=claim.aspect,
        grade=claim.grade,
        inspection=inspection.iri if inspection else None,
        body=body,
        date=date,
    )


def _contradictions(tied: Mapping[tuple[str, str, str], Sequence[Said]]) -> Iterator[Entity]:
    """Grades of one aspect at one inspection that different documents give differently."""
    grades: dict[tuple[str, str], dict[str, Sequence[Said]]] = defaultdict(dict)
    for (inspection, aspect, grade), group in tied.items():
        grades[inspection, aspect][grade] = group
    for (inspection, aspect), found in sorted(grades.items()):
        ordered = sorted(found, key=lambda grade: (-len(found[grade]), grade))
        for grade in ordered[1:]:
            left, right = found[ordered[0]], found[grade]
            if not {one.document for one in left} & {one.document for one in right}:
                sides = [one.iri for one in left], [one.iri for one in right]
                yield contradiction(inspection, aspect, *sides, f"{aspect}: {ordered[0]} or {grade}")
