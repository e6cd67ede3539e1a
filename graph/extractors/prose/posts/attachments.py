"""Who holds which post, by where the words stand: "the leader, Ada Penhale", "Ada Penhale (Chair)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention, RoleMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.posts.beside import (
    after_comma,
    before_bracket,
    before_trade,
    behind_place,
    over_caption,
    subject_of,
)

_MARKS = frozenset("( : - – — |".split())
_MAX_BRACKET = 9
_OPENERS = frozenset("in after following responding replying answering asked at".split())
_VERBS = frozenset(
    "said says replied told confirmed explained stated reported added advised agreed informed has".split()
)
_PERSONIFIED = frozenset(f"in the {word} of P" for word in ("shape", "form", "person", "guise"))
_PERSONIFIED_LENGTH = len("in the shape of P".split())
_HAS = frozenset("has have had holds held".split())
_CHARGES = frozenset({"brief", "portfolio"})
_CHAIR = 3
"""In so many items "in the Chair" ends."""
_ABSTRACT = frozenset({"chairmanship"})
_SUFFIXES = frozenset("MP MSP AM MS HMI MLA".split())
_FEW = frozenset({"hmi", "hmis"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A person at the item `number` who holds the post of `phrase`."""

    number: int
    person: PersonMention
    phrase: RolePhrase


def attachments(view: View, phrases: list[RolePhrase]) -> list[Attachment]:
    """The people who stand beside posts as their holders, in the order of the posts."""
    found: list[Attachment] = []
    for position, phrase in enumerate(phrases):
        following = phrases[position + 1] if position + 1 < len(phrases) else None
        if pair := _paired(view, phrase, following):
            found.extend(pair)
            continue
        if position and found and found[-1].phrase is phrase:
            continue
        numbers = list(_holders(view, phrase)) or _shared(view, phrases[:position], phrase, found)
        if (
            not numbers
            and following
            and view.code(phrase.last) == "and"
            and following.first == phrase.last + 1
        ):
            numbers = list(_holders(view, following))
        one_of = "one of" in view.before(phrase.first, 4)
        if phrase.mention.role.plural and len(numbers) == 1 and phrase.head not in _FEW and not one_of:
            continue
        for place, number in enumerate(numbers):
            person = view.person(number)
            opening = phrase.first == 0 and view.code(phrase.last) == ","
            if person and (person.naming != "pronoun" or opening) and not _is_addressed(view, phrase, number):
                found.append(Attachment(number, person, _share(phrase, place, len(numbers))))
    return found


def _paired(view: View, phrase: RolePhrase, following: RolePhrase | None) -> list[Attachment]:
    """As in "P and P2, leader and deputy leader of X": each of two people has one of two posts."""
    if (
        following is None
        or view.code(phrase.last) != "and"
        or following.first != phrase.last + 1
        or not view.before(phrase.first, 5).removesuffix(" respectively").endswith("P and P ,")
        or phrase.mention.role.plural
        or following.mention.role.plural
    ):
        return []
    at = phrase.first - 4 - (view.code(phrase.first - 1) == "respectively")
    first, second = view.person(at), view.person(at + 2)
    if first is None or second is None:
        return []
    bodies = phrase.organisations or following.organisations
    return [
        Attachment(at, first, replace(phrase, organisations=bodies)),
        Attachment(at + 2, second, following),
    ]


def _shared(view: View, before: list[RolePhrase], phrase: RolePhrase, found: list[Attachment]) -> list[int]:
    """Who holds a second post that is joined to the first: "P, president of X and leader of Y"."""
    if not before or view.code(phrase.first - 1) != "and" or before[-1].last != phrase.first - 1:
        return []
    return [each.number for each in found if each.phrase.core == before[-1].core]


def _is_addressed(view: View, phrase: RolePhrase, number: int) -> bool:
    """Whether a post and a person only happen to meet: "in an e-mail to the leader Cllr Hext wrote"."""
    person = view.person(number)
    meets = number == phrase.last and phrase.definite and phrase.mention.role.kind != "councillor"
    return bool(person and meets and person.naming == "surname" and view.code(phrase.first - 1) == "to")


def _share(phrase: RolePhrase, position: int, count: int) -> RolePhrase:
    """The post of one of several people: each has one of as many bodies."""
    if count < 2 or len(phrase.organisations) != count:
        return phrase
    return replace(phrase, organisations=(phrase.organisations[position],))


