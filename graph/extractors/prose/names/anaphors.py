"""Words that stand for a body named before: "the city council", "the health board", "the Trust"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.body_names import TYPES
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

_RULES = read_rules("organisations")
_ANAPHORS: dict[str, str] = {
    word: kind for kind, words in _RULES["anaphors"].items() for word in words.split()
}
_MODIFIERS = frozenset(_RULES["modifiers"]["words"].split())
_MODIFIED = 3
_BUILDINGS = tuple(tuple(name.split()) for name in _RULES["buildings"]["names"].split(", "))
_BUILDINGS_BEGIN = frozenset(words[0] for words in _BUILDINGS)
DETERMINERS = frozenset("the this that our their both same".split())
"""Words that such words begin with."""
_DESCRIBING = frozenset("new local troubled struggling embattled beleaguered failing bankrupt ailing".split())
_DESCRIBED = ("-run", "-led", "-controlled", "-strapped", "-hit", "-stricken", "-based", "-strong")
_NOT_COUNCIL = frozenset(
    "centre center hall clerk hospital college council treasurer librarian solicitor secretary surveyor "
    "architect auditor judge coroner archivist engineer planner registrar".split()
)


def spoken_of(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Where words end that begin at a determiner and stand for a body, and what kind that can be; else ""."""
    number = at + 1
    while number < len(tokens) and (
        tokens[number].lower in TYPES
        or tokens[number].lower in _DESCRIBING
        or tokens[number].lower.endswith(_DESCRIBED)
    ):
        number += 1
    if number < len(tokens) and tokens[number].lower in ("council", "authority"):
        return number + 1, "council"
    number = _over_modifiers(tokens, at + 1)
    if number < len(tokens) and tokens[number].lower == "government":
        return number + 1, "government"
    kind = _ANAPHORS.get(tokens[number].lower, "") if number < len(tokens) else ""
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    is_other = _is_idiom(tokens, at, number) or (kind == "council" and following in _NOT_COUNCIL)
    return (at, "") if not kind or is_other else (number + 1, kind)


def building(tokens: Sequence[Token], at: int) -> int | None:
    """Where the name of a building ends that stands for the council: "County Hall"; None where none does."""
    if tokens[at].lower not in _BUILDINGS_BEGIN:
        return None
    ahead = tuple(token.lower for token in tokens[at : at + 2])
    ends = (at + len(words) for words in _BUILDINGS if ahead[: len(words)] == words)
    return next((last for last in ends if tokens[last - 1].is_capital), None)


def _over_modifiers(tokens: Sequence[Token], at: int) -> int:
    """Where a word for a body stands after others that tell what body it is: "health board"."""
    number = at
    while number + 1 < len(tokens) and number - at < _MODIFIED and tokens[number].lower in _MODIFIERS:
        number += 1
    return number if number < len(tokens) and tokens[number].lower in _ANAPHORS else at


def _is_idiom(tokens: Sequence[Token], at: int, number: int) -> bool:
    """Whether "the board" or "the group" at `at` to `number` stands for no body."""
    word, before = tokens[number].lower, tokens[at - 1].lower if at else ""
    is_group = word == "group" and tokens[number - 1].lower != "commissioning"
    return is_group or (word == "board" and before == "across")
