"""What one document says: a claim with its quote, and the facts that rest on it."""

from __future__ import annotations

from councilgraph.graph.evidence import evidence
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.rdf import read_claims
from councilgraph.graph.rows import Rows
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.claims import around, facts_of, plain_claim
from councilgraph.graph.web.facts import quotes
from councilgraph.graph.web.view import Opened, Plain, View


def claim(opened: Opened, asked: Asked, graph: str) -> View:
    """A claim, or another thing in the graph of a document (a quote, a selector)."""
    store, iri = opened.store, asked.name
    quads = list(dict.fromkeys(around(store, iri, graph)))
    said = next((each for each in read_claims(quads) if each.iri == iri), None)
    content: Plain = {"iri": iri, "label": iri.rsplit("/", 1)[-1], "claim": None, "document": graph}
    content["evidence"] = quotes(evidence_rows(evidence(store, iri)))
    content["facts"] = facts_of(store, opened.links.captions, iri)
    if said:
        content["claim"] = plain_claim(said)
        content["label"] = f"{content['claim']['type']} claim"
    else:
        content["properties"] = [
            {"label": quad.predicate.value, "value": getattr(quad.object, "value", str(quad.object))}
            for quad in quads
        ]
    return View(
        "claim.html", content["label"], content, Rows(("kind", "text", "fact"), content["facts"]), quads
    )
