"""Entities by their names and documents by their words."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.graph.index import Named
from councilgraph.graph.rows import Rows
from councilgraph.graph.vocab import COUNCIL_KINDS
from councilgraph.graph.web.addresses import address, document_address
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.view import Opened, Part, Plain, View
from councilgraph.graph.web.wording import kind_label

_AT_FIRST = 10
_SUGGESTED = 12
_SUGGESTED_KINDS = {"council": COUNCIL_KINDS, "person": frozenset({"person"})}


def entities(opened: Opened, asked: Asked) -> View:
    """The entities of one kind, by name, in parts."""
    index = opened.store.index
    kind = asked.text("kind", "person").replace(" ", "_")
    part = Part(index.kinds().get(kind, 0), *asked.page(100))
    rows = _named(index.of_kind(kind, limit=part.per, offset=part.first))
    content = {"kind": kind, "label": kind_label(kind), "entities": rows}
    content |= part.plain(asked, len(rows))
    return View("entities.html", str(content["label"]), content, Rows(("label", "kind", "iri"), rows))


def documents(opened: Opened, asked: Asked) -> View:
    """The documents, those that were read last first, in parts."""
    index = opened.store.index
    part = Part(index.count_documents(), *asked.page(100))
    rows = [
        {"title": hit.title, "name": hit.name, "sha256": hit.sha256, "page": document_address(hit.sha256)}
        for hit in index.documents(limit=part.per, offset=part.first)
    ]
    content = {"documents": rows, **part.plain(asked, len(rows))}
    return View("documents.html", "Documents", content, Rows(("title", "name", "sha256"), rows))


def search(opened: Opened, asked: Asked) -> View:
    """Both kinds of hits at first; `what` pages through one of them."""
    text, what = asked.text("q"), asked.text("what")
    index = opened.store.index
    content: Plain = {"q": text, "what": what}
    if what != "documents":
        part = Part(index.count_names_with(text), *_place(asked, what))
        found = _named(index.names_with(text, limit=part.per, offset=part.first))
        content["entities"] = {"found": found, **part.plain(asked, len(found))}
    if what != "entities":
        part = Part(index.count_documents_with(text), *_place(asked, what))
        hits = _documents(opened, text, part)
        content["documents"] = {"found": hits, **part.plain(asked, len(hits))}
    rows = [row for kind in ("entities", "documents") for row in content.get(kind, {}).get("found", ())]
    title = f"“{text}”" if text else "Search"
    return View("search.html", title, content, Rows(("what", "label", "page", "snippet"), rows))


def suggest(opened: Opened, asked: Asked) -> View:
    """A few entities whose names have words that begin so, for whoever is typing."""
    kinds = _SUGGESTED_KINDS.get(asked.text("kind"))
    found = opened.store.index.names_with(asked.text("q"), limit=10 * _SUGGESTED)
    fitting = [each for each in found if kinds is None or each.kind in kinds][:_SUGGESTED]
    return View("search.html", "Suggestions", {"found": _named(fitting)})


def _place(asked: Asked, what: str) -> tuple[int, int]:
    return asked.page(20) if what else (1, _AT_FIRST)


def _named(found: Iterable[Named]) -> list[Plain]:
    return [
        {
            "what": each.kind.replace("_", " "),
            "label": each.label,
            "kind": each.kind,
            "iri": each.iri,
            "page": address(each.iri),
        }
        for each in found
    ]


def _documents(opened: Opened, text: str, part: Part) -> list[Plain]:
    return [
        {
            "what": "document",
            "label": hit.title,
            "name": hit.name,
            "sha256": hit.sha256,
            "page": document_address(hit.sha256),
            "snippet": hit.snippet,
        }
        for hit in opened.store.index.documents_with(text, limit=part.per, offset=part.first)
    ]
