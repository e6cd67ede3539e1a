"""Whose newsletter a document is: the association, union or charity that its first lines name."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.names.organisations import Finder, Organisation
from councilgraph.graph.extractors.prose.text.tokens import tokens

_LETTERS = re.compile(
    r"\b(?:newsletter|bulletin|newsheet|members['’] (?:update|circular)|branch circular)\b", re.I
)
_NOT_ISSUERS = frozenset("council combined party government department inspectorate parliament".split())
_FIRST = 5


def issuer_of(annotated: Annotated) -> Organisation | None:
    """The body whose newsletter or bulletin a document says in its first lines that it is; no council."""
    text = annotated.document.text
    for zone in annotated.zones[:_FIRST]:
        if not _LETTERS.search(text, zone.start, zone.end):
            continue
        for named in Finder(annotated.issued).find(list(tokens(text, zone.start, zone.end))):
            if named.organisation and named.organisation.kind not in _NOT_ISSUERS:
                return named.organisation
    return None
