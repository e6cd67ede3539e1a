"""Stores to serve, a server over one, and what a client gets from it."""

from __future__ import annotations

import dataclasses
import functools
import http.client
import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from small_graph import BELL, CLAIM, COLE, DOCUMENT, FACTS, HART, at

from councilgraph.graph.entities import Contradiction, Entity, Organisation, Pair, Person, Post
from councilgraph.graph.index import Named
from councilgraph.graph.model import Claim, Document
from councilgraph.graph.rdf import claim_iri, document_quads, fact_quads, vocabulary_quads
from councilgraph.graph.store import open_store, open_writer
from councilgraph.graph.web import Limits, Settings, app, listen, server

CLAIM_IRI = claim_iri(DOCUMENT, CLAIM)
MORE_FACTS = (
    Pair(
        iri=at("pair/1"), claims=(CLAIM_IRI,), verdict="same", by="machine", score=0.97,
        left=f"{'5e' * 6}:ann-hart", right=f"{'5e' * 6}:a-hart", left_entity=HART, right_entity=HART,
        reasons=("the same post",),
    ),
    Pair(
        iri=at("pair/2"), claims=(CLAIM_IRI,), verdict="unsure", by="machine", score=0.5,
        left=f"{'5e' * 6}:tom-bell", right="000000000000:ruth-cole", left_entity=BELL, right_entity=COLE,
        reasons=("said together",),
    ),
    Contradiction(
        iri=at("contradiction/1"), claims=(CLAIM_IRI,), about=at("tenure/bell"), field="since",
        left_claims=(CLAIM_IRI,), right_claims=(CLAIM_IRI,), note="since 2015 or 2014",
    ),
)  # fmt: skip
GRAPHS = tuple(f"http://example.org/data{number}" for number in (1, 2, 3))
"""Graphs that each say of themselves that they have a type, for the tests of the protocol."""

Said = Iterable[tuple[Document, tuple[Claim, ...]]]


def build_store(path: Path, said: Said, facts: Iterable[Entity], more: Iterable[ox.Quad] = ()) -> Path:
    """A published store with these documents and facts, as a build would leave it."""
    kept = tuple(facts)
    with open_writer(path) as writer:
        for document, claims in said:
            writer.index.put_documents([document])
            writer.load(ox.serialize(document_quads(document, claims), format=ox.RdfFormat.N_QUADS) or b"")
        quads = {quad for fact in kept for quad in fact_quads(fact)}
        writer.apply(removed=(), added=[*quads, *vocabulary_quads(), *more])
        writer.index.replace_names(gone=(), names=_names(kept))
        writer.publish()
    return path


def small_store(path: Path) -> Path:
    """The store of `small_graph`, with pairs, a contradiction and GRAPHS."""
    node = ox.NamedNode
    kinds = [
        ox.Quad(
            node(iri), node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), node("urn:x:Data"), node(iri)
        )
        for iri in GRAPHS
    ]
    people = [dataclasses.replace(fact, names=("A. Hart",)) if fact.iri == HART else fact for fact in FACTS]  # type: ignore[call-arg]
    return build_store(path, [(DOCUMENT, (CLAIM,))], [*people, *MORE_FACTS], kinds)


def _names(facts: Iterable[Entity]) -> Iterator[Named]:
    for fact in facts:
        if isinstance(fact, Person | Organisation | Post):
            kind = fact.kind if isinstance(fact, Organisation) else type(fact).__name__.lower()
            yield Named(fact.iri, kind, fact.label)
            if not isinstance(fact, Post):
                for name in fact.names:
                    yield Named(fact.iri, kind, name, is_main=False)


@dataclasses.dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclasses.dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    store: Path

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Got:
        """The answer to a request; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, names, answer.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "text/html", **headers: str) -> Got:
        """A page, as a browser asks for it unless told."""
        return self.ask("GET", path, headers={"Accept": accept, **headers})


@contextmanager
def running(store: Path, *, limits: Limits | None = None, token: str | None = None) -> Iterator[Served]:
    """A server over a store, in a thread, at a port that is free."""
    settings = Settings(limits=limits or Limits(pages=1, queries=1), token=token)
    with listen("127.0.0.1", 0) as listening:
        running_server = server(app(functools.partial(open_store, store), settings), settings.limits)
        thread = threading.Thread(target=running_server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Served(listening.getsockname()[1], store)
        finally:
            running_server.should_exit = True
            thread.join()
