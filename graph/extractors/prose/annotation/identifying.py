"""Sentences that tell who somebody is beside the posts: another name, a ward, an age, a namesake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from councilgraph.graph.extractors.prose.annotation.mentions import Sentence
from councilgraph.graph.model import Document, Quote
from councilgraph.graph.names import fold

_RENAMES = re.compile(
    r"\b(?:name|surname|title|known|called|n[ée]e|maiden|married|marriage|wedding|divorce[ds]?|born|now|as|"
    r"formerly|previously|became|was|peer|Lords)\b"
)
_OWN_NAMES = re.compile(
    r"\b(?:(?:previously|formerly|once|was) (?:called|known)|maiden name|n[ée]e|known to)\b"
)
_SEATS = re.compile(
    r"\b(?:wards?|seats?|division|represent(?:s|ed|ing)?|elected (?:in|for|at)|sits? for|sat for|by-election|"
    r"(?:member|councillor) for|votes|aged \d\d|\d\d-year-old)\b"
)
_NAMESAKE = re.compile(
    r"\b(?:same name|of that name|namesake|no relation|not related|unrelated|not to be confused|"
    r"also (?:called|named))\b"
)
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
        text = document.text[sentence.start : sentence.end]
        for name in _renamed(people, text, named_in):
            start = min(named_in.get(name, sentence.start), sentence.start)
            if sentence.end - start <= _LONGEST:
                found.setdefault(name, {})[document.quote(start, sentence.end)] = None
        if len(people) == 1 and (_SEATS.search(text) or _NAMESAKE.search(text)):
            quote = document.quote(sentence.start, sentence.end)
            found.setdefault(next(iter(people)), {})[quote] = None
        for mention in sentence.people():
            if mention.naming in ("full", "titled"):
                named_in[mention.person.name] = sentence.start
    return {name: tuple(quotes) for name, quotes in found.items()}


def _renamed(people: set[str], text: str, named_in: Mapping[str, int]) -> Iterator[str]:
    """Those who may be told to have another name: it stands beside theirs, or shares the given name."""
    if not _RENAMES.search(text):
        return
    known = sorted(people & named_in.keys())
    if len(known) == 1 and (len(people) > 1 or _OWN_NAMES.search(text)):
        yield known[0]
        return
    for name in sorted(named_in.keys() | people):
        if any(_shares_given_name(name, other) for other in people if other != name):
            yield name


def _shares_given_name(name: str, other: str) -> bool:
    one, two = fold(name).split(), fold(other).split()
    return len(one) > 1 and len(two) > 1 and one[0] == two[0] and len(one[0]) > 1 and one[-1] != two[-1]
