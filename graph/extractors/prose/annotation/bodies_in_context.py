"""Organisations whose names no list and no grammar knows, told by the posts beside them.

"Director of Bright Mornings", "Bright Mornings' director": a row of capitalised words at a post is its body.
Once met, the name is known in the whole document where it is a charity's or the like (`known_names`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from councilgraph.graph.extractors.prose.annotation.bodies_introduced import introduced
from councilgraph.graph.extractors.prose.annotation.rows import (
    CAPITAL,
    MAX_WORDS,
    row_after,
    row_before,
    starts_sentence,
)
from councilgraph.graph.extractors.prose.names.body_names import HEADS, STOPS, written
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.person_names import TITLES
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.role_words import TOPICS
from councilgraph.graph.extractors.prose.titles.roles import Role

_AT = frozenset("of at with".split())
_AT_ONLY = frozenset({"at"})
_WITH_TOPICS = frozenset(
    [
        "director",
        "head",
        "cabinet member",
        "executive member",
        "lead member",
        "portfolio holder",
        "manager",
        "officer",
        "minister",
        "lead",
    ]
)
_HELD_BY = frozenset({"chairmanship", "leadership"})
_COMMON = frozenset(read_rules("words")["common"]["words"].split())
_NOUNS = frozenset("charity company firm think-tank co-operative provider consultancy".split())
_LED = frozenset("chairs chaired runs ran founded co-founded heads headed manages managed".split())
_PARTS = frozenset(
    "committee panel cabinet group team department programme review inquiry commission".split()
)
"""Words for what is no body of its own."""
_JOINED = frozenset("joined joins join joining".split())
_LEAST_WORDS = 2
_LONGEST_HOLDER = 4
_BODIES = read_rules("organisations")
_PLAIN = (
    _COMMON
    | HEADS.keys()
    | set(" ".join([*_BODIES["anaphors"].values(), _BODIES["members"]["words"]]).split())
)
"""Words that are no name of their own: "Force's chief", "Tenants' leader"."""
_JOINING = frozenset({"for", "in", "and", "&"})
_BARRED = CAPITAL | TITLES | STOPS
_OF_PEOPLE = frozenset("predecessor successor replacement deputy counterpart stand-in assistant".split())
"""Whose these are is a person: "Hawkhurst's predecessor"."""
_NAMED_OF = frozenset({"manager", "director"})
_TOWN_POSTS = frozenset(["mayor", "deputy mayor", "town mayor", "deputy town mayor", "town clerk"])
"""Posts that only a council has; of a place that has none of its own it is the town council."""
_LABEL_ENDS = frozenset({"-", "–", "—", ":"})
_TIERS = frozenset({"town", "parish", "community"})
_BEFORE_PLACES = frozenset({"the", "neighbouring", "nearby"})
_MARKS = frozenset("- – — , ( |".split())
_KIND = "company"


def bodies_beside(
    tokens: Sequence[Token], roles: Sequence[Role], taken: set[int], places: set[int]
) -> Iterator[Named]:
    """The organisations that stand at a paragraph's posts and are not known yet.

    The tokens of `taken` are others'. A name may have `places` in it, but begins and ends with other words
    beside them: "Exeter Parents United" and "Travel for Devon", not "Exeter".
    """
    for named in _bodies(tokens, roles, taken - places):
        own = [n for n in range(named.first, named.last) if n not in places and tokens[n].is_capital]
        begins = named.first not in places or (own and own[0] - 1 in places)
        if own and begins:
            yield named


def _bodies(tokens: Sequence[Token], roles: Sequence[Role], taken: set[int]) -> Iterator[Named]:
    for number in range(len(tokens)):
        named = _told(tokens, number, taken)
        if named:
            yield named
    if label := _labelled(tokens, roles, taken):
        yield label
    for role in roles:
        if seat := _small_seat(tokens, role, taken):
            yield seat
        if role.place or role.kind in ("councillor", "mp", None):
            continue
        ways = (_after, _listed, _before, _of_holder)
        named = next((found for way in ways if (found := way(tokens, role, taken))), None)
        if named:
            yield named


def _told(tokens: Sequence[Token], at: int, taken: set[int]) -> Named | None:
    """The body that a word of another kind than a post tells."""
    if tokens[at].lower in _JOINED:
        return _joined(tokens, at, taken)
    return _led(tokens, at, taken) if tokens[at].lower in _LED else introduced(tokens, at, taken)


def _joined(tokens: Sequence[Token], verb: int, taken: set[int]) -> Named | None:
    """As in "has joined Bright Mornings as its director"."""
    last = row_after(tokens, verb + 1, taken)
    following = [token.lower for token in tokens[last : last + 5]]
    is_aside = following[:1] == [","] and following[3:] == [",", "as"] and following[2] in _NOUNS
    is_body = last > verb + 1 and (following[:1] == ["as"] or is_aside)
    if not is_body or is_given_name(tokens[verb + 1].text):
        return None
    return Named(verb + 1, last, "name", Organisation(written(tokens[verb + 1 : last]), _KIND), _KIND)


def _led(tokens: Sequence[Token], verb: int, taken: set[int]) -> Named | None:
    """As in "who chairs Exe Parent Carer Voice", "founded the Bright Mornings"."""
    first = verb + 1
    if first < len(tokens) and tokens[first].lower == "the":
        first += 1
    last = row_after(tokens, first, taken)
    words = [token for token in tokens[first:last] if token.is_capital]
    is_topic = any(word.lower in STOPS for word in words) or all(
        word.lower in TOPICS or word.lower in _COMMON for word in words
    )
    is_part = bool(words) and words[-1].lower in _PARTS | TOPICS | _COMMON
    if len(words) < _LEAST_WORDS or is_topic or is_part or is_given_name(words[0].text):
        return None
    return Named(first, last, "name", Organisation(written(tokens[first:last]), _KIND), _KIND)


def _after(tokens: Sequence[Token], role: Role, taken: set[int]) -> Named | None:
    """As in "Director of Bright Mornings", "trustee at the Exe Fund"."""
    number = role.last
    at = _AT_ONLY if role.head in _WITH_TOPICS and not _is_of_name(tokens, role) else _AT
    if number >= len(tokens) or tokens[number].lower not in at:
        return None
    number += 1
    if number < len(tokens) and tokens[number].text in _BEFORE_PLACES:
        number += 1
    last = row_after(tokens, number, taken)
    if last <= number or (last == number + 1 and tokens[number].lower in _COMMON):
        return None
    if (
        is_given_name(tokens[number].text)
        and last - number == 2
        and (tokens[role.last].lower != "of" or role.head in _HELD_BY)
    ):
        return None
    body = _body(written(tokens[number:last]), role)
    return Named(number, last, "name", body, body.kind)


def _is_of_name(tokens: Sequence[Token], role: Role) -> bool:
    """Whether "of" and a name follow a post without capitals: "manager of The Limes"."""
    following = role.last + 1
    if role.head not in _NAMED_OF or not tokens[role.last - 1].text.islower() or following + 1 >= len(tokens):
        return False
    first = tokens[following + (tokens[following].text == "The")]
    return first.is_capital and first.lower not in TOPICS and first.lower not in _COMMON


def _listed(tokens: Sequence[Token], role: Role, taken: set[int]) -> Named | None:
    """As in "Ann Lee - Chief Executive, Bright Mornings", a line of a list of those who are there."""
    first = role.last + 1
    if role.last >= len(tokens) or tokens[role.last].text != "," or tokens[role.first - 1].text not in _MARKS:
        return None
    last = row_after(tokens, first, taken)
    words = [token for token in tokens[first:last] if token.is_capital]
    is_rest = last == len(tokens) or tokens[last].text in ".;)"
    is_topic = all(word.lower in TOPICS or word.lower in _COMMON for word in words)
    if (
        not is_rest
        or is_topic
        or is_given_name(words[0].text)
        or not (len(words) > 1 or words[0].text.isupper())
    ):
        return None
    return Named(first, last, "name", Organisation(written(tokens[first:last]), _KIND), _KIND)


def _labelled(tokens: Sequence[Token], roles: Sequence[Role], taken: set[int]) -> Named | None:
    """As in "EXWICK - The town clerk said": a town that the capitals before a brief name has a council."""
    last = row_after(tokens, 0, taken)
    is_label = 0 < last < len(tokens) and tokens[last].text in _LABEL_ENDS
    if (
        not is_label
        or is_given_name(tokens[0].text.title())
        or not all(token.text.isupper() for token in tokens[:last] if token.is_word)
    ):
        return None
    posts = [role for role in roles if role.words.lower() in _TOWN_POSTS]
    named = any(_before(tokens, role, taken) or _after(tokens, role, taken) for role in posts)
    if not posts or named or last == len(tokens) - 1:
        return None
    council = Organisation(f"{written(tokens[:last]).title()} Town Council", "council")
    return Named(0, last, "name", council, "council")


def _small_seat(tokens: Sequence[Token], role: Role, taken: set[int]) -> Named | None:
    """As in "Exwick parish councillor", "a town councillor in Exwick": the council is that of the place."""
    tier, _, noun = role.words.lower().partition(" ")
    if tier not in _TIERS or noun != "councillor":
        return None
    first, last = row_before(tokens, role.first, taken), role.first
    if first == last and role.last < len(tokens) and tokens[role.last].lower in ("in", "for", "at"):
        first, last = role.last + 1, row_after(tokens, role.last + 1, taken)
    words = tokens[first:last]
    if not words or any(word.lower in _BARRED | _COMMON or is_given_name(word.text) for word in words):
        return None
    name = f"{written(words)} {tier.title()} Council"
    return Named(first, last, "name", Organisation(name, "council"), "council")


def _of_holder(tokens: Sequence[Token], role: Role, taken: set[int]) -> Named | None:
    """As in "solicitor, Ann Lee of Bright Mornings": the name after whose post it is."""
    first = role.last + (tokens[role.last].text == "," if role.last < len(tokens) else 0)
    last = first
    while last < len(tokens) and tokens[last].is_capital and last - first < _LONGEST_HOLDER:
        last += 1
    if last - first < _LEAST_WORDS or last >= len(tokens) or tokens[last].lower != "of":
        return None
    end = row_after(tokens, last + 1, taken)
    if end - last <= _LEAST_WORDS or any(word.lower in STOPS for word in tokens[last + 1 : end]):
        return None
    return Named(last + 1, end, "name", Organisation(written(tokens[last + 1 : end]), _KIND), _KIND)


def _before(tokens: Sequence[Token], role: Role, taken: set[int]) -> Named | None:
    """As in "Bright Mornings' director", "Bright Mornings chief executive Ann Lee"."""
    end = role.first
    if end and tokens[end - 1].lower in ("'s", "'", "’"):
        end -= 1
    first = end
    while first > 0 and end - first < MAX_WORDS and first - 1 not in taken:
        token = tokens[first - 1]
        barred = token.lower in TITLES or token.lower in CAPITAL or token.lower in STOPS
        if not token.is_capital or not token.is_word or barred:
            break
        first -= 1
    first = _joined_before(tokens, first, end, taken)
    if first > 0 and tokens[first - 1].lower in TITLES:
        return None
    while first < end and starts_sentence(tokens, first) and tokens[first].lower in _COMMON:
        first += 1
    possessive = end < role.first
    if not possessive and not (role.last < len(tokens) and tokens[role.last].is_capital):
        return None
    alone = possessive or role.words.lower() in _TOWN_POSTS
    if end - first < (1 if alone else 2) or any(is_given_name(token.text) for token in tokens[first:end]):
        return None
    if end - first == 1 and (tokens[first].lower in _PLAIN or role.head in _OF_PEOPLE):
        return None
    body = _body(written(tokens[first:end]), role)
    return Named(first, end, "name", body, body.kind)


def _body(name: str, role: Role) -> Organisation:
    """The body of a post, by what is named beside it: a town with a mayor has a town council."""
    is_town = role.words.lower() in _TOWN_POSTS
    return Organisation(f"{name} Town Council", "council") if is_town else Organisation(name, _KIND)


def _joined_before(tokens: Sequence[Token], first: int, end: int, taken: set[int]) -> int:
    """Where a name begins with the part before a small word in it: "Achievement for All's director"."""
    if first == end or first < _LEAST_WORDS or tokens[first - 1].lower not in _JOINING:
        return first
    begun = row_before(tokens, first - 1, taken)
    words = tokens[begun : first - 1]
    is_name = any(is_given_name(word.text) for word in words) or any(word.lower in _BARRED for word in words)
    return first if begun == first - 1 or is_name or starts_sentence(tokens, begun) else begun


def is_replaced(tokens: Sequence[Token], number: int) -> bool:
    """Whether the body at a token is one that another came after: "O, which replaces O and O, has a R"."""
    for at in range(number - 1, max(1, number - _REPLACED), -1):
        if tokens[at].lower in _REPLACES:
            return tokens[at - 1].lower in ("which", "that", "has", "will", "to")
        if not (tokens[at].is_capital or tokens[at].lower in _BETWEEN):
            break
    return False


_REPLACED = 12
_REPLACES = frozenset("replaces replaced replace succeeds succeeded".split())
_BETWEEN = frozenset("and , the both two district borough county city council councils".split())
