"""Local bodies whose names are a place and something more: "Derby Mind", "Age UK Derby", "NHS Grampian"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.body_names import HEADS, STOPS
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
_TAIL_KINDS: dict[str, str] = {
    end: kind for kind, ends in _RULES["tails"].items() for end in ends.split(", ")
}
_TAILS = tuple(
    tuple(name.replace("'s", " 's").replace("s' ", "s ' ").split())
    for name in sorted(_TAIL_KINDS, key=len, reverse=True)
)
_COMMISSIONERS = (["police", "and", "crime", "commissioner"], ["police", "&", "crime", "commissioner"])
_FIRE = frozenset(["service", "authority"])
"""What the whole name of a body goes on with: "Avon Fire and Rescue Service"."""
_REGIONS = frozenset(_RULES["regions"])
_NO_REGIONS = frozenset(_RULES["no_regions"].split())
_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_MOST_BEFORE = 3
_LONGEST_PLACE = 6
_JOINING = frozenset({"and", "&", "of"})
_INDEFINITE = frozenset({"a", "an"})
_TAILS_BEGIN = frozenset(words[0] for words in _TAILS)
_LONGEST_TAIL = max(map(len, _TAILS))


def before_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where words end that may stand before a place in a body's name, None where there are none."""
    names = _BEFORE_BY.get(_written(tokens[at]), ())
    return next((at + len(words) for words in names if _stand(tokens, at, words)), None)


def after_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where words end that make a body's name of the place before them, None where there are none.

    "Bedford Carers' Trust" goes on behind the apostrophe.
    """
    names = _AFTER_BY.get(_written(tokens[at]), ()) if at < len(tokens) else ()
    last = next((at + len(words) for words in names if _stand(tokens, at, words)), None)
    if last is None or last >= len(tokens):
        return last
    is_owner = last + 1 < len(tokens) and tokens[last].text in "'’" and tokens[last + 1].is_capital
    if is_owner and tokens[last + 1].lower in HEADS:
        return last + 2
    return None if tokens[last].lower in _FIRE else last


def within_local(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """Where a local body's name ends that begins with another's: "Exe Police and Crime Panel"."""
    ends = (after_place(tokens, number) or tail(tokens, number) for number in range(at + 1, last))
    return next((end for end in ends if end > last), None)


def local_board(tokens: Sequence[Token], last: int) -> int | None:
    """Where "'s local safeguarding children board" ends after a place that ends at `last`."""
    number = last
    for word in ("'s", "local"):
        if number < len(tokens) and tokens[number].lower == word:
            number += 1
    if number + 1 >= len(tokens) or tokens[number].lower != "safeguarding":
        return None
    for end in range(number + 1, min(number + 5, len(tokens))):
        if tokens[end].lower in ("board", "partnership"):
            return end + 1
    return None


def before_commissioner(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """Where an area ends that begins at `at`, where "police" before `last` is part of a commissioner's post.

    As in "Exeland Police and Crime Commissioner", "Exeland's police and crime commissioner".
    """
    ahead = [token.lower for token in tokens[last - 1 : last + 3]]
    end = last - 1 - (tokens[last - 2].lower == "'s")
    return end if ahead in _COMMISSIONERS and end > at else None


def commissioner_of(area: str) -> str:
    """The name of the office of an area's police and crime commissioner."""
    return f"Office of the Police and Crime Commissioner for {area}"


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


def before_tail(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Where a body's name begins and ends that goes on at `at` in small letters; None where none does."""
    last = tail(tokens, at) if at and tokens[at - 1].is_capital else at
    first = number = at
    while number and at - number < _LONGEST_PLACE and last > at:
        word = tokens[number - 1]
        if word.is_capital and word.text.isalpha() and word.lower not in STOPS:
            first = number - 1
        elif word.lower not in _JOINING or tokens[number - 2].lower in HEADS:
            break
        number -= 1
    if first == at or (first and tokens[first - 1].lower in _INDEFINITE) or tokens[at - 1].lower in HEADS:
        return None
    return (first + 1, last) if _starts(tokens, first) and tokens[first].lower in _COMMON else (first, last)


def _starts(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or not tokens[at - 1].is_word


def tail(tokens: Sequence[Token], at: int) -> int:
    """Where words end that go on after a body's place in small letters: "NHS Devon integrated care board"."""
    if at >= len(tokens) or tokens[at].lower not in _TAILS_BEGIN:
        return at
    ahead = [_written(token).lower() for token in tokens[at : at + _LONGEST_TAIL]]
    return next((at + len(words) for words in _TAILS if tuple(ahead[: len(words)]) == words), at)


def kind_of_local(name: str) -> str:
    """The kind of a local body by its name."""
    if name.endswith("Fire and Rescue"):
        return "service"
    if kind := next((kind for end, kind in _TAIL_KINDS.items() if name.lower().endswith(end)), None):
        return kind
    if name.rpartition(" ")[2] in _REGIONS:
        return "agency"
    if name.endswith(_NEWSPAPERS):
        return "newspaper"
    return "health" if name.startswith("NHS") or " Health and " in name else "charity"


def _stand(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return tuple(map(_written, tokens[at : at + len(words)])) == words


def _written(token: Token) -> str:
    return token.text.replace("’", "'")
