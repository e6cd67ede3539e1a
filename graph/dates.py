"""Dates that stay as partial as they were written: EDTF text and the bounds it implies.

Used of EDTF (ISO 8601-2, level 1): `2009`, `2009-07`, `2009-07-14`, each with an optional `~`
(approximately), `?` (uncertain) or `%` (both) at its end.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


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
