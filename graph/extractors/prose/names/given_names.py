"""Given names and the pronouns that go with them, as far as they tell."""

from __future__ import annotations

from typing import Literal

from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.names import fold

Gender = Literal["he", "she"]

_GENDERS: dict[str, Gender | None] = {
    **{fold(name): None for name in read_rules("given_names")["either"].split()},
    **{fold(name): "he" for name in read_rules("given_names")["he"].split()},
    **{fold(name): "she" for name in read_rules("given_names")["she"].split()},
}


def gender_of(word: str) -> Gender | None:
    """The pronoun that goes with a given name, None where that is not known."""
    return _GENDERS.get(fold(word))


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return fold(word) in _GENDERS
