"""The facts of a store, and how they change with a document or a decision.

Both are made in the same two steps. First **people**: the mentions of a region are joined (see
`region`), and what each person did is told from that person's claims alone. Then **blocks**: all other
facts are made block by block from the claims of the block, as they were resolved in the first step.

An update takes as its region the mentions of the changed documents, those that are compared with others
because of them, and whatever is connected to these before or after the change. Its blocks are those of
the changed documents and of every claim that is resolved differently. Both are worked out before and
after; the difference is the update. So it depends on the size of these blocks and not on that of the store.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from councilgraph.graph.entities import Entity, Person, Said
from councilgraph.graph.facts.account import Account
from councilgraph.graph.facts.blockwise import SnapshotClaims, block_facts
from councilgraph.graph.facts.persons import person_facts
from councilgraph.graph.facts.problems import open_places, refused_decisions
from councilgraph.graph.facts.region import Component, Region
from councilgraph.graph.facts.resolving import Identities, resolve_claim
from councilgraph.graph.facts.snapshot import Memory, Snapshot
from councilgraph.graph.facts.whole import Whole
from councilgraph.graph.identity.decisions import Decision, Decisions
from councilgraph.graph.identity.people import resolve
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import Problem


@dataclass(frozen=True, slots=True)
class Derived:
    """The entities of a store, in the order of their IRIs, and how the names in each claim were resolved."""

    entities: tuple[Entity, ...] = ()
    problems: tuple[Problem, ...] = ()
    resolved: Mapping[str, Resolved] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Update:
    """What changes: facts that go (also those that come back changed), facts that come.

    `resolved` holds the claims that are resolved anew or differently, `forgotten` those that are no
    more. `problems` are all those of the documents looked at.
    """

    gone: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    problems: tuple[Problem, ...] = ()
    resolved: Mapping[str, Resolved] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()


def derive(said: Iterable[Said], *, decisions: Decisions | None = None) -> Derived:
    """All facts that claims and decisions give; the order of the claims does not count."""
    snapshot = Memory(said, decisions)
    with Whole(snapshot.registered, snapshot.decisions) as whole:
        for document in snapshot:
            whole.add(snapshot.account(document))
        found = [*snapshot.registered.entities(), *whole.entities()]
        entities = sorted(found, key=lambda entity: entity.iri)
        return Derived(tuple(entities), whole.problems(), dict(whole.resolved()))


def update(
    before: Snapshot, after: Snapshot, *, documents: Iterable[str], mentions: Iterable[str] = ()
) -> Update:
    """How the facts change between two snapshots of a store.

    `documents` are those that are new, gone or changed, `mentions` those about which decisions differ.
    The registers must be the same in both; where they are not, `derive` is the way.
    """
    changed = sorted(set(documents))
    regions = Region(before), Region(after)
    _grow(regions, set(mentions).union(*(region.displaced(changed) for region in regions)))
    old, new = (_Derivation(region, changed) for region in regions)
    differing = {
        iri
        for iri in old.resolved.keys() | new.resolved.keys()
        if old.resolved.get(iri) != new.resolved.get(iri)
    }
    touched = old.blocks_of(changed, differing) | new.blocks_of(changed, differing)
    was, now = old.facts(touched), new.facts(touched)
    return Update(
        gone=tuple(sorted(iri for iri in was if now.get(iri) != was[iri])),
        entities=tuple(now[iri] for iri in sorted(now) if now[iri] != was.get(iri)),
        problems=new.problems(),
        resolved={iri: new.resolved[iri] for iri in sorted(differing & new.resolved.keys())},
        forgotten=tuple(sorted(old.resolved.keys() - new.resolved.keys())),
    )


def _grow(regions: tuple[Region, Region], start: set[str]) -> None:
    """Let mentions into both regions, with whatever is connected to them in either snapshot."""
    seen: set[str] = set()
    while start:
        for region in regions:
            region.add(start)
        seen |= start
        start = (regions[0].mentions | regions[1].mentions) - seen


class _Derivation:
    """The facts of people, and of any block."""

    def __init__(self, region: Region, documents: Iterable[str]) -> None:
        self._region = region
        self._snapshot = region.snapshot
        self._identities = Identities()
        self._persons: list[Person] = []
        self._refused: list[Decision] = []
        self._entities: list[Entity] = []
        self.resolved: dict[str, Resolved] = {}
        self._said: dict[str, tuple[Said, Account]] = {}
        for component in region.components:
            self._identify(component)
        for account in map(region.account, documents):
            self._resolve(account.said, account)
        for mention in self._identities.mentions():
            account = region.account(mention.document)
            self._resolve((account.by_iri[iri] for iri in mention.claims), account)
        self._entities += self._lives()

    def _identify(self, component: Component) -> None:
        people = resolve(component.mentions, component.compared, sorted(component.decisions))
        self._identities.add(component.mentions.values(), people.iris)
        self._persons += people.persons
        self._refused += people.refused
        self._entities += (*people.persons, *people.pairs)

    def _resolve(self, said: Iterable[Said], account: Account) -> None:
        for one in said:
            if one.iri not in self.resolved:
                earlier = self._snapshot.resolved(one.iri)
                self.resolved[one.iri] = resolve_claim(
                    account.in_context(one), self._identities, self._snapshot.registered, earlier
                )
                self._said[one.iri] = (one, account)

    def _lives(self) -> Iterator[Entity]:
        """What the people looked at did; their claims learn their posts."""
        for person in self._persons:
            life = person_facts(person.iri, [self._said[iri][0] for iri in person.claims], self.resolved)
            for iri, post in life.posts.items():
                self.resolved[iri] = dataclasses.replace(self.resolved[iri], post=post)
            yield from life.entities

    def blocks_of(self, documents: Iterable[str], claims: Iterable[str]) -> set[str]:
        """The blocks of documents and of further claims."""
        found: set[str] = set()
        for account in map(self._region.account, documents):
            found.update(*account.fact_blocks.values())
        for iri in claims:
            if iri in self._said:
                found.update(self._said[iri][1].fact_blocks[iri])
        return found

    def facts(self, blocks: Iterable[str]) -> dict[str, Entity]:
        """The facts of the people looked at and of blocks, by IRI."""
        found = {entity.iri: entity for entity in self._entities}
        told = SnapshotClaims(self._snapshot, self.resolved)
        for block in sorted(blocks):
            found.update((entity.iri, entity) for entity in block_facts(block, told))
        return found

    def problems(self) -> tuple[Problem, ...]:
        """What stayed open in the documents looked at."""
        told = (account.in_context(one) for _, (one, account) in sorted(self._said.items()))
        found = [*open_places(told, self.resolved, self._snapshot.registered)]
        found += refused_decisions(self._refused)
        return tuple(sorted(set(found), key=lambda p: (p.document, p.where, p.what)))
