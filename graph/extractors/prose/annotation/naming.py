"""Who a story may name: first the bodies that only posts beside them tell, then people among the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.assembly import Read
from councilgraph.graph.extractors.prose.annotation.bodies_in_context import bodies_beside
from councilgraph.graph.extractors.prose.annotation.known_names import (
    Known,
    by_initials,
    initials,
    known_names,
    longer_names,
    named_again,
)
from councilgraph.graph.extractors.prose.annotation.services import services_beside
from councilgraph.graph.extractors.prose.names import person_names
from councilgraph.graph.extractors.prose.names.body_names import written
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.names.person_names import Name
from councilgraph.graph.extractors.prose.titles.roles import Role


def find_names(paragraphs: Sequence[Read], own: Organisation | None = None) -> None:
    """Put the names of people into paragraphs whose posts, dates and known bodies are there already.

    `own` is the body that the document says is its writer.
    """
    lower_words = frozenset(
        token.lower
        for paragraph in paragraphs
        if paragraph.zone.kind == "body"
        for token in paragraph.tokens
        if token.text.islower()
    )
    _meet_services(paragraphs)
    _meet_initials(paragraphs)
    _meet_told(paragraphs, own)
    for paragraph in paragraphs:
        taken = _numbers(paragraph.organisations) | _numbers(paragraph.roles) | _dated(paragraph)
        names = person_names.find(paragraph.tokens, taken, lower_words)
        bodies = [name for name in names if _is_body(paragraph, name)]
        within = {number for post in paragraph.roles for number in range(post.first + 1, post.last)}
        paragraph.names = [_clear_of_posts(name, within) for name in names if name not in bodies]
        paragraph.organisations = sorted(
            [*paragraph.organisations, *(_as_body(paragraph, name) for name in bodies)],
            key=lambda each: each.first,
        )


def _meet_told(paragraphs: Sequence[Read], own: Organisation | None) -> None:
    """Add the bodies that only the text tells, wherever they are named, the writer's `own` among them."""
    titled = person_names.titled_surnames(token for paragraph in paragraphs for token in paragraph.tokens)
    told = [named for paragraph in paragraphs for named in _meet_bodies(paragraph, titled)]
    met = [each.organisation for each in told if each.organisation]
    for paragraph in paragraphs:
        taken = _numbers(paragraph.organisations) | _numbers(paragraph.roles)
        _add(paragraph, paragraph.organisations, list(longer_names(paragraph.tokens, met, taken)))
    known = known_names([*met, own] if own else met, (paragraph.tokens for paragraph in paragraphs))
    for paragraph in paragraphs:
        _meet_again(paragraph, known)


def _meet_bodies(paragraph: Read, titled: frozenset[str]) -> list[Named]:
    """Add the bodies beside posts, and leave out places that are part of these or of people's names."""
    known = [each for each in paragraph.organisations if not _is_forename(paragraph, each, titled)]
    taken = _numbers(known) | _numbers(paragraph.roles) | _dated(paragraph)
    places = _numbers([each for each in known if each.naming == "place"])
    beside = list(bodies_beside(paragraph.tokens, paragraph.roles, taken, places))
    _add(paragraph, known, beside)
    return beside


def _meet_services(paragraphs: Sequence[Read]) -> None:
    """Put the police forces and fire services of places at their chiefs' posts."""
    met = [named.organisation for each in paragraphs for named in each.organisations if named.organisation]
    for paragraph in paragraphs:
        found = list(services_beside(paragraph.tokens, paragraph.roles, met))
        _add(paragraph, paragraph.organisations, found)


def _meet_initials(paragraphs: Sequence[Read]) -> None:
    """Put the bodies that the document names where only their initials stand."""
    named = [each for paragraph in paragraphs for each in paragraph.organisations if each.naming == "name"]
    known = by_initials(each.organisation for each in named if each.organisation)
    for paragraph in paragraphs:
        within_posts = _numbers(paragraph.roles)
        found = [each for each in initials(paragraph.tokens, known) if each.first not in within_posts]
        _add(paragraph, paragraph.organisations, found)


def _meet_again(paragraph: Read, known: Known) -> None:
    """Add the bodies that other paragraphs have told."""
    taken = _numbers(paragraph.organisations) | _numbers(paragraph.roles) | _dated(paragraph)
    places = _numbers([each for each in paragraph.organisations if each.naming == "place"])
    _add(paragraph, paragraph.organisations, list(named_again(paragraph.tokens, known, taken, places)))


def _add(paragraph: Read, known: Sequence[Named], bodies: Sequence[Named]) -> None:
    """Put bodies among those known in a paragraph, in the place of what is part of their names."""
    inside = _numbers(bodies)
    others = [each for each in known if each.first not in inside]
    paragraph.organisations = sorted([*others, *bodies], key=lambda each: each.first)


def _numbers(found: Sequence[Named | Role]) -> set[int]:
    """The tokens of organisations or posts."""
    return {number for each in found for number in range(each.first, each.last)}


def _is_forename(paragraph: Read, named: Named, titled: frozenset[str]) -> bool:
    """Whether a place is a forename: "Preston Hale", of whom the document has a "Mr Hale"."""
    if named.naming != "place" or named.last - named.first != 1 or named.last >= len(paragraph.tokens):
        return False
    following = paragraph.tokens[named.last]
    return following.is_capital and following.lower in titled


def _is_body(paragraph: Read, name: Name) -> bool:
    """Whether what looks like a name is a body's: "director of Bright Mornings"."""
    before = paragraph.tokens[name.first - 1].lower if name.first else ""
    if name.title or before != "of" or is_given_name(name.words[0]):
        return False
    return any(role.last == name.first - 1 and not role.place for role in paragraph.roles)


def _as_body(paragraph: Read, name: Name) -> Named:
    last = name.last
    while (
        last < len(paragraph.tokens) and paragraph.tokens[last].is_capital and paragraph.tokens[last].is_word
    ):
        last += 1
    text = written(paragraph.tokens[name.first : last])
    return Named(name.first, last, "name", Organisation(text, "company"), "company")


def _clear_of_posts(name: Name, within: set[int]) -> Name:
    """A name without the title before it where that is the end of a post's name ("County Coun Ann Lee")."""
    return replace(name, title_first=name.first) if name.title_first in within else name


def _dated(paragraph: Read) -> set[int]:
    """The tokens that are part of a date."""
    starts = [date.start for date in paragraph.dates]
    dated = set()
    for number, token in enumerate(paragraph.tokens if starts else ()):
        date = bisect_right(starts, token.start) - 1
        if date >= 0 and token.start < paragraph.dates[date].end:
            dated.add(number)
    return dated
