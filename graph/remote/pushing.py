"""A store of this machine to a service: whole graphs, in the way that `carrying` finds.

Each document's graph is put in place of what the service had of it, then all facts are. So
a push that was cut off, or is done twice, ends the same. Graphs that the service has as they are here are
passed over: their digests are those that were noted when they were sent, and they have as many quads.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from councilgraph.graph.errors import StoreError, UsageError
from councilgraph.graph.remote.address import Credentials, Limits, parse_address
from councilgraph.graph.remote.carrying import (
    Carrier,
    Either,
    GraphStore,
    Updates,
    usual_graph_store,
    usual_update,
)
from councilgraph.graph.remote.engine import RemoteEngine
from councilgraph.graph.remote.sent import Sent
from councilgraph.graph.remote.service import FACTS
from councilgraph.graph.remote.transport import Transport
from councilgraph.graph.store import Store

_IN_MEMORY = 1 << 24
_FACTS_NAME = ""
"""The facts' name in what was noted, wherever the service has them."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to push: the query endpoint, and the graph store where that is not where it usually is.

    With `update` graphs are sent there as updates, and not to a graph store.
    """

    query: str
    graph_store: str | None = None
    credentials: Credentials | None = None
    limits: Limits = field(default_factory=Limits)
    update: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a push may do: `is_dry` nothing, `is_pruning` take out what the store does not have."""

    is_dry: bool = False
    is_pruning: bool = False
    on_graph: Callable[[str], object] = str


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or would do: how many documents it sent, passed over, took out and left."""

    sent: int
    unchanged: int
    removed: int
    left: int
    facts_sent: bool
    is_dry: bool = False

    def in_words(self) -> Iterator[str]:
        """It in a few lines."""
        would = "would be " if self.is_dry else ""
        yield f"{self.sent} documents {would}sent, {self.unchanged} were there already"
        yield f"the facts {would}sent" if self.facts_sent else "the facts were there already"
        if self.removed:
            yield f"{self.removed} documents that are not in this store {would}taken out"
        if self.left:
            yield f"{self.left} documents are there that are not in this store; --prune takes them out"


def push(store: Store, target: Target, wishes: Wishes) -> Pushed:
    """Bring a service to what a store has.

    Raises UsageError for an address that is none, StoreError where the service does not do it, or where its
    default graph holds what no push from this store has put there.
    """
    pusher = _Pusher(store, target, wishes)
    try:
        return pusher.push()
    finally:
        pusher.close()


@dataclass(frozen=True, slots=True)
class _Written:
    """How many quads were written, and what they were."""

    quads: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Graph:
    """A graph to put: its name in what is noted, its name at the service, and what it has."""

    name: str
    there: str | None
    written: _Written


def _written(lines: Iterable[bytes], body: IO[bytes]) -> _Written:
    digest, quads = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        body.write(line)
        quads += 1
    return _Written(quads, digest.hexdigest())


class _Pusher:
    """One push."""

    def __init__(self, store: Store, target: Target, wishes: Wishes) -> None:
        self._store = store
        self._wishes = wishes
        self._noted = Sent(store.path, str(parse_address(target.query)))
        self._transports = [self._transport(target, target.query)]
        self._carrier = self._carrier_to(target)
        self._engine = RemoteEngine(self._transports[0])

    def close(self) -> None:
        for transport in self._transports:
            transport.close()

    def _transport(self, target: Target, address: str) -> Transport:
        return Transport(parse_address(address), target.credentials, target.limits)

    def _carrier_to(self, target: Target) -> Carrier:
        if target.update and target.graph_store:
            raise UsageError(
                "graphs go to a graph store, or as updates", hint="give only one of the addresses"
            )
        graphs = self._transport(target, target.graph_store or usual_graph_store(target.query))
        updates = self._transport(target, target.update or usual_update(target.query))
        self._transports += graphs, updates
        if target.update:
            return Updates(updates)
        return GraphStore(graphs) if target.graph_store else Either(GraphStore(graphs), Updates(updates))

    def push(self) -> Pushed:
        there = self._engine.sizes()
        here = sorted(self._store.graphs())
        sent = [graph for graph in here if self._put_document(graph, there.get(graph, 0))]
        has_sent = self._put_facts(next(iter(there if self._wishes.is_dry else here), None))
        stale = sorted(there.keys() - set(here))
        removed = stale if self._wishes.is_pruning else []
        self._take_out(removed)
        return Pushed(
            sent=len(sent),
            unchanged=len(here) - len(sent),
            removed=len(removed),
            left=len(stale) - len(removed),
            facts_sent=has_sent,
            is_dry=self._wishes.is_dry,
        )

    def _put_document(self, graph: str, size: int) -> bool:
        """Put a document's graph if the service has another one; whether that was so."""
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
            lines = sorted(f"{quad.triple} .\n".encode() for quad in self._store.quads(graph=graph))
            written = _written(lines, body)
            if self._is_there(graph, written, size):
                return False
            self._put(_Graph(graph, graph, written), body)
            self._wishes.on_graph(graph)
            return True

    def _put_facts(self, document: str | None) -> bool:
        """Put the facts where the service has its facts, if it has others; whether that was so.

        Where its default graph is all its graphs together, as one document tells, they get a name.
        """
        name = FACTS if self._engine.service.is_in_default_graph(document) else None
        size = self._count(name)
        if size and _FACTS_NAME not in self._noted and not self._wishes.is_pruning:
            raise StoreError(
                f"{self._engine.service.name}: its facts were not sent from this store",
                hint="--prune puts those of this store in their place; or push to an empty dataset",
            )
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
            written = _written((f"{quad.triple} .\n".encode() for quad in self._store.quads()), body)
            if self._is_there(_FACTS_NAME, written, size):
                return False
            self._put(_Graph(_FACTS_NAME, name, written), body)
            return True

    def _count(self, graph: str | None) -> int:
        return self._engine.service.number("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", graph=graph)

    def _is_there(self, name: str, written: _Written, size: int) -> bool:
        return size == written.quads and self._noted.digest(name) == written.digest

    def _put(self, graph: _Graph, body: IO[bytes]) -> None:
        if self._wishes.is_dry:
            return
        if graph.name in self._noted or graph.name == _FACTS_NAME:
            self._noted.begin(graph.name)
        self._carrier.put(graph.there, body)
        if graph.name == _FACTS_NAME and (size := self._count(graph.there)) != graph.written.quads:
            raise StoreError(
                f"{self._engine.service.name}: of {graph.written.quads:,} triples of facts it has {size:,}",
                hint="somebody else may write there as well; push again",
            )
        self._noted.finish(graph.name, graph.written.digest)

    def _take_out(self, graphs: Sequence[str]) -> None:
        if self._wishes.is_dry or not graphs:
            return
        for graph in graphs:
            self._carrier.drop(graph)
        left = {node.value for node in self._engine.named_graphs()}.intersection(graphs)
        if left:
            raise StoreError(
                f"{self._engine.service.name}: {len(left)} graphs could not be taken out",
                hint="see that --graph-store or --update has the right address",
            )
