"""Where a text names a post: "director for children, schools and families", "the former leader", "MP for X".

A post is a head from `rules/roles.toml`, words of rank and topic before it, and what it is for after it.
Words of time and manner ("former", "interim") are kept apart from the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.names.body_names import written
from councilgraph.graph.extractors.prose.names.organisations import Named
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.role_fronts import TITLES, leftwards
from councilgraph.graph.extractors.prose.titles.role_topics import joint, rightwards
from councilgraph.graph.extractors.prose.titles.role_words import (
    BEFORE,
    HEAD_ENDS,
    RULES,
    TOPICS,
    Holding,
    holding_of,
)
from councilgraph.graph.post_kinds import role_kind

_ANAPHORS = frozenset(RULES["anaphors"]["words"].split())
_ANAPHOR_BEFORE = frozenset(RULES["anaphors"]["before"].split())
_OWNED = frozenset(RULES["anaphors"]["owned"].split())
_ADJECTIVES = frozenset("existing current present previous old former new own substantive".split())
_OWNERS = frozenset({"his", "her", "their", "'s"})
_RANKS = frozenset({"acc", "dcc"})
_CAPITAL_ONLY = _RANKS | {"am", "ms", "mp", "msp"}
TRADES = frozenset(RULES["open"]["trades"].split())
"""Work that many do: a post only at a body that is named."""
_NO_POSTS = frozenset(RULES["open"]["no_posts"])


@dataclass(frozen=True, slots=True)
class Role:
    """A post named by the tokens `first:last`. `kind` is None where it is only "the post".

    `words` is its name; `holdings` what is said of how it is held; `inside` the organisation within the
    name ("chair of **the council**'s scrutiny committee"); `seat` whether it is a post in a committee or
    the like; `place` the ward or constituency.
    """

    first: int
    last: int
    words: str
    kind: str | None
    head: str
    holdings: tuple[Holding, ...] = ()
    topic: bool = False
    plural: bool = False
    seat: bool = False
    place: str | None = None
    inside: Named | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """A head as it is written, in the words `words`; `head` is its singular."""

    words: tuple[str, ...]
    head: str
    plural: bool


def _head_table() -> dict[str, list[_Head]]:
    """Heads by their first word, the longest first."""
    table: dict[str, list[_Head]] = {}
    for head in RULES["heads"]:
        words = tuple(head.split())
        for plural in (False, True):
            forms = (*words[:-1], words[-1] + "s") if plural else words
            table.setdefault(forms[0], []).append(_Head(forms, head, plural))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row.words))
    return table


_HEADS = _head_table()


def find(tokens: Sequence[Token], organisations: Sequence[Named]) -> list[Role]:
    """The posts that a paragraph's tokens name, in order, none overlapping."""
    taken = {number: named for named in organisations for number in range(named.first, named.last)}
    found: list[Role] = []
    number = 0
    while number < len(tokens):
        role = _at(tokens, number, taken, found[-1].last if found else 0)
        if role is None:
            number += 1
            continue
        found.append(role)
        number = max(role.last, number + 1)
    return found


def _at(tokens: Sequence[Token], at: int, taken: dict[int, Named], free: int) -> Role | None:
    for row in _HEADS.get(tokens[at].lower, ()):
        last = at + len(row.words)
        if at in taken or any(
            number >= len(tokens) or tokens[number].lower != word for number, word in enumerate(row.words, at)
        ):
            continue
        if row.head in _CAPITAL_ONLY and not _is_short(tokens, at, row.head):
            continue
        if _begins_longer(tokens, last, taken) or _is_verb(tokens, row, at, last):
            continue
        return _role(tokens, at, row, taken, free)
    return None if at in taken or at - 1 in taken else _anaphor(tokens, at)


def _is_short(tokens: Sequence[Token], at: int, head: str) -> bool:
    """Whether a word in capitals is short for a post; a rank only before a name: "ACC Ann Lee"."""
    before_name = at + 1 < len(tokens) and tokens[at + 1].is_capital
    return tokens[at].text.isupper() and (head not in _RANKS or before_name)


def _is_verb(tokens: Sequence[Token], row: _Head, at: int, last: int) -> bool:
    """Whether "chairs" is what somebody does, not in "Committee chairs: ...", or a trade is spoken of."""
    listed = last < len(tokens) and tokens[last].text == ":"
    return row.plural and (row.head in TRADES or (row.head in ("chair", "lead") and not listed))


def _designate(
    tokens: Sequence[Token],
    span: tuple[int, int],
    head: str,
    holdings: tuple[Holding, ...],
    taken: dict[int, Named],
) -> Role:
    """A post whose name goes on after "designate" or "elect": "leader-elect of ..."."""
    first, last = span
    end, seat, inside, place = rightwards(tokens, last, head, taken)
    cut = last - 1 - (tokens[last - 2].text == "-")
    words = _name([*tokens[first:cut], *tokens[last:end]])
    return Role(first, end, words, role_kind(words.lower()), head, holdings, True, False, seat, place, inside)


