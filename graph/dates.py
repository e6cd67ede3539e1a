"""Dates that stay as partial as they were written: EDTF text and the bounds it implies.

Used of EDTF (ISO 8601-2, level 1): `2009`, `2009-07`, `2009-07-14`, each with an optional `~`
(approximately), `?` (uncertain) or `%` (both) at its end.

Dates as people write them become EDTF by `parse_date` (a text that is a date) and `written_dates`
(the dates in a text). Figures are read the British way, day first. A two-digit year is no date.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.errors import UsageError

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"[0-3]?[0-9]"
_YEAR = r"(?:1[6-9]|20)[0-9]{2}"
_END = r"(?:(?![\w/-])|(?=updated))"
"""Some sites run a date into the next one: "12 OCT 2019UPDATED06:12, 14 OCT 2019"."""
_WRITTEN = re.compile(
    rf"""(?<![\w/.-]) (?: (?P<weekday>{_WEEKDAY}) \.? ,? \s+ (?:the\s+)? )?
    (?:
        (?P<year>{_YEAR}) - (?P<month>[0-9]{{2}}) - (?P<day>[0-9]{{2}}) (?![0-9])
      | (?P<uk_day>{_DAY}) (?P<mark>[/.-]) (?P<uk_month>[0-1]?[0-9]) (?P=mark) (?P<uk_year>{_YEAR}) {_END}
      | (?P<first_day>{_DAY}) (?:st|nd|rd|th)? (?:\s+|-) (?:of\s+)?
        (?P<second_month>{_MONTH}) (?:\.? ,? \s+|-)
        (?P<third_year>{_YEAR}) {_END}
      | (?P<first_month>{_MONTH}) \.? \s+ (?P<second_day>{_DAY}) (?:st|nd|rd|th)? (?:,\s*|\s+)
        (?P<last_year>{_YEAR}) {_END}
      | (?P<only_month>{_MONTH}) \.? ,? \s+ (?P<its_year>{_YEAR}) {_END}
      | (?P<season>spring|summer|autumn|winter|easter|christmas) ,? \s+ (?P<season_year>{_YEAR}) {_END}
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_edtf(text: str) -> bool:
    """Whether `text` is a date of the kind used here and exists in the calendar."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def bounds(edtf: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that `edtf` may mean, the qualifier not counted.

    >>> bounds("2012-02")
    (datetime.date(2012, 2, 1), datetime.date(2012, 2, 29))

    Raises ValueError for a text that is no such date, or a day that does not exist.
    """
    found = _EDTF.fullmatch(edtf)
    if not found:
        raise ValueError(f"not an EDTF date: {edtf!r}")
    year, month, day = int(found[1]), found[2], found[3]
    if day:
        exact = dt.date(year, int(month), int(day))
        return exact, exact
    if month:
        last = calendar.monthrange(year, int(month))[1]
        return dt.date(year, int(month), 1), dt.date(year, int(month), last)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def exact_part(edtf: str) -> str:
    """`edtf` without its qualifier.

    >>> exact_part("2009-09~")
    '2009-09'
    """
    return edtf.rstrip("~?%")


def is_within(narrow: str, wide: str) -> bool:
    """Whether all days of `narrow` are days of `wide`.

    >>> is_within("2009-10-05", "2009-10"), is_within("2009", "2009-10")
    (True, False)
    """
    first, last = bounds(narrow)
    earliest, latest = bounds(wide)
    return earliest <= first and last <= latest


def overlap(one: str, other: str) -> bool:
    """Whether some day may be meant by both."""
    first, last = bounds(one)
    earliest, latest = bounds(other)
    return first <= latest and earliest <= last


def narrower(one: str, other: str) -> str | None:
    """The more exact of two dates that agree, None where they do not."""
    if is_within(one, other):
        return one
    return other if is_within(other, one) else None


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text, at `start:end`, and what it means as EDTF."""

    start: int
    end: int
    edtf: str


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The dates in `text` that say their year, in order; a weekday before one is part of it.

    >>> [found.edtf for found in written_dates("From Monday, February 28, 2011 until May 2012")]
    ['2011-02-28', '2012-05']

    Easter and Christmas mean their month, a season its year. What is no day of the calendar is left
    out, and so is a day that was another day of the week than is said: something in it is wrong.
    """
    for match in _WRITTEN.finditer(text):
        edtf = _meaning(match)
        if edtf and is_edtf(edtf) and _weekday_fits(match["weekday"], edtf):
            yield WrittenDate(match.start(), match.end(), edtf)


def parse_date(text: str) -> str | None:
    """`text` as EDTF where it is one written date and no more, else None. See `written_dates`.

    >>> parse_date("Weds 5th Feb. 2025"), parse_date("06/01/2020"), parse_date("Room 5, May 2012")
    ('2025-02-05', '2020-01-06', None)
    """
    text = text.strip()
    found = next(written_dates(text), None)
    return found.edtf if found and (found.start, found.end) == (0, len(text)) else None


def easter(year: int) -> dt.date:
    """Easter Sunday of a year from 1583 on (the "anonymous Gregorian" method, Meeus, 1991)."""
    golden, century = year % 19, year // 100
    leaps = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + leaps + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return dt.date(year, month, days + 28 - 31 * (month // 4))


def _meaning(match: re.Match[str]) -> str | None:
    """The EDTF text that a match of `_WRITTEN` stands for."""
    if match["season"]:
        return _season(match["season"].lower(), int(match["season_year"]))
    if match["only_month"]:
        return f"{match['its_year']}-{_month_number(match['only_month']):02d}"
    year = match["year"] or match["uk_year"] or match["third_year"] or match["last_year"]
    named = match["second_month"] or match["first_month"]
    month = _month_number(named) if named else int(match["month"] or match["uk_month"])
    day = match["day"] or match["uk_day"] or match["first_day"] or match["second_day"]
    return f"{year}-{month:02d}-{int(day):02d}"


def _season(name: str, year: int) -> str:
    if name == "christmas":
        return f"{year}-12"
    return f"{easter(year):%Y-%m}" if name == "easter" else str(year)


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _weekday_fits(weekday: str | None, edtf: str) -> bool:
    first, last = bounds(edtf)
    return not weekday or (first == last and first.weekday() == _WEEKDAYS.index(weekday[:3].lower()))


def parse_day(text: str) -> dt.date:
    """A day as people type it to a program: `2019-03-31`. Raises UsageError for anything else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day", hint="write it as 2019-03-31") from None
