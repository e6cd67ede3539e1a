"""The name of whoever writes "our director", told by the head of a newsletter or a blog."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from councilgraph.graph.extractors.prose.annotation.rows import CAPITAL
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.quotations import Quotation
from councilgraph.graph.extractors.prose.text.zones import Zone

_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_FIRST = 3
_LONG = 200
_RULES = read_rules("organisations")["own"]


def _any(words: str, *, by: str | None = None) -> str:
    return "|".join(map(re.escape, words.split(by)))


_OURS = re.compile(rf"\b[Oo]ur (?:[a-z]+ )?(?:{_any(_RULES['ours'])})\b")
_WE = re.compile(r"\b(?:[Ww]e|[Uu]s|[Oo]ur)\b")
_OFTEN = 3
_HINT = re.compile(rf"\b(?:{_any(_RULES['hints'], by=', ')})\b", re.I)
_ROW = re.compile(r"(?:^|[|:•–-] )(?P<name>(?:[A-Z][\w’'&-]*)(?: (?:[A-Z][\w’'&-]*|of|for|and|the|in)){0,4})")
_PARISH = re.compile(
    r"^(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?i: (?:&|and) district)?"
    rf"(?i: (?:{_any(_RULES['villages'])}))+(?i: (?:{_any(_RULES['newsletters'])}))\b"
)
_AGAIN = r"[a-z,] {}\b(?! [A-Z][a-z])"
_OF_PARISH = re.compile(r"\bparish (?:council|clerk)\b", re.I)


def own_name(text: str, zones: Sequence[Zone], spoken: Sequence[Quotation]) -> Organisation | None:
    """The charity or the parish council that a document names at its head and speaks for; else None."""
    head = [text[zone.start : zone.end] for zone in zones[:_FIRST] if zone.end - zone.start < _LONG]
    charity = _charity(text, head) if is_own(text, spoken) else None
    return charity or _parish(text, head)


def is_own(text: str, spoken: Sequence[Quotation]) -> bool:
    """Whether a charity or the like writes of its own affairs: "our trustees", not in somebody's words."""
    return (
        bool(_HINT.search(text))
        and _outside(_OURS, text, spoken) >= 1
        and _outside(_WE, text, spoken) >= _OFTEN
    )


def _outside(pattern: re.Pattern[str], text: str, spoken: Sequence[Quotation]) -> int:
    """How often a pattern is met outside direct speech."""
    return sum(not _is_spoken(match.start(), spoken) for match in pattern.finditer(text))


def _is_spoken(start: int, spoken: Sequence[Quotation]) -> bool:
    number = bisect_right(spoken, start, key=lambda quote: quote.start)
    return number > 0 and start < spoken[number - 1].end


def _charity(text: str, head: Sequence[str]) -> Organisation | None:
    for line in head:
        for match in _ROW.finditer(line):
            name = _trimmed(match["name"])
            if name and re.search(_AGAIN.format(re.escape(name)), text) and not _is_surname(name, text):
                return Organisation(name, "charity")
    return None


def _is_surname(name: str, text: str) -> bool:
    """Whether one word is part of longer names in a text: "Marlow" in "Ann Marlow"."""
    return " " not in name and bool(re.search(rf"\b[A-Z][a-z]+ {re.escape(name)}\b", text))


def _trimmed(row: str) -> str:
    """A row of words without those at its end that are small; empty where it is no name."""
    words = row.split()
    while words and not words[-1][0].isupper():
        words.pop()
    is_name = (
        words and not is_given_name(words[0]) and any(word.lower() not in _COMMON | CAPITAL for word in words)
    )
    return " ".join(words) if is_name else ""


def _parish(text: str, head: Sequence[str]) -> Organisation | None:
    """The council of a village whose newsletter speaks of "the parish council"."""
    place = next((match["place"] for line in head if (match := _PARISH.search(line))), "")
    if not place or place.split()[0].lower() in _COMMON or not _OF_PARISH.search(text):
        return None
    return Organisation(f"{place.title() if place.isupper() else place} Parish Council", "council")
