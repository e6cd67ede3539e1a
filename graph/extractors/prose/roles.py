"""Where a text names a post: "director for children, schools and families", "the former leader", "MP for X".

A post is a head from `rules/roles.toml`, words of rank and topic before it, and what it is for after it.
Words of time and manner ("former", "interim") are kept apart from the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from councilgraph.graph.extractors.prose.body_names import written
from councilgraph.graph.extractors.prose.organisations import Named
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.tokens import Token

Holding = Literal["former", "interim", "incoming", "leaving", "new"]

_RULES = read_rules("roles")
_BEFORE = {key: frozenset(words.split()) for key, words in _RULES["before"].items()}
_TOPICS = frozenset(_RULES["topics"]["words"].split())
_STOPS = frozenset(_RULES["topics"]["stops"].split())
_INNER = frozenset(_RULES["topics"]["inner"].split())
_ANAPHORS = frozenset(_RULES["anaphors"]["words"].split())
_ANAPHOR_BEFORE = frozenset(_RULES["anaphors"]["before"].split())
_OWNED = frozenset(_RULES["anaphors"]["owned"].split())
_ADJECTIVES = frozenset("existing current present previous old former new own substantive".split())
_OWNERS = frozenset({"his", "her", "their", "'s"})
_HOLDINGS: tuple[Holding, ...] = ("former", "interim", "incoming", "leaving", "new")
_NOUNS_OF_PLACE = frozenset({"mp", "msp", "am", "ms", "councillor", "member", "cllr", "coun", "mps"})
_CAPITAL_ONLY = frozenset({"am", "ms", "mp", "msp"})
_SEATED = frozenset(
    "chair chairman chairwoman chairperson convener convenor vice-chair vice-chairman deputy member "
    "clerk leader co-chair president vice-chairwoman chairs".split()
)
_TITLES = frozenset("councillor cllr coun alderman ald mp msp am ms mps judge".split())
_HEAD_ENDS = frozenset(head.split()[-1] for head in _RULES["heads"])
_HELPERS = frozenset("was were been be being is are then not narrowly duly unanimously and".split())
_FORMAL_HEADS = frozenset(
    ["director", "head", "cabinet member", "executive member", "lead member", "portfolio holder"]
)
_NO_POSTS = frozenset(
    ["senior officer", "council officer", "police officer", "senior manager", "senior member"]
)
_MAX_TOPIC = 12


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


def _head_table() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Heads by their first word, the longest first: the words, the head, whether it is a plural."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for head in _RULES["heads"]:
        words = tuple(head.split())
        for plural in (False, True):
            forms = (*words[:-1], words[-1] + "s") if plural else words
            table.setdefault(forms[0], []).append((forms, head, plural))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


_HEADS = _head_table()


@lru_cache(maxsize=4096)
def role_kind(words: str) -> str:
    """The kind of a post by its words, in lower case with straight apostrophes."""
    for pattern, kind in _kinds():
        if pattern.search(words):
            return kind
    return "other"


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pattern"]), rule["kind"]) for rule in _RULES["kind"])


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
    for words, head, plural in _HEADS.get(tokens[at].lower, ()):
        last = at + len(words)
        if at in taken or any(
            number >= len(tokens) or tokens[number].lower != word for number, word in enumerate(words, at)
        ):
            continue
        if head in _CAPITAL_ONLY and not tokens[at].text.isupper():
            continue
        if _begins_longer(tokens, last, taken) or (plural and head in ("chair", "lead")):
            continue
        return _role(tokens, at, last, head, plural, taken, free)
    return None if at in taken or at - 1 in taken else _anaphor(tokens, at)


def _designate(
    tokens: Sequence[Token],
    span: tuple[int, int],
    head: str,
    holdings: tuple[Holding, ...],
    taken: dict[int, Named],
) -> Role:
    """A post whose name goes on after "designate" or "elect": "leader-elect of ..."."""
    first, last = span
    end, seat, inside, place = _rightwards(tokens, last, head, taken)
    cut = last - 1 - (tokens[last - 2].text == "-")
    words = _name([*tokens[first:cut], *tokens[last:end]])
    return Role(first, end, words, role_kind(words.lower()), head, holdings, True, False, seat, place, inside)


def _begins_longer(tokens: Sequence[Token], last: int, taken: dict[int, Named]) -> bool:
    """Whether what looks like a head is only a word before the next one: "deputy" in "deputy clerk"."""
    number = last
    while number < len(tokens) and number - last < 3 and number not in taken:
        word = tokens[number].lower
        if word in _HEAD_ENDS and word not in _TITLES:
            return True
        if word not in _BEFORE["rank"] and (word not in _TOPICS or word in ("of", "and")):
            return False
        number += 1
    return False


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
    if tokens[at].lower in _OWNED and tokens[at - 1].lower not in _OWNERS:
        return None
    first = at if tokens[at - 1].lower in _OWNERS else at - 1
    return Role(first, at + 1, tokens[at].text, None, tokens[at].lower)


def _role(
    tokens: Sequence[Token], at: int, last: int, head: str, plural: bool, taken: dict[int, Named], free: int
) -> Role | None:
    first, holdings = _leftwards(tokens, at, taken, free)
    name_first = first
    while name_first < at and _holding(tokens[name_first].lower):
        name_first += 1
    end, seat, inside, place = _rightwards(tokens, last, head, taken)
    dash = int(end + 1 < len(tokens) and tokens[end].text == "-")
    if end + dash < len(tokens) and tokens[end + dash].lower in _BEFORE["after"]:
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
        words = re.sub(rf"(?i)\b({re.escape(head)})s\b", r"\1", words)
    kind = role_kind(words.lower().replace("’", "'"))
    topic = end > last or name_first < at
    role = Role(first, end, words, kind, head, holdings, topic, plural, seat, place, inside)
    return role if _is_post(tokens, role, at) else None


def _is_council(named: Named | None) -> bool:
    return named is not None and named.kind == "council"


def _is_post(tokens: Sequence[Token], role: Role, at: int) -> bool:
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
    ):
        return role.topic or role.head in ("manager", "principal", "boss", "chief")
    if role.head in ("chair", "lead", "head") and before in ("to", "will", "would", "who"):
        return False
    return True


def _holding(word: str) -> Holding | None:
    return next((holding for holding in _HOLDINGS if word in _BEFORE[holding]), None)


def _leftwards(
    tokens: Sequence[Token], at: int, taken: dict[int, Named], free: int
) -> tuple[int, tuple[Holding, ...]]:
    """Where the words before a head begin, and what they say of how the post is held."""
    holdings: list[Holding] = []
    first = at
    number = at - 1
    while number >= free and at - number <= _MAX_TOPIC:
        word = tokens[number].lower
        if (number in taken and word not in _BEFORE["party"]) or _is_new_sentence(tokens, number):
            break
        if word == "present" and number and tokens[number - 1].lower == "at":
            break
        if holding := _holding(word):
            holdings.append(holding)
        elif word == "elected" and number and tokens[number - 1].lower in _HELPERS:
            break
        elif (
            word in _BEFORE["rank"]
            or word in _BEFORE["party"]
            or (word in _TOPICS and _is_noun(tokens, number))
        ) or (word in _HEAD_ENDS and word not in _TITLES and number == first - 1):
            pass
        elif word in ("and", "&", "'s", "'", ",", "-") and number > free and _joins(tokens, number, first):
            number -= 1
            continue
        else:
            break
        first = number
        number -= 1
    return first, tuple(holdings)


def _is_new_sentence(tokens: Sequence[Token], number: int) -> bool:
    return tokens[number].text in (".", "!", "?", ":", ";")


def _is_noun(tokens: Sequence[Token], number: int) -> bool:
    """Whether a topic word is not a verb after "to" or "will"."""
    return (
        number == 0
        or tokens[number].is_capital
        or tokens[number - 1].lower not in ("to", "will", "would", "can", "may", "must", "not")
    )


def _joins(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether "and" or a possessive joins two topics: "arts and culture portfolio holder"."""
    word, before = tokens[number].lower, tokens[number - 1].lower
    if word == "'s":
        return before in ("children", "adult", "adults", "majesty", "people", "women")
    return (
        first == number + 1
        and before in _TOPICS
        and word in ("and", "&", ",")
        and tokens[first].lower in _TOPICS
    )


