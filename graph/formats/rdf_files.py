"""The store as RDF files, always in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

import pyoxigraph as ox

from councilgraph.graph.store import Store
from councilgraph.graph.vocab import PREFIXES

SYNTAXES = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def write_rdf(store: Store, stream: IO[bytes], syntax: str) -> None:
    """Write the store in one of SYNTAXES. Turtle has no graphs: it holds the facts alone."""
    if syntax == "nq":
        stream.writelines(sorted(f"{quad} .\n".encode() for quad in store.quads(graph=None)))
    elif syntax == "jsonld":
        stream.write(_json_ld(store))
    elif syntax == "ttl":
        facts = (quad.triple for quad in _sorted(store.quads()))
        ox.serialize(facts, stream, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    else:
        quads = _sorted(store.quads(graph=None))
        ox.serialize(quads, stream, format=SYNTAXES[syntax], prefixes=dict(PREFIXES))


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Quads by graph, then subject, so that a serialiser says each of them once."""
    return sorted(quads, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))


def _json_ld(store: Store) -> bytes:
    expanded = ox.serialize(
        _sorted(store.quads(graph=None)), format=ox.RdfFormat.JSON_LD, prefixes=dict(PREFIXES)
    )
    content = json.loads(expanded or b"[]")
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
