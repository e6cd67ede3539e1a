"""Places whose names people have: "Mr Poole", "Jack Halton", "Angus Hale"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.body_names import HEADS, STOPS, TYPES
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.text.tokens import Token

_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady baroness cllr coun councillor ald alderman".split())


def is_surname(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place's name ends a person's: "Mr Poole", "Jack Halton"."""
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.lower in _TITLES or (
        before.is_capital and is_given_name(before.text) and before.lower not in TYPES
    ):
        return True
    if not before.is_capital or before.text.isupper() or not before.text.isalpha():
        return False
    starts = at == 1 or not tokens[at - 2].is_word
    return not starts and before.lower not in STOPS and before.lower not in HEADS


def is_forename(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a place's name begins a person's: "Angus Hale"."""
    if last - at > 1 or last >= len(tokens) or not is_given_name(tokens[at].text):
        return False
    following = tokens[last]
    is_name = following.text.istitle() and following.text.isalpha()
    return is_name and not {following.lower} & (STOPS | TYPES | HEADS.keys())
