"""The same facts in two stores, of which the second has columns and arrays as a large one has."""

from __future__ import annotations

import pytest
from small_graph import FACTS

from councilgraph.graph.rdf import fact_quads, vocabulary_quads
from councilgraph.graph.store import Store, open_store, open_writer
from councilgraph.graph.ties import renew
from councilgraph.graph.workers import do_apart


def twin_stores(factory: pytest.TempPathFactory) -> tuple[Store, Store]:
    made = []
    for name in ("plain", "large"):
        path = factory.mktemp(name) / "store"
        with open_writer(path) as writer:
            writer.dataset.extend(vocabulary_quads())
            writer.dataset.extend(quad for fact in FACTS for quad in fact_quads(fact))
            writer.publish()
        if name == "large":
            assert do_apart(renew, path)
        made.append(open_store(path))
    return made[0], made[1]
