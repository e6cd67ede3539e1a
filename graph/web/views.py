"""Which function makes which page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from councilgraph.graph.drawing import drawing
from councilgraph.graph.rdf import document_iri
from councilgraph.graph.vocab import NAMESPACES
from councilgraph.graph.web.addresses import is_iri
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.description import description
from councilgraph.graph.web.openapi import openapi
from councilgraph.graph.web.pages import (
    connection,
    drawn,
    question,
    review,
    search,
    sparql,
    start,
    trajectory,
)
from councilgraph.graph.web.pages.claim import claim
from councilgraph.graph.web.pages.document import document
from councilgraph.graph.web.pages.thing import thing
from councilgraph.graph.web.reconciliation.preview import preview
from councilgraph.graph.web.view import MissingError, Opened, View

_DOCUMENTS = document_iri("")


def anything(opened: Opened, asked: Asked) -> View:
    """The page of whatever has the address: a document, a claim, an entity or a fact."""
    iri = asked.name
    if not is_iri(iri):
        raise MissingError(f"{iri[:200]!r} is no address", hint="look for it by name")
    if iri.startswith(_DOCUMENTS):
        return document(opened, dataclasses.replace(asked, name=iri.removeprefix(_DOCUMENTS)))
    if next(iter(opened.store.quads(iri)), None) is not None:
        return thing(opened, asked)
    for quad in opened.store.quads(iri, graph=None):
        return claim(opened, asked, getattr(quad.graph_name, "value", ""))
    raise MissingError(f"nothing in the store has the address {iri[:200]}", hint="look for it by name")


def void(opened: Opened, asked: Asked) -> View:
    """The description of the store and its endpoint."""
    quads = description(opened, asked.root)
    lines = [str(quad.triple) for quad in quads]
    return View("void.html", "About this store", {"triples": lines, "root": asked.root}, quads=quads)


def terms(opened: Opened, asked: Asked) -> View:
    """Our terms and those of the standards that we use, for completion in the query editor."""
    labels = drawing().labels
    found = [
        {"term": f"{prefix}:{iri.removeprefix(names.base)}", "label": labels.get(iri, "")}
        for prefix, names in NAMESPACES.items()
        for iri in names
    ]
    return View("search.html", "Terms", {"terms": found})


def about(opened: Opened, asked: Asked) -> View:
    """What programs can ask for, with examples."""
    return View("about.html", "For programs", {"root": asked.root, "paths": openapi(asked.root)["paths"]})


def api(opened: Opened, asked: Asked) -> View:
    """The OpenAPI document."""
    return View("about.html", "OpenAPI", openapi(asked.root))


VIEWS: dict[str, Callable[[Opened, Asked], View]] = {
    "start": start.start,
    "search": search.search,
    "suggest": search.suggest,
    "entities": search.entities,
    "documents": search.documents,
    "questions": question.question_index,
    "question": question.question,
    "question_network": drawn.question_network,
    "anything": anything,
    "connection": connection.connection,
    "compare": connection.compare,
    "trajectory": trajectory.trajectory,
    "review": review.review_page,
    "network": drawn.network_page,
    "sparql": sparql.query_page,
    "sparql_network": sparql.query_network,
    "terms": terms,
    "preview": preview,
    "void": void,
    "about": about,
    "api": api,
}
SIMPLE = (
    "search", "suggest", "entities", "documents", "questions", "connection", "compare", "trajectory",
    "network", "about", "void",
)  # fmt: skip
"""Views whose address is their name."""
WHOLE = frozenset({"network", "question_network", "sparql_network"})
"""Pages that bring their own scripts, and a policy that allows just these."""
QUERIES = frozenset({"question", "question_network", "sparql", "sparql_network"})
"""Pages that run a query of unknown cost."""
