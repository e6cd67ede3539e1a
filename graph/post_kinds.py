"""What kind of post the words for it say: one table for prose, registers and lists of other programs."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from councilgraph.graph.names import fold
from councilgraph.graph.vocab import SCHEMES

_STATUS = re.compile(r"^(?:(?:interim|acting|temporary|former|ex|new|current)[ -]+)+")


@lru_cache(maxsize=4096)
def role_kind(words: str) -> str:
    """The kind of a post by its words, in lower case with straight apostrophes."""
    for pattern, kind in _kinds():
        if pattern.search(words):
            return kind
    return "other"


def post_kind(*titles: str) -> str:
    """The kind that titles as people write them say: that of the first which says any, else `other`.

    A word of the vocabulary is that kind, `other` too.

    >>> post_kind("Post 17", "Interim Chief Executive")
    'chief_executive'
    """
    for title in titles:
        known = fold(title).replace(" ", "_")
        if known in SCHEMES["role_kinds"]:
            return known
        found = role_kind(_STATUS.sub("", " ".join(title.lower().replace("’", "'").split())))
        if found != "other":
            return found
    return "other"


@cache
def rules() -> tuple[dict[str, str], ...]:
    """The table `post_kinds.toml`: each rule has a `kind`, a `pattern` and an `example`."""
    text = resources.files(__package__).joinpath("post_kinds.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["kind"])


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pattern"]), rule["kind"]) for rule in rules())
