"""Sentences that tell who somebody is beside the posts: another name, the ward of a councillor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from councilgraph.graph.extractors.prose.annotation.mentions import Sentence
from councilgraph.graph.model import Document, Quote

_RENAMES = re.compile(r"\b(?:name|surname|title|known as|called|n[ée]e)\b")
_SEATS = re.compile(
    r"\b(?:wards?|seats?|division|represent(?:s|ed|ing)?|elected (?:in|for|at)|sits? for|sat for|by-election|"
    r"(?:member|councillor) for|votes)\b"
)
_NAMESAKE = re.compile(r"\b(?:same name|namesake|no relation)\b")
_LONGEST = 700
"""How many characters may lie between a name and the one that replaces it."""


def identifying(document: Document, sentences: Sequence[Sentence]) -> dict[str, tuple[Quote, ...]]:
    """What a document tells of who people are, by their names, as quotes.

    Where somebody takes another name the quote begins with the sentence that last gave the old one.
    """
    found: dict[str, dict[Quote, None]] = {}
    named_in: dict[str, int] = {}
    for sentence in sentences:
        people = {mention.person.name for mention in sentence.people()}
        known = sorted(people & named_in.keys())
        text = document.text[sentence.start : sentence.end]
        if len(known) == 1 < len(people) and _RENAMES.search(text):
            start = named_in[known[0]]
            if sentence.end - start <= _LONGEST:
                found.setdefault(known[0], {})[document.quote(start, sentence.end)] = None
        if len(people) == 1 and _SEATS.search(text) and not _NAMESAKE.search(text):
            quote = document.quote(sentence.start, sentence.end)
            found.setdefault(next(iter(people)), {})[quote] = None
        for mention in sentence.people():
            if mention.naming in ("full", "titled"):
                named_in[mention.person.name] = sentence.start
    return {name: tuple(quotes) for name, quotes in found.items()}
