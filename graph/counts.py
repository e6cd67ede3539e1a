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
    facts = _count(store, f"?thing <{RDF.type}> ?kind")
    said = _count(store, f"GRAPH ?document {{ ?thing <{RDF.type}> ?kind }}")
    documents = drawing().labels[CG.Document].lower()
    counted = [("facts", kind, number) for kind, number in sorted(facts.items())]
    counted.append(("documents", documents, said[documents]))
    counted += [("claims", kind, number) for kind, number in sorted(said.items()) if kind.endswith("claim")]
    columns = ("where", "what", "number")
    return Rows(columns, (dict(zip(columns, row, strict=True)) for row in counted))


def _count(store: Store, pattern: str) -> Counter[str]:
    """Things by the label of their class."""
    labels = drawing().labels
    found: Counter[str] = Counter()
    counted = store.query(f"SELECT ?kind (COUNT(?thing) AS ?n) WHERE {{ {pattern} }} GROUP BY ?kind")
    for row in counted if isinstance(counted, ox.QuerySolutions) else ():
        kind, number = getattr(row["kind"], "value", ""), int(getattr(row["n"], "value", 0))
        if kind in drawing().captions or kind in labels:
            found[labels.get(kind, kind.rsplit("/", 1)[-1].rsplit("#", 1)[-1]).lower()] += number
    return found
