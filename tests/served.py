"""Stores to serve, a server over one, and what a client gets from it."""

from __future__ import annotations

import dataclasses
import http.client
import itertools
import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from small_graph import BELL, CLAIM, COLE, DOCUMENT, FACTS, HART, at

from councilgraph.graph.entities import (
    Contradiction,
    Entity,
    Inspection,
    Judgement,
    Organisation,
    Pair,
    Person,
    Post,
    Statement,
    Tenure,
)
from councilgraph.graph.index import Named
from councilgraph.graph.model import Claim, Document, PostClaim
from councilgraph.graph.rdf import claim_iri, document_quads, fact_quads, vocabulary_quads
from councilgraph.graph.store import open_writer
from councilgraph.graph.web import Limits, Reviewing, Settings, app, listen, server

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
        documents = list(said)
        writer.index.put_documents(document for document, _ in documents)
        quads = itertools.chain.from_iterable(itertools.starmap(document_quads, documents))
        writer.load(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
        known = {quad for fact in kept for quad in fact_quads(fact)}
        writer.apply(removed=(), added=[*known, *vocabulary_quads(), *more])
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


def hostile_texts() -> list[str]:
    """The texts of `cases/hostile.txt`, as far as a store can hold them."""
    lines = (Path(__file__).parent / "cases" / "hostile.txt").read_text("utf-8").split("\n")
    kept = [line for line in lines if line and not line.startswith("#")]
    texts = [json.loads(line[5:]) if line.startswith("json:") else line for line in kept]
    return [text.encode("utf-8", "replace").decode() for text in texts]


def hostile_store(path: Path) -> Path:
    """Each hostile text as a name, a post, words, an aspect, a note, and as all that a document says."""
    said, facts = [], []
    for number, text in enumerate(hostile_texts()):
        document = Document(
            sha256=f"{number:064x}", name=text, media_type="text/plain", text=f"{text} {text}", title=text,
            publisher=text, url=text, issued="2012-06-01",
        )  # fmt: skip
        if not text.strip():
            continue
        words = document.quote(0, len(document.text))
        claim = PostClaim(quote=words, person=text, role=text, role_kind="other", organisation=text)
        said.append((document, (claim,)))
        facts += _hostile_facts(number, text, claim_iri(document, claim))
    return build_store(path, said, facts)


def _hostile_facts(number: int, text: str, claim: str) -> Iterator[Entity]:
    person, council, post = (at(f"{kind}/h{number}") for kind in ("person", "org", "post"))
    inspection = at(f"inspection/h{number}")
    common = {"claims": (claim,)}
    yield Person(iri=person, label=text, names=(text[::-1],), **common)
    yield Organisation(iri=council, label=text, kind="county_council", code=text, website=text, **common)
    yield Post(iri=post, label=text, organisation=council, role_kind="other", **common)
    yield Tenure(
        iri=at(f"tenure/h{number}"), person=person, organisation=council, post=post, role_kind="other",
        role=text, since="2012", until="2014", **common,
    )  # fmt: skip
    yield Statement(
        iri=at(f"statement/h{number}"), speaker=person, words=text, about=council, date="2013", **common
    )
    yield Inspection(
        iri=inspection, organisation=council, body=council, date="2012-02", framework=text, **common
    )
    yield Judgement(
        iri=at(f"judgement/h{number}"), organisation=council, aspect=text, grade=text, inspection=inspection,
        body=council, date="2012-02", **common,
    )  # fmt: skip
    yield Contradiction(
        iri=at(f"contradiction/h{number}"), about=at(f"tenure/h{number}"), field=text, note=text,
        left_claims=(claim,), right_claims=(claim,), **common,
    )  # fmt: skip
    yield Pair(
        iri=at(f"pair/h{number}"), left=text, right=f"x:{text}", verdict="unsure", by=text, score=0.5,
        reasons=(text,), left_entity=person, right_entity=None, **common,
    )  # fmt: skip


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
def running(
    store: Path, *, limits: Limits | None = None, token: str | None = None, reviewing: Reviewing | None = None
) -> Iterator[Served]:
    """A server over a store, in a thread, at a port that is free."""
    chosen = limits or Limits(pages=1, queries=1)
    settings = Settings(limits=chosen, token=token, reviewing=reviewing)
    with listen("127.0.0.1", 0) as listening:
        running_server = server(app(store, settings), settings.limits)
        thread = threading.Thread(target=running_server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Served(listening.getsockname()[1], store)
        finally:
            running_server.should_exit = True
            thread.join()
