"""What stands before the head of a post's name: "former deputy", "Labour's", "contact centre"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.organisations import Named
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.role_words import (
    BEFORE,
    HEAD_ENDS,
    MAX_TOPIC,
    RULES,
    STOPS,
    TOPICS,
    Holding,
    holding_of,
)

TITLES = frozenset("councillor cllr coun alderman ald mp msp am ms mps judge".split())
"""Posts that stand before a name as a title does."""
_HELPERS = frozenset(
    "was were been be being is are then not narrowly duly unanimously thereupon accordingly and".split()
)
_OPEN_HEADS = frozenset(RULES["open"]["heads"].split())
_PRAISE = frozenset(RULES["open"]["praise"].split())
_OPENERS = frozenset(
    "the a an its his her their our my as , ( - – 's ' and is was been be appointed named made becomes "
    "became become".split()
)
_MAX_OPEN = 3


def leftwards(
    tokens: Sequence[Token], at: int, taken: dict[int, Named], free: int
) -> tuple[int, tuple[Holding, ...]]:
    """Where the words before a head begin, and what they say of how the post is held."""
    holdings: list[Holding] = []
    first = at
    number = at - 1
    while number >= free and at - number <= MAX_TOPIC:
        word = tokens[number].lower
        if (number in taken and word not in BEFORE["party"]) or _is_new_sentence(tokens, number):
            break
        if word == "present" and number and tokens[number - 1].lower == "at":
            break
        if holding := holding_of(word):
            holdings.append(holding)
        elif word == "elected" and number and (tokens[number - 1].lower in _HELPERS or _is_title(tokens, at)):
            break
        elif (
            word in BEFORE["rank"] or word in BEFORE["party"] or (word in TOPICS and _is_noun(tokens, number))
        ) or (word in HEAD_ENDS and word not in TITLES | {"two"} and number == first - 1):
            pass
        elif word in ("and", "&", "'s", "'", ",", "-") and number > free and _joins(tokens, number, first):
            number -= 1
            continue
        elif (opening := _open_start(tokens, number, first, (at, free), taken)) is not None:
            number = opening
        else:
            break
        first = number
        number -= 1
    return first, tuple(holdings)


def _is_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a head is a title before a name, so that "elected" is a verb: "Members elected Cllr Hart"."""
    is_one = tokens[at].lower in ("cllr", "coun", "councillor") and tokens[at].is_capital
    return is_one and at + 1 < len(tokens) and tokens[at + 1].is_capital


def _open_start(
    tokens: Sequence[Token], number: int, first: int, span: tuple[int, int], taken: dict[int, Named]
) -> int | None:
    """Where a row of nouns begins that ends before a head ("contact centre manager"), None where none does.

    `span` is the head's token and the first one that no other post has.
    """
    at, free = span
    if tokens[at].lower not in _OPEN_HEADS or number != first - 1:
        return None
    start = number
    while start >= free and number - start < _MAX_OPEN and start not in taken and _is_open(tokens[start]):
        start -= 1
    start += 1
    before = start - 1
    bounded = before >= free and (before in taken or tokens[before].lower in _OPENERS | BEFORE["new"])
    is_verb = before in taken and tokens[start].lower.endswith("s")
    return start if start <= number and bounded and not is_verb else None


def _is_open(token: Token) -> bool:
    """Whether a word may be a noun before a head."""
    text = token.text
    is_short = text.isupper() and 1 < len(text) < len("SENCO")
    return (
        (is_short or text.islower())
        and text.replace("-", "").isalpha()
        and token.lower not in STOPS
        and token.lower not in _PRAISE
        and token.lower not in _OPENERS
        and holding_of(token.lower) is None
        and not token.lower.endswith(("ed", "ly", "est"))
    )


def _is_new_sentence(tokens: Sequence[Token], number: int) -> bool:
    return tokens[number].text in (".", "!", "?", ":", ";")


def _is_noun(tokens: Sequence[Token], number: int) -> bool:
    """Whether a topic word is not a verb after "to" or "will"."""
    return (
        number == 0
        or tokens[number].is_capital
        or tokens[number - 1].lower not in ("to", "will", "would", "can", "may", "must", "not")
    )


def _joins(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether "and" or a possessive joins two topics: "arts and culture portfolio holder"."""
    word, before = tokens[number].lower, tokens[number - 1].lower
    if word == "'s":
        return before in ("children", "adult", "adults", "majesty", "people", "women")
    return (
        first == number + 1
        and before in TOPICS
        and word in ("and", "&", ",")
        and tokens[first].lower in TOPICS
    )
