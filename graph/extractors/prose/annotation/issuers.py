"""Who issued a document: the body that the first lines of a release, a newsletter or minutes name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.organisations import Finder, Organisation
from councilgraph.graph.extractors.prose.text.tokens import tokens
from councilgraph.graph.extractors.prose.text.zones import Zone

_LETTERS = re.compile(
    r"\b(?:newsletter|bulletin|newsheet|members['’] (?:update|circular)|branch circular"
    r"|(?:press|news|media) (?:release|notice|statement)|press office|minutes|board notice"
    r"|(?:annual|our) (?:news|year)|^(?:annual|impact|trustees['’]) (?:review|report)\b[^\n]{0,20}$"
    r"|staff (?:notice|update|bulletin)|governors)\b",
    re.I | re.M,
)
_NOT_ISSUERS = frozenset("party government department inspectorate parliament newspaper".split())
_FIRST = 5


def issuer_of(text: str, zones: Sequence[Zone], issued: str | None) -> Organisation | None:
    """The body whose release, newsletter or minutes a document says in its first lines that it is.

    It is named in the line that says so, else in one before or after it.
    """
    first = [zone for zone in zones[:_FIRST] if zone.end - zone.start < _LONG]
    told = [number for number, zone in enumerate(first) if _LETTERS.search(text, zone.start, zone.end)]
    if not told:
        return None
    order = sorted(range(len(first)), key=lambda number: min(abs(number - each) for each in told))
    for number in order:
        zone = first[number]
        for named in Finder(issued).find(list(tokens(text, zone.start, zone.end))):
            if named.organisation and named.naming == "name" and named.organisation.kind not in _NOT_ISSUERS:
                return named.organisation
    return None


_LONG = 200
"""A line of so many characters is the story's, not its head's."""
