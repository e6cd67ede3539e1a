"""The part of a store that must be looked at together: mentions that are, or may be, one person.

Mentions meet in blocks; a pair with evidence worth a look connects two of them. A region holds with
each mention all that are connected to it, so no pair leads out of it, and who is who in it depends on
nothing outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from councilgraph.graph.facts.account import Account
from councilgraph.graph.facts.snapshot import Snapshot
from councilgraph.graph.identity.decisions import Decision
from councilgraph.graph.identity.evidence import Evidence
from councilgraph.graph.identity.joining import Edge
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.people import compare_block


class Region:
    """Mentions of a snapshot, closed under the pairs worth a look. It grows by `add`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.mentions: dict[str, Mention] = {}
        self._found: dict[Edge, Evidence] = {}
        self._edges: dict[str, dict[str, set[str]]] = {}
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        for decision in snapshot.decisions:
            for mention in decision.pair:
                self._decided[mention].append(decision)

    def account(self, document: str) -> Account:
        """What a document tells."""
        return self.snapshot.account(document)

    def add(self, mentions: Iterable[str]) -> None:
        """Let mentions in, with all that are connected to them. Ids that the snapshot lacks are left out."""
        waiting = sorted(set(mentions) - self.mentions.keys(), reverse=True)
        while waiting:
            id_ = waiting.pop()
            if id_ in self.mentions:
                continue
            mention = self._find(id_)
            if mention is None:
                continue
            self.mentions[id_] = mention
            for block in self.account(mention.document).blocks_of[id_]:
                waiting.extend(self._connected(block).get(id_, ()))
            waiting.extend(other for decision in self._decided[id_] for other in decision.pair)

    def compared(self) -> dict[Edge, Evidence]:
        """The pairs worth a look within the region, with their evidence."""
        return {edge: evidence for edge, evidence in self._found.items() if edge[0] in self.mentions}

    def members(self, block: str) -> Sequence[Mention]:
        """The mentions of a block."""
        accounts = map(self.account, self.snapshot.documents(block))
        return [
            mention
            for account in accounts
            for mention in account.mentions
            if block in account.blocks_of[mention.id]
        ]

    def _find(self, id_: str) -> Mention | None:
        for document in self.snapshot.documents(f"mention:{id_}"):
            for mention in self.account(document).mentions:
                if mention.id == id_:
                    return mention
        return None

    def _connected(self, block: str) -> dict[str, set[str]]:
        """For each mention of a block those that it is connected to; compared when first asked for."""
        if block not in self._edges:
            edges: dict[str, set[str]] = defaultdict(set)
            for edge, evidence in compare_block(block, self.members(block)).items():
                self._found[edge] = evidence
                edges[edge[0]].add(edge[1])
                edges[edge[1]].add(edge[0])
            self._edges[block] = edges
        return self._edges[block]
