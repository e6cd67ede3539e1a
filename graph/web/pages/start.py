"""The first page: what is in the store, and where to begin."""

from __future__ import annotations

from councilgraph.graph import questions
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import current_revision
from councilgraph.graph.vocab import COUNCIL_KINDS
from councilgraph.graph.web.addresses import document_address, link
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.view import Opened, Plain, View
from councilgraph.graph.web.wording import kind_label

_RECENT = 8


def start(opened: Opened, asked: Asked) -> View:
    """Entities by kind, the documents that were read last, and the ready-made questions."""
    store = opened.store
    kinds = [
        {
            "kind": kind,
            "label": kind_label(kind),
            "count": count,
            "page": link("/entities", {"kind": kind}),
        }
        for kind, count in sorted(store.index.kinds().items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    content: Plain = {
        "documents": store.index.count_documents(),
        "people": sum(each["count"] for each in kinds if each["kind"] == "person"),
        "councils": sum(each["count"] for each in kinds if each["kind"] in COUNCIL_KINDS),
        "revision": current_revision(store.path) if store.path else None,
        "kinds": kinds,
        "recent": [
            {"title": hit.title, "name": hit.name, "page": document_address(hit.sha256)}
            for hit in store.index.documents(limit=_RECENT)
        ],
        "questions": question_list(),
    }
    return View("start.html", "councilgraph", content, Rows(("kind", "count", "page"), kinds))


def question_list() -> list[Plain]:
    """The ready-made questions, each with its page."""
    return [
        {"name": each.name, "title": each.title, "page": f"/questions/{each.name}"}
        for each in questions.questions()
    ]
