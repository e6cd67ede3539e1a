"""Beginnings and ends told by an event: "until it was abolished on D", "since the day after P left".

Also by meetings and votes: "after the elections in D", "at its annual meeting on D".
"""

from __future__ import annotations

import datetime as dt

from councilgraph.graph.extractors.prose.clauses.clauses import View

UNTIL = frozenset({"until", "till"})
_BREAKS = frozenset("; : , . Q R who which whose where and but when while although".split())
_WITHIN = 11
"""In so many items behind "until" the date of the event must come."""

_NEAR = 8
_RELATIVE = 12
_BACK = 14
OCCASIONS = frozenset(
    "meeting meetings agm session election elections by-election by-elections poll polls vote ballot".split()
)
"""Things that councils and voters do on a day, on which posts begin."""

_FULL = len("2015-01-24")
_MONTH = len("2015-01")
_YEAR = len("2015")
_PARTS = frozenset("end close".split())
_ON_WHICH = frozenset(["on which P", "at which P"])
_COUNTS = {
    word: number for number, word in enumerate("one two three four five six seven eight".split(), 1)
} | {
    "the": 1,
    "a": 1,
}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
_BEGINNINGS = frozenset("creation birth launch formation foundation start beginning opening".split())


def until_event(view: View, number: int) -> tuple[str, int] | None:
    """The date of the event that "until" at an item names, and the date's item.

    As in "until O was abolished on D", "until her death in D", "until the end of D".
    """
    if view.code(number) not in UNTIL or view.code(number + 1) == "D":
        return None
    for at in range(number + 2, min(number + _WITHIN, len(view))):
        if view.code(at) in _BREAKS:
            return None
        if date := view.date(at):
            if view.code(at - 1) in ("on", "in"):
                return date.when.edtf, at
            is_end = view.code(at - 1) == "of" and view.code(at - 2) in _PARTS
            return (_end_of(date.when.edtf), at) if is_end else None
    return None


def since_event(view: View, number: int) -> tuple[str, int] | None:
    """The date of the event that "since" at an item names, and the date's item.

    As in "since O came into being on D", "since his party won in D", "since the D elections".
    """
    if view.code(number) != "since" or view.code(number + 1) == "D":
        return None
    for at in range(number + 2, min(number + _WITHIN, len(view))):
        if view.code(at) in _BREAKS:
            return None
        if date := view.date(at):
            is_told = view.code(at - 1) in ("on", "in", "of") or view.code(at + 1) in OCCASIONS
            is_next = view.ahead(number + 1, 3) == "the day after" and len(date.when.edtf) == _FULL
            return (_later(date.when.edtf, int(is_next)), at) if is_told else None
    return None


def after_event(view: View, end: int) -> str | None:
    """The month in "became R after the elections of D", of a clause that ends before the "after"."""
    if view.code(end) not in ("after", "following"):
        return None
    for at in range(end + 1, min(end + _NEAR, len(view))):
        if date := view.date(at):
            is_of = view.code(at - 1) in ("in", "of", "on") and view.code(at - 2) in OCCASIONS
            is_told = is_of or OCCASIONS & set(view.codes[at + 1 : at + 3])
            return date.when.edtf[:_MONTH] if is_told else None
        if view.code(at) in _BREAKS:
            break
    return None


def occasion(view: View, first: int) -> str | None:
    """The date of the meeting or the vote at which something happens, before the verb at `first`.

    As in "At its annual meeting on D O elected P", "At the D meeting P was chosen".
    """
    for at in range(first - 1, max(-1, first - _BACK), -1):
        if date := view.date(at):
            is_of = view.code(at - 1) in ("on", "in", "of") and view.code(at - 2) in OCCASIONS
            return date.when.edtf if is_of or view.code(at + 1) in OCCASIONS else None
        if view.code(at) in _BREAKS - {",", "R", "."}:
            break
    return None


def _later(edtf: str, count: int) -> str:
    return (dt.date.fromisoformat(edtf) + dt.timedelta(days=count)).isoformat() if count else edtf


def _end_of(edtf: str) -> str:
    return f"{edtf}-12" if len(edtf) == _YEAR else edtf


def is_beginning(view: View, number: int) -> bool:
    """Whether a date is that of a body's beginning, from which something lasts: "from its birth in D"."""
    return view.code(number - 2) in _BEGINNINGS and view.code(number - 4) in ("from", "since")


def day_after(view: View, end: int) -> str | None:
    """The day in "took up the post the day after P left on D", of a clause that ends before the "after"."""
    if view.code(end) != "after" or view.code(end - 2) not in _COUNTS:
        return None
    count = _COUNTS[view.code(end - 2)] * _UNITS.get(view.code(end - 1), 0)
    for at in range(end + 1, min(end + _WITHIN, len(view))):
        if count and (date := view.date(at)) and len(date.when.edtf) == _FULL:
            return _later(date.when.edtf, count)
        if view.code(at) in _BREAKS:
            break
    return None


def neighbouring_day(view: View, first: int) -> str | None:
    """The day on which somebody left in "D, the day after P left", of which the verb is at `first`."""
    if (same := view.before(first, 5)) and same.startswith("the day ") and same.split(" ", 2)[2] in _ON_WHICH:
        date = view.date(first - 7 if view.code(first - 6) == "," else first - 6)
        return date.when.edtf if date else None
    at = first - 3
    if view.before(first, 3) not in ("day after P", "day before P"):
        return None
    date = view.date(at - 3 if view.code(at - 2) == "," else at - 2)
    if view.code(at - 1) != "the" or date is None or len(date.when.edtf) != _FULL:
        return None
    return _later(date.when.edtf, -1 if view.code(at + 1) == "after" else 1)


def closes_relative(view: View, comma: int) -> bool:
    """Whether a comma closes "P, who ...,": what follows is said of P."""
    for number in range(comma - 1, max(0, comma - _RELATIVE), -1):
        if view.code(number) == "who":
            return view.before(number, 2) == "P ,"
        if view.code(number) in (",", ";", ":", ".", "-", "–", "—"):
            return False
    return False
