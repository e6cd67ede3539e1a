"""Local bodies whose names are a place and something more: "Derby Mind", "Age UK Derby", "NHS Grampian"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.body_names import STOPS
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

_RULES = read_rules("organisations")["local"]
_BEFORE = tuple(tuple(name.split()) for name in _RULES["before"])
_AFTER = tuple(
    tuple(name.replace("'s", " 's").split())
    for name in sorted([*_RULES["after"], *_RULES["newspapers"]], key=lambda name: -len(name))
)
_NEWSPAPERS = tuple(f" {name}" for name in _RULES["newspapers"])
_BEFORE_BY, _AFTER_BY = (
    {first: tuple(words for words in names if words[0] == first) for first in {words[0] for words in names}}
    for names in (_BEFORE, _AFTER)
)
"""The names by their first words."""
_TAILS = tuple(tuple(name.split()) for name in _RULES["tails"])
_FIRE = frozenset(["service", "authority"])
"""What the whole name of a body goes on with: "Avon Fire and Rescue Service"."""
_REGIONS = frozenset(_RULES["regions"])
_NO_REGIONS = frozenset(_RULES["no_regions"].split())
_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_MOST_BEFORE = 3
_LONGEST_TAIL = max(map(len, _TAILS))


def before_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where words end that may stand before a place in a body's name, None where there are none."""
    names = _BEFORE_BY.get(_written(tokens[at]), ())
    return next((at + len(words) for words in names if _stand(tokens, at, words)), None)


def after_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where words end that make a body's name of the place before them, None where there are none."""
    names = _AFTER_BY.get(_written(tokens[at]), ()) if at < len(tokens) else ()
    last = next((at + len(words) for words in names if _stand(tokens, at, words)), None)
    goes_on = last is not None and last < len(tokens) and tokens[last].lower in _FIRE
    return None if goes_on else last


def before_region(tokens: Sequence[Token], at: int) -> int | None:
    """Where a body's name begins that ends in the region at `at`: "Natural England"; None where none does."""
    if tokens[at].text not in _REGIONS or (at + 1 < len(tokens) and tokens[at + 1].is_capital):
        return None
    first = at
    while first and at - first < _MOST_BEFORE and _is_before_region(tokens[first - 1]):
        first -= 1
    if first == 0 or not tokens[first - 1].is_word:
        first += first < at and tokens[first].lower in _COMMON
    return first if first < at else None


def _is_before_region(token: Token) -> bool:
    return (
        token.is_capital
        and len(token.text) > 1
        and token.text.isalpha()
        and token.lower not in STOPS
        and token.lower not in _NO_REGIONS
        and not is_given_name(token.text)
    )


def tail(tokens: Sequence[Token], at: int) -> int:
    """Where words end that go on after a body's place in small letters: "NHS Devon integrated care board"."""
    ahead = [token.lower for token in tokens[at : at + _LONGEST_TAIL]]
    return next((at + len(words) for words in _TAILS if tuple(ahead[: len(words)]) == words), at)


def kind_of_local(name: str) -> str:
    """The kind of a local body by its name."""
    if name.endswith("Fire and Rescue"):
        return "service"
    if name.rpartition(" ")[2] in _REGIONS:
        return "agency"
    if name.endswith(_NEWSPAPERS):
        return "newspaper"
    return "health" if name.startswith("NHS") or " Health and " in name else "charity"


def _stand(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return tuple(map(_written, tokens[at : at + len(words)])) == words


def _written(token: Token) -> str:
    return token.text.replace("’", "'")
