"""Seats on councils told without "councillor": "P represents W", "elected to O in D", "P (Lab, W)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.graph.extractors.prose.annotation.mentions import (
    DateMention,
    OrganisationMention,
    PersonMention,
)
from councilgraph.graph.extractors.prose.clauses.clauses import View, is_taken_back
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_ELECTED = re.compile(
    r"\bP (?:, who [^;:.]{1,80} , |, )?(?:who )?(?:(?:was|were|is|had|has|been|first|then|also|narrowly) )*"
    r"(?:(?P<again>re-)?elected (?:to|on|onto|on to|as a member of)"
    r"|(?:won|wins|took|takes|gained|gains) (?:a seat|the (?:\S+ ){0,4}seat|J) on) "
    r"(?:the )?O (?!'s |chamber )"
)
_WON = re.compile(
    r"\bP (?:, [^,.;]{1,40} , )?(?:who )?(?:(?:was|were|first|then|also|narrowly) )*"
    r"elected (?:(?:in|for|at) (?P<ward>[^,.;]{1,40}?) (?:on|in) (?P<day>D)"
    r"|(?:on|in) (?P<day_before>D) (?:in|for|at) (?P<ward_behind>[^,.;]{1,40}?)) (?=[,.;]|and |with |by |$)"
)
_REPRESENTS = re.compile(
    r"\bP (?:\( [^()]{1,40} \) )?(?:, )?(?:who )?"
    r"(?:(?:has|had|also|now|will|continue|continues|to|go|on|still|both) )*"
    r"(?P<form>represents|represented|represent|representing) (?P<ward>[^,.;]{1,60})"
)
_LOST = re.compile(
    r"\bP (?:, [^,.;]{1,40} , )?(?:who )?(?:(?:has|had|have|also|narrowly|then) )*"
    r"(?:lost|loses|lose) (?:(?:Ps|his|her|their|the) )?(?:seat|J|R) (?:on|in) (?:the )?O (?!'s )"
)
_FIRST = re.compile(
    r"\bP (?:(?:was|had) )?(?:been )?first "
    r"(?:(?:won|took|gained) (?:the |that |this )?(?:office|J|post)|elected) "
    r"(?:in|on|at) (?P<day>D) (?=[.,;]|and |with |by |$)"
)
_ELECTIVE = frozenset("mayor councillor mp".split())
_DAY_OF_LOSS = 12
"""So many items behind the council the day of the election may stand."""
_ELSEWHERE = frozenset(
    "parliament westminster holyrood senedd commons workers members families staff R".split()
)


def read_seats(reading: Reading, view: View) -> None:
    """Hold the seats on councils that a sentence tells of by an election or by a ward."""
    for person, body, held in (
        *_elected(reading, view), *_winning(reading, view), *_losing(view), *_representing(reading, view)
    ):  # fmt: skip
        reading.hold(person, Post("councillor", "councillor", body), held, view.sentence)


def _elected(reading: Reading, view: View) -> Iterator[tuple[Person, Organisation, Held]]:
    """As in "P was first elected to O in D"."""
    for match in _ELECTED.finditer(view.sentence.skeleton):
        person, body = view.person(_at(view, match.start())), _council(view, _at(view, match.end() - 2))
        if person and body and not is_taken_back(view, _at(view, match.end() - 2)):
            after = _at(view, match.end() - 2) + 1
            date = view.date(after + 1) if view.code(after) in ("in", "at", "on") else view.date(after)
            since = date.when.edtf if date and not match["again"] else None
            yield person.person, body, Held("current", since, None, 0.75)


def _winning(reading: Reading, view: View) -> Iterator[tuple[Person, Organisation, Held]]:
    """As in "P was elected in W on D": a seat on the council of which the document tells."""
    body = reading.annotated.main
    for match in _WON.finditer(view.sentence.skeleton) if body else ():
        ward, day = ("ward", "day") if match["ward"] else ("ward_behind", "day_before")
        first, last = _at(view, match.start(ward)), _at(view, match.end(ward) - 1) + 1
        person, date = view.person(_at(view, match.start())), view.date(_at(view, match.start(day)))
        names = [getattr(view.items[at], "is_capital", False) for at in range(first, last)]
        if person and date and names[0] and names[-1] and body and not _ELSEWHERE & set(view.codes):
            yield person.person, body, Held("current", date.when.edtf, None, 0.75)


def read_first_wins(reading: Reading, view: View) -> None:
    """Date the office of somebody who "first won it" or "was first elected" on a day."""
    for match in _FIRST.finditer(view.sentence.skeleton):
        person, date = view.person(_at(view, match.start())), view.date(_at(view, match.start("day")))
        post = reading.post_of(person.person) if person else None
        if person and date and post and post.kind in _ELECTIVE:
            held = Held("current", date.when.edtf, None, 0.75)
            reading.hold(person.person, post, held, view.sentence)


def _losing(view: View) -> Iterator[tuple[Person, Organisation, Held]]:
    """As in "P lost her seat on O by nine votes on D"."""
    for match in _LOST.finditer(view.sentence.skeleton):
        at = _at(view, match.end() - 2)
        person, body = view.person(_at(view, match.start())), _council(view, at)
        if person is None or body is None or is_taken_back(view, at):
            continue
        clause = range(at + 1, min(at + _DAY_OF_LOSS, len(view)))
        until = next((date.when.edtf for number in clause if (date := view.date(number))), None)
        yield person.person, body, Held("former", None, until, 0.75)


def _representing(reading: Reading, view: View) -> Iterator[tuple[Person, Organisation, Held]]:
    """As in "P represents W on O", "Cllr P has represented W since D"."""
    for match in _REPRESENTS.finditer(view.sentence.skeleton):
        first, last = _at(view, match.start("ward")), _at(view, match.end() - 1) + 1
        person, words = view.person(_at(view, match.start())), view.codes[first:last]
        if person is None or _ELSEWHERE & set(words) or not _names_area(view, first):
            continue
        on = next((at for at in range(first, last) if view.code(at) == "on"), None)
        body = _council(view, on + 1 + (view.code(on + 1) == "the")) if on else None
        ward = reading.is_politician(person.person) or "ward" in words
        body = body or (reading.annotated.main if ward and on is None else None)
        if body:
            since = _since(view, first, last)
            over = match["form"] == "represented" and view.code(_at(view, match.start("form")) - 1) not in (
                "has",
                "had",
            )
            yield person.person, body, Held("former" if over else "current", since, None, 0.75)


def _names_area(view: View, number: int) -> bool:
    """Whether what is represented begins with a name, or is "the ward"."""
    at = number + (view.code(number) == "the")
    item = view.items[at] if at < len(view) else None
    if isinstance(item, OrganisationMention | PersonMention):
        return True
    named = item is not None and not isinstance(item, DateMention) and getattr(item, "is_capital", False)
    return named or view.code(at) in ("ward", "division", "area")


def _since(view: View, first: int, last: int) -> str | None:
    for at in range(first, last + 1):
        if view.code(at) == "since" and (date := view.date(at + 1)):
            return date.when.edtf
    return None


def _at(view: View, offset: int) -> int:
    return view.sentence.index(offset)


def _council(view: View, number: int) -> Organisation | None:
    item = view.items[number] if number < len(view) else None
    council = (
        isinstance(item, OrganisationMention) and item.organisation and item.organisation.kind == "council"
    )
    return item.organisation if council and isinstance(item, OrganisationMention) else None
