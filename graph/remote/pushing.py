"""A store of this machine to a service: whole graphs by the SPARQL 1.1 Graph Store Protocol.

Each document's graph is put in one request, in place of what the service had of it, then all facts are. So
a push that was cut off, or is done twice, ends the same. Graphs that the service has as they are here are
passed over: their digests are those that were noted when they were sent, and they have as many quads.
"""

from __future__ import annotations

import hashlib
import posixpath
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from councilgraph.graph.errors import StoreError
from councilgraph.graph.remote.address import Credentials, Limits, parse_address
from councilgraph.graph.remote.engine import RemoteEngine
from councilgraph.graph.remote.sent import Sent
from councilgraph.graph.remote.service import FACTS
from councilgraph.graph.remote.transport import Call, RefusedError, Transport
from councilgraph.graph.store import Store

_IN_MEMORY = 1 << 24
_FACTS_NAME = ""
"""The facts' name in what was noted, wherever the service has them."""

_GRAPH_STORES = {"query": "store", "sparql": "sparql-graph-crud-auth"}
"""Beside which query endpoint a service has its graph store: Oxigraph, Virtuoso."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to push: the query endpoint, and the graph store where that is not where it usually is."""

    query: str
    graph_store: str | None = None
    credentials: Credentials | None = None
    limits: Limits = field(default_factory=Limits)


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


def usual_graph_store(query: str) -> str:
    """The address of the graph store that services usually have beside a query endpoint.

    Oxigraph has `/store` beside `/query`, Virtuoso `/sparql-graph-crud-auth` beside `/sparql`.
    """
    parts = urlsplit(query)
    folder, last = posixpath.split(parts.path)
    return urlunsplit(parts._replace(path=posixpath.join(folder, _GRAPH_STORES.get(last, "data"))))


@dataclass(frozen=True, slots=True)
class _Written:
    """How many quads were written, and what they were."""

    quads: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Graph:
    """A graph to put: its name in what is noted, its name in a request, and its digest."""

    name: str
    where: str
    digest: str


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
        self._reading = Transport(parse_address(target.query), target.credentials, target.limits)
        self._writing = Transport(
            parse_address(target.graph_store or usual_graph_store(target.query)),
            target.credentials,
            target.limits,
        )
        self._engine = RemoteEngine(self._reading)

    def close(self) -> None:
        self._reading.close()
        self._writing.close()

    def push(self) -> Pushed:
        there = self._engine.sizes()
        here = sorted(self._store.graphs())
        sent = [graph for graph in here if self._put_document(graph, there.get(graph, 0))]
        has_sent = self._put_facts(here)
        stale = sorted(there.keys() - set(here))
        removed = stale if self._wishes.is_pruning else []
        for graph in removed:
            self._take_out(graph)
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
            self._put(_Graph(graph, f"graph={quote(graph, safe='')}", written.digest), body)
            self._wishes.on_graph(graph)
            return True

    def _put_facts(self, documents: Sequence[str]) -> bool:
        """Put the facts where the service has its facts, if it has others; whether that was so."""
        name = self._facts_graph(documents)
        size = self._engine.service.number("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", graph=name)
        if size and _FACTS_NAME not in self._noted and not self._wishes.is_pruning:
            raise StoreError(
                f"{self._reading.address}: its facts were not sent from this store",
                hint="--prune puts those of this store in their place; or push to an empty dataset",
            )
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
            written = _written((f"{quad.triple} .\n".encode() for quad in self._store.quads()), body)
            if self._is_there(_FACTS_NAME, written, size):
                return False
            where = f"graph={quote(name, safe='')}" if name else "default"
            self._put(_Graph(_FACTS_NAME, where, written.digest), body)
            return True

    def _facts_graph(self, documents: Sequence[str]) -> str | None:
        """The graph for the facts: one with a name, where the default graph is all graphs together."""
        one = next(iter(documents), None)
        return FACTS if one and self._engine.service.is_in_default_graph(one) else None

    def _is_there(self, name: str, written: _Written, size: int) -> bool:
        return size == written.quads and self._noted.digest(name) == written.digest

    def _put(self, graph: _Graph, body: IO[bytes]) -> None:
        if self._wishes.is_dry:
            return
        if graph.name in self._noted or graph.name == _FACTS_NAME:
            self._noted.begin(graph.name)
        headers = {"Content-Type": "application/n-triples", "Content-Length": str(body.tell())}
        self._writing.request(Call("PUT", self._target(graph.where), body, headers))
        self._noted.finish(graph.name, graph.digest)

    def _take_out(self, graph: str) -> None:
        if self._wishes.is_dry:
            return
        try:
            self._writing.request(Call("DELETE", self._target(f"graph={quote(graph, safe='')}")))
        except RefusedError as error:
            if error.status != HTTPStatus.NOT_FOUND:  # it is gone, which an earlier try may have done
                raise

    def _target(self, where: str) -> str:
        target = self._writing.address.target
        return f"{target}{'&' if '?' in target else '?'}{where}"
