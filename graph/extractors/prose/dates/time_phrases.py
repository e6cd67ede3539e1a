"""Phrases of time that stand for a date: "a fortnight ago", "July last year", "the following month"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from councilgraph.graph.dates import exact_part, is_edtf
from councilgraph.graph.extractors.prose.dates import reckoning
from councilgraph.graph.extractors.prose.dates.reckoning import MONTHS, SEASONS, WEEKDAYS
from councilgraph.graph.extractors.prose.dates.tense import AHEAD, PAST
from councilgraph.graph.extractors.prose.rules import read_rules

_FULL_MONTH = len("2009-10")
_PARTS_OF_DAY = frozenset({"night", "morning", "evening", "afternoon"})
Meaning = tuple[str | None, str | None]
"""A date as EDTF, and the last day or year of a span."""


def meaning(match: re.Match[str], issued: str | None, told: int, context: str | None) -> Meaning | None:
    """What a match of `PHRASE` means, None where that cannot be worked out.

    `issued` is the document's own date, `told` the tense around the phrase, `context` the date before in
    the text.
    """
    if plain := _without_issue(match, context):
        return plain
    if not issued:
        return None
    reader = next((reader for name, reader in _READERS.items() if match[name]), None)
    return reader(match, issued, told) if reader else None


def _without_issue(match: re.Match[str], context: str | None) -> Meaning | None:
    """What a match means whatever the document's date."""
    if match["years"]:
        first, last = match["y1"], match["y2"]
        last = last if len(last) == len(first) else first[: -len(last)] + last
        return (first, last) if int(last) > int(first) else (first, None)
    if match["range"] and match["ryear"]:
        return _span(match, int(match["ryear"]))
    if match["year"]:
        return match["year"], None
    if match["of_this"]:
        return _in_year(match["opart"].lower(), match["oyear"]), None
    return (_from_context(match, context), None) if _needs_context(match) else None


def _needs_context(match: re.Match[str]) -> bool:
    return bool(
        match["context"]
        or match["same_day"]
        or match["bunit"]
        or match["cday"]
        or match["then"]
        or match["the_day"]
        or match["in_the"]
        or match["later"]
        or (match["of_year"] and match["which"].lower() not in ("last", "this", "next"))
    )


def _from_context(match: re.Match[str], context: str | None) -> str | None:
    if not context or match["then"] or match["same_day"]:
        return exact_part(context) if context else None
    context = exact_part(context)
    if match["the_day"]:
        day = int(match["nth"])
        return f"{context[:_FULL_MONTH]}-{day:02d}" if len(context) >= _FULL_MONTH else None
    if match["later"]:
        by = _count(match["ln"]) * (-1 if match["way"].lower() in ("earlier",) else 1)
        return reckoning.later(by, match["lunit"].lower(), context)
    for way, unit in (("cdway", "cday"), ("bway", "bunit")):
        if match[unit]:
            return reckoning.from_context(match[way].lower(), match[unit].lower(), context)
    if match["of_year"]:
        year = reckoning.from_context(match["which"].lower().split()[-1], "year", context)
        return _in_year(match["part"].lower(), year) if year else None
    what = (match["cwhat"] or match["imonth"]).lower()
    which = (match["context"] or "that").lower().split()[-1]
    return reckoning.from_context(which, _full(what), context)


def _in_year(part: str, year: str) -> str:
    """A month or a season of a year; a season gives the year only."""
    return year if part in SEASONS else f"{year}-{reckoning.month_number(part):02d}"


def _full(name: str) -> str:
    """A month's name written out, other words as they are."""
    return next((month for month in MONTHS if len(name) > 2 and month.startswith(name[:3])), name)


def _span(match: re.Match[str], year: int) -> Meaning:
    month = reckoning.month_number(match["rmonth"])
    first, last = (f"{year}-{month:02d}-{int(match[day]):02d}" for day in ("r1", "r2"))
    return (first, last) if is_edtf(last) else (first, None)


