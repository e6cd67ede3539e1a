"""Claims in the store -> facts in the store: only what changed documents touch, in one transaction."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pyoxigraph as ox

from councilgraph.graph import columns, ties
from councilgraph.graph.aside import Pile
from councilgraph.graph.drawing import drawing
from councilgraph.graph.entities import Entity, Said
from councilgraph.graph.facts import Whole, blocks, update
from councilgraph.graph.facts.account import Account
from councilgraph.graph.identity.decisions import (
    Decisions,
    format_decisions,
    mentions_in,
    parse_decisions,
)
from councilgraph.graph.identity.registered import Registered, is_register
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.index import Named, names_of
from councilgraph.graph.model import ChangeClaim, OrganisationClaim, Problem
from councilgraph.graph.rdf import document_iri, fact_quads, read_claims, vocabulary_quads
from councilgraph.graph.rdf.fields import class_of
from councilgraph.graph.store import Writer
from councilgraph.graph.vocab import CG, DCT, RDF
from councilgraph.graph.workers import do_apart

_MANY = 0.1
"""From which part of all documents on new ones are worth going through the whole store."""

_RESOLVED = tuple(field.name for field in dataclasses.fields(Resolved))

Gone = Mapping[str, Sequence[Said]]
"""What the documents said that were taken out of the store, by hash."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of the facts: how many of each class came and went, and what stayed open."""

    came: Mapping[str, int] = field(default_factory=dict)
    went: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def in_words(self) -> list[str]:
        """A line for each class whose facts changed in number, or one that says that nothing did."""
        lines = []
        for name in sorted({*self.came, *self.went}):
            change = self.came.get(name, 0) - self.went.get(name, 0)
            changed = min(self.came.get(name, 0), self.went.get(name, 0))
            parts = [f"{abs(change)} {'added' if change > 0 else 'gone'}"] * bool(change)
            parts += [f"{changed} changed"] * bool(changed)
            lines.append(f"  {name}: {', '.join(parts)}")
        return lines or ["  no fact changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """Which documents changed since the facts were last derived.

    `fresh` are new and in the store already, `gone` were taken out. `is_all` tells whether that is all
    that changed; after a build that was cut off it is not known.
    """

    fresh: frozenset[str] = frozenset()
    gone: Gone = field(default_factory=dict)
    is_all: bool = True


def settle(writer: Writer, change: Change, decisions: Decisions) -> Settlement:
    """Make the facts those of the claims in the store and of people's decisions, and publish them.

    Where a register changed, or it is not known what did, all facts are derived anew.
    """
    registers = _registers(writer)
    applied = parse_decisions(writer.ledger.decisions)
    mentions = mentions_in({*applied} ^ {*decisions})
    is_anew = not change.is_all or bool(change.fresh & registers.keys()) or _has_register(change.gone)
    if is_anew:
        settlement = _settle_all(writer, registers, decisions)
    elif change.fresh or change.gone or mentions:
        writer.ledger.set_settled(settled=False)
        settlement = _settle_some(writer, registers, (applied, decisions), change)
    else:
        return Settlement()
    is_much = is_anew or len(change.fresh) >= _MANY * writer.index.count_documents()
    if is_much:
        writer.compact()
    writer.publish()
    writer.ledger.decisions = format_decisions(decisions)
    writer.ledger.set_settled(settled=True)
    if is_much and writer.path:
        columns.drop_old(writer.path)
        if columns.is_large(writer):
            # Where it does not succeed, the store answers everything.
            do_apart(ties.renew, writer.path)
    return settlement


class StoreSnapshot:
    """The claims of a store (see `facts.Snapshot`), with some documents hidden and others kept in memory."""

    def __init__(
        self,
        writer: Writer,
        registered: Registered,
        decisions: Decisions,
        *,
        hidden: Collection[str] = (),
        kept: Gone | None = None,
    ) -> None:
        self.registered = registered
        self.decisions = decisions
        self._writer = writer
        self._hidden = frozenset(hidden)
        self._kept = kept or {}
        self._accounts: dict[str, Account] = {}

    def documents(self, block: str) -> Sequence[str]:
        """See `facts.Snapshot`."""
        return [name for name in self._writer.ledger.documents(block) if name not in self._hidden]

    def account(self, document: str) -> Account:
        """See `facts.Snapshot`."""
        if document not in self._accounts:
            self._accounts[document] = Account(self._said(document), self.registered)
        return self._accounts[document]

    def resolved(self, claim: str) -> Resolved | None:
        """See `facts.Snapshot`."""
        found = self._writer.ledger.resolved(claim)
        return Resolved(**{**found, "team": tuple(found.get("team", ()))}) if found else None

    def _said(self, document: str) -> Sequence[Said]:
        if document in self._hidden:
            return ()
        return self._kept[document] if document in self._kept else claims_of(self._writer, document)


def claims_of(writer: Writer, document: str) -> list[Said]:
    """What a document says, but for what registers say of organisations."""
    found = read_claims(writer.quads(graph=document_iri(document)))
    return [said for said in found if not is_register(said)]


def _registers(writer: Writer) -> dict[str, list[Said]]:
    """What the registers in the store say of organisations, by document."""
    graphs = {
        quad.graph_name.value
        for kind in (OrganisationClaim, ChangeClaim)
        for quad in writer.dataset.quads_for_pattern(None, ox.NamedNode(RDF.type), class_of(kind), None)
        if isinstance(quad.graph_name, ox.NamedNode)
    }
    found = [read_claims(writer.quads(graph=graph)) for graph in sorted(graphs)]
    return {claims[0].document: [said for said in claims if is_register(said)] for claims in found}


def _has_register(gone: Gone) -> bool:
    return any(is_register(said) for claims in gone.values() for said in claims)


def _settle_all(writer: Writer, registers: Mapping[str, list[Said]], decisions: Decisions) -> Settlement:
    """Derive everything anew and put it in the place of what is there, a part at a time."""
    registered = Registered(said for claims in registers.values() for said in claims)
    documents = sorted(iri.rsplit("/", 1)[1] for iri in writer.graphs())
    writer.index.keep_documents(documents)
    writer.ledger.clear()
    was, came = _classes(writer.quads(None, RDF.type)), Counter[str]()

    def described(entities: Iterable[Entity]) -> Iterator[Iterable[ox.Quad]]:
        for entity in entities:
            came[_word(entity)] += 1
            named.add(names_of([entity]))
            yield fact_quads(entity)

    with Whole(registered, decisions) as whole, Pile[Named]() as named:
        writer.ledger.put_blocks(_let_in(whole, writer, registered, documents))
        found = chain(registered.entities(), whole.entities())
        writer.replace_facts(chain([vocabulary_quads()], described(found)))
        _remember(writer, whole.resolved())
        writer.index.clear_names()
        writer.index.replace_names(gone=(), names=named)
        return Settlement(came - was, was - came, whole.problems())


def _let_in(
    whole: Whole, writer: Writer, registered: Registered, documents: Iterable[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Let documents into the whole one after the other; each with its blocks."""
    for document in documents:
        account = Account(claims_of(writer, document), registered)
        whole.add(account)
        yield document, blocks(account)


def _settle_some(
    writer: Writer,
    registers: Mapping[str, list[Said]],
    decisions: tuple[Decisions, Decisions],
    change: Change,
) -> Settlement:
    """Derive what the changed documents and decisions (those before, those now) touch."""
    applied, wanted = decisions
    registered = Registered(said for claims in registers.values() for said in claims)
    before = StoreSnapshot(writer, registered, applied, hidden=change.fresh, kept=change.gone)
    after = StoreSnapshot(writer, registered, wanted, hidden=change.gone)
    writer.ledger.put_blocks((name, blocks(after.account(name))) for name in sorted(change.fresh))
    mentions = mentions_in({*applied} ^ {*wanted})
    found = update(before, after, documents=[*change.fresh, *change.gone], mentions=mentions)
    removed = {quad for iri in found.gone for quad in _quads_of(writer, iri)}
    added = {quad for entity in found.entities for quad in fact_quads(entity)}
    went = _classes(removed)
    writer.apply(removed=removed - added, added=added - removed)
    writer.ledger.put_blocks((name, ()) for name in change.gone)
    _remember(writer, found.resolved.items(), gone=found.forgotten)
    writer.index.replace_names(gone=found.gone, names=names_of(found.entities))
    return Settlement(Counter(_word(entity) for entity in found.entities), went, found.problems)


def _quads_of(writer: Writer, fact: str) -> Iterator[ox.Quad]:
    """All quads of a fact, its parts' included."""
    yield from writer.quads(fact)
    for part in writer.quads(None, DCT.isPartOf, fact):
        if isinstance(part.subject, ox.NamedNode):
            yield from writer.quads(part.subject.value)


def _remember(writer: Writer, resolved: Iterable[tuple[str, Resolved]], *, gone: Iterable[str] = ()) -> None:
    def content(found: Resolved) -> dict[str, Any]:
        return {name: value for name in _RESOLVED if (value := getattr(found, name))}

    writer.ledger.put_resolved(((claim, content(found)) for claim, found in resolved), gone=gone)


def _word(entity: Entity) -> str:
    iri = class_of(type(entity)).value
    return drawing().labels.get(iri, type(entity).__name__).lower()


def _classes(quads: Iterable[ox.Quad]) -> Counter[str]:
    """How many things of each class of facts are described in quads."""
    labels, captions = drawing().labels, drawing().captions
    kinds = (quad.object.value for quad in quads if quad.predicate.value == RDF.type)  # type: ignore[union-attr]
    return Counter(
        labels.get(kind, kind.rsplit("/", 1)[-1].rsplit("#", 1)[-1]).lower()
        for kind in kinds
        if kind in captions and kind not in (CG.Council, CG.TeamMember)
    )
