"""What the endpoint can do, as SPARQL 1.1 and DCAT describe a service, and the dataset behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from councilgraph.graph.formats.description import DCAT, VOID, Triple, class_counts, dataset_triples
from councilgraph.graph.vocab import RDF
from councilgraph.graph.web.view import Opened

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_RDF = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def description(opened: Opened, root: str) -> list[ox.Quad]:
    """The description of the endpoint and of the dataset behind it."""
    return [ox.Quad(*triple) for triple in _triples(opened, root)]


def _triples(opened: Opened, root: str) -> Iterator[Triple]:
    endpoint, dataset = _node(f"{root}/sparql"), _node(f"{root}/void#dataset")
    graph = _node(f"{root}/void#facts")
    yield endpoint, _node(RDF.type), _node(f"{SD}Service")
    yield endpoint, _node(RDF.type), _node(f"{DCAT}DataService")
    yield endpoint, _node(f"{SD}endpoint"), endpoint
    yield endpoint, _node(f"{DCAT}endpointURL"), endpoint
    yield endpoint, _node(f"{DCAT}servesDataset"), dataset
    yield endpoint, _node(f"{SD}supportedLanguage"), _node(f"{SD}SPARQL11Query")
    for name in (*_RESULTS, *_RDF):
        yield endpoint, _node(f"{SD}resultFormat"), _node(_FORMATS + name)
    yield endpoint, _node(f"{SD}defaultDataset"), dataset
    yield dataset, _node(RDF.type), _node(f"{SD}Dataset")
    yield dataset, _node(f"{SD}defaultGraph"), graph
    yield graph, _node(RDF.type), _node(f"{SD}Graph")
    yield dataset, _node(f"{VOID}sparqlEndpoint"), endpoint
    yield dataset, _node(f"{VOID}rootResource"), _node(f"{root}/")
    for name in ("Turtle", "JSON-LD"):
        yield dataset, _node(f"{VOID}feature"), _node(_FORMATS + name)
    yield from dataset_triples(opened.store, dataset, known_counts(opened))


def known_counts(opened: Opened) -> dict[str, int]:
    """How many things of each class the facts have; counted once for each revision of the store."""
    if "class_counts" not in opened.memo:
        opened.memo["class_counts"] = class_counts(opened.store)
    counts: dict[str, int] = opened.memo["class_counts"]
    return counts


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
