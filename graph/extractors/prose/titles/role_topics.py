"""What a post is for: "of children, schools and families", "(children)", "for Elm ward"."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.names.body_names import BODY_NOUNS, written
from councilgraph.graph.extractors.prose.names.organisations import Named
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.role_words import (
    BEFORE,
    HEAD_ENDS,
    MAX_TOPIC,
    RULES,
    STOPS,
    TOPICS,
    begins_name,
)

_INNER = frozenset(RULES["topics"]["inner"].split())
_NOUNS_OF_PLACE = frozenset({"mp", "msp", "am", "ms", "councillor", "member", "cllr", "coun", "mps"})
_OF_SERVICES = frozenset({"head", "director", "manager", "assistant director"})
_LONG_HEADS = frozenset(tuple(head.split()) for head in RULES["heads"] if " " in head)
_IN = frozenset("consultant lecturer professor reader specialist".split())
_ON = frozenset("spokesman spokeswoman spokesperson adviser advisor lead rep representative champion".split())
_WITH_RESPONSIBILITY = (
    ("with", "responsibility", "for"),
    ("with", "special", "responsibility", "for"),
    ("responsible", "for"),
)
_JOINERS = frozenset(["and", "&", ",", "'s", "-", "/"])
_IN_BRACKETS = frozenset({"in", "of", "for", "the", "with"})
_SEATED = frozenset(
    "chair chairman chairwoman chairperson convener convenor vice-chair vice-chairman deputy member "
    "clerk leader co-chair president vice-chairwoman chairs".split()
)
_JOINT = tuple(tuple(name.split()) for name in RULES["open"]["joint"])
_NEVER_TOPICS = frozenset(
    "clerk,editor,president,principal,headteacher,vice-chancellor,trustee,founder,partner,ceo,"
    "chief executive,chief exec,chief executive officer,chief operating officer,managing director".split(",")
)
"""Heads after which a word with a capital is a body's name and not what the post is for."""
_FORMAL_HEADS = frozenset(
    ["director", "head", "cabinet member", "executive member", "lead member", "portfolio holder"]
)
_WITH_MARKS = _FORMAL_HEADS | {"manager", "lead"}
_CLOSING = frozenset(",;).(-–")
_SPANS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty many several some more most almost nearly over part half remainder rest "
    "past last years jointly together alongside".split()
)
"""Words after which "for" tells how long."""
_NO_TOPIC = STOPS | frozenset("jointly together alongside".split())


def rightwards(
    tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]
) -> tuple[int, bool, Named | None, str | None]:
    """Where what the post is for ends; whether it is a seat; the body within; the ward."""
    last = _responsible(tokens, last)
    if last >= len(tokens) or not _leads_on(tokens[last].lower, head):
        comma = _topic_after_mark(tokens, last, head, taken)
        return (comma or _bracketed(tokens, last), False, None, None)
    if (head in _NOUNS_OF_PLACE or head == "independent member") and tokens[last].lower == "for":
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
    end, inside = _owned_topic(tokens, last, head, taken)
    if inside:
        return end, False, inside, None
    is_body = head in _NEVER_TOPICS and tokens[last + 1 : last + 2] and tokens[last + 1].is_capital
    end = last if is_body else _topic(tokens, last, head, taken)
    return last if _describes_body(tokens, last, end) else end, False, None, None


def _describes_body(tokens: Sequence[Token], last: int, end: int) -> bool:
    """Whether "of the consultancy" leads on to a body's name and says what it is: no topic."""
    is_named = end < len(tokens) and tokens[end].is_capital and tokens[last + 1].lower in ("the", "a", "an")
    return is_named and end > last + 1 and tokens[end - 1].lower in BODY_NOUNS


def joint(tokens: Sequence[Token], last: int) -> int:
    """Where a post ends with the capacity that goes with it: "clerk and responsible financial officer"."""
    if last >= len(tokens) or tokens[last].lower not in ("and", "&"):
        return last
    for words in _JOINT:
        if tuple(token.lower for token in tokens[last + 1 : last + 1 + len(words)]) == words:
            return last + 1 + len(words)
    return last


def _leads_on(word: str, head: str) -> bool:
    """Whether a word after a head leads on to what the post is for."""
    return word in ("of", "for", "to") or (word == "on" and head in _ON) or (word == "in" and head in _IN)


def _responsible(tokens: Sequence[Token], last: int) -> int:
    """The "for" of "with responsibility for", where that follows; else `last`."""
    ahead = [token.lower for token in tokens[last : last + 4]]
    for words in _WITH_RESPONSIBILITY:
        if tuple(ahead[: len(words)]) == words:
            return last + len(words) - 1
    return last


def _owned_topic(
    tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]
) -> tuple[int, Named | None]:
    """Where "of the council's fostering team" ends, and the body in it; None where no body owns a topic."""
    first = last + 1
    if first not in taken and first < len(tokens) and tokens[first].lower == "the":
        first += 1
    named = taken.get(first)
    if head not in _OF_SERVICES or named is None or named.first != first or named.kind == "party":
        return last, None
    mark = named.last - (named.naming == "possessive")
    if mark >= len(tokens) or tokens[mark].lower not in ("'s", "its"):
        return last, None
    end = _topic(tokens, mark, head, taken)
    return (end, named) if end > mark + 1 else (last, None)


