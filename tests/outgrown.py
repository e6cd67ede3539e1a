"""A small store to be pushed, by either protocol, and a service that has it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from served import build_store
from services import Running, oxigraph, virtuoso
from small_graph import CLAIM, DOCUMENT, FACTS, HART, at

from councilgraph.graph.remote import Limits, Target, Wishes, push
from councilgraph.graph.store import Store, open_store

QUICK = Limits(timeout_s=20, tries=3, pause_s=0.01)
EVERYTHING = Wishes()
BIT_BY_BIT = dataclasses.replace(QUICK, update_triples=25)
"""Updates so small that the facts take several, and so do the documents."""

SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def other_documents() -> Iterator[tuple]:
    """Two more documents that say what the first one says, with names that need care in an address."""
    for number, name in enumerate(("o'brien & söhne.txt", "hart 2.txt")):
        yield dataclasses.replace(DOCUMENT, sha256=f"{number}a" * 32, name=name), (CLAIM,)


def small_folder(path: Path) -> Path:
    """The folder of a small store."""
    people = [dataclasses.replace(f, names=("Áine O’Hart",)) if f.iri == HART else f for f in FACTS]  # type: ignore[call-arg]
    return build_store(path, [(DOCUMENT, (CLAIM,)), *other_documents()], people)


def changed(path: Path) -> Store:
    """The small store with one document more, two less, and another name."""
    more = dataclasses.replace(DOCUMENT, sha256="7b" * 32, name="new.txt")
    facts = [fact for fact in FACTS if fact.iri != at("tenure/cole")]
    return open_store(build_store(path, [(DOCUMENT, (CLAIM,)), (more, (CLAIM,))], facts))


def sent_to(running: Running, limits: Limits = QUICK, *, by: str = "graphs") -> Target:
    """A service as what it takes: graphs or updates."""
    if by == "updates":
        limits = dataclasses.replace(limits, update_triples=BIT_BY_BIT.update_triples)
        return Target(running.query, None, running.credentials, limits, update=running.update)
    return Target(running.query, running.graph_store, running.credentials, limits)


@contextmanager
def loaded(store: Store, name: str, folder: Path) -> Iterator[Running]:
    """A service with a store in it; its name is that of a server, and "updates" if they carried the store."""
    server, _, by = name.partition(" by ")
    with SERVERS[server](folder) as running:
        push(store, sent_to(running, Limits(), by=by), EVERYTHING)
        yield running
