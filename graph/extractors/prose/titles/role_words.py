"""The words that posts are named with, from `rules/roles.toml`."""

from __future__ import annotations

from typing import Literal

from councilgraph.graph.extractors.prose.rules import read_rules

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
