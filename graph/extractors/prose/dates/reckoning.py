"""Dates reckoned from another: from the day a document was issued, or from a date before in its text."""

from __future__ import annotations

import datetime as dt

from councilgraph.graph.dates import bounds, easter, exact_part
from councilgraph.graph.extractors.prose.dates.tense import AHEAD, PAST

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
NAMED_DAYS = {
    "newyearseve": (12, 31),
    "newyearsday": (1, 1),
    "christmaseve": (12, 24),
    "christmasday": (12, 25),
    "boxingday": (12, 26),
}
"""The days that have names, by the letters of these: month and day."""
_SOON = 3
"""A day told as past may lie so many days ahead of the document's date, which may not be the exact one."""
_AFTER_EASTER = {"easter": 0, "whitsun": 49}
_LATE = 10
"""From this month on the Christmas nearest to a day is the one to come."""
_MONTH, _DAY = len("2009-10"), len("2009-10-05")


def own_day(issued: str) -> dt.date:
    """The day from which a document's dates are reckoned: the last one on which it may have been issued."""
    return bounds(issued)[1]


def is_exact(issued: str) -> bool:
    """Whether the document gives the day on which it was issued."""
    return len(exact_part(issued)) == _DAY


def is_to_the_month(issued: str) -> bool:
    """Whether the document gives at least the month in which it was issued."""
    return len(exact_part(issued)) >= _MONTH


def month_number(name: str) -> int:
    """The number of a month from its name or the first letters of it."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def shifted(day: dt.date, months: int) -> str:
    """The month so many months after that of a day."""
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12}-{count % 12 + 1:02d}"


def year_of(month: int, day: int | None, own: dt.date, told: int) -> int:
    """The year of a month (and day) written without one."""
    if told == PAST:
        return own.year if (month, day or 1) <= _later(own) else own.year - 1
    if told == AHEAD:
        return own.year if (month, day or 31) >= (own.month, own.day) else own.year + 1
    return min(
        (own.year, own.year - 1, own.year + 1),
        key=lambda year: abs((dt.date(year, month, min(day or 28, 28)) - own).days) + 60 * (year > own.year),
    )


def _later(own: dt.date) -> tuple[int, int]:
    soon = own + dt.timedelta(days=_SOON)
    return (soon.month, soon.day) if soon.year == own.year else (12, 31)


def weekday(name: str, own: dt.date, told: int, *, other_day: bool = False) -> str:
    """The day of the week before the document's day (that day itself unless `other_day`), or after it."""
    number = next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))
    if told == AHEAD:
        return str(own + dt.timedelta(days=(number - own.weekday()) % 7 or 7))
    back = (own.weekday() - number) % 7
    return str(own - dt.timedelta(days=7 if other_day and not back else back))


def ago(count: int, unit: str, own: dt.date) -> str:
    """So many days, weeks, fortnights, months or years before: weeks to the month, fortnights to the day."""
    if unit == "day":
        return str(own - dt.timedelta(days=count))
    if unit == "week":
        return f"{own - dt.timedelta(days=7 * count):%Y-%m}"
    if unit == "fortnight":
        return str(own - dt.timedelta(days=14 * count))
    return shifted(own, -count) if unit == "month" else str(own.year - count)


def feast(name: str, own: dt.date, told: int) -> str:
    """Easter, Whitsun and Christmas as their months, Hogmanay as its day."""
    year = own.year
    if name in _AFTER_EASTER:
        days = dt.timedelta(days=_AFTER_EASTER[name])
        day = easter(year) + days
        year += -1 if day > own and told != AHEAD else 1 if day < own and told == AHEAD else 0
        return f"{easter(year) + days:%Y-%m}"
    is_near = own.month >= _LATE and told != PAST
    if own.month != 12 and told != AHEAD and not is_near:
        year -= 1
    return f"{year}-12-31" if name == "hogmanay" else f"{year}-12"


def named_day(name: str, own: dt.date, told: int) -> str:
    """A day that has a name of its own: New Year's Eve, Boxing Day."""
    month, day = NAMED_DAYS["".join(letter for letter in name.lower() if letter.isalpha())]
    return f"{year_of(month, day, own, told)}-{month:02d}-{day:02d}"


def season(name: str, own: dt.date, told: int) -> str:
    """The year of the season before, of this one, or of the one to come."""
    first = SEASONS[name]
    if told == AHEAD:
        return str(own.year if first + 2 >= own.month else own.year + 1)
    return str(own.year if first <= own.month else own.year - 1)


def from_context(which: str, what: str, context: str) -> str | None:
    """A month, year or day counted from a date before in the text: "that October", "the next year"."""
    year = int(context[:4])
    known = int(context[5:7]) if len(context) >= _MONTH else None
    by = {"following": 1, "next": 1, "after": 1, "that": 0, "same": 0}.get(which, -1)
    if what == "year":
        return str(year + by)
    if what == "month":
        return shifted(dt.date(year, known, 1), by) if known else None
    if what == "day" or what in WEEKDAYS:
        return _next_day(context, by) if what == "day" else _next_weekday(context, what, by)
    if what in SEASONS:
        return str(year + by) if by <= 0 else None
    if what not in MONTHS:
        return None
    month = month_number(what)
    if by > 0 and known and month <= known:
        year += 1
    if by < 0 and (known is None or month >= known):
        year -= 1
    return f"{year}-{month:02d}"


def later(count: int, unit: str, context: str) -> str | None:
    """So many months or years after (before, if negative) a date in the text, if it is exact enough."""
    if unit == "year":
        return str(int(context[:4]) + count)
    if unit == "month" and len(context) >= _MONTH:
        return shifted(bounds(context)[0], count)
    if len(context) == _DAY and unit in ("day", "week", "fortnight"):
        days = {"day": 1, "week": 7, "fortnight": 14}[unit] * count
        return str(bounds(context)[0] + dt.timedelta(days=days))
    return None


def _next_day(context: str, by: int) -> str | None:
    return str(bounds(context)[0] + dt.timedelta(days=by)) if len(context) == _DAY else None


def _next_weekday(context: str, name: str, by: int) -> str | None:
    """The day of the week after (before, that of) a day: "the following Monday"."""
    if len(context) != _DAY:
        return None
    day, number = bounds(context)[0], WEEKDAYS.index(name)
    if by < 0:
        return str(day - dt.timedelta(days=(day.weekday() - number) % 7 or 7))
    return str(day + dt.timedelta(days=(number - day.weekday()) % 7 or (7 if by else 0)))
