"""Who holds which post, by where the words stand: "the leader, Ada Penhale", "Ada Penhale (Chair)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.extractors.prose.clauses import View
from councilgraph.graph.extractors.prose.mentions import PersonMention
from councilgraph.graph.extractors.prose.phrases import RolePhrase

_ENDS = frozenset(
    ", . ; ) : ? ! and who whose said says has have had is was will would told added but - – ( ' while as".split()
) | {""}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A person at the item `number` who holds the post of `phrase`."""

    number: int
    person: PersonMention
    phrase: RolePhrase


def attachments(view: View, phrases: list[RolePhrase]) -> list[Attachment]:
    """The people who stand beside posts as their holders, in the order of the posts."""
    found: list[Attachment] = []
    taken: set[int] = set()
    for position, phrase in enumerate(phrases):
        following = phrases[position + 1] if position + 1 < len(phrases) else None
        for number in _holders(view, phrase, following, taken):
            person = view.person(number)
            if person and person.naming != "pronoun":
                found.append(Attachment(number, person, phrase))
                taken.add(number) if number < phrase.first else None
    return found


def _holders(view: View, phrase: RolePhrase, following: RolePhrase | None, taken: set[int]) -> Iterator[int]:
    """The items of the people who hold a post: after it, before it, in brackets."""
    after = phrase.last
    before = phrase.first - 1
    behind = _in_front(view, before)
    if view.code(after) == "P":
        yield from _list_after(view, after, plural=phrase.mention.role.plural)
    elif view.code(after) == "," and view.code(after + 1) == "P" and behind is None:
        if _is_apposition(view, after + 1, following):
            yield from _list_after(view, after + 1, plural=phrase.mention.role.plural)
    elif view.code(after) in ("(", ":", "-", "–", "—") and view.code(after + 1) == "P" and behind is None:
        if view.code(after) != "(" or view.code(after + 2) == ")":
            yield from _list_after(view, after + 1, plural=True)
    elif view.code(after) == "," and view.code(after + 1) == "O" and view.ahead(after + 2, 2) == "'s P":
        yield after + 3
    elif (
        view.code(after) == ","
        and view.code(after + 1) in ("labour", "independent", "the")
        and view.code(after + 2) == "P"
    ):
        yield after + 2
    if behind is not None:
        yield behind


def _list_after(view: View, number: int, *, plural: bool) -> Iterator[int]:
    """A person, and those joined to them where the post is in the plural."""
    yield number
    while plural:
        if view.code(number + 1) in (",", "and", ";") and view.code(number + 2) == "P":
            number += 2
        elif view.ahead(number + 1, 2) == ", and" and view.code(number + 3) == "P":
            number += 3
        else:
            return
        yield number


def _is_apposition(view: View, number: int, following: RolePhrase | None) -> bool:
    """Whether "post, person" names the holder: what follows ends the apposition, and no post of the person's own."""
    ends = view.code(number + 1) in _ENDS or view.code(number + 1) == "D"
    own = following is not None and following.first == number + 2 and view.code(number + 1) == "," and False
    return ends and not own


def _in_front(view: View, before: int) -> int | None:
    """The person whom a post follows: "P, post", "P (post)", "P - post"; over an age or a party."""
    mark = view.code(before)
    if mark not in (",", "(", "-", "–", "—") and view.code(before) not in ("and",):
        return None
    number = before - 1
    if mark == "and":
        return None
    if view.code(number) == ")":
        while number > 0 and view.code(number) != "(":
            number -= 1
        number -= 1
    if view.code(number).isdigit() and view.code(number - 1) == ",":
        number -= 2
    if view.code(number) == "P":
        return number
    return None
