"""The part of a store that must be looked at together: mentions that are, or may be, one person.

Mentions meet in blocks. A pair with evidence worth a look, or one that somebody decided on, connects
two of them. A component holds with each mention all that are connected to it; who is who in
it depends on nothing outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.facts.account import Account
from councilgraph.graph.facts.snapshot import Snapshot
from councilgraph.graph.identity.decisions import Decision
from councilgraph.graph.identity.evidence import Evidence
from councilgraph.graph.identity.joining import Edge
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.people import compare_block

Pairs = dict[str, list[tuple[Edge, Evidence]]]
"""The pairs of a block by each of the two mentions."""


@dataclass(slots=True)
class Component:
    """Connected mentions, the pairs among them that are worth a look, and the decisions on them."""

    mentions: dict[str, Mention] = field(default_factory=dict)
    compared: dict[Edge, Evidence] = field(default_factory=dict)
    decisions: set[Decision] = field(default_factory=set)


class Region:
    """A walk over the components of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._pairs: dict[str, Pairs] = {}
        self._waiting: dict[str, int] = {}
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        for decision in snapshot.decisions:
            for mention in decision.pair:
                self._decided[mention].append(decision)

    def account(self, document: str) -> Account:
        """What a document tells."""
        return self.snapshot.account(document)

    def members(self, block: str) -> Sequence[Mention]:
        """The mentions of a block."""
        accounts = map(self.account, self.snapshot.documents(block))
        return [
            mention
            for account in accounts
            for mention in account.mentions
            if block in account.blocks_of[mention.id]
        ]

    def components(self, start: Iterable[str]) -> Iterator[Component]:
        """The components of mentions, each once. Ids that the snapshot lacks are left out."""
        seen: set[str] = set()
        for id_ in sorted(start):
            if id_ not in seen:
                component = self._component(id_)
                seen.update(component.mentions)
                if component.mentions:
                    yield component

    def _component(self, start: str) -> Component:
        found = Component()
        waiting = [start]
        while waiting:
            id_ = waiting.pop()
            mention = None if id_ in found.mentions else self._find(id_)
            if mention is None:
                continue
            found.mentions[id_] = mention
            for block in self.account(mention.document).blocks_of[id_]:
                for edge, evidence in self._connected(block).get(id_, ()):
                    found.compared[edge] = evidence
                    waiting.extend(edge)
                self._let_go(block)
            for decision in self._decided.get(id_, ()):
                found.decisions.add(decision)
                waiting.extend(decision.pair)
        there = found.mentions.keys()
        found.decisions = {d for d in found.decisions if d.left in there and d.right in there}
        return found

    def _find(self, id_: str) -> Mention | None:
        for document in self.snapshot.documents(f"mention:{id_}"):
            for mention in self.account(document).mentions:
                if mention.id == id_:
                    return mention
        return None

    def _connected(self, block: str) -> Pairs:
        """The pairs of a block; compared when first asked for."""
        if block not in self._pairs:
            members = self.members(block)
            pairs: Pairs = defaultdict(list)
            for edge, evidence in compare_block(block, members).items():
                for mention in edge:
                    pairs[mention].append((edge, evidence))
            self._pairs[block] = dict(pairs)
            self._waiting[block] = len(members)
        return self._pairs[block]

    def _let_go(self, block: str) -> None:
        """Forget the pairs of a block once all of its members have been walked over."""
        self._waiting[block] -= 1
        if not self._waiting[block]:
            del self._pairs[block], self._waiting[block]
