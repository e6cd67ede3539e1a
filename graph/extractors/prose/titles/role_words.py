"""The words that posts are named with, from `rules/roles.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token

Holding = Literal["former", "interim", "incoming", "leaving", "new"]
HOLDINGS: tuple[Holding, ...] = ("former", "interim", "incoming", "leaving", "new")
RULES = read_rules("roles")
BEFORE = {key: frozenset(words.split()) for key, words in RULES["before"].items()}
TOPICS = frozenset(RULES["topics"]["words"].split())
STOPS = frozenset(RULES["topics"]["stops"].split())
HEAD_ENDS = frozenset(head.split()[-1] for head in RULES["heads"])
MAX_TOPIC = 12


def holding_of(word: str) -> Holding | None:
    """What a word before a post says of how it is held."""
    return next((holding for holding in HOLDINGS if word in BEFORE[holding]), None)


def begins_name(tokens: Sequence[Token], number: int) -> bool:
    """Whether a person's name begins here: "MP for Ashby **Helen Carr**", "Director for Place **Al Orr**"."""
    if number + 1 >= len(tokens) or not tokens[number].is_capital or tokens[number].lower in TOPICS:
        return False
    following = tokens[number + 1]
    named = following.is_capital and following.is_word and following.lower not in TOPICS
    return named and is_given_name(tokens[number].text)