def _topic_after_mark(tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]) -> int:
    """Where "Director, Children and Families" ends: a topic after a mark, capitals or none; else 0."""
    if head not in _WITH_MARKS or last + 1 >= len(tokens) or tokens[last].text not in (",", "-", "–"):
        return 0
    is_formal = tokens[last - 1].is_capital
    if is_formal and head not in _FORMAL_HEADS:
        return 0
    end = number = last + 1
    while number < len(tokens) and number not in taken and number - last < MAX_TOPIC:
        token = tokens[number]
        if token.lower in TOPICS and (token.is_capital or not is_formal):
            end = number + 1
        elif token.lower not in ("and", "&", "'s"):
            break
        number += 1
    if end == last + 1 or end >= len(tokens):
        return end if end > last + 1 and is_formal else 0
    stops = tokens[end].text in _CLOSING or (is_formal and tokens[end].is_capital)
    at_body = tokens[end].lower == "at" or (
        tokens[end].lower == "of" and (end + 1 in taken or end + 2 in taken)
    )
    return end if stops or (not is_formal and at_body) else 0


def _bracketed(tokens: Sequence[Token], last: int) -> int:
    """Where "Principal solicitor (children and families)" ends: topics in brackets; else `last`."""
    if last >= len(tokens) or tokens[last].text != "(":
        return last
    for number in range(last + 1, min(last + MAX_TOPIC, len(tokens))):
        if tokens[number].text == ")":
            return number + 1 if number > last + 1 else last
        if tokens[number].lower not in TOPICS | _JOINERS | _IN_BRACKETS:
            return last
    return last


def _ward(tokens: Sequence[Token], at: int) -> int:
    """Where a ward's name ends that begins at `at`."""
    end = number = at
    while number < len(tokens) and number - at < 9:
        token = tokens[number]
        if number > at and begins_name(tokens, number):
            break
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
    for number in range(last + 1, min(last + MAX_TOPIC, len(tokens))):
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
            token.lower in STOPS and token.lower not in ("the", "its", "his", "her", "their", "our", "for")
        ):
            return last, None
    return last, None


def _topic(tokens: Sequence[Token], last: int, head: str, taken: dict[int, Named]) -> int:
    """Where "of children, schools and families" ends; `last` where no topic follows."""
    end = last
    number = last + 1
    while number < len(tokens) and number - last <= MAX_TOPIC:
        token = tokens[number]
        if (end == last and token.lower in _SPANS) or (end > last and begins_name(tokens, number)):
            break
        if number in taken and not (head == "secretary" and taken[number].kind == "department"):
            described = number == end and not TOPICS & {word.lower for word in tokens[last:end]} - {"of"}
            return last if described else end
        if token.lower in ("and", "&", ",", "the", "'s", "-", "/"):
            if token.text == "," and not _list_goes_on(tokens, number, taken):
                break
        elif _is_inside_topic(tokens, number):
            pass
        elif (end > last and token.lower.endswith("ed") and token.lower not in TOPICS) or (
            tokens[number - 1].lower in ("and", "&", ",") and _is_head(tokens, number)
        ):
            break
        elif (
            token.lower in TOPICS
            or (token.lower.isalpha() and not token.is_capital and token.lower not in _NO_TOPIC)
            or (token.is_capital and head not in _SEATED and _leads_to_topic(tokens, number, taken))
            or (
                token.is_capital
                and token.is_word
                and _is_formal(tokens, last, head)
                and token.lower not in STOPS
            )
        ):
            end = number + 1
        else:
            break
        number += 1
    if end < len(tokens) and tokens[end].lower == "'" and tokens[end - 1].lower.endswith("s"):
        end += 1
    return end


def _is_inside_topic(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word or mark is one within "adults' services" or "children in care"."""
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    is_owner = tokens[number].text in "'’" and tokens[number - 1].lower.endswith("s")
    return (is_owner and following in TOPICS) or (tokens[number].lower == "in" and following == "care")


def _is_head(tokens: Sequence[Token], number: int) -> bool:
    """Whether another post begins here: "and clerk", "and statutory DCS"."""
    ahead = [token.lower for token in tokens[number : number + 3]]
    if tuple(ahead[:2]) in _LONG_HEADS or tuple(ahead) in _LONG_HEADS:
        return True
    return ahead[0] in HEAD_ENDS or (
        len(ahead) > 1 and ahead[0] in BEFORE["rank"] and ahead[0] not in TOPICS and ahead[1] in HEAD_ENDS
    )


def _is_formal(tokens: Sequence[Token], last: int, head: str) -> bool:
    """Whether a post is written with capitals, so that what it is for is, too: "Director for Places"."""
    return head in _FORMAL_HEADS and tokens[last - 1].is_capital and tokens[last].lower == "for"


def _list_goes_on(tokens: Sequence[Token], comma: int, taken: dict[int, Named]) -> bool:
    """Whether a topic and an "and" with another topic follow a comma."""
    ahead = list(range(comma + 1, min(comma + 6, len(tokens))))
    if not ahead or ahead[0] in taken or tokens[ahead[0]].lower in STOPS:
        return False
    if tokens[ahead[0]].is_capital and tokens[ahead[0]].lower not in TOPICS:
        return False
    for number in ahead[1:]:
        if tokens[number].lower in ("and", "&"):
            return number + 1 < len(tokens) and (
                tokens[number + 1].lower in TOPICS or not tokens[number + 1].is_capital
            )
        if tokens[number].lower in STOPS or number in taken:
            return False
    return False


def _leads_to_topic(tokens: Sequence[Token], number: int, taken: dict[int, Named]) -> bool:
    """Whether an unknown capitalised word comes before a topic: "Head of Targeted Services"."""
    following = number + 1
    following += following < len(tokens) and tokens[following].lower in ("and", "&")
    return (
        following < len(tokens)
        and following not in taken
        and tokens[following].lower in TOPICS
        and tokens[following].is_capital
    )
