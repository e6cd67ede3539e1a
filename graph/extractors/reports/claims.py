"""What was read of a report, as claims with their quotes."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.dates import bounds
from councilgraph.graph.extractors.reports.history import Earlier
from councilgraph.graph.extractors.reports.judgements import Row
from councilgraph.graph.extractors.reports.posts import Held, board_name
from councilgraph.graph.extractors.reports.reading import Reading
from councilgraph.graph.model import Claim, InspectionClaim, JudgementClaim, PostClaim, Quote, StandsFor


def claims_of(reading: Reading) -> Iterator[Claim]:
    """The claims of a report, those about the inspection itself first."""
    for body in reading.bodies:
        for organisation in reading.cover.organisations:
            yield _inspection(reading, body, organisation)
    for row in reading.judged():
        yield from _judgements(reading, row)
    seen: set[tuple[str, ...]] = set()
    for earlier in reading.earlier:
        yield from _earlier_claims(reading, earlier, seen)
    for held in reading.held:
        for council in reading.councils:
            yield _post(reading, held, council)


def _stands_for(reading: Reading, quote: Quote, organisation: str) -> tuple[StandsFor, ...]:
    """The title, where `quote` itself does not name the organisation."""
    if organisation in reading.part.words(quote.start, quote.end):
        return ()
    return (StandsFor("organisation", reading.cover.name_quote),)


def _inspection(reading: Reading, body: str, organisation: str) -> InspectionClaim:
    cover, team = reading.cover, reading.team
    return InspectionClaim(
        quote=cover.quote,
        organisation=organisation,
        body=body,
        date=cover.period.start if cover.period else None,
        end=cover.period.end if cover.period else None,
        published=cover.published,
        kind=cover.kind,
        framework=cover.concept,
        lead_inspector=team.lead,
        team=team.members,
        team_roles=team.roles,
        qa_manager=team.qa_manager,
    )


def _judgements(reading: Reading, row: Row) -> Iterator[JudgementClaim]:
    quote = reading.part.quote(row.start, row.end)
    grades = row.grades if len(row.grades) > 1 else row.grades * len(reading.councils)
    for council, grade in zip(reading.councils, grades, strict=False):
        yield JudgementClaim(
            quote=quote,
            stands_for=_stands_for(reading, quote, council),
            organisation=council,
            aspect=row.aspect,
            grade=grade.name,
            body=reading.rules.body,
            date=reading.cover.period.start if reading.cover.period else None,
        )


def _earlier_claims(reading: Reading, earlier: Earlier, seen: set[tuple[str, ...]]) -> Iterator[Claim]:
    """The claims about an earlier inspection that are not in `seen`, to which they are added.

    Where only the day of its report is given, there is no claim that inspectors were there that day.
    """
    if reading.cover.period and bounds(earlier.date)[1] >= bounds(reading.cover.period.start)[0]:
        return
    quote = reading.part.quote(earlier.start, earlier.end)
    for council in reading.councils:
        stands_for = _stands_for(reading, quote, council)
        if not earlier.is_published and _is_new(seen, "inspection", council, earlier.date):
            yield InspectionClaim(
                quote=quote,
                stands_for=stands_for,
                organisation=council,
                body=reading.rules.body,
                date=earlier.date,
            )
        for aspect, grade in earlier.grades:
            if _is_new(seen, "judgement", council, earlier.date, aspect, grade):
                yield JudgementClaim(
                    quote=quote,
                    stands_for=stands_for,
                    organisation=council,
                    aspect=aspect,
                    grade=grade,
                    body=reading.rules.body,
                    date=earlier.date,
                )


def _is_new(seen: set[tuple[str, ...]], *key: str) -> bool:
    """Whether `key` was not in `seen`; it is now."""
    if key in seen:
        return False
    seen.add(key)
    return True


def _post(reading: Reading, held: Held, council: str) -> PostClaim:
    quote = reading.part.quote(held.start, held.end)
    organisation = board_name(reading.part, council, reading.rules.councils) if held.kind.board else council
    return PostClaim(
        quote=quote,
        stands_for=_stands_for(reading, quote, organisation),
        person=None,
        role=held.kind.role,
        role_kind=held.kind.role_kind,
        organisation=organisation,
        status="interim" if held.is_interim else "current",
        since=held.since,
    )
