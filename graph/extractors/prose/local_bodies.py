"""Local bodies whose names are a place and something more: "Derby Mind", "Age UK Derby", "NHS Grampian"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.tokens import Token

_RULES = read_rules("organisations")["local"]
_BEFORE = tuple(tuple(name.split()) for name in _RULES["before"])
_AFTER = tuple(
    tuple(name.replace("'s", " 's").split()) for name in sorted(_RULES["after"], key=lambda name: -len(name))
)
_TAILS = tuple(tuple(name.split()) for name in _RULES["tails"])
_FIRE = frozenset(["service", "authority"])
"""What the whole name of a body goes on with: "Avon Fire and Rescue Service"."""
_LONGEST_TAIL = max(map(len, _TAILS))


def before_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where words end that may stand before a place in a body's name, None where there are none."""
    return next((at + len(words) for words in _BEFORE if _stand(tokens, at, words)), None)


def after_place(tokens: Sequence[Token], at: int) -> int | None:
    """Where words end that make a body's name of the place before them, None where there are none."""
    last = next((at + len(words) for words in _AFTER if _stand(tokens, at, words)), None)
    goes_on = last is not None and last < len(tokens) and tokens[last].lower in _FIRE
    return None if goes_on else last


def tail(tokens: Sequence[Token], at: int) -> int:
    """Where words end that go on after a body's place in small letters: "NHS Devon integrated care board"."""
    ahead = [token.lower for token in tokens[at : at + _LONGEST_TAIL]]
    return next((at + len(words) for words in _TAILS if tuple(ahead[: len(words)]) == words), at)


def kind_of_local(name: str) -> str:
    """The kind of a local body by its name."""
    if name.endswith("Fire and Rescue"):
        return "service"
    return "health" if name.startswith("NHS") or " Health and " in name else "charity"


def _stand(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.text.replace("’", "'") for token in tokens[at : at + len(words)]) == words
