"""Bodies that a text introduces by what they are: "the charity Kith", "Kith, a union"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.annotation.rows import (
    CAPITAL,
    row_after,
    row_before,
    starts_sentence,
)
from councilgraph.graph.extractors.prose.names.body_names import HEADS, STOPS, written
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.person_names import TITLES
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.role_words import TOPICS

_RULES = read_rules("organisations")["introducing"]
_KINDS = ("charity", "company", "association", "agency", "trust", "home")
_PEOPLE = frozenset(_RULES["people"].split())
"""What somebody may be as well: "the landlord Piers Tarn"."""
_NOUNS = {noun: kind for kind in _KINDS for noun in _RULES[kind].split()} | dict.fromkeys(_PEOPLE, "company")
_AFTER = frozenset(_RULES["after"].split())
_NOT_AFTER_HOME = frozenset(_RULES["not_after_home"].split()) | {"'s"}
_ROADS = frozenset(_RULES["roads"].split())
"""What does not run homes: "the path, which runs down to"."""
_MODIFIERS = frozenset(_RULES["modifiers"].split())
_ARTICLES = frozenset({"a", "an", "the"})
_PROPER = frozenset(_RULES["proper"].split())
"""Words that are names of newspapers and the like, and of what a text has said is none."""
_DOING = frozenset(_RULES["which"].split())
_DESCRIBED = frozenset(_RULES["described"].split())
_DESCRIBING = frozenset(_RULES["describing"].split())
_APOSTROPHES = frozenset({"'s", "'", "’"})
_MARKS = frozenset(". ; : ! ?".split())
_PARTS = frozenset("committee panel cabinet group team department service services".split())
_ONE = frozenset({"a", "an"})
_BEFORE_PEOPLE = _ARTICLES | {"local", "national"}
_ASIDE = frozenset(", : ( – — - is was".split())
_CLOSING = frozenset(", . ; : ) ( – —".split())
_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_LEADING = STOPS | frozenset("so now then here there instead also".split())
_OF = frozenset("of at for with by from".split())
_BEFORE = frozenset("the at by for with".split())
_BARRED = CAPITAL | TITLES | STOPS | _COMMON
_LEAST_WORDS = 2
_LONGEST_ASIDE = 6
_LONGEST_CALLED = 7


def introduced(tokens: Sequence[Token], at: int, taken: set[int]) -> Named | None:
    """The body whose name a word at `at` introduces, or says of the name before it what it is."""
    if tokens[at].lower == "called":
        return _called(tokens, at, taken)
    if tokens[at].lower == "which":
        return _acting(tokens, at, taken)
    kind = _kind(tokens, at)
    if kind is None or (
        tokens[at].is_capital and not (tokens[at].text.istitle() and starts_sentence(tokens, at))
    ):
        return None
    return (
        _apposed(tokens, at, taken, kind)
        or _after(tokens, at, taken, kind)
        or _before(tokens, at, taken, kind)
    )


def _kind(tokens: Sequence[Token], at: int) -> str | None:
    """The kind of body that a word tells, with the one before it: "charity", "campaign group"."""
    before = tokens[at - 1].lower if at else ""
    before = tokens[at - 2].lower if before in _APOSTROPHES and at > 1 else before
    described = tokens[at].lower in _DESCRIBED and before in _DESCRIBING
    return "association" if described else _NOUNS.get(tokens[at].lower)


def _named(tokens: Sequence[Token], first: int, last: int, kind: str) -> Named | None:
    """The body of that name; None where it is a person, or one word that is none's own."""
    if kind == "home":
        last = next((number for number in range(first, last) if tokens[number].lower == "in"), last)
    words = tokens[first:last]
    titled = first > 0 and tokens[first - 1].lower in TITLES
    if not words or titled or is_given_name(words[0].text):
        return None
    if len(words) == 1 and (words[0].lower in _BARRED - _PROPER or words[0].lower in HEADS):
        return None
    return Named(first, last, "name", Organisation(written(words), kind), kind)


def _begin(tokens: Sequence[Token], last: int, taken: set[int]) -> int:
    """Where a name begins that ends before `last`: "Meanwhile" at the head of a sentence is no part of it."""
    first = row_before(tokens, last, taken)
    starts = last - first > 1 and starts_sentence(tokens, first) and tokens[first].lower in _LEADING
    return first + starts


