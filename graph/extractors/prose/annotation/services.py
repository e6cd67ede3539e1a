"""Police forces and fire services that only their chiefs' posts tell: "the chief constable of Kent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from councilgraph.graph.extractors.prose.annotation.rows import row_after, row_before
from councilgraph.graph.extractors.prose.names.body_names import written
from councilgraph.graph.extractors.prose.names.local_bodies import commissioner_of
from councilgraph.graph.extractors.prose.names.organisations import Named, Organisation
from councilgraph.graph.extractors.prose.text.tokens import Token
from councilgraph.graph.extractors.prose.titles.roles import Role
from councilgraph.graph.gazetteer import bundled
from councilgraph.graph.names import fold

_POSTS = {
    "force": re.compile(r"\bconstable\b|\bpolice (?:chief|boss)\b"),
    "service": re.compile(r"\bfire (?:officer|chief|boss)\b"),
    "department": re.compile(r"\bcrime commissioner\b"),
}
_ENDS = ("police", "constabulary")
_OF = frozenset("of for in at".split())
_IN = frozenset("in across throughout".split())


def services_beside(
    tokens: Sequence[Token], roles: Sequence[Role], met: Sequence[Organisation]
) -> Iterator[Named]:
    """The forces and services of the places at a paragraph's posts. `met` are the document's bodies."""
    yield from _forces_in(tokens)
    for role in roles:
        kind = next((kind for kind, post in _POSTS.items() if post.search(role.words.lower())), None)
        first, last = _place(tokens, role) if kind else (0, 0)
        if kind and last > first:
            words = (word.title() if word.isupper() else word for word in written(tokens[first:last]).split())
            body = _body(" ".join(words), kind, met)
            if body:
                yield Named(first, last, "name", body, kind)


def _forces_in(tokens: Sequence[Token]) -> Iterator[Named]:
    """The forces of "police in Kent", where all of the name is that of a force's place."""
    for number, token in enumerate(tokens[:-2]):
        if token.lower != "police" or tokens[number + 1].lower not in _IN:
            continue
        last = row_after(tokens, number + 2, set())
        force = _forces().get(fold(written(tokens[number + 2 : last])))
        if force:
            yield Named(number, last, "name", Organisation(force, "force"), "force")


def _place(tokens: Sequence[Token], role: Role) -> tuple[int, int]:
    """Where the place stands: "Kent's R", "Kent R", "R of Kent"."""
    if role.last < len(tokens) and tokens[role.last].lower in _OF:
        first = role.last + 1
        last = row_after(tokens, first, set())
        is_other = last < len(tokens) and tokens[last].lower == "'s" and tokens[last - 2].lower == "and"
        return first, last - 2 if is_other else last
    last = role.first
    if last and tokens[last - 1].lower == "'s":
        last -= 1
    return row_before(tokens, last, set()), last


def _body(place: str, kind: str, met: Sequence[Organisation]) -> Organisation | None:
    """The force or service of a place: the one that the document names, else that which has its name."""
    key = fold(place)
    for body in met:
        if body.kind == kind and fold(body.name).startswith(f"{key} "):
            return body
    if kind == "department":
        return Organisation(commissioner_of(place), kind) if key in _forces() else None
    if kind == "force":
        return Organisation(_forces()[key], kind) if key in _forces() else None
    is_place = all(bundled().matches(part) for part in place.replace(" & ", " and ").split(" and "))
    return Organisation(f"{place} Fire and Rescue Service", kind) if is_place else None


@cache
def _forces() -> dict[str, str]:
    """The police forces by their places."""
    return {
        name.rpartition(" ")[0]: match.record.organisation
        for name, matches in bundled().names().items()
        for match in matches
        if match.record.kind == "police_force" and name.rpartition(" ")[2] in _ENDS
    }
