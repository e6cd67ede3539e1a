"""Mentions that were compared -> groups, each one person; and the pairs that wait for a person's review.

The likeliest pairs are joined first. Two groups are not joined where a person decided that a mention of
one is not a mention of the other, or where two of their mentions can't be one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.identity.conflicts import are_apart
from councilgraph.graph.identity.decisions import Decision
from councilgraph.graph.identity.evidence import JOIN, REVIEW, Evidence
from councilgraph.graph.identity.mentions import Mention

_MARGIN = 2.0
"""By how many points one fit must be better than another for the other not to count."""

_CHECKED = 12
"""How many mentions from each end of a large group's time are held against another group."""

Edge = tuple[str, str]


@dataclass(slots=True)
class Joined:
    """Groups of mention ids; which pairs made them; and pairs to review, with their evidence.

    `refused` are decisions "same" that go against others.
    """

    groups: list[tuple[str, ...]] = field(default_factory=list)
    joins: list[tuple[Edge, Evidence]] = field(default_factory=list)
    open: list[tuple[Edge, Evidence]] = field(default_factory=list)
    refused: list[Decision] = field(default_factory=list)


def join(
    people: Mapping[str, Mention], compared: Mapping[Edge, Evidence], decisions: Sequence[Decision]
) -> Joined:
    """Bring mentions together. `people` are the mentions, `compared` the pairs with evidence worth a look."""
    return _Joining(people, compared, decisions).run()


class _Joining:
    """The state of one joining: to which group each mention belongs so far."""

    def __init__(
        self, people: Mapping[str, Mention], compared: Mapping[Edge, Evidence], decisions: Sequence[Decision]
    ) -> None:
        self._people = people
        self._decisions = decisions
        self._decided = {decision.pair: decision.verdict for decision in decisions}
        self._compared = compared
        self._members = {id_: [id_] for id_ in sorted(people)}
        self._group = {id_: id_ for id_ in people}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._doubtful = self._fits_two()

    def run(self) -> Joined:
        joined = Joined()
        for decision in self._decisions:
            if decision.verdict == "different":
                self._apart[decision.left].add(decision.right)
                self._apart[decision.right].add(decision.left)
        for decision in self._decisions:
            if decision.verdict == "same" and not self._unite(decision.left, decision.right, is_decided=True):
                joined.refused.append(decision)
        for edge, evidence in sorted(self._compared.items(), key=lambda item: (-item[1].points, item[0])):
            if self._is_join(edge, evidence) and self._unite(*edge, is_decided=False):
                joined.joins.append((edge, evidence))
        joined.groups = sorted(tuple(sorted(ids)) for ids in self._members.values())
        joined.open = self._open_pairs()
        return joined

    def _is_join(self, edge: Edge, evidence: Evidence) -> bool:
        if edge in self._decided or edge in self._doubtful or evidence.points < JOIN:
            return False
        return self._group[edge[0]] != self._group[edge[1]]

    def _unite(self, one: str, other: str, *, is_decided: bool) -> bool:
        """Whether two mentions are of one person now; not where something forbids it."""
        kept, gone = sorted((self._group[one], self._group[other]))
        if kept == gone:
            return True
        if self._is_forbidden(kept, gone) or (not is_decided and self._is_impossible(kept, gone)):
            return False
        self._members[kept] += self._members.pop(gone)
        for id_ in self._members[kept]:
            self._group[id_] = kept
        return True

    def _is_forbidden(self, one: str, other: str) -> bool:
        return any(
            self._apart[id_].intersection(self._members[other])
            for id_ in self._members[one]
            if id_ in self._apart
        )

    def _is_impossible(self, one: str, other: str) -> bool:
        mine, theirs = self._sample(one), self._sample(other)
        members = [self._people[id_] for id_ in (*mine, *theirs)]
        shared = {member.places for member in members if len(member.places) > 1}
        renamed = [member for member in members if member.hints.names]
        return any(
            are_apart(self._people[a], self._people[b], shared=shared, renamed=renamed)
            for a in mine
            for b in theirs
        )

    def _split(self, between: str, one: str, other: str) -> bool:
        """Whether two mentions that fit a third can't be one person."""
        third = self._people[between]
        renamed = (third,) if third.hints.names else ()
        return are_apart(self._people[one], self._people[other], shared=(third.places,), renamed=renamed)

    def _sample(self, group: str) -> list[str]:
        ids = self._members[group]
        if len(ids) <= 2 * _CHECKED:
            return ids
        in_time = sorted(ids, key=lambda id_: (self._people[id_].issued or "", id_))
        return in_time[:_CHECKED] + in_time[-_CHECKED:]

    def _fits_two(self) -> set[Edge]:
        """Pairs in which a mention fits two people who can't be one, about equally well."""
        near: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for (left, right), evidence in self._compared.items():
            near[left].append((-evidence.points, right))
            near[right].append((-evidence.points, left))
        doubtful: set[Edge] = set()
        for id_, fits in near.items():
            if self._people[id_].name is None or len(fits) < 2:
                continue
            fits.sort()
            bound, best = fits[0][0] + _MARGIN, fits[0][1]
            rivals = [other for points, other in fits if points <= bound and self._split(id_, best, other)]
            if rivals:
                sides = (best, *rivals)
                taking_sides = [other for _, other in fits if any(self._split(id_, other, s) for s in sides)]
                doubtful.update(_edge(id_, other) for other in taking_sides)
        return doubtful

    def _open_pairs(self) -> list[tuple[Edge, Evidence]]:
        """The best pair of each two groups that stay apart without its being sure that they are two."""
        best: dict[Edge, tuple[float, Edge, Evidence]] = {}
        for edge, evidence in sorted(self._compared.items()):
            groups = _edge(self._group[edge[0]], self._group[edge[1]])
            if evidence.points < REVIEW or groups[0] == groups[1] or self._is_forbidden(*groups):
                continue
            if not evidence.is_offer and self._is_impossible(*groups):
                continue
            found = (-evidence.points, edge, evidence)
            best[groups] = min(best.get(groups, found), found, key=lambda item: item[:2])
        return [(edge, evidence) for _, edge, evidence in sorted(best.values(), key=lambda item: item[1])]


def _edge(one: str, other: str) -> Edge:
    return (one, other) if one < other else (other, one)
