"""All facts at once, in memory that does not grow with the documents.

The result is that of an update from nothing (see `derivation`). What an update holds in memory lies in a
`Scratch` here, and is gone through five times: block by block for the pairs worth a look; component by
component for who is who; claim by claim for what names mean; person by person for what each did; and block
by block for all other facts. In memory are one of these at a time, and an integer or two a mention.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import TracebackType
from typing import Self

from councilgraph.graph.entities import Entity, Said
from councilgraph.graph.facts.account import Account, ClaimInContext
from councilgraph.graph.facts.blockwise import block_facts
from councilgraph.graph.facts.persons import person_facts
from councilgraph.graph.facts.problems import open_places, refused_decisions
from councilgraph.graph.facts.resolving import Identities, places_of, resolve_claim
from councilgraph.graph.facts.scratch import Edge, Scratch
from councilgraph.graph.identity.comparison import compare
from councilgraph.graph.identity.decisions import Decision, Decisions
from councilgraph.graph.identity.evidence import REVIEW, Evidence
from councilgraph.graph.identity.pairing import pairs
from councilgraph.graph.identity.people import resolve
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import Problem


class Whole:
    """The facts of documents, once each document's account was added. Close it to let go of the disk."""

    def __init__(self, registered: Registered, decisions: Decisions) -> None:
        self._registered = registered
        self._decisions = decisions
        self._scratch = Scratch()
        self._problems: set[Problem] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scratch.close()

    def add(self, account: Account) -> None:
        """Let in what one document tells; in the order of the documents' hashes."""
        self._scratch.put_account(account)

    def entities(self) -> Iterator[Entity]:
        """All entities but those that registers list, each once; to be called once."""
        self._scratch.index()
        self._identify()
        self._resolve()
        yield from self._scratch.pairs()
        yield from self._lives()
        told = _Resolved(self._scratch, self._registered)
        for block in self._scratch.block_names():
            yield from block_facts(block, told)

    def resolved(self) -> Iterator[tuple[str, Resolved]]:
        """How the names in each claim were resolved, by the claim's IRI; after the entities."""
        return self._scratch.resolved()

    def problems(self) -> tuple[Problem, ...]:
        """What stayed open; after the entities."""
        return tuple(sorted(self._problems, key=lambda p: (p.document, p.where, p.what)))

    def _identify(self) -> None:
        """Find out who is who."""
        scratch, decided = self._scratch, self._decided()
        connected = _Connected(scratch.mentions)
        for edge in decided:
            connected.join(*edge)
        for block, members in scratch.shared_blocks():
            found = list(_worth_a_look(block, members, scratch))
            scratch.put_edges(found)
            for edge, _ in found:
                connected.join(*edge)
        for numbers in connected.components():
            self._identify_some(numbers, decided)
        scratch.mention.cache_clear()

    def _decided(self) -> dict[Edge, Decision]:
        """The decisions on two mentions that are both there, by their numbers."""
        found = {}
        for decision in self._decisions:
            left, right = (self._scratch.number(id_) for id_ in decision.pair)
            if left is not None and right is not None:
                found[min(left, right), max(left, right)] = decision
        return found

    def _identify_some(self, numbers: Sequence[int], decided: Mapping[Edge, Decision]) -> None:
        """Find out who the connected mentions with these numbers are."""
        scratch = self._scratch
        mentions = {number: scratch.mention(number) for number in numbers}
        compared: dict[tuple[str, str], Evidence] = {}
        decisions = []
        if len(numbers) > 1:
            for number in numbers:
                for (one, other), evidence in scratch.edges(number):
                    left, right = sorted((mentions[one].id, mentions[other].id))
                    compared[left, right] = evidence
            decisions = [decision for edge, decision in decided.items() if edge[0] in mentions]
        by_id = {mention.id: mention for mention in mentions.values()}
        people = resolve(by_id, compared, sorted(decisions))
        places: dict[str, Counter[str]] = defaultdict(Counter)
        theirs: dict[str, list[int]] = defaultdict(list)
        for number, mention in mentions.items():
            if iri := people.iris.get(mention.id):
                places[iri].update(places_of(mention))
                theirs[iri].append(number)
        for person in people.persons:
            scratch.put_person(person, places[person.iri], theirs[person.iri])
        scratch.put_pairs(people.pairs)
        self._problems.update(refused_decisions(people.refused))

    def _resolve(self) -> None:
        """Find out what the names in each claim mean."""
        identities = _Known(self._scratch)
        for _, told in groupby(self._scratch.claims(), lambda each: each[1].said.document):
            claims: list[ClaimInContext] = []
            resolved = {}
            for number, one in told:
                found = resolve_claim(one, identities, self._registered, None)
                self._scratch.put_resolved(number, found)
                claims.append(one)
                resolved[one.said.iri] = found
            self._problems.update(open_places(claims, resolved, self._registered))

    def _lives(self) -> Iterator[Entity]:
        """People and what they did; their claims learn their posts."""
        for person in self._scratch.people():
            yield person
            told = [self._scratch.claim(iri) for iri in person.claims]
            resolved = {one.iri: meant for _, one, meant in told}
            life = person_facts(person.iri, [one for _, one, _ in told], resolved)
            for number, one, meant in told:
                if one.iri in life.posts:
                    learnt = dataclasses.replace(meant, post=life.posts[one.iri])
                    self._scratch.put_resolved(number, learnt)
            yield from life.entities


def _worth_a_look(block: str, members: Iterable[int], scratch: Scratch) -> Iterator[tuple[Edge, Evidence]]:
    """The pairs of a block that are worth a look."""
    mentions = {(mention := scratch.mention(number)).id: (number, mention) for number in members}
    for one, other in pairs(block, [mention for _, mention in mentions.values()]):
        left, right = (one, other) if one.id < other.id else (other, one)
        evidence = compare(left, right)
        if evidence.points >= REVIEW:
            numbers = mentions[left.id][0], mentions[right.id][0]
            yield (min(numbers), max(numbers)), evidence


class _Connected:
    """Which numbers are connected: each with the least of its kind, by way of others (union-find)."""

    def __init__(self, count: int) -> None:
        self._above = array("q", range(count))

    def join(self, one: int, other: int) -> None:
        """Connect two numbers."""
        least, greater = sorted((self._top(one), self._top(other)))
        self._above[greater] = least

    def components(self) -> Iterator[list[int]]:
        """Connected numbers, sorted, those with the least number first."""
        tops = sorted(range(len(self._above)), key=self._top)
        for _, numbers in groupby(tops, self._top):
            yield sorted(numbers)

    def _top(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number


class _Known(Identities):
    """Who the mentions are that the scratch knows: all that there are."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch

    def __contains__(self, mention: str) -> bool:
        return True

    def person(self, mention: str) -> str | None:
        """See `Identities`."""
        return self._scratch.person_of(mention)

    def places(self, person: str) -> Mapping[str, int]:
        """See `Identities`."""
        found: Counter[str] = self._scratch.places(person)
        return found


class _Resolved:
    """The claims of blocks in the scratch (see `blockwise.Claims`)."""

    def __init__(self, scratch: Scratch, registered: Registered) -> None:
        self.registered = registered
        self._scratch = scratch

    def documents(self, block: str) -> Sequence[str]:
        """See `blockwise.Claims`."""
        return self._scratch.documents(block)

    def told(self, block: str, document: str) -> Iterable[tuple[Said, Resolved]]:
        """See `blockwise.Claims`."""
        return self._scratch.told(block, document)
