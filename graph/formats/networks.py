"""The whole network of a store as a file for Gephi, Cytoscape, Sigma and their like."""

from __future__ import annotations

import json
from typing import IO

import networkx as nx

from councilgraph.graph.drawing import drawing
from councilgraph.graph.links import Link, Links
from councilgraph.graph.store import Store
from councilgraph.graph.vocab import RDF


def plain_network(store: Store) -> nx.MultiDiGraph[str]:
    """All entities that are drawn and all links between them, with plain text as attributes only."""
    links, rules = Links(store), drawing()
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind in sorted(rules.nodes):
        for quad in store.quads(None, RDF.type, kind):
            iri = getattr(quad.subject, "value", "")
            drawn_as = rules.class_of(store, iri) or kind
            network.add_node(iri, label=links.captions[iri], kind=rules.groups.get(drawn_as, ""))
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered.add_nodes_from(sorted(network.nodes(data=True), key=lambda node: node[0]))
    for iri in ordered:
        for link in links.of(iri):
            if link.start == iri:
                ordered.add_edge(link.start, link.end, key=f"{link.fact} {link.label}", **_attributes(link))
    return ordered


def write_graphml(store: Store, stream: IO[bytes]) -> None:
    """Write the network as GraphML."""
    nx.write_graphml(plain_network(store), stream)


def write_gexf(store: Store, stream: IO[bytes]) -> None:
    """Write the network as GEXF. A link has the days between which it may have held, for Gephi's timeline."""
    nx.write_gexf(plain_network(store), stream)


def write_cytoscape(store: Store, stream: IO[bytes]) -> None:
    """Write the network as the JSON of Cytoscape."""
    _write_json(nx.cytoscape_data(plain_network(store)), stream)


def write_graphology(store: Store, stream: IO[bytes]) -> None:
    """Write the network as the JSON of graphology, the library behind Sigma."""
    network = plain_network(store)
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
