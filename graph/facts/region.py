"""The part of a store that must be looked at together: mentions that are, or may be, one person.

Mentions meet in blocks. A pair with evidence worth a look, or one that somebody decided on, connects
two of them. A component holds with each mention all that are connected to it; who is who in
it depends on nothing outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from councilgraph.graph.facts.account import Account
from councilgraph.graph.facts.snapshot import Snapshot
from councilgraph.graph.identity.comparison import compare
from councilgraph.graph.identity.decisions import Decision
from councilgraph.graph.identity.evidence import REVIEW, Evidence
from councilgraph.graph.identity.joining import Edge
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.pairing import displaced, pairs


class Block:
    """The pairs of a block, compared when one of the two mentions is asked for."""

    def __init__(self, name: str, members: Sequence[Mention]) -> None:
        self.unseen = len(members)
        self._pairs: dict[str, list[tuple[Mention, Mention]]] = defaultdict(list)
        self._compared: dict[Edge, Evidence] = {}
        for pair in pairs(name, members):
            for mention in pair:
                self._pairs[mention.id].append(pair)

    def evidence(self, mention: str) -> Iterator[tuple[Edge, Evidence]]:
        """The pairs of a mention that are worth a look."""
        for one, other in self._pairs.get(mention, ()):
            left, right = (one, other) if one.id < other.id else (other, one)
            edge = left.id, right.id
            if edge not in self._compared:
                self._compared[edge] = compare(left, right)
            if self._compared[edge].points >= REVIEW:
                yield edge, self._compared[edge]


@dataclass(slots=True)
class Component:
    """Connected mentions, the pairs among them that are worth a look, and the decisions on them."""

    mentions: dict[str, Mention] = field(default_factory=dict)
    compared: dict[Edge, Evidence] = field(default_factory=dict)
    decisions: set[Decision] = field(default_factory=set)


class Region:
    """The components of a snapshot that were asked for, each once. It grows by `add`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.components: list[Component] = []
        self.mentions: set[str] = set()
        self._blocks: dict[str, Block] = {}
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        for decision in snapshot.decisions:
            for mention in decision.pair:
                self._decided[mention].append(decision)

    def add(self, mentions: Iterable[str]) -> None:
        """Let in the components of mentions. Ids that the snapshot lacks are left out."""
        for id_ in sorted(mentions):
            if id_ not in self.mentions:
                component = self._component(id_)
                self.mentions.update(component.mentions)
                if component.mentions:
                    self.components.append(component)

    def displaced(self, documents: Collection[str]) -> set[str]:
        """The mentions of documents, and those that are compared with others because of them."""
        found: set[str] = set()
        blocks: set[str] = set()
        changed = frozenset(documents)
        for account in map(self.account, documents):
            found.update(account.blocks_of)
            blocks.update(*account.blocks_of.values())
        chosen = frozenset(found)
        for block in sorted(blocks):
            if not changed.issuperset(self.snapshot.documents(block)):
                found.update(displaced(block, self.members(block), chosen))
        return found

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

    def _component(self, start: str) -> Component:
        found = Component()
        waiting = [start]
        while waiting:
            id_ = waiting.pop()
            mention = None if id_ in found.mentions else self._find(id_)
            if mention is None:
                continue
            found.mentions[id_] = mention
            for name in self.account(mention.document).blocks_of[id_]:
                block = self._block(name)
                for edge, evidence in block.evidence(id_):
                    found.compared[edge] = evidence
                    waiting.extend(edge)
                self._count(name, block)
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

    def _block(self, name: str) -> Block:
        if name not in self._blocks:
            self._blocks[name] = Block(name, self.members(name))
        return self._blocks[name]

    def _count(self, name: str, block: Block) -> None:
        """Note that a member of a block was seen; forget the block after the last one."""
        block.unseen -= 1
        if not block.unseen:
            del self._blocks[name]
