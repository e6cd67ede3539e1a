"""An invented part of the world as documents with their claims, and as the facts that they add up to."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from world import ASPECTS, SEED, Holding, Part, Visit

from councilgraph.graph.entities import (
    Entity,
    Inspection,
    Judgement,
    Person,
    Post,
    Statement,
    Succession,
    Tenure,
)
from councilgraph.graph.model import (
    Claim,
    Document,
    InspectionClaim,
    JudgementClaim,
    PostClaim,
    Quote,
    StatementClaim,
)
from councilgraph.graph.rdf import claim_iri, entity_iri
from councilgraph.graph.vocab import BASE

OFSTED = BASE + "org/ofsted"
_FILLER = (
    "Members welcomed progress on early help and on the number of children who wait for a place.",
    "The budget for the coming year will be set in the spring after a round of talks with residents.",
    "A report to the scrutiny committee said that case loads had fallen since the summer.",
    "Schools, health services and the police were asked for their views on the plan.",
    "Work on the new centre is due to end before the schools open again.",
)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(slots=True)
class Told:
    """A document and what it says, each claim with the thing of the world that it is about."""

    document: Document
    claims: list[tuple[Claim, Holding | Visit]] = field(default_factory=list)


def stories(part: Part) -> Iterator[Told]:
    """Short pieces of news on a part's posts; half of what is told is told by a second one."""
    chance = random.Random(f"{SEED} stories {part.number}")
    again = [holding for holding in part.holdings if chance.random() < 0.5]
    for holdings in (part.holdings, again):
        rest = list(holdings)
        while rest:
            size = chance.randint(2, 4)
            yield _story(chance, part.number, rest[:size])
            rest = rest[size:]


def reports(part: Part) -> Iterator[Told]:
    """A report on each visit."""
    for number, visit in enumerate(part.visits):
        yield _report(part.number, number, visit)


def facts(part: Part, told: Iterable[Told]) -> Iterator[Entity]:
    """The facts that the documents of a part add up to."""
    claims: dict[Any, list[str]] = defaultdict(list)
    words: dict[Holding, tuple[StatementClaim, str, str]] = {}
    for one in told:
        for claim, thing in one.claims:
            iri = claim_iri(one.document, claim)
            if isinstance(claim, StatementClaim):
                words[thing] = (claim, iri, one.document.issued or "")
            key = (thing, claim.aspect) if isinstance(claim, JudgementClaim) else thing
            claims[key].append(iri)
    yield from _careers(part.holdings, claims)
    for holding, (claim, iri, issued) in words.items():
        speaker = _person_iri(holding.person)
        yield Statement(
            iri=entity_iri("statement", "", speaker, iri), claims=(iri,), speaker=speaker,
            words=claim.words, about=holding.place.council, date=issued,
        )  # fmt: skip
    for visit in part.visits:
        yield from _inspected(visit, claims)
    inspectors = {name for visit in part.visits for name in visit.team}
    for name in sorted(inspectors):
        seen = [iri for visit in part.visits if name in visit.team for iri in claims[visit]]
        yield Person(iri=_person_iri(name), label=name, claims=tuple(sorted(seen)))


class _Text:
    """A text that grows by sentences, each of which can be quoted."""

    def __init__(self, first: str) -> None:
        self.text = first

    def add(self, sentence: str) -> Quote:
        start = len(self.text) + 1
        self.text += " " + sentence
        return Quote(start, start + len(sentence), sentence)


def _story(chance: random.Random, part: int, holdings: Sequence[Holding]) -> Told:
    text = _Text(f"News in brief, number {chance.randrange(10**9)} of series {part}.")
    claims: list[tuple[Claim, Holding | Visit]] = []
    for holding in holdings:
        claims += ((claim, holding) for claim in _told(chance, text, holding))
        text.add(chance.choice(_FILLER))
    issued = f"{int(holdings[-1].since[:4]) + 1}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return Told(_document(text.text, f"{part}-{{}}.txt", issued), claims)


def _told(chance: random.Random, text: _Text, holding: Holding) -> Iterator[Claim]:
    place, name = holding.place, holding.person
    sentence = f"{name} was appointed {place.title} at {place.council_name} in {_in_words(holding.since)}."
    yield PostClaim(
        quote=text.add(sentence), confidence=0.9, person=name, role=place.title, role_kind=place.kind,
        organisation=place.council_name, since=holding.since,
    )  # fmt: skip
    if holding.until and chance.random() < 0.6:
        sentence = f"{name} left as {place.title} at {place.council_name} in {_in_words(holding.until)}."
        yield PostClaim(
            quote=text.add(sentence), confidence=0.9, person=name, role=place.title,
            role_kind=place.kind, organisation=place.council_name, status="former", until=holding.until,
        )  # fmt: skip
    if chance.random() < 0.2:
        words = f"We have {chance.randrange(10**6)} reasons to be proud of what our staff do every day"
        quote = text.add(f'"{words}," said {name}, {place.title} at {place.council_name}.')
        yield StatementClaim(quote=quote, speaker=name, words=words, about=place.council_name)


