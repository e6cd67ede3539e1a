"""What makes a user's query slow for no need, told beside its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from councilgraph.graph.tokens import TOKEN

_ASIDE = {"FILTER": "({", "BIND": "(", "MINUS": "{", "VALUES": "{"}
"""What is joined to nothing that comes after it, and with which brackets it goes on."""

_CLOSING = {"(": ")", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Word:
    """A token that is no comment, in capitals where it is a keyword; `is_term` for what a pattern has."""

    text: str
    line: int
    is_term: bool


@dataclass(slots=True)
class _Group:
    """A group of patterns. `follows` is the line of an OPTIONAL after which none has come yet."""

    optional: int | None = None
    has_pattern: bool = False
    follows: int | None = None


def advice(sparql: str) -> list[str]:
    """A line for each OPTIONAL in the middle of a join: patterns stand before it and after it.

    At a million quads such a query took 75 times as long as one that has its OPTIONAL at the end.
    """
    return [
        f"line {line}: patterns follow after this OPTIONAL, which can make the query very slow; "
        "move it to the end of its group"
        for line in _middle_optionals(list(_words(sparql)))
    ]


def _words(sparql: str) -> Iterator[_Word]:
    line, seen = 1, 0
    for token in TOKEN.finditer(sparql):
        line += sparql.count("\n", seen, token.start())
        seen = token.start()
        if token.lastgroup == "comment" or token.group() in (".", ";", ","):
            continue
        is_word = token.lastgroup == "word"
        is_term = token.lastgroup in ("other", "iri") or token.group().upper() == "GRAPH"
        yield _Word(token.group().upper() if is_word else token.group(), line, is_term)


def _middle_optionals(words: Sequence[_Word]) -> Iterator[int]:
    groups = [_Group()]
    at = 0
    while at < len(words):
        word, inner = words[at], groups[-1]
        if word.text in _ASIDE:
            at = _after(words, at, _ASIDE[word.text])
            continue
        is_optional = word.text == "{" and at > 0 and words[at - 1].text == "OPTIONAL"
        # A SELECT in a group is worked out by itself, wherever it stands.
        is_apart = is_optional or [each.text for each in words[at + 1 : at + 2]] == ["SELECT"]
        if (word.is_term or (word.text == "{" and not is_apart)) and inner.follows:
            yield inner.follows
            inner.follows = None
        if word.text == "{":
            groups.append(_Group(words[at - 1].line if is_optional else None))
        elif word.text == "}" and len(groups) > 1:
            closed = groups.pop()
            groups[-1].follows = closed.optional if groups[-1].has_pattern else None
            groups[-1].has_pattern |= not closed.optional
        inner.has_pattern |= word.is_term
        at += 1


def _after(words: Sequence[_Word], at: int, opening: str) -> int:
    """The place after the first brackets of a kind that open from `at` on."""
    while at < len(words) and words[at].text not in opening:
        at += 1
    depth = 0
    while at < len(words):
        depth += words[at].text in _CLOSING
        depth -= words[at].text in _CLOSING.values()
        at += 1
        if depth <= 0:
            break
    return at
