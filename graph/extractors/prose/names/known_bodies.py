"""Names that are known: those of `rules/organisations.toml`, and short ones in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token


def _rows() -> dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]] = {}
    for name, (full, kind) in read_rules("organisations")["known"].items():
        for spelling in {name, name.upper() if " " in name else name}:
            words = tuple(spelling.replace("'s", " 's").replace("'S", " 'S").replace(",", " ,").split())
            table.setdefault(words[0], []).append((words, (full, kind)))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


_CROWNS = frozenset({"HM", "Her Majesty's", "His Majesty's"})
KNOWN = _rows()
"""Spellings by their first word, the longest first: the words, then the name in full and its kind."""


def own_short_name(name: str) -> str | None:
    """The short name of an inspectorate of the Crown, which stands for the name as a text spells it."""
    crown, _, rest = name.partition(" Inspectorate of ")
    return read_rules("organisations")["crown"].get(rest) if crown in _CROWNS else None


def abbreviation(tokens: Sequence[Token], at: int) -> str | None:
    """The short name in brackets at a token: "(RBKC)", "(the LGiU)"; None where none is."""
    if at >= len(tokens) or tokens[at].text != "(":
        return None
    end = next(
        (number for number in range(at + 1, min(at + 4, len(tokens))) if tokens[number].text == ")"), 0
    )
    words = [token.text for token in tokens[at + 1 : end] if token.lower not in ("the", "or")]
    if len(words) != 1 or not 2 <= len(words[0]) <= 8 or not words[0].isalpha():
        return None
    return words[0] if sum(letter.isupper() for letter in words[0]) > len(words[0]) / 2 else None