def _report(part: int, number: int, visit: Visit) -> Told:
    lead, *others = visit.team
    text = _Text(f"Report {number} of series {part}.")
    quote = text.add(f"{lead} led the inspection of {visit.council_name} with {', '.join(others)}.")
    inspection = InspectionClaim(
        quote=quote, organisation=visit.council_name, body="Ofsted", date=visit.first_day,
        end=visit.last_day, kind="inspection", framework="sif", lead_inspector=lead,
        team=tuple(others), team_roles=("team inspector",) * len(others),
    )  # fmt: skip
    claims: list[tuple[Claim, Holding | Visit]] = [(inspection, visit)]
    for aspect, grade in zip(ASPECTS, visit.grades, strict=True):
        judgement = JudgementClaim(
            quote=text.add(f"The grade for {aspect} is {grade}."), organisation=visit.council_name,
            aspect=aspect, grade=grade, body="Ofsted", date=visit.first_day,
        )  # fmt: skip
        claims.append((judgement, visit))
    return Told(_document(text.text, f"report-{part}-{{}}.pdf", visit.last_day), claims)


def _document(text: str, name: str, issued: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        sha256=sha256, name=name.format(sha256[:8]), media_type="text/plain", text=text,
        title=text.partition(".")[0], publisher="The Chronicle", issued=issued,
    )  # fmt: skip


def _careers(holdings: Sequence[Holding], claims: dict[Any, list[str]]) -> Iterator[Entity]:
    """People, posts, tenures and who followed whom."""
    by_person: dict[str, list[str]] = defaultdict(list)
    by_place: dict[Any, list[tuple[Holding, Tenure]]] = defaultdict(list)
    for holding in holdings:
        tenure = _tenure(holding, tuple(sorted(claims[holding])))
        by_person[holding.person] += tenure.claims
        by_place[holding.place].append((holding, tenure))
        yield tenure
    for place, held in by_place.items():
        first = held[0][1]
        yield Post(
            iri=first.post, claims=first.claims, label=place.title, organisation=place.council,
            role_kind=place.kind,
        )  # fmt: skip
        for (_, earlier), (_, later) in pairwise(held):
            claims_of_both = tuple(sorted({*earlier.claims, *later.claims}))
            yield Succession(
                iri=entity_iri("succession", "", earlier.iri, later.iri), predecessor=earlier.iri,
                successor=later.iri, post=earlier.post, claims=claims_of_both,
            )  # fmt: skip
    for name, seen in by_person.items():
        yield Person(iri=_person_iri(name), label=name, claims=tuple(sorted(set(seen))))


def _tenure(holding: Holding, claims: tuple[str, ...]) -> Tenure:
    place, person = holding.place, _person_iri(holding.person)
    post = entity_iri("post", place.title, place.council)
    return Tenure(
        iri=entity_iri("tenure", "", person, post, holding.since), claims=claims, person=person,
        organisation=place.council, post=post, role_kind=place.kind, role=place.title, since=holding.since,
        until=holding.until, end_status="ended" if holding.until else "unknown",
        in_post_on=None if holding.until else holding.since,
    )  # fmt: skip


def _inspected(visit: Visit, claims: dict[Any, list[str]]) -> Iterator[Entity]:
    lead, *others = map(_person_iri, visit.team)
    iri = entity_iri("inspection", "", visit.council, visit.first_day, *visit.team)
    yield Inspection(
        iri=iri, claims=tuple(claims[visit]), organisation=visit.council, body=OFSTED, date=visit.first_day,
        end=visit.last_day, kind="inspection", framework="sif", lead_inspector=lead, team=tuple(others),
        team_roles=("team inspector",) * len(others),
    )  # fmt: skip
    for aspect, grade in zip(ASPECTS, visit.grades, strict=True):
        yield Judgement(
            iri=entity_iri("judgement", "", iri, aspect), claims=tuple(claims[visit, aspect]),
            organisation=visit.council, aspect=aspect, grade=grade, inspection=iri, body=OFSTED,
            date=visit.first_day,
        )  # fmt: skip


def _person_iri(name: str) -> str:
    return entity_iri("person", name, "invented")


def _in_words(month: str) -> str:
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"