def _count(word: str) -> int:
    numbers: dict[str, int] = read_rules("when")["numbers"]
    return int(word) if word.isdigit() else numbers.get(word.lower(), 0)


def _read_range(match: re.Match[str], issued: str, told: int) -> Meaning:
    own = reckoning.own_day(issued)
    month = reckoning.month_number(match["rmonth"])
    return _span(match, reckoning.year_of(month, int(match["r1"]), own, told))


def _read_of_year(match: re.Match[str], issued: str, told: int) -> Meaning:
    year = reckoning.own_day(issued).year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return _in_year(match["part"].lower(), str(year)), None


def _read_dated(match: re.Match[str], issued: str, told: int) -> Meaning:
    own = reckoning.own_day(issued)
    month = reckoning.month_number(match["dmonth"] or match["mmonth"])
    day = int(match["day"] or match["mday"])
    year = reckoning.year_of(month, day, own, told) if not match["dwhich"] else own.year
    year += {"last": -1, "next": 1}.get((match["dwhich"] or "").lower(), 0)
    return f"{year}-{month:02d}-{day:02d}", None


def _read_month(match: re.Match[str], issued: str, told: int) -> Meaning:
    month = reckoning.month_number(match["month"])
    own = reckoning.own_day(issued)
    known = reckoning.is_to_the_month(issued) or told == AHEAD
    return f"{reckoning.year_of(month, None, own, told) if known else own.year}-{month:02d}", None


