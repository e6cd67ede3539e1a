"""A document's text with every quote marked in its place, beside the facts that rest on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from councilgraph.graph.entities import Said
from councilgraph.graph.formats.claims import COLUMNS, claim_row
from councilgraph.graph.rdf import document_iri, read_claims
from councilgraph.graph.rows import Rows
from councilgraph.graph.vocab import DCT, SCHEMA
from councilgraph.graph.web.addresses import mark, outside
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.claims import facts_of, plain_claim
from councilgraph.graph.web.view import MissingError, Opened, Plain, View

WINDOW_CHARS = 40_000
"""So much of a text is on one page."""


def document(opened: Opened, asked: Asked) -> View:
    """The part of a document's text that has the character `at` in it. Raises MissingError."""
    store, sha256 = opened.store, asked.name
    iri = document_iri(sha256)
    about = {quad.predicate.value: quad.object for quad in store.quads(iri, graph=iri)}
    if not about:
        raise MissingError(f"no document has the hash {sha256[:64]}", hint="look for its words or its name")
    said = read_claims(store.quads(graph=iri))
    text = store.index.text(sha256) or ""
    starts = _window_starts(text)
    at = asked.number("at", 0, least=0, most=10**9 - 1)
    place = max(number for number, start in enumerate(starts) if start <= at)
    first, last = starts[place], starts[place + 1] if place + 1 < len(starts) else len(text)
    quotes = _quotes(opened, said, first, last)

    def value(predicate: str) -> str | None:
        term = about.get(predicate)
        return getattr(term, "value", None)

    name = store.index.documents_named(sha256)
    content: Plain = {
        "iri": iri,
        "sha256": sha256,
        "name": name[0][1] if name else sha256[:12],
        "title": value(DCT.title),
        "publisher": value(DCT.publisher),
        "issued": value(DCT.issued),
        "url": outside(value(SCHEMA.url)),
        "format": value(DCT.format),
        "chars": len(text),
        "first": first,
        "last": last,
        "page": place + 1,
        "pages": len(starts),
        "previous": asked.link(at=starts[place - 1]) if place else None,
        "next": asked.link(at=last) if last < len(text) else None,
        "claims": len(said),
        "quotes": quotes,
        "pieces": list(pieces(text, quotes, first, last)),
    }
    rows = (claim_row(each, store.ledger.resolved(each.iri) or {}) for each in said)
    title = content["title"] or content["name"]
    return View("document.html", title, content, Rows(COLUMNS, rows), store.quads(graph=iri))


def _window_starts(text: str) -> list[int]:
    """Where the parts of a text begin: at the beginnings of lines, if there are any."""
    starts = [0]
    while len(text) - starts[-1] > WINDOW_CHARS:
        most = starts[-1] + WINDOW_CHARS
        line_end = text.rfind("\n", starts[-1] + WINDOW_CHARS // 2, most)
        starts.append(line_end + 1 if line_end >= 0 else most)
    return starts


def _quotes(opened: Opened, said: Sequence[Said], first: int, last: int) -> list[Plain]:
    """The quotes in a part of the text, each with what rests on it."""
    captions = opened.links.captions
    found: dict[tuple[int, int], list[Said]] = {}
    for each in said:
        quote = each.claim.quote
        if quote.start < last and quote.end > first:
            found.setdefault((quote.start, quote.end), []).append(each)
    return [
        {
            "start": start,
            "end": end,
            "mark": mark(start, end),
            "claims": [
                {**plain_claim(each), "facts": facts_of(opened.store, captions, each.iri)} for each in claims
            ],
        }
        for (start, end), claims in sorted(found.items())
    ]


def pieces(text: str, quotes: Sequence[Plain], first: int, last: int) -> Iterator[Plain]:
    """A part of a text in pieces, each with the places (in `quotes`) of the quotes that it is in.

    `begins` are those of which it is the first piece.
    """
    cuts = {first, last}
    for quote in quotes:
        cuts |= {max(first, quote["start"]), min(last, quote["end"])}
    ordered = sorted(cuts)
    for start, end in itertools.pairwise(ordered):
        inside = [n for n, quote in enumerate(quotes) if quote["start"] <= start and quote["end"] >= end]
        begins = [n for n in inside if max(first, quotes[n]["start"]) == start]
        yield {"text": text[start:end], "quotes": inside, "begins": begins}
