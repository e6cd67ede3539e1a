"""A small page about an entity, to be shown in a frame beside a column of names."""

from __future__ import annotations

from councilgraph.graph import dossier
from councilgraph.graph.network import evidence_rows
from councilgraph.graph.web.addresses import address, is_iri
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.facts import quotes
from councilgraph.graph.web.pages.thing import known_entries
from councilgraph.graph.web.view import MissingError, Opened, View

_SHOWN = 4


def preview(opened: Opened, asked: Asked) -> View:
    """What tells an entity from others: its names, its code, its latest facts. Raises MissingError."""
    iri = asked.name
    if not is_iri(iri) or next(iter(opened.store.quads(iri)), None) is None:
        raise MissingError(f"nothing in the store has the address {iri[:200]}")
    about = dossier.described(opened.links, iri)
    dated = [
        each for each in known_entries(opened, iri) if each.span.since_earliest or each.span.until_latest
    ]
    lines = dossier.lines(opened.links, dated[-_SHOWN:])
    content = {
        "iri": iri,
        "label": about.label,
        "kind_label": about.kind,
        "code": about.code,
        "names": list(about.names),
        "page": address(iri),
        "facts": [
            {"when": line.when, "text": line.text, "quotes": quotes(evidence_rows(line.evidence[:1]))}
            for line in lines
        ],
    }
    return View("preview.html", about.label, content)