def _read_ago(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    return None if match["half"] else _back(match["n"], match["unit"].lower(), issued)


def _back(count: str, unit: str, issued: str) -> Meaning | None:
    """So many days, weeks, months or years before the document's date, if that is exact enough."""
    if unit != "year" and not reckoning.is_to_the_month(issued):
        return None
    if unit in ("day", "week", "fortnight") and not reckoning.is_exact(issued):
        return None
    return reckoning.ago(_count(count), unit, reckoning.own_day(issued)), None


def _read_lasting(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    found = _back(match["pn"] or match["fn"], (match["punit"] or match["funit"]).lower(), issued)
    return (found[0][:_FULL_MONTH], None) if found and found[0] else None


def _read_on_the(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    """The day of the month of the document, or the one before or after it: "on the 4th"."""
    if not reckoning.is_exact(issued):
        return None
    own, day = reckoning.own_day(issued), int(match["onth"])
    by = 1 if told == AHEAD and day < own.day else -1 if told != AHEAD and day > own.day else 0
    return f"{reckoning.shifted(own, by)}-{day:02d}", None


def _read_week_off(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    """A week from a day of the week: "a week last Monday", "Friday week"."""
    if not reckoning.is_exact(issued):
        return None
    own, name, back = reckoning.own_day(issued), match["wday"] or match["wday2"], match["wway"] == "last"
    day = dt.date.fromisoformat(reckoning.weekday(name, own, PAST if back else AHEAD, other_day=True))
    return str(day + dt.timedelta(days=-7 if back else 7)), None


def _read_since(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    return _back(match["sn"], match["sunit"].lower(), issued)


def _read_in_time(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    unit = match["tunit"].lower()
    if unit != "year" and not reckoning.is_to_the_month(issued):
        return None
    if unit in ("day", "week", "fortnight") and not reckoning.is_exact(issued):
        return None
    return reckoning.ago(-_count(match["tn"]), unit, reckoning.own_day(issued)), None


def _read_before_last(match: re.Match[str], issued: str, told: int) -> Meaning:
    own = reckoning.own_day(issued)
    return reckoning.ago(2, match["blunit"].lower(), own), None


def _read_relative(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    which, what = match["rel"].lower().split()[-1], match["what"].lower()
    own, by = reckoning.own_day(issued), {"last": -1, "next": 1}.get(which, 0)
    if what == "year":
        return str(own.year + by), None
    if what in SEASONS:
        return reckoning.season(what, own, (PAST, told, AHEAD)[by + 1]), None
    if what in ("week", "weekend", *WEEKDAYS, *_PARTS_OF_DAY):
        return (_relative_day(what, own, by), None) if reckoning.is_exact(issued) else None
    return (_relative_month(what, own, by), None) if reckoning.is_to_the_month(issued) else None


def _relative_month(what: str, own: dt.date, by: int) -> str:
    """A month such as "last month", "next Easter" or "this June"."""
    if what == "month":
        return reckoning.shifted(own, by)
    if what in ("easter", "christmas"):
        return reckoning.feast(what, own, by or PAST)
    month = reckoning.month_number(what)
    return f"{_relative_year(month, own, by)}-{month:02d}"


def _relative_day(what: str, own: dt.date, by: int) -> str:
    """A day such as "last Tuesday" or "this morning"; of a week only the month."""
    if what in ("week", "weekend"):
        return reckoning.ago(-by, "week", own)
    if what in _PARTS_OF_DAY:
        return str(own - dt.timedelta(days=1) if by < 0 else own)
    return reckoning.weekday(what, own, by, other_day=by < 0)


def _relative_year(month: int, own: dt.date, by: int) -> int:
    if by < 0:
        return own.year if month < own.month else own.year - 1
    return own.year if by == 0 or month > own.month else own.year + 1


def _read_end_of(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    position, *_, which, unit = match["end_of"].lower().removeprefix("the ").split()
    own, by = reckoning.own_day(issued), {"next": 1, "last": -1}.get(which, 0)
    if unit == "month":
        return reckoning.shifted(own, by), None
    if unit == "year":
        month = {"end": "-12", "start": "-01", "beginning": "-01"}.get(position, "")
        return f"{own.year + by}{month}", None
    return reckoning.ago(-by, "week", own), None


def _read_new_year(match: re.Match[str], issued: str, told: int) -> Meaning:
    own = reckoning.own_day(issued)
    return str(own.year + 1 if own.month > _EARLY and told != PAST else own.year), None


def _read_named_day(match: re.Match[str], issued: str, told: int) -> Meaning:
    return reckoning.named_day(match["named_day"], reckoning.own_day(issued), told), None


def _read_today(match: re.Match[str], issued: str, told: int) -> Meaning:
    return _near_day(match["today"].lower(), issued), None


def _near_day(word: str, issued: str) -> str | None:
    if not reckoning.is_exact(issued):
        return exact_part(issued) if word in ("today", "tonight", "this day") else None
    return str(reckoning.own_day(issued) + dt.timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0)))


def _read_weekend(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    if not reckoning.is_exact(issued):
        return None
    return reckoning.weekday("saturday", reckoning.own_day(issued), told)[:_FULL_MONTH], None


def _read_feast(match: re.Match[str], issued: str, told: int) -> Meaning:
    return reckoning.feast(match["feast"].lower(), reckoning.own_day(issued), told), None


def _read_season(match: re.Match[str], issued: str, told: int) -> Meaning:
    return reckoning.season(match["sname"].lower(), reckoning.own_day(issued), told), None


def _read_weekday(match: re.Match[str], issued: str, told: int) -> Meaning | None:
    if not reckoning.is_exact(issued):
        return None
    return reckoning.weekday(match["weekday"], reckoning.own_day(issued), told), None


_EARLY = 2
_READERS: Mapping[str, Callable[[re.Match[str], str, int], Meaning | None]] = {
    "range": _read_range,
    "of_year": _read_of_year,
    "dated": _read_dated,
    "ago": _read_ago,
    "since": _read_since,
    "lasting": _read_lasting,
    "on_the": _read_on_the,
    "week_off": _read_week_off,
    "in_time": _read_in_time,
    "before_last": _read_before_last,
    "rel": _read_relative,
    "end_of": _read_end_of,
    "named_day": _read_named_day,
    "new_year": _read_new_year,
    "today": _read_today,
    "weekend": _read_weekend,
    "feast": _read_feast,
    "season": _read_season,
    "weekday": _read_weekday,
    "month": _read_month,
}
