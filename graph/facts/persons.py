"""What one person did: posts, events and words, told from that person's claims alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.entities import Entity, Said
from councilgraph.graph.facts.events import career_events, death_contradictions
from councilgraph.graph.facts.services import family, services
from councilgraph.graph.facts.statements import statement_facts
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import CareerEventClaim, PostClaim, StatementClaim


@dataclass(slots=True)
class Life:
    """The facts of one person, and the post of each claim that is about one."""

    entities: list[Entity] = field(default_factory=list)
    posts: dict[str, str] = field(default_factory=dict)


def person_facts(person: str, told: Sequence[Said], resolved: Mapping[str, Resolved]) -> Life:
    """The tenures, events, contradictions and statements of a person."""
    posts: dict[tuple[str, str], list[Said]] = defaultdict(list)
    loose: dict[str, list[tuple[Said, CareerEventClaim]]] = defaultdict(list)
    words = []
    for one in told:
        claim, meant = one.claim, resolved[one.iri]
        if isinstance(claim, StatementClaim) and meant.speaker == person:
            words.append(one)
        elif (
            isinstance(claim, PostClaim | CareerEventClaim) and meant.person == person and meant.organisation
        ):
            if claim.role_kind:
                posts[meant.organisation, family(claim.role_kind)].append(one)
            elif isinstance(claim, CareerEventClaim):
                loose[meant.organisation].append((one, claim))
    life = Life(entities=list(statement_facts(words, resolved)))
    for (organisation, _), claims in sorted(posts.items()):
        for found in services(person, organisation, claims):
            life.entities += found.entities()
            life.posts.update(found.posts)
    deaths = [(one, one.claim) for one in told if isinstance(one.claim, CareerEventClaim)]
    life.entities += death_contradictions(person, deaths)
    for organisation, events in sorted(loose.items()):
        life.entities += career_events(person, organisation, None, events, None)
    return life
