"""Days as reports write them: "11 to 15 September 2023", "2-5 and 9-12 July 2018"."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from councilgraph.graph.dates import bounds, is_edtf

_TOKEN = re.compile(
    r"\s+|(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})(?!\d)"
    r"|(?P<number>\d+)(?:st|nd|rd|th)?(?![a-z])|(?P<word>[a-z]+)\.?|(?P<mark>[-,&/;.])",
    re.IGNORECASE,
)
_CONNECTORS = frozenset(["to", "and", "from", "between", "until", "till", "on", "of", "the", "in"])
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MIN_LIKENESS = 0.8
"""How like a month's name a misprinted one must be: "febuary" is 0.93 like "february"."""
_LAST_DAY, _YEAR_DIGITS, _CENTURY = 31, 4, 2000


@dataclass(frozen=True, slots=True)
class Period:
    """The days named one after another, as EDTF, and where the last of them ends in the text.

    `start` and `end` are the first and the last of them: several visits are one period.
    """

    days: tuple[str, ...]
    stop: int

    @property
    def start(self) -> str:
        """The first day."""
        return self.days[0]

    @property
    def end(self) -> str:
        """The last day."""
        return self.days[-1]

    @property
    def length(self) -> int | None:
        """How many days it lasts, both ends included; None for several visits and for partial dates."""
        if len(self.days) > 2 or not all(len(day) == len("2009-07-14") for day in self.days):
            return None
        return (bounds(self.end)[1] - bounds(self.start)[0]).days + 1


@dataclass(slots=True)
class _Day:
    """A date as far as it has been read."""

    day: int | None
    month: int | None = None
    year: int | None = None

    def edtf(self) -> str:
        date = f"{self.year:04d}-{self.month:02d}"
        return date if self.day is None else f"{date}-{self.day:02d}"


def parse_period(text: str, offset: int = 0, end: int | None = None) -> Period | None:
    """The days that `text` names from `offset` on, up to `end` or the first word that is no part of a date.

    A day without month or year has that of the next one. None where there is no whole date, and where
    one of them is not in the calendar.

    >>> parse_period("30 November to 4 December 2015, by").days
    ('2015-11-30', '2015-12-04')
    """
    days: list[_Day] = []
    stop = offset
    end = len(text) if end is None else end
    while match := _TOKEN.match(text, offset, end):
        if not _take(match, days):
            break
        offset = match.end()
        # A bare number counts once a month follows it: at the end it is that of a page or a footnote.
        is_year = len(match["number"] or "") >= _YEAR_DIGITS
        if is_year or match["day"] or (match["word"] and match["word"].lower() not in _CONNECTORS):
            stop = offset
    for earlier, later in pairwise(days):
        later.year = later.year or (earlier.year if later.month else None)
    dates = tuple(day.edtf() for day in _in_order([day for day in days if day.month and day.year]))
    return Period(dates, stop) if dates and all(map(is_edtf, dates)) else None


def _take(match: re.Match[str], days: list[_Day]) -> bool:
    """Add what `match` says to `days`; whether it is part of a date at all."""
    if match["day"]:
        year = int(match["year"])
        days.append(_Day(int(match["day"]), int(match["month"]), year if year > 99 else _CENTURY + year))
    elif match["number"]:
        return _take_number(match["number"], days)
    elif match["word"]:
        return _take_word(match["word"].lower(), days)
    return True


def _take_number(digits: str, days: list[_Day]) -> bool:
    # A footnote's number may be glued to a year: "20162".
    if _YEAR_DIGITS <= len(digits) <= _YEAR_DIGITS + 2 and digits[:2] in {"19", "20"}:
        for day in days:
            day.year = day.year or (int(digits[:_YEAR_DIGITS]) if day.month else None)
        return True
    if len(digits) > 2 or not 1 <= int(digits) <= _LAST_DAY:
        return False
    days.append(_Day(int(digits)))
    return True


def _take_word(word: str, days: list[_Day]) -> bool:
    if word in _CONNECTORS or (len(word) > 2 and any(day.startswith(word) for day in _WEEKDAYS)):
        return True
    month = month_number(word)
    if not month:
        return False
    waiting = [day for day in days if day.day and not day.month]
    for day in waiting:
        day.month = month
    if not waiting:
        days.append(_Day(None, month))
    return True


def month_number(word: str) -> int | None:
    """The number of the month that `word` (lower case) names, shortened or misprinted."""
    if len(word) < len("may"):
        return None
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(word) or (name == "september" and word == "sept"):
            return number
    likest = difflib.get_close_matches(word, _MONTHS, n=1, cutoff=_MIN_LIKENESS)
    return _MONTHS.index(likest[0]) + 1 if likest else None


def _in_order(days: list[_Day]) -> list[_Day]:
    """`days`, each that took the year of the next but lies after it put a year back."""
    for earlier, later in zip(days[-2::-1], days[:0:-1], strict=True):
        if earlier.year == later.year and earlier.edtf() > later.edtf():
            earlier.year = (earlier.year or 0) - 1
    return days