def _goes_on(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun is only part of what somebody is called: "a charity worker", "a home owner"."""
    following = tokens[noun + 1] if noun + 1 < len(tokens) else None
    if following is None or not following.is_word:
        return following is not None and following.lower == "'s"
    is_home = tokens[noun].lower in ("home", "hospice")
    return following.lower not in _AFTER or (is_home and following.lower in _NOT_AFTER_HOME)


def _apposed(tokens: Sequence[Token], noun: int, taken: set[int], kind: str) -> Named | None:
    """As in "Bright Mornings, a charity", "Bright Mornings is a charity": the name before."""
    is_somebody = tokens[noun].lower in _PEOPLE and kind != "association"
    if is_somebody or _goes_on(tokens, noun):
        return None
    nearest = max(0, noun - _LONGEST_ASIDE)
    article = next((n for n in range(noun - 1, nearest, -1) if tokens[n].lower in _ARTICLES), 0)
    if article < _LEAST_WORDS or tokens[article - 1].text not in _ASIDE:
        return None
    is_verb = tokens[article - 1].is_word
    if is_verb and tokens[article].lower == "the":
        return None
    return _named(tokens, _begin(tokens, article - 1, taken), article - 1, kind)


def _after(tokens: Sequence[Token], noun: int, taken: set[int], kind: str) -> Named | None:
    """As in "the charity Bright Mornings", "the new agency, Bright Mornings, ...": the name after."""
    aside = noun + 1 < len(tokens) and tokens[noun + 1].text == ","
    first = noun + 1 + aside
    last = row_after(tokens, first, taken)
    before = tokens[noun - 1] if noun else tokens[noun]
    is_told = before.lower in _BEFORE_PEOPLE or before.is_capital
    if last == first or (aside and not (last < len(tokens) and tokens[last].text in _CLOSING)):
        return None
    if aside and last - first > 1 and _may_be_of_somebody(tokens, noun):
        return None
    is_person = tokens[noun].lower in _PEOPLE and kind != "association"
    if is_person and not (is_told and last - first >= _LEAST_WORDS and not aside):
        return None
    return _named(tokens, first, last, kind)


def _may_be_of_somebody(tokens: Sequence[Token], noun: int) -> bool:
    """Whether the name after a noun may be somebody's: "the chair of the charity, Kiri Tarn, said"."""
    for number in range(noun - 1, max(-1, noun - _LONGEST_ASIDE), -1):
        if tokens[number].lower == "new":
            return False
        if tokens[number].lower in _ARTICLES:
            return number > 0 and tokens[number - 1].lower in _OF
    return True


def _called(tokens: Sequence[Token], at: int, taken: set[int]) -> Named | None:
    """As in "a charity for carers called Bright Mornings"."""
    before = [token.lower for token in tokens[max(0, at - _LONGEST_CALLED) : at]]
    ends = [number + 1 for number, word in enumerate(before) if word in _MARKS]
    before = before[ends[-1] if ends else 0 :]
    kind = next((_NOUNS[word] for word in reversed(before) if word in _NOUNS), None)
    last = row_after(tokens, at + 1, taken)
    is_told = kind and not _ONE.isdisjoint(before) and last > at + 1
    return _named(tokens, at + 1, last, kind) if kind and is_told else None


def _acting(tokens: Sequence[Token], which: int, taken: set[int]) -> Named | None:
    """As in "Bright Mornings, which runs hostels": the name of one that does what bodies do."""
    ahead = [token.lower for token in tokens[which + 1 : which + 3]]
    is_doing = len(ahead) > 1 and ahead[0] in _DOING and ahead[1] not in _ROADS
    if not is_doing or which < _LEAST_WORDS or tokens[which - 1].text != ",":
        return None
    first = _begin(tokens, which - 1, taken)
    words = tokens[first : which - 1]
    is_proper = not any(word.lower in TITLES | STOPS | _PARTS or word.text[-1].isdigit() for word in words)
    is_proper &= not all(word.lower in TOPICS | _COMMON for word in words)
    return _named(tokens, first, which - 1, "charity") if is_proper else None


def _before(tokens: Sequence[Token], noun: int, taken: set[int], kind: str) -> Named | None:
    """As in "the Bright Mornings children's charity": the name before."""
    last = noun
    while last and tokens[last - 1].lower in _MODIFIERS and not tokens[last - 1].is_capital:
        last -= 1
    first = _begin(tokens, last, taken)
    if (
        (tokens[noun].lower in _PEOPLE and kind != "association")
        or last - first < _LEAST_WORDS
        or _is_barred(tokens[first:last])
    ):
        return None
    is_led = starts_sentence(tokens, first) or tokens[first - 1].lower in _BEFORE
    return _named(tokens, first, last, kind) if is_led else None


def _is_barred(words: Sequence[Token]) -> bool:
    """Whether words with capitals are no name: one is a title or a stop, or all are common."""
    return any(word.lower in _BARRED - _COMMON for word in words) or all(
        word.lower in _BARRED for word in words
    )