def _begins_longer(tokens: Sequence[Token], last: int, taken: dict[int, Named]) -> bool:
    """Whether what looks like a head is only a word before the next one: "deputy" in "deputy clerk"."""
    number = last
    while number < len(tokens) and number - last < 3 and number not in taken:
        word = tokens[number].lower
        if word not in TITLES and (word in HEAD_ENDS or _has_head(tokens, number)):
            return True
        if word not in BEFORE["rank"] and (word not in TOPICS or word in ("of", "and")):
            return False
        number += 1
    return False


def _has_head(tokens: Sequence[Token], at: int) -> bool:
    """Whether a head of several words begins at a token."""
    return any(
        tuple(token.lower for token in tokens[at : at + len(row.words)]) == row.words
        for row in _HEADS.get(tokens[at].lower, ())
    )


def _anaphor(tokens: Sequence[Token], at: int) -> Role | None:
    if tokens[at].lower not in _ANAPHORS or at == 0 or tokens[at - 1].lower not in _ANAPHOR_BEFORE:
        return None
    if (
        tokens[at - 1].lower in _ADJECTIVES
        and at > 1
        and tokens[at - 2].lower in ("'s", "his", "her", "their", "the")
    ):
        return Role(
            at - 1 if tokens[at - 2].lower in _OWNERS else at - 2,
            at + 1,
            tokens[at].text,
            None,
            tokens[at].lower,
        )
    if tokens[at].lower in _OWNED and tokens[at - 1].lower not in _OWNERS | {"same"}:
        return None
    first = at if tokens[at - 1].lower in _OWNERS else at - 1
    return Role(first, at + 1, tokens[at].text, None, tokens[at].lower)


def _role(tokens: Sequence[Token], at: int, row: _Head, taken: dict[int, Named], free: int) -> Role | None:
    """The post whose head begins at a token; `free` is the first token that no other post has."""
    head, plural, last = row.head, row.plural, at + len(row.words)
    first, holdings = leftwards(tokens, at, taken, free)
    name_first = first
    while name_first < at and holding_of(tokens[name_first].lower):
        name_first += 1
    end, seat, inside, place = rightwards(tokens, last, head, taken)
    end = joint(tokens, end)
    dash = int(end + 1 < len(tokens) and tokens[end].text == "-")
    if end + dash < len(tokens) and tokens[end + dash].lower in BEFORE["after"]:
        holdings = (*holdings, "incoming")
        return _designate(tokens, (first, end + dash + 1), head, holdings, taken)
    if (
        head == "member"
        and tokens[last : last + 1]
        and tokens[last].lower == "of"
        and _is_council(taken.get(last + 1))
    ):
        return Role(first, last, "member of the council", "councillor", head, holdings, plural=plural)
    words = _name(tokens[name_first:end])
    if plural:
        singular = re.escape(head.replace(" '", "'"))
        words = re.sub(rf"(?i)\b({singular})s\b", r"\1", words)
    kind = role_kind(words.lower().replace("’", "'"))
    topic = end > last or name_first < at
    role = Role(first, end, words, kind, head, holdings, topic, plural, seat, place, inside)
    told = _is_post(tokens, role) or _leads_school(tokens, role, taken) or _keeps_books(tokens, role, taken)
    return role if told else None


def _is_council(named: Named | None) -> bool:
    return named is not None and named.kind == "council"


def _leads_school(tokens: Sequence[Token], role: Role, taken: dict[int, Named]) -> bool:
    """Whether a head is that of a school: "head of Exwick Primary School"."""
    following = role.last + 1
    if role.head not in ("head", "principal") or not 0 < role.last < len(tokens) - 1:
        return False
    named = taken.get(following + (tokens[following].lower == "the"))
    return tokens[role.last].lower in ("of", "at") and named is not None and named.kind == "school"


def _keeps_books(tokens: Sequence[Token], role: Role, taken: dict[int, Named]) -> bool:
    """Whether a "secretary" is that of a body: "secretary of Derby Mind", "Derby Mind secretary"."""
    following = role.last + 1
    if role.head != "secretary" or role.first - 1 in taken:
        return role.head == "secretary"
    if role.last >= len(tokens) or tokens[role.last].lower not in ("of", "to", "at"):
        return False
    named = taken.get(following + (following < len(tokens) and tokens[following].lower == "the"))
    return named is not None and named.naming != "place"


def _is_post(tokens: Sequence[Token], role: Role) -> bool:
    """Whether words that have other meanings, too, name a post here."""
    before = tokens[role.first - 1].lower if role.first else ""
    if role.words.lower() in _NO_POSTS:
        return False
    following = tokens[role.last].lower if role.last < len(tokens) else ""
    if role.head == "chief" and following in ("supt", "insp", "constables"):
        return False
    if role.head in (
        "chief",
        "boss",
        "lead",
        "secretary",
        "officer",
        "member",
        "manager",
        "head",
        "principal",
        "worker",
        "practitioner",
    ):
        held = role.head == "head" and bool({"former", "interim", "new"} & set(role.holdings))
        return role.topic or held or role.head in ("manager", "principal", "boss", "chief")
    return role.head not in ("chair", "lead", "head") or before not in ("to", "will", "would", "who")


def _name(words: Sequence[Token]) -> str:
    return written(words).strip(" ,")
