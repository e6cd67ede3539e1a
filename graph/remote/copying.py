"""All that a service has, copied to this machine for as long as it is needed.

What goes through everything (an export, a check) would ask a service for each thing one by one; copied
first, it costs a request for some hundred things, and works as it does on a store of this machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from councilgraph.graph.errors import StoreError
from councilgraph.graph.index import names_of, open_index
from councilgraph.graph.model import Document
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.remote.engine import RemoteEngine
from councilgraph.graph.remote.names import RemoteLedger
from councilgraph.graph.store import Store, Writer
from councilgraph.graph.vocab import CG

_PORTION = 100_000


@contextmanager
def here(store: Store, *, is_needed: bool = True) -> Iterator[Store]:
    """The store itself if it is on this machine or no copy is needed; otherwise a copy, gone afterwards."""
    if not isinstance(store.dataset, RemoteEngine) or not is_needed:
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="councilgraph-") as folder:
        dataset = ox.Store(str(Path(folder) / "copy"))
        with Writer(dataset, open_index(None), RemoteLedger()) as copied:
            del dataset
            _copy(store.dataset, copied)
            yield copied


def _copy(engine: RemoteEngine, copied: Writer) -> None:
    _take(copied, engine.facts())
    _take(copied, engine.inside(node.value for node in engine.named_graphs()))
    if len(copied.dataset) != len(engine):
        raise StoreError(
            f"{engine.service.name}: it changed while it was read, or cuts answers off without saying so",
            hint="try again",
        )
    copied.index.replace_names(gone=(), names=names_of(read_facts(copied.quads())))
    copied.index.put_documents(_documents(copied))


def _take(copied: Writer, quads: Iterable[ox.Quad]) -> None:
    waiting = iter(quads)
    while portion := list(islice(waiting, _PORTION)):
        copied.dataset.bulk_extend(portion)


def _documents(copied: Store) -> Iterator[Document]:
    """The documents by name, without their texts, which are not in the graph."""
    for graph in copied.graphs():
        described = copied.quads(graph, graph=graph)
        values = {quad.predicate.value: getattr(quad.object, "value", "") for quad in described}
        yield Document(sha256=values[CG.sha256], name=values[CG.fileName], media_type="text/plain", text="")
