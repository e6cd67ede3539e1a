"""What a store holds and what its endpoint can do: VoID, and a SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from councilgraph.graph.drawing import drawing
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import BASE, CG, PREFIXES, RDF
from councilgraph.graph.web.view import Opened

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_RDF = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def description(opened: Opened, root: str) -> list[ox.Quad]:
    """The description of the endpoint and of the dataset behind it."""
    return [ox.Quad(*triple) for triple in _triples(opened, root)]


def _triples(
    opened: Opened, root: str
) -> Iterator[tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal]]:
    endpoint, dataset = _node(f"{root}/sparql"), _node(f"{root}/void#dataset")
    graph = _node(f"{root}/void#facts")
    yield endpoint, _node(RDF.type), _node(f"{SD}Service")
    yield endpoint, _node(f"{SD}endpoint"), endpoint
    yield endpoint, _node(f"{SD}supportedLanguage"), _node(f"{SD}SPARQL11Query")
    for name in (*_RESULTS, *_RDF):
        yield endpoint, _node(f"{SD}resultFormat"), _node(_FORMATS + name)
    yield endpoint, _node(f"{SD}defaultDataset"), dataset
    yield dataset, _node(RDF.type), _node(f"{SD}Dataset")
    yield dataset, _node(f"{SD}defaultGraph"), graph
    yield graph, _node(RDF.type), _node(f"{SD}Graph")
    yield dataset, _node(RDF.type), _node(f"{VOID}Dataset")
    yield dataset, _node(f"{VOID}sparqlEndpoint"), endpoint
    yield dataset, _node(f"{VOID}uriSpace"), ox.Literal(BASE)
    yield dataset, _node(f"{VOID}rootResource"), _node(f"{root}/")
    for name in ("Turtle", "JSON-LD"):
        yield dataset, _node(f"{VOID}feature"), _node(_FORMATS + name)
    for prefix in ("cg", "cgv", "org", "foaf", "prov", "oa", "skos", "dct"):
        yield dataset, _node(f"{VOID}vocabulary"), _node(PREFIXES[prefix])
    yield dataset, _node(f"{VOID}documents"), ox.Literal(opened.store.index.count_documents())
    for kind, count in class_counts(opened).items():
        partition = ox.BlankNode(f"c{kind.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
        yield dataset, _node(f"{VOID}classPartition"), partition
        yield partition, _node(f"{VOID}class"), _node(kind)
        yield partition, _node(f"{VOID}entities"), ox.Literal(count)


def class_counts(opened: Opened) -> dict[str, int]:
    """How many things of each class the facts have; counted once for each revision of the store."""
    if "class_counts" not in opened.memo:
        opened.memo["class_counts"] = _count(opened.store)
    counts: dict[str, int] = opened.memo["class_counts"]
    return counts


def _count(store: Store) -> dict[str, int]:
    wanted = sorted(kind for kind in drawing().captions if kind != CG.Document)
    found = {kind: sum(1 for _ in store.quads(None, RDF.type, kind)) for kind in wanted}
    return {kind: count for kind, count in found.items() if count}


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
