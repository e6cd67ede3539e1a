"""Homes and schools by a name and what they are in small letters: "Ling Bob school", "Ysgol y Foryd"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names import places
from councilgraph.graph.extractors.prose.names.body_names import HEADS, STOPS
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

_RULES = read_rules("institutions")
_ENDS = _RULES["small_letters"]
_KINDS = {word: kind for kind in ("home", "school", "health") for word in _ENDS[kind].split()}
_BETWEEN = frozenset(_ENDS["between"].split())
_LEADING = frozenset(_RULES["leading"]["words"].split())
_INDEFINITE = frozenset("a an another any no every each".split())
_SMALL = frozenset({"y", "yr", "o", "the"})
_SAINTS = frozenset(["St", "St.", "Saint", "Dr"])
_OWN = frozenset(_RULES["own"]["words"].split()) | frozenset("children women men girls boys people".split())
"""Holders that are part of a name: "St Bede's Academy", "Queen's Park School"."""
_LONGEST = 5


def ending(tokens: Sequence[Token], at: int, free: int) -> tuple[int, str] | None:
    """Where the name begins that "school" or "home" at `at` ends, and the kind; None where it ends none.

    What is only a place and a kind ("a Bury care home", "Care home") is none. Tokens before `free` are taken.
    """
    kind = _KINDS.get(tokens[at].lower)
    if kind is None or not tokens[at].text.islower():
        return None
    number = at - 1
    while number >= free and tokens[number].lower in _BETWEEN and not tokens[number].is_capital:
        number -= 1
    first = number + 1
    while number >= free and at - number <= _LONGEST and _is_part(tokens[number]):
        if tokens[number].is_capital:
            first = number
        number -= 1
    words = [token for token in tokens[first:at] if token.is_capital]
    before = tokens[first - 1].lower if first else ""
    if (
        all(token.lower in _BETWEEN for token in words)
        or before in _INDEFINITE
        or is_given_name(words[0].text)
        or _is_place(tokens, first)
    ):
        return None
    return first, kind


def beginning(tokens: Sequence[Token], at: int) -> int | None:
    """Where the name of a school ends that "Ysgol" begins; None where none does."""
    if tokens[at].lower not in _LEADING or not tokens[at].is_capital:
        return None
    last = number = at + 1
    while number < len(tokens) and number - at < _LONGEST:
        if tokens[number].is_capital and tokens[number].is_word:
            last = number + 1
        elif tokens[number].lower not in _SMALL:
            break
        number += 1
    return last if last > at + 1 else None


def own_part(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a home's or a school's own name begins behind its owner's: "Exe Park's Brandon Academy"."""
    if HEADS.get(tokens[last - 1].lower) not in ("home", "school"):
        return first
    at = next((number for number in range(last - 1, first, -1) if tokens[number].lower == "'s"), first)
    own = [token for token in tokens[at + 1 : last - 1] if token.is_capital and token.lower not in _BETWEEN]
    holder = {token.lower for token in tokens[first:at]}
    is_saint = any(token.text in _SAINTS for token in tokens[max(0, first - 1) : at])
    return first if at == first or not own or is_saint or holder & _OWN else at + 1


def _is_part(token: Token) -> bool:
    return (token.is_capital and token.is_word and token.lower not in STOPS) or token.lower == "'s"


def _is_place(tokens: Sequence[Token], first: int) -> bool:
    """Whether a council's place begins here and nothing else with a capital follows."""
    found = places.longest([places.folded(token.text) for token in tokens[first : first + _LONGEST]], 0)
    if not found:
        return False
    following = tokens[first + found[1]] if first + found[1] < len(tokens) else None
    return following is None or not following.is_capital
