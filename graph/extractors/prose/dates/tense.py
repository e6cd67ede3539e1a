"""Whether the words around a date speak of the past or of what lies ahead."""

from __future__ import annotations

import re
from functools import cache

from councilgraph.graph.extractors.prose.rules import read_rules

PAST, UNKNOWN, AHEAD = -1, 0, 1
_LEFT_CHARS, _RIGHT_CHARS = 110, 90
_LEFT_WORDS, _RIGHT_WORDS = 16, 9
_NEXT = 2
_PERFECT = frozenset({"has", "have"})
_PERFECT_WORDS = 4
_UNTIL = frozenset({"until", "till"})
_WORD = re.compile(r"'ll\b|'s\b|[A-Za-z]+(?:'[A-Za-z]+)?")
_BREAK = re.compile(r"[;.!?](?:\s|$)")
_NOT_PAST = frozenset(
    "need red bed shed indeed speed seed feed hundred united succeed proceed exceed".split()
)
_NAMES = frozenset({"May", "Will"})


def tense(words: str, start: int, end: int) -> int:
    """PAST or AHEAD for a date at `start:end` of a text, UNKNOWN where its clause does not tell.

    The words before the date count first, the nearest most; then those after it.
    """
    left = _words(_BREAK.split(words[max(0, start - _LEFT_CHARS) : start])[-1])[-_LEFT_WORDS:]
    right = _words(_BREAK.split(words[end : end + _RIGHT_CHARS])[0])[:_RIGHT_WORDS]
    last = left[-1] if left else ""
    if last in _UNTIL and _cues("lasting") & set(left):
        return AHEAD
    if last == "by":
        return _first(right[:_NEXT], range(_NEXT)) or AHEAD
    told = _first(left, range(len(left) - 1, -1, -1))
    if last == "from" and told == PAST and _is_of_perfect(left):
        return UNKNOWN
    is_event = len(left) > 1 and last in ("in", "of", "on", "from") and left[-2] in _cues("events")
    return told if told or is_event or last in _cues("determiners") else _first(right, range(len(right)))


def _is_of_perfect(left: list[str]) -> bool:
    """Whether the last verb is a perfect: "has appointed Ada Hart as its director from"."""
    at = max((number for number, word in enumerate(left) if word in _PERFECT), default=len(left))
    return at < len(left) and not any(_told(left, number) for number in range(at + _PERFECT_WORDS, len(left)))


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.replace("’", "'"))
    return [word.lower() for word in found if word not in _NAMES and not _is_name(word)]


def _is_name(word: str) -> bool:
    """Whether a word only looks like a verb of the past: "Ofsted"."""
    return word[0].isupper() and word.endswith("ed")


def _first(words: list[str], numbers: range) -> int:
    """What the first word that tells something says."""
    for number in numbers:
        if number < len(words) and (told := _told(words, number)):
            return told
    return UNKNOWN


def _told(words: list[str], number: int) -> int:
    """What one word tells in its place."""
    word = words[number]
    if word in _cues("deferred"):
        return AHEAD
    if word in _cues("ahead") and (word != "about" or words[number + 1 : number + 2] == ["to"]):
        return PAST if _is_perfect(words, number) else AHEAD
    before = words[number - 1] if number else ""
    if before in (
        _cues("present") if word in _cues("arranged") else _cues("to_after") if word == "to" else ()
    ):
        return AHEAD
    if word in _cues("behind"):
        return AHEAD if _is_perfect_ahead(words, number) else PAST
    if word.endswith("ed") and word not in _NOT_PAST:
        return _of_participle(words, number)
    return UNKNOWN


def _of_participle(words: list[str], number: int) -> int:
    """What a word in "-ed" tells: "was debated" lies behind, "be debated" ahead, "is debated" either."""
    before = words[max(0, number - 2) : number]
    if "be" in before:
        return AHEAD
    return UNKNOWN if _cues("present") & set(before) else PAST


def _is_perfect(words: list[str], number: int) -> bool:
    """Whether a word for what lies ahead is told of the past: "would have left", "was expected"."""
    return (
        "have" in words[number + 1 : number + 3]
        or {"was", "were", "been"} & set(words[max(0, number - 2) : number]) != set()
    )


def _is_perfect_ahead(words: list[str], number: int) -> bool:
    """Whether "have" or "been" comes after a word for what lies ahead: "will have been"."""
    return words[number] in ("have", "been") and bool(
        _cues("ahead") & set(words[max(0, number - 2) : number])
    )


@cache
def _cues(key: str) -> frozenset[str]:
    return frozenset(read_rules("when")[key].split())
