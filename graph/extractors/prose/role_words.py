"""The words that posts are named with, from `rules/roles.toml`, and the kinds of posts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
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


@lru_cache(maxsize=4096)
def role_kind(words: str) -> str:
    """The kind of a post by its words, in lower case with straight apostrophes."""
    for pattern, kind in _kinds():
        if pattern.search(words):
            return kind
    return "other"


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pattern"]), rule["kind"]) for rule in RULES["kind"])