def _holders(view: View, phrase: RolePhrase) -> Iterator[int]:
    """The items of the people who hold a post: after it, before it, in brackets."""
    after = phrase.last
    plural = phrase.mention.role.plural
    suffix = phrase.mention.role.words in _SUFFIXES or _is_elliptic(view, phrase)
    behind = (
        None
        if _speaks(view, phrase)
        else _in_front(view, phrase.first - 1, suffix=suffix, charge=phrase.head in _CHARGES)
    )
    if behind is not None and _has_own(view, behind) and view.ahead(after, 2) == ", P":
        behind = None
    if view.code(after) == "P":
        yield from _list_after(view, after, plural=plural)
    elif phrase.head in _ABSTRACT and view.ahead(after, 2) == "of P":
        yield after + 1
    elif behind is None and (number := _behind(view, after)) is not None:
        yield from _list_after(view, number, plural=plural)
    elif view.code(after) == ")" and view.code(after + 1) in _MARKS and view.code(after + 2) == "P":
        yield after + 2
    elif (
        view.code(after) in _MARKS
        and view.code(after + 1) == "P"
        and behind is None
        and (view.code(after) != "(" or view.code(after + 2) in (")", ","))
    ):
        yield from _list_after(view, after + 1, plural=view.code(after) != "(")
        if plural and view.code(after) == ":":
            yield from _further(view, after + 2)
    elif plural and view.code(after) == ":" and behind is None:
        yield from _further(view, after + 1)
    if behind is not None:
        yield from _list_before(view, behind, plural=plural)


def _has_own(view: View, number: int) -> bool:
    """Whether a person stands behind a post of his own: the first one in "R, P, its R2, P2"."""
    return view.before(number, 2) == "R ," and view.code(number + 2) in ("Os", "Ps", "the")


def _behind(view: View, number: int) -> int | None:
    """The person whom the words behind a post lead to: ", P,", "in the shape of P", "on duty, P,"."""
    if view.code(number) == ",":
        return after_comma(view, number + 1)
    if view.ahead(number, _PERSONIFIED_LENGTH) in _PERSONIFIED:
        return number + _PERSONIFIED_LENGTH - 1
    return behind_place(view, number)


def _list_before(view: View, number: int, *, plural: bool) -> Iterator[int]:
    """A person, and those before him where the post is in the plural: "P and P, both R"."""
    if plural and view.code(number - 1) == "and" and view.code(number - 2) == "P":
        yield number - 2
    yield number


def _list_after(view: View, number: int, *, plural: bool) -> Iterator[int]:
    """A person, and those joined to them where the post is in the plural, over what brackets say of each."""
    yield number
    while plural:
        number = _over_bracket(view, number)
        if view.code(number + 1) in (",", "and", ";") and view.code(number + 2) == "P":
            number += 2
        elif view.ahead(number + 1, 2) == ", and" and view.code(number + 3) == "P":
            number += 3
        else:
            return
        yield number


def _over_bracket(view: View, number: int) -> int:
    """The item before the next one after a person: the end of a short bracket behind him."""
    if view.code(number + 1) != "(":
        return number
    return next((at for at in range(number + 2, number + _MAX_BRACKET) if view.code(at) == ")"), number)


def _further(view: View, number: int) -> Iterator[int]:
    """The other people of a list in which each is described: "trustees: P, a retired X, and P, head of Y"."""
    for at in range(number, len(view)):
        if view.code(at) == ".":
            return
        if (
            view.code(at) == "P"
            and view.code(at - 1) in (",", "and", ":", "-", "–", "—", "(")
            and view.code(at + 1) in (",", ".", "(", ")", "", ";", "and")
        ):
            yield at


def _speaks(view: View, phrase: RolePhrase) -> bool:
    """Whether a post is a subject after an opening phrase: "In reply to a question from P, the R said"."""
    opens = view.code(0) in _OPENERS and view.code(phrase.first - 3) in ("from", "by", "to", "of", "with")
    return opens and phrase.definite and view.code(phrase.last) in _VERBS


def _is_elliptic(view: View, phrase: RolePhrase) -> bool:
    """Whether a post follows a name like the one before: "P is leader and P2 her deputy", "with P as R"."""
    number = phrase.first - 1
    if view.code(number) != "P" or view.code(phrase.last) not in (",", ".", ";", "and", ""):
        return False
    return view.code(number - 1) in ("and", ",", ";") and " is R" in f" {view.before(number, 40)}"


def _in_front(view: View, before: int, *, suffix: bool = False, charge: bool = False) -> int | None:
    """The person whom a post follows: "P, post", "P (post)", "P - post"; over an age or a party."""
    if view.before(before + 1, 2) == "one of":
        before -= 2
    if view.before(before + 1, 2) == "( in" and ")" in view.ahead(before + 1, _CHAIR):
        before -= 1
    mark = view.code(before)
    if mark in _HAS and charge:
        return subject_of(view, before - 1)
    if (mark == "P" and suffix) or view.before(before + 1, 3) == "with P as":
        return before - (mark == "as")
    if mark == "and" and (named := before_trade(view, before)) is not None:
        return named
    if mark not in (",", "(", "-", "–", "—", "|"):
        return None
    number = over_caption(view, before - 1)
    number -= view.code(number) == "," and mark == ","
    if mark == "," and (bracketed := before_bracket(view, number)) is not None:
        return bracketed
    if mark in ("(", ",") and view.code(number) == "O" and view.code(number - 1) in ("at", "of", "in"):
        number -= 2
    number -= _is_suffix(view, number) and mark != "P"
    return number if view.code(number) == "P" else None


def _is_suffix(view: View, number: int) -> bool:
    """Whether a post is but letters behind a name: "P MP, chair of the committee"."""
    item = view.items[number] if number >= 0 else None
    return isinstance(item, RoleMention) and item.role.words in _SUFFIXES and view.code(number - 1) == "P"