def _rightwards(
    tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]
) -> tuple[int, bool, Named | None, str | None]:
    """Where what the post is for ends; whether it is a seat; the body within; the ward."""
    if last >= len(tokens) or tokens[last].lower not in ("of", "for", "to"):
        comma = _topic_after_comma(tokens, last, head, taken)
        return (comma, False, None, None) if comma else (*_bracketed(tokens, last), False, None, None)
    if head in _NOUNS_OF_PLACE and tokens[last].lower == "for":
        end = _ward(tokens, last + 1)
        if end > last + 1:
            return end, False, None, written(tokens[last + 1 : end])
    if head in _SEATED:
        end, inside = _committee(tokens, last, taken)
        if end > last:
            return end, True, inside, None
    if tokens[last].lower == "to":
        end = _topic(tokens, last, head, taken) if head == "secretary" else last
        return end, False, None, None
    return _topic(tokens, last, head, taken), False, None, None


def _topic_after_comma(tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]) -> int:
    """Where "Director, Children and Families" ends: a topic after a comma, with capitals; 0 where none is."""
    if (
        head not in _FORMAL_HEADS
        or last + 1 >= len(tokens)
        or tokens[last].text != ","
        or not tokens[last - 1].is_capital
    ):
        return 0
    end = number = last + 1
    while number < len(tokens) and number not in taken and number - last < _MAX_TOPIC:
        token = tokens[number]
        if token.lower in _TOPICS and token.is_capital:
            end = number + 1
        elif token.lower not in ("and", "&", "'s"):
            break
        number += 1
    return (
        end
        if end > last + 1
        and (
            end >= len(tokens)
            or tokens[end].text in (",", ";", ")", ".", "(", "-", "–")
            or tokens[end].is_capital
        )
        else 0
    )


