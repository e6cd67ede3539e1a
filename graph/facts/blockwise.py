"""The facts of one block, from its claims and what they were resolved to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from councilgraph.graph.entities import Entity, Said
from councilgraph.graph.facts.bodies import open_organisation
from councilgraph.graph.facts.inspections import inspection_facts
from councilgraph.graph.facts.interventions import intervention_facts
from councilgraph.graph.facts.posts import post_facts
from councilgraph.graph.facts.snapshot import Snapshot
from councilgraph.graph.facts.statements import statement_facts
from councilgraph.graph.facts.wordings import HELD_BY_MANY
from councilgraph.graph.identity.keys import tail
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import StatementClaim
from councilgraph.graph.vocab import BASE


def block_facts(block: str, snapshot: Snapshot, fresh: Mapping[str, Resolved]) -> Iterator[Entity]:
    """The facts of a block of `facts.keys`. `fresh` are claims resolved just now; others are as they were."""
    kind, _, key = block.partition(":")
    if kind == "organisation":
        yield from _organisation(block, f"{BASE}org/{key}", snapshot, fresh)
    elif kind == "post":
        yield from _posts(block, key, snapshot, fresh)
    else:
        said, resolved = _block(block, snapshot.documents(block), snapshot, fresh)
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


def _block(
    block: str, documents: Sequence[str], snapshot: Snapshot, fresh: Mapping[str, Resolved]
) -> tuple[list[Said], dict[str, Resolved]]:
    """The claims of a block in some documents, and what they are resolved to."""
    said, resolved = [], {}
    for document in documents:
        account = snapshot.account(document)
        for one in account.said:
            if block in account.fact_blocks[one.iri]:
                said.append(one)
                resolved[one.iri] = fresh.get(one.iri) or snapshot.resolved(one.iri) or Resolved()
    return said, resolved


def _organisation(
    block: str, iri: str, snapshot: Snapshot, fresh: Mapping[str, Resolved]
) -> Iterator[Entity]:
    """An organisation that no register lists, as the first document that names it tells."""
    if snapshot.registered.record(iri):
        return
    for document in snapshot.documents(block):
        said, resolved = _block(block, (document,), snapshot, fresh)
        found = open_organisation(iri, said, resolved)
        if found:
            yield found
            return


def _posts(block: str, key: str, snapshot: Snapshot, fresh: Mapping[str, Resolved]) -> Iterator[Entity]:
    kind, _, place = key.partition("@")
    documents = snapshot.documents(block)
    steps = [(d,) for d in documents] if kind in HELD_BY_MANY else [tuple(documents)]
    for step in steps:
        said, resolved = _block(block, step, snapshot, fresh)
        here = [one for one in said if tail(resolved[one.iri].organisation or "") == place]
        found = list(post_facts(kind, here, resolved))
        yield from found
        if found and kind in HELD_BY_MANY:
            return
