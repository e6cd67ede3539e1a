"""Who issued a document: the body that the first lines of a release, a newsletter or minutes name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from councilgraph.graph.extractors.prose.names.organisations import Finder, Organisation
from councilgraph.graph.extractors.prose.text.tokens import tokens
from councilgraph.graph.extractors.prose.text.zones import Zone

_LETTERS = re.compile(
    r"\b(?:newsletter|bulletin|newsheet|members['’] (?:update|circular)|branch circular"
    r"|(?:press|news|media) (?:release|notice|statement)|press office|newsroom|minutes|board notice"
    r"|(?:annual|our) (?:news|year)|^(?:annual|impact|trustees['’]) (?:review|report)\b[^\n]{0,20}$"
    r"|(?:message|letter) to (?:parents|families|members|staff)|news for (?:people|staff|members|residents)"
    r"|staff (?:notice|update|bulletin|magazine)|governors)\b",
    re.I | re.M,
)
_NOT_ISSUERS = frozenset("party government department inspectorate parliament newspaper".split())
_FIRST = 5
_LEAST_OURS = 3


def issuer_of(
    text: str, zones: Sequence[Zone], issued: str | None, known: Mapping[str, Organisation], ours: int
) -> Organisation | None:
    """The body whose release, newsletter or minutes a document says in its first lines that it is.

    It is named in the line that says so, else in one before or after it. `known` are the bodies that the
    document names, by their words. A text that says "we" and "our" (`ours` times) needs no such line.
    """
    first = [zone for zone in zones[:_FIRST] if zone.end - zone.start < _LONG]
    told = [number for number, zone in enumerate(first) if _LETTERS.search(text, zone.start, zone.end)]
    if not told and ours < _LEAST_OURS:
        return None
    order = sorted(range(len(first)), key=lambda number: min(abs(number - each) for each in told or [0]))
    named = (body for number in order for body in _named(text, first[number], issued, known))
    return next((body for body in named if body.kind not in _NOT_ISSUERS), None)


def _named(
    text: str, zone: Zone, issued: str | None, known: Mapping[str, Organisation]
) -> Iterator[Organisation]:
    """The bodies that a line names in full."""
    for named in Finder(issued).find(list(tokens(text, zone.start, zone.end))):
        if named.organisation and named.naming == "name":
            yield named.organisation
    line = text[zone.start : zone.end]
    yield from (body for words, body in known.items() if words in line)


_LONG = 200
"""A line of so many characters is the story's, not its head's."""
