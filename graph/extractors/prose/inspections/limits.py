"""Dates that only bound something: a range's last day, one before which it is due, one compared with."""

from __future__ import annotations

import datetime as dt

from councilgraph.graph.dates import bounds
from councilgraph.graph.extractors.prose.inspections.lines import Line

_YEAR = len("2009")
_DAY = len("2009-10-05")
_GAP = dt.timedelta(days=21)
"""Days or months at most so far apart are one visit: "in July and August"."""
_DAYS = dt.timedelta(days=5)
"""Days joined by "and" that are further apart are two visits."""
_NOT_YET = frozenset("before by until till than".split())
_CLAUSE_STARTS = frozenset(["", ";"])
_SPANS = frozenset("recently ago back late lately early".split())
"""Words in "as recently as May", which is no comparison."""
_AFFAIRS = frozenset("business meeting agenda cabinet paper edition announcement news story question".split())
_RANGE = frozenset("to until and - –".split())
_NEAR = 12


def is_when(line: Line, number: int) -> bool:
    """Whether it is told what happened on a date: "the first since 2015, when they left"."""
    return [unit.code for unit in line.units[number + 1 : number + 3]] == [",", "when"]


def ends_range(line: Line, number: int) -> bool:
    """Whether a date is the last of a range that began with the one before: not so "in 2013 and 2015"."""
    codes = [unit.code for unit in line.units[max(0, number - 3) : number]]
    if codes[-2:-1] != ["D"] or codes[-1] not in _RANGE:
        return False
    first, last = line.units[number - 2].when, line.units[number].when
    if codes[-1] != "and" or codes[0] == "between" or first is None or last is None:
        return True
    gap = _DAYS if len(first.edtf) == len(last.edtf) == _DAY else _GAP
    return len(first.edtf) > _YEAR and bounds(last.edtf)[0] - bounds(first.edtf)[1] < gap


def is_no_day(line: Line, number: int) -> bool:
    """Whether a date says nothing of its own: "before Christmas, on 3 December", "tonight's business"."""
    following = [unit.code for unit in line.units[number + 1 : number + 4]]
    return following == [",", "on", "D"] or (following[:1] == ["'s"] and not _AFFAIRS.isdisjoint(following))


def is_limit(line: Line, number: int) -> bool:
    """Whether something is only to happen before a date, or is compared with what was so then."""
    codes = ["", "", *(unit.code for unit in line.units[:number])]
    if codes[-1] == "since" and "first" in codes[-_NEAR:] and not is_when(line, number):
        return True
    if (codes[-1] == "as" and codes[-2] not in _SPANS) or codes[-2:] in (
        ["than", "in"],
        ["than", "on"],
        ["as", "in"],
    ):
        return True
    return codes[-1] in _NOT_YET and not (codes[-1] == "by" and codes[-2] in _CLAUSE_STARTS)
