"""How much of what is in a store."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from councilgraph.graph.drawing import drawing
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import CG, RDF


def rows(store: Store) -> Rows:
    """A row for each class of thing: facts and entities first, then documents and claims."""
    facts = _count(store, ox.DefaultGraph())
    said = Counter[str]()
    documents = 0
    for graph in store.graphs():
        documents += 1
        said += _count(store, graph)
    counted = [("facts", kind, number) for kind, number in sorted(facts.items())]
    counted += [("documents", drawing().labels[CG.Document].lower(), documents)]
    counted += [("claims", kind, number) for kind, number in sorted(said.items()) if kind.endswith("claim")]
    columns = ("where", "what", "number")
    return Rows(columns, (dict(zip(columns, row, strict=True)) for row in counted))


def _count(store: Store, graph: str | ox.DefaultGraph) -> Counter[str]:
    """Things by the label of their class."""
    labels = drawing().labels
    found: Counter[str] = Counter()
    for quad in store.quads(None, RDF.type, graph=graph):
        kind = getattr(quad.object, "value", "")
        if kind in drawing().captions or kind in labels:
            found[labels.get(kind, kind.rsplit("/", 1)[-1].rsplit("#", 1)[-1]).lower()] += 1
    return found
