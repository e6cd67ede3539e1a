"""People: connected mentions compared, joined and made entities."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.entities import Pair, Person, Verdict
from councilgraph.graph.identity.comparison import compare
from councilgraph.graph.identity.decisions import Decision
from councilgraph.graph.identity.evidence import Evidence
from councilgraph.graph.identity.joining import Edge, Joined, join
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.names import parse_person, without_titles
from councilgraph.graph.rdf.terms import entity_iri


@dataclass(slots=True)
class People:
    """Who connected mentions are. `iris` has no entry for holders of posts who stay unnamed."""

    iris: dict[str, str] = field(default_factory=dict)
    persons: list[Person] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    refused: list[Decision] = field(default_factory=list)


def resolve(
    mentions: Mapping[str, Mention], compared: Mapping[Edge, Evidence], decisions: Sequence[Decision]
) -> People:
    """Who mentions are: all that are connected by the pairs compared and by decisions."""
    people = People()
    joined = join(mentions, compared, decisions)
    for group in joined.groups:
        members = [mentions[id_] for id_ in group]
        if any(member.name for member in members):
            person = _person(members)
            people.persons.append(person)
            people.iris.update(dict.fromkeys(group, person.iri))
    people.pairs = _pairs(mentions, compared, joined, decisions, people.iris)
    people.refused = joined.refused
    return people


def _person(members: Sequence[Mention]) -> Person:
    """The entity of a group. Its address comes from the earliest document that names the person."""
    named = [member for member in members if member.name]
    anchor = min(named, key=lambda member: (member.issued or "9999", member.document, member.id))
    written = Counter(_shown(member.label) for member in named)
    label = min(written, key=lambda text: (-_fullness(text), -written[text], -len(text), text))
    others = {_shown(other) for member in named for other in member.hints.labels}
    return Person(
        iri=entity_iri("person", _shown(anchor.label), anchor.id),
        claims=tuple(sorted({claim for member in members for claim in member.claims})),
        label=label,
        names=tuple(sorted((written.keys() | others) - {label})),
    )


def _shown(label: str) -> str:
    """A name without its titles, but for a peer's, which has no forename."""
    return without_titles(label) if parse_person(label).forenames else " ".join(label.split())


def _fullness(label: str) -> int:
    """How much of a name a label gives: 2 for a forename in full, 1 for initials, 0 for a surname."""
    name = parse_person(label)
    return 2 if len(name.first) > 1 else int(bool(name.forenames))


def _pairs(
    mentions: Mapping[str, Mention],
    compared: Mapping[Edge, Evidence],
    joined: Joined,
    decisions: Sequence[Decision],
    iris: Mapping[str, str],
) -> list[Pair]:
    """What was joined, what waits for review, what people decided; in the order of the addresses."""
    decided = {decision.pair: decision for decision in decisions}
    verdicts: tuple[tuple[Verdict, list[tuple[Edge, Evidence]]], ...]
    verdicts = (("same", joined.joins), ("unsure", joined.open))
    found = [
        _pair(mentions, edge, verdict, evidence, iris)
        for verdict, edges in verdicts
        for edge, evidence in edges
        if edge not in decided
    ]
    for edge, decision in decided.items():
        evidence = compared.get(edge) or compare(mentions[edge[0]], mentions[edge[1]])
        pair = _pair(mentions, edge, decision.verdict, evidence, iris)
        reasons = (decision.why,) if decision.why else ()
        found.append(dataclasses.replace(pair, by=decision.who or "somebody", reasons=reasons))
    return sorted(found, key=lambda pair: pair.iri)


def _pair(
    mentions: Mapping[str, Mention], edge: Edge, verdict: Verdict, evidence: Evidence, iris: Mapping[str, str]
) -> Pair:
    left, right = edge
    return Pair(
        iri=entity_iri("pair", "", left, right),
        claims=tuple(sorted({*mentions[left].claims, *mentions[right].claims})),
        left=left,
        right=right,
        verdict=verdict,
        by="machine",
        score=evidence.score,
        reasons=evidence.reasons,
        left_entity=iris.get(left),
        right_entity=iris.get(right),
    )
