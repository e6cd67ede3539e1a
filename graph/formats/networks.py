"""The whole network of a store as a file for Gephi and its like."""

from __future__ import annotations

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


def write_network(store: Store, stream: IO[bytes], kind: str) -> None:
    """Write the network as `graphml` or `gexf`."""
    network = plain_network(store)
    if kind == "gexf":
        nx.write_gexf(network, stream)
    else:
        nx.write_graphml(network, stream)


def _attributes(link: Link) -> dict[str, str]:
    found = {
        "fact": link.fact,
        "label": link.label,
        "kind": link.kind,
        "since": link.span.since,
        "until": link.span.until,
        "status": link.status,
        "grade": link.grade,
    }
    return {name: value for name, value in found.items() if value}
