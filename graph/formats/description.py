"""What a store holds, for catalogues and for programs: a dataset as DCAT and VoID describe it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Final

import pyoxigraph as ox

from councilgraph.graph.drawing import drawing
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import BASE, CG, DCT, PREFIXES, RDF

VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DATASET: Final = f"{BASE}dataset"
"""The address of what a store holds, where no server has another for it."""

_TITLE = "Councils, people and events"
_WORDS = "Facts about councils, people and events, each with the words of the documents that say it."
_USED = ("cg", "cgv", "org", "foaf", "prov", "oa", "skos", "dct")

Node = ox.NamedNode | ox.BlankNode
Triple = tuple[Node, ox.NamedNode, Node | ox.Literal]


def write_description(store: Store, stream: IO[bytes]) -> None:
    """Write the description as Turtle."""
    triples = dataset_triples(store, ox.NamedNode(DATASET), class_counts(store))
    prefixes = {**PREFIXES, "void": VOID, "dcat": DCAT}
    ox.serialize((ox.Triple(*each) for each in triples), stream, ox.RdfFormat.TURTLE, prefixes=prefixes)


def dataset_triples(store: Store, dataset: Node, counts: Mapping[str, int]) -> Iterator[Triple]:
    """The dataset by its title, its size, its vocabularies and how many things of each class it has."""
    yield dataset, _node(RDF.type), _node(f"{DCAT}Dataset")
    yield dataset, _node(RDF.type), _node(f"{VOID}Dataset")
    yield dataset, _node(DCT.title), ox.Literal(_TITLE, language="en")
    yield dataset, _node(DCT.description), ox.Literal(_WORDS, language="en")
    yield dataset, _node(f"{VOID}uriSpace"), ox.Literal(BASE)
    yield dataset, _node(f"{VOID}triples"), ox.Literal(len(store.dataset))
    yield dataset, _node(f"{VOID}documents"), ox.Literal(store.index.count_documents())
    for prefix in _USED:
        yield dataset, _node(f"{VOID}vocabulary"), _node(PREFIXES[prefix])
    for kind, count in counts.items():
        partition = ox.BlankNode(f"c{kind.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
        yield dataset, _node(f"{VOID}classPartition"), partition
        yield partition, _node(f"{VOID}class"), _node(kind)
        yield partition, _node(f"{VOID}entities"), ox.Literal(count)


def class_counts(store: Store) -> dict[str, int]:
    """How many things of each class the facts have. It goes through all of them."""
    wanted = sorted(kind for kind in drawing().captions if kind != CG.Document)
    found = {kind: sum(1 for _ in store.quads(None, RDF.type, kind)) for kind in wanted}
    return {kind: count for kind, count in found.items() if count}


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
