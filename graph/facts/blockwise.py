"""The facts of one block, from its claims and what they were resolved to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from councilgraph.graph.entities import Entity, Said
from councilgraph.graph.facts.bodies import open_organisation
from councilgraph.graph.facts.inspections import inspection_facts
from councilgraph.graph.facts.interventions import intervention_facts
from councilgraph.graph.facts.posts import post_facts
from councilgraph.graph.facts.snapshot import Snapshot
from councilgraph.graph.facts.statements import statement_facts
from councilgraph.graph.facts.wordings import HELD_BY_MANY
from councilgraph.graph.identity.keys import tail
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import StatementClaim
from councilgraph.graph.vocab import BASE


class Claims(Protocol):
    """The claims of blocks, with what they are resolved to."""

    @property
    def registered(self) -> Registered:
        """The organisations of the registers."""

    def documents(self, block: str) -> Sequence[str]:
        """The documents with claims in a block, sorted."""

    def told(self, block: str, document: str) -> Iterable[tuple[Said, Resolved]]:
        """The claims of a document in a block, by address."""


class SnapshotClaims:
    """The claims of a snapshot. `fresh` are those resolved just now; others are as they were."""

    def __init__(self, snapshot: Snapshot, fresh: Mapping[str, Resolved]) -> None:
        self.registered = snapshot.registered
        self._snapshot = snapshot
        self._fresh = fresh

    def documents(self, block: str) -> Sequence[str]:
        """See `Claims`."""
        return self._snapshot.documents(block)

    def told(self, block: str, document: str) -> Iterator[tuple[Said, Resolved]]:
        """See `Claims`."""
        account = self._snapshot.account(document)
        for one in account.said:
            if block in account.fact_blocks[one.iri]:
                yield one, self._fresh.get(one.iri) or self._snapshot.resolved(one.iri) or Resolved()


def block_facts(block: str, claims: Claims) -> Iterator[Entity]:
    """The facts of a block of `facts.keys`."""
    kind, _, key = block.partition(":")
    if kind == "organisation":
        yield from _organisation(block, f"{BASE}org/{key}", claims)
    elif kind == "post":
        yield from _posts(block, key, claims)
    else:
        said, resolved = _block(block, claims.documents(block), claims)
        place = key.rpartition("@")[2]
        if kind == "statement":
            spoken = [
                one
                for one in said
                if isinstance(one.claim, StatementClaim) and one.claim.speaker_kind == "organisation"
            ]
            yield from statement_facts(spoken, resolved)
            return
        here = [one for one in said if tail(resolved[one.iri].organisation or "") == place]
        yield from (inspection_facts if kind == "inspection" else intervention_facts)(here, resolved)


def _block(block: str, documents: Sequence[str], claims: Claims) -> tuple[list[Said], dict[str, Resolved]]:
    """The claims of a block in some documents, and what they are resolved to."""
    said, resolved = [], {}
    for document in documents:
        for one, meant in claims.told(block, document):
            said.append(one)
            resolved[one.iri] = meant
    return said, resolved


def _organisation(block: str, iri: str, claims: Claims) -> Iterator[Entity]:
    """An organisation that no register lists, as the first document that names it tells."""
    if claims.registered.record(iri):
        return
    for document in claims.documents(block):
        said, resolved = _block(block, (document,), claims)
        found = open_organisation(iri, said, resolved)
        if found:
            yield found
            return


def _posts(block: str, key: str, claims: Claims) -> Iterator[Entity]:
    kind, _, place = key.partition("@")
    documents = claims.documents(block)
    steps = [(d,) for d in documents] if kind in HELD_BY_MANY else [tuple(documents)]
    for step in steps:
        said, resolved = _block(block, step, claims)
        here = [one for one in said if tail(resolved[one.iri].organisation or "") == place]
        found = list(post_facts(kind, here, resolved))
        yield from found
        if found and kind in HELD_BY_MANY:
            return
