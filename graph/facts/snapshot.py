"""What the derivation reads: the claims of documents, by document and by block.

A **block** is a name for claims that may have to do with one another. Only claims that share one are
ever brought together, so whoever keeps an index from blocks to documents can derive a part anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from councilgraph.graph.entities import Said
from councilgraph.graph.facts.account import Account
from councilgraph.graph.identity.decisions import Decisions
from councilgraph.graph.identity.registered import Registered, is_register
from councilgraph.graph.identity.resolution import Resolved


class Snapshot(Protocol):
    """The claims of a store at one moment."""

    @property
    def registered(self) -> Registered:
        """The organisations of the registers in the store."""

    @property
    def decisions(self) -> Decisions:
        """What people decided."""

    def documents(self, block: str) -> Sequence[str]:
        """The documents (sha256) that have claims in a block, sorted."""

    def account(self, document: str) -> Account:
        """What a document of the store tells: its claims but those of registers, made ready."""

    def resolved(self, claim: str) -> Resolved | None:
        """How the fields of a claim were resolved when it was last derived, None if it was not."""


def blocks(account: Account) -> tuple[str, ...]:
    """The blocks to which the claims of one document belong, sorted.

    They depend on that document and on the registers alone. When a register changes, all must be
    worked out anew.
    """
    found = {block for blocks_of_one in account.blocks_of.values() for block in blocks_of_one}
    found.update(f"mention:{mention.id}" for mention in account.mentions)
    found.update(*account.fact_blocks.values())
    return tuple(sorted(found))


class Memory:
    """A snapshot of claims that are all in memory."""

    def __init__(self, said: Iterable[Said], decisions: Decisions | None = None) -> None:
        by_iri = {one.iri: one for one in said}
        self.registered = Registered(one for one in by_iri.values() if is_register(one))
        self.decisions = decisions or Decisions()
        self._resolved: dict[str, Resolved] = {}
        claims: dict[str, list[Said]] = defaultdict(list)
        for one in by_iri.values():
            if not is_register(one):
                claims[one.document].append(one)
        self._accounts = {document: Account(claims[document], self.registered) for document in sorted(claims)}
        self._documents: dict[str, list[str]] = defaultdict(list)
        for document, account in self._accounts.items():
            for block in blocks(account):
                self._documents[block].append(document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._accounts)

    def documents(self, block: str) -> Sequence[str]:
        """See `Snapshot`."""
        return self._documents.get(block, ())

    def account(self, document: str) -> Account:
        """See `Snapshot`."""
        return self._accounts.get(document) or Account((), self.registered)

    def resolved(self, claim: str) -> Resolved | None:
        """See `Snapshot`."""
        return self._resolved.get(claim)

    def remember(self, resolved: Mapping[str, Resolved]) -> None:
        """Keep how claims were resolved, for the next update."""
        self._resolved.update(resolved)
