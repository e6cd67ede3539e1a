"""Rows of words with capitals, which may be the name of a body that no list knows."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.person_names import TITLES
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

CAPITAL = frozenset(read_rules("words")["capital"]["words"].split())
"""Capitalised words that are mostly no part of such a name."""
MAX_WORDS = 7
_INSIDE = frozenset("of and & for the in on".split())
_COMPASS = frozenset("north south east west".split())
_OF_SAINTS = _INSIDE - {"in", "on"}
_DESCRIBED = ("-based", "-run", "-led", "-owned", "-born")
_SAINTS = frozenset(["St", "St.", "Saint"])


def row_before(tokens: Sequence[Token], last: int, taken: set[int]) -> int:
    """Where a row of words with capitals begins that ends before `last`, small words within included."""
    first = number = last
    while number > 0 and last - number < MAX_WORDS and number - 1 not in taken:
        number -= 1
        if tokens[number].is_capital and tokens[number].is_word and tokens[number].lower not in TITLES:
            first = number
        elif tokens[number].lower not in _INSIDE or first == last or number != first - 1:
            break
    return first


def row_after(tokens: Sequence[Token], first: int, taken: set[int]) -> int:
    """Where a row of words with capitals ends that begins at `first`; `first` where none does."""
    last = first
    number = first
    while number < len(tokens) and number - first < MAX_WORDS and number not in taken:
        token = tokens[number]
        barred = (
            token.lower in TITLES
            or token.lower.endswith(_DESCRIBED)
            or (token.lower in CAPITAL and token.lower not in _COMPASS)
        )
        of_saint = token.lower == "'s" and tokens[first].text in _SAINTS and last == number
        if of_saint or (token.is_capital and token.is_word and not barred):
            last = number + 1
        elif token.lower not in (_OF_SAINTS if tokens[first].text in _SAINTS else _INSIDE) or number == first:
            break
        number += 1
    return last


def starts_sentence(tokens: Sequence[Token], number: int) -> bool:
    """Whether no word stands right before a token."""
    return number == 0 or not tokens[number - 1].is_word
