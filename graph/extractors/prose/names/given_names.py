"""Given names and the pronouns that go with them, as far as they tell."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
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


def are_forms(one: str, other: str) -> bool:
    """Whether two folded given names are forms of one name: "jackie" and "jacqueline"."""
    return one != other and not _formal(one).isdisjoint(_formal(other))


def _formal(name: str) -> frozenset[str]:
    """The names for which a given name may be short, itself where it is not known."""
    return _formal_names().get(name, frozenset({name}))


@cache
def _formal_names() -> dict[str, frozenset[str]]:
    text = (files("councilgraph.data") / "nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for formal, forms in tomllib.loads(text)["formal"].items():
        for form in (formal, *forms):
            found.setdefault(form, set()).add(formal)
    return {form: frozenset(names) for form, names in found.items()}