def _bracketed(tokens: Sequence[Token], last: int) -> tuple[int]:
    """As in "Principal solicitor (children)": a topic in brackets."""
    ahead = tokens[last : last + 3]
    if len(ahead) == 3 and ahead[0].text == "(" and ahead[2].text == ")" and ahead[1].lower in _TOPICS:
        return (last + 3,)
    return (last,)


def _ward(tokens: Sequence[Token], at: int) -> int:
    """Where a ward's or constituency's name ends that begins at `at`."""
    end = number = at
    while number < len(tokens) and number - at < 9:
        token = tokens[number]
        if token.is_capital and token.is_word:
            end = number + 1
        elif token.lower not in ("and", "&", "the", "of", "upon", "with", "'s") and not (
            token.text == "," and _comma_list(tokens, number)
        ):
            break
        number += 1
    return end


def _comma_list(tokens: Sequence[Token], comma: int) -> bool:
    ahead = tokens[comma + 1 : comma + 4]
    return len(ahead) == 3 and ahead[0].is_capital and ahead[1].lower in ("and", "&") and ahead[2].is_capital


def _committee(tokens: Sequence[Token], last: int, taken: dict[int, Named]) -> tuple[int, Named | None]:
    """Where "of the council's children's scrutiny committee" ends, and the body in it."""
    inside: Named | None = None
    for number in range(last + 1, min(last + _MAX_TOPIC, len(tokens))):
        token = tokens[number]
        if (
            number in taken
            and taken[number].naming == "name"
            and taken[number].kind in ("board", "trust", "charity")
        ):
            return last, None
        if number in taken and taken[number].kind != "party":
            inside = taken[number]
        if token.lower in _INNER and number not in taken:
            return number + 1, inside
        if token.text in (",", ".", ";", ":", "(") or (
            token.lower in _STOPS and token.lower not in ("the", "its", "his", "her", "their", "our", "for")
        ):
            return last, None
    return last, None


