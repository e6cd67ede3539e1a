"""Beginnings and ends told by an event: "until it was abolished on D", "since the day after P left on D"."""

from __future__ import annotations

import datetime as dt

from councilgraph.graph.extractors.prose.clauses.clauses import View

UNTIL = frozenset({"until", "till"})
_BREAKS = frozenset("; : , . Q R who which whose where and but when while although".split())
_WITHIN = 11
"""In so many items behind "until" the date of the event must come."""

_FULL = len("2015-01-24")
_YEAR = len("2015")
_PARTS = frozenset("end close".split())
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


def _end_of(edtf: str) -> str:
    return f"{edtf}-12" if len(edtf) == _YEAR else edtf


def is_beginning(view: View, number: int) -> bool:
    """Whether a date is that of a body's beginning, from which something lasts: "from its birth in D"."""
    return view.code(number - 2) in _BEGINNINGS and view.code(number - 4) in ("from", "since")


def since_day_after(view: View, end: int) -> str | None:
    """The day in "since the day after P left on D", of which the clause ends before the item "after"."""
    if view.code(end) != "after" or view.before(end, 3) != "since the day":
        return None
    for at in range(end + 1, min(end + _WITHIN, len(view))):
        if (date := view.date(at)) and len(date.when.edtf) == _FULL:
            return (dt.date.fromisoformat(date.when.edtf) + dt.timedelta(days=1)).isoformat()
        if view.code(at) in _BREAKS:
            break
    return None


def neighbouring_day(view: View, first: int) -> str | None:
    """The day on which somebody left in "D, the day after P left", of which the verb is at `first`."""
    at = first - 3
    if view.before(first, 3) not in ("day after P", "day before P"):
        return None
    date = view.date(at - 3 if view.code(at - 2) == "," else at - 2)
    if view.code(at - 1) != "the" or date is None or len(date.when.edtf) != _FULL:
        return None
    step = dt.timedelta(days=-1 if view.code(at + 1) == "after" else 1)
    return (dt.date.fromisoformat(date.when.edtf) + step).isoformat()
