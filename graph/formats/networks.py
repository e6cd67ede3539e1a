"""Networks as files for Gephi, Cytoscape, Sigma and their like: of a store, or of what documents say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import IO, TypeAlias

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from councilgraph.graph.centrality.networks import measure_network
from councilgraph.graph.drawing import drawing
from councilgraph.graph.evidence import resting_on
from councilgraph.graph.links import Link, Links
from councilgraph.graph.network import all_entities
from councilgraph.graph.rdf import document_iri
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import RDF

Network: TypeAlias = "nx.MultiDiGraph[str]"


def plain_network(store: Store, documents: Collection[str] = ()) -> Network:
    """All entities that are drawn and all links between them, with plain values as attributes only.

    An entity also has how central it is, and the number of its community (see `centrality.networks`).

    Of `documents`, by hash, only what one of these says, and the entities that it connects.
    """
    links, rules = Links(store), drawing()
    found = list(_told(links, documents) if documents else _all(links))
    ends = {iri for link in found for iri in (link.start, link.end)}
    network: Network = nx.MultiDiGraph()
    for iri in sorted(ends) if documents else all_entities(store):
        kind = rules.groups.get(rules.class_of(store, iri) or "", "")
        network.add_node(iri, label=links.captions[iri], kind=kind)
    for link in found:
        network.add_edge(link.start, link.end, key=f"{link.fact} {link.label}", **_attributes(link))
    measure_network(network)
    return network


def _all(links: Links) -> Iterator[Link]:
    for iri in all_entities(links.store):
        yield from (link for link in links.of(iri) if link.start == iri)


def _told(links: Links, documents: Collection[str]) -> Iterator[Link]:
    """The links that rest on claims of documents, sorted."""
    store = links.store
    claims = {q.subject for one in documents for q in store.quads(None, RDF.type, graph=document_iri(one))}
    facts = {iri for claim in claims for iri in resting_on(store, getattr(claim, "value", ""))}
    yield from map(links.link, sorted({tie for fact in facts for tie in links.of_fact(fact)}))


def write_graphml(network: Network, stream: IO[bytes]) -> None:
    """Write a network as GraphML."""
    nx.write_graphml(network, stream)


def write_gexf(network: Network, stream: IO[bytes]) -> None:
    """Write a network as GEXF. A link has the days between which it may have held, for Gephi's timeline."""
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(network)
    for meta in writer.xml.iter("meta"):
        meta.attrib.clear()  # networkx notes the day, with which no two files would be the same
    writer.write(stream)


def write_cytoscape(network: Network, stream: IO[bytes]) -> None:
    """Write a network as the JSON of Cytoscape."""
    _write_json(nx.cytoscape_data(network), stream)


def write_graphology(network: Network, stream: IO[bytes]) -> None:
    """Write a network as the JSON of graphology, the library behind Sigma."""
    content = {
        "attributes": {},
        "options": {"type": "directed", "multi": True, "allowSelfLoops": True},
        "nodes": [{"key": key, "attributes": attributes} for key, attributes in network.nodes(data=True)],
        "edges": [
            {"key": f"{start} {end} {key}", "source": start, "target": end, "attributes": attributes}
            for start, end, key, attributes in network.edges(keys=True, data=True)
        ],
    }
    _write_json(content, stream)


def _write_json(content: object, stream: IO[bytes]) -> None:
    stream.write(json.dumps(content, ensure_ascii=False, indent=1).encode())


def _attributes(link: Link) -> dict[str, str]:
    """What a link says of itself; `start` and `end` are the days between which it may have held."""
    found = {
        "fact": link.fact,
        "label": link.label,
        "kind": link.kind,
        "since": link.span.since,
        "until": link.span.until,
        "start": link.span.since_earliest,
        "end": link.span.until_latest,
        "status": link.status,
        "grade": link.grade,
    }
    return {name: value for name, value in found.items() if value}