def _topic(tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]) -> int:
    """Where "of children, schools and families" ends; `last` where no topic follows."""
    end = last
    number = last + 1
    while number < len(tokens) and number - last <= _MAX_TOPIC:
        token = tokens[number]
        if number in taken and not (head == "secretary" and taken[number].kind == "department"):
            described = number == end and not _TOPICS & {word.lower for word in tokens[last:end]} - {"of"}
            return last if described else end
        if token.lower in ("and", "&", ",", "the", "'s", "-", "/"):
            if token.text == "," and not _list_goes_on(tokens, number, taken):
                break
        elif token.lower == "in" and tokens[number + 1 : number + 2] and tokens[number + 1].lower == "care":
            pass
        elif (end > last and token.lower.endswith("ed") and token.lower not in _TOPICS) or (
            tokens[number - 1].lower in ("and", "&", ",") and _is_head(tokens, number)
        ):
            break
        elif (
            token.lower in _TOPICS
            or (token.lower.isalpha() and not token.is_capital and token.lower not in _STOPS)
            or (token.is_capital and _leads_to_topic(tokens, number, taken))
            or (
                token.is_capital
                and token.is_word
                and _is_formal(tokens, last, head)
                and token.lower not in _STOPS
            )
        ):
            end = number + 1
        else:
            break
        number += 1
    if end < len(tokens) and tokens[end].lower == "'" and tokens[end - 1].lower.endswith("s"):
        end += 1
    return end


def _is_head(tokens: Sequence[Token], number: int) -> bool:
    """Whether another post begins here: "and clerk", "and statutory DCS"."""
    ahead = [token.lower for token in tokens[number : number + 2]]
    return ahead[0] in _HEAD_ENDS or (
        len(ahead) == 2 and ahead[0] in _BEFORE["rank"] and ahead[0] not in _TOPICS and ahead[1] in _HEAD_ENDS
    )


def _is_formal(tokens: Sequence[Token], last: int, head: str) -> bool:
    """Whether a post is written with capitals, so that what it is for is, too: "Director for Places"."""
    return head in _FORMAL_HEADS and tokens[last - 1].is_capital and tokens[last].lower == "for"


def _list_goes_on(tokens: Sequence[Token], comma: int, taken: dict[int, Named]) -> bool:
    """Whether a topic and an "and" with another topic follow a comma."""
    ahead = list(range(comma + 1, min(comma + 6, len(tokens))))
    if not ahead or ahead[0] in taken or tokens[ahead[0]].lower in _STOPS:
        return False
    if tokens[ahead[0]].is_capital and tokens[ahead[0]].lower not in _TOPICS:
        return False
    for number in ahead[1:]:
        if tokens[number].lower in ("and", "&"):
            return number + 1 < len(tokens) and (
                tokens[number + 1].lower in _TOPICS or not tokens[number + 1].is_capital
            )
        if tokens[number].lower in _STOPS or number in taken:
            return False
    return False


def _leads_to_topic(tokens: Sequence[Token], number: int, taken: dict[int, Named]) -> bool:
    """Whether an unknown capitalised word comes just before a topic: "Head of Targeted Services"."""
    following = number + 1
    return (
        following < len(tokens)
        and following not in taken
        and tokens[following].lower in _TOPICS
        and tokens[following].is_capital
    )


def _name(words: Sequence[Token]) -> str:
    return written(words).strip(" ,")
