"""Dates in a text, also such as depend on the document's own: "last Tuesday", "in May", "a fortnight ago"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from councilgraph.graph.dates import bounds, easter, exact_part, is_edtf, written_dates
from councilgraph.graph.extractors.prose.rules import read_rules

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_RELATIVE = re.compile(
    rf"""(?<![\w-])(?:
      (?P<range>(?P<r1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:and|to|-|–)\s+(?P<r2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<rmonth>{_MONTH})(?:\s+(?P<ryear>\d{{4}}))?)
    | (?P<years>(?P<y1>(?:19|20)\d\d)\s*[-–/]\s*(?P<y2>\d{{2,4}}))(?![\w-])
    | (?P<this_year>(?:the\s+)?(?P<part>spring|summer|autumn|winter|{_MONTH})\s+(?:of\s+)?(?P<which>last|this|next)\s+year)
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmonth>{_MONTH})
    | (?P<mmonth>{_MONTH})\.?\s+(?P<mday>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.]\d)
    | (?P<ago>(?P<n>{_NUMBER}|several|a\s+few)\s+(?:and\s+a\s+half\s+)?(?P<unit>days?|weeks?|fortnights?|months?|years?)\s+(?:ago|earlier))
    | (?P<fortnight>a\s+fortnight\s+ago)
    | (?P<before_last>(?:the\s+)?(?P<blunit>year|month|week)\s+before\s+last)
    | (?P<rel>last|this|next|the\s+following|that|the\s+previous|the\s+preceding|earlier\s+this|later\s+this|early\s+this|late\s+last|early\s+next)\s+
        (?P<what>year|month|week|weekend|night|morning|evening|afternoon|spring|summer|autumn|winter|christmas|easter|{_MONTH}|mon(?:day)?|tues(?:day)?|wednesday|thursday|friday|saturday|sunday)
    | (?P<end_of>(?:the\s+)?end\s+of\s+(?:the|this|next|last)\s+(?:month|year|week))
    | (?P<new_year>(?:the\s+)?new\s+year)
    | (?P<today>today|yesterday|tomorrow|tonight)
    | (?P<feast>easter|christmas|hogmanay)
    | (?P<the_day>the\s+(?P<nth>\d{{1,2}})(?:st|nd|rd|th)\s+of\s+that\s+month)
    | (?P<season>(?:in|the|since|until|by)\s+(?P<sname>spring|summer|autumn|winter))
    | (?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:\s+(?:night|morning|evening|afternoon))?
    | (?P<month>{_MONTH})(?=\W|$)(?!\s+\d{{1,2}}\b)(?:\s+this\s+year)?
    | (?P<year>(?:19|20)\d\d)
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_WINDOW = 70


@dataclass(frozen=True, slots=True)
class When:
    """A date at `start:end` as EDTF; `until` is its last day or year where the words give a span."""

    start: int
    end: int
    edtf: str
    until: str | None = None


@cache
def _cues(key: str) -> frozenset[str]:
    return frozenset(read_rules("when")[key].split())


def dates(text: str, start: int, end: int, issued: str | None) -> list[When]:
    """The dates in `text[start:end]` in order, those without a year worked out from `issued`."""
    words = text[start:end]
    found = [When(start + date.start, start + date.end, date.edtf) for date in written_dates(words)]
    taken = [(date.start - start, date.end - start) for date in found]
    context = found[0].edtf if found else None
    for match in _RELATIVE.finditer(words):
        if any(match.start() < last and first < match.end() for first, last in taken):
            continue
        if _is_other_word(words, match):
            continue
        for meaning in _meanings(words, match, issued, context):
            found.append(When(start + match.start(), start + match.end(), *meaning))
            context = meaning[0]
    return sorted(found, key=lambda each: each.start)


def _is_other_word(words: str, match: re.Match[str]) -> bool:
    """Whether "may" is a verb, "march" a walk or a number no year."""
    if match["month"] or match["weekday"] or match["feast"] or match["dmonth"] or match["mmonth"]:
        name = match["month"] or match["weekday"] or match["feast"] or match["dmonth"] or match["mmonth"]
        if not name[0].isupper() or (match["month"] and len(name) == 3 and name.lower() != "may"):
            return True
        before = words[: match.start()].split()[-1:] or [""]
        if match["month"] and name.lower() in ("may", "march", "august") and match.start() == 0:
            return True
        return bool(match["month"]) and before[0].istitle() and before[0].lower() not in _PREPOSITIONS
    if match["year"]:
        before, after = words[: match.start()], words[match.end() :]
        return before.endswith(("£", "/", ".")) or after.startswith(
            ("/", "%", " people", " children", " young")
        )
    return False


_PREPOSITIONS = frozenset(
    "in since until from by of last this next on and before after during to between till early late mid for that".split()
)


def _meanings(
    words: str, match: re.Match[str], issued: str | None, context: str | None
) -> Iterator[tuple[str, str | None]]:
    plain = _without_issue(match)
    if plain:
        yield plain
        return
    if not issued:
        return
    own = bounds(issued)[0] if len(exact_part(issued)) == 10 else bounds(issued)[1]
    if len(exact_part(issued)) == 4:
        own = dt.date(own.year, 12, 31)
    tense = _tense(words, match)
    meaning = _worked_out(match, own, tense, context, issued)
    if meaning and meaning[0] and is_edtf(meaning[0]):
        yield meaning[0], meaning[1]


def _without_issue(match: re.Match[str]) -> tuple[str, str | None] | None:
    """What a match means whatever the document's date."""
    if match["years"]:
        first, last = match["y1"], match["y2"]
        last = last if len(last) == 4 else first[: 4 - len(last)] + last
        return (first, last) if int(last) >= int(first) and last != first else (first, None)
    if match["range"] and match["ryear"]:
        return _span(match, int(match["ryear"]))
    return (match["year"], None) if match["year"] else None


def _span(match: re.Match[str], year: int) -> tuple[str, str | None] | None:
    month = _month(match["rmonth"])
    first, last = f"{year}-{month:02d}-{int(match['r1']):02d}", f"{year}-{month:02d}-{int(match['r2']):02d}"
    return (first, last) if is_edtf(first) and is_edtf(last) else None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _tense(words: str, match: re.Match[str]) -> int:
    """-1 where the words just before speak of the past, 1 of the future, 0 where they do not tell."""
    before = re.findall(r"[a-z']+", words[max(0, match.start() - _WINDOW) : match.start()].lower())[-9:]
    for word in reversed(before):
        if word in _cues("behind") or (word.endswith("ed") and word not in ("need", "planned", "expected")):
            return -1
        if word in _cues("ahead"):
            return 1
    after = re.findall(r"[a-z']+", words[match.end() : match.end() + 25].lower())[:2]
    return 1 if after and after[0] in ("will",) else 0


def _worked_out(
    match: re.Match[str], own: dt.date, tense: int, context: str | None, issued: str
) -> tuple[str | None, str | None] | None:
    if match["range"]:
        return _span(match, _year_of(_month(match["rmonth"]), int(match["r1"]), own, tense, context))
    if match["day"] or match["mday"]:
        month = _month(match["dmonth"] or match["mmonth"])
        day = int(match["day"] or match["mday"])
        return f"{_year_of(month, day, own, tense, context)}-{month:02d}-{day:02d}", None
    if match["month"]:
        month = _month(match["month"])
        return f"{_year_of(month, None, own, tense, context)}-{month:02d}", None
    if match["this_year"]:
        return _of_year(match["part"].lower(), match["which"].lower(), own), None
    if match["before_last"]:
        return _before_last(match["blunit"].lower(), own), None
    if match["ago"] or match["fortnight"]:
        return _ago(match, own), None
    if match["today"]:
        return _near_day(match["today"].lower(), own, issued), None
    if match["weekday"]:
        return _weekday(match["weekday"], own, tense, issued), None
    if match["feast"]:
        return _feast(match["feast"].lower(), own, tense), None
    if match["season"]:
        return _season(match["sname"].lower(), own, tense), None
    if match["new_year"]:
        return str(own.year + 1 if own.month > 2 else own.year), None
    if match["end_of"]:
        return _end_of(match["end_of"].lower(), own), None
    if match["rel"]:
        return _relative(match["rel"].lower(), match["what"].lower(), own, issued, context), None
    return None


def _year_of(month: int, day: int | None, own: dt.date, tense: int, context: str | None) -> int:
    """The year of a month (and day) written without one."""
    here = dt.date(own.year, month, min(day or 28, 28))
    if tense < 0:
        return own.year if (month, day or 1) <= (own.month, own.day) else own.year - 1
    if tense > 0:
        return own.year if (month, day or 31) >= (own.month, own.day) else own.year + 1
    years = sorted(
        (own.year, own.year - 1, own.year + 1), key=lambda year: abs((here.replace(year=year) - own).days)
    )
    if day is None and years[0] == own.year + 1:
        return own.year
    return years[0]


def _of_year(name: str, which: str, own: dt.date) -> str:
    year = own.year + {"last": -1, "this": 0, "next": 1}[which]
    return str(year) if name in _cues("seasons") else f"{year}-{_month(name):02d}"


def _before_last(unit: str, own: dt.date) -> str:
    if unit == "year":
        return str(own.year - 2)
    day = own - dt.timedelta(days=14)
    return f"{day:%Y-%m}" if unit == "week" else _shift_month(own, -2)


def _shift_month(own: dt.date, by: int) -> str:
    months = own.year * 12 + own.month - 1 + by
    return f"{months // 12}-{months % 12 + 1:02d}"


def _ago(match: re.Match[str], own: dt.date) -> str | None:
    if match["fortnight"]:
        return str(own - dt.timedelta(days=14))
    count = read_rules("when")["numbers"].get(match["n"].lower()) or (
        int(match["n"]) if match["n"].isdigit() else 0
    )
    unit = match["unit"].lower().rstrip("s")
    if not count or "half" in match["ago"].lower():
        return None
    if unit == "day":
        return str(own - dt.timedelta(days=count))
    if unit in ("week", "fortnight"):
        day = own - dt.timedelta(days=count * (7 if unit == "week" else 14))
        return str(day) if unit == "fortnight" else f"{day:%Y-%m}"
    return _shift_month(own, -count) if unit == "month" else str(own.year - count)


def _near_day(word: str, own: dt.date, issued: str) -> str | None:
    if len(exact_part(issued)) < 10:
        return exact_part(issued) if word in ("today", "tonight") else None
    return str(own + dt.timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0)))


def _weekday(name: str, own: dt.date, tense: int, issued: str) -> str | None:
    if len(exact_part(issued)) < 10:
        return None
    number = next(number for number, day in enumerate(_WEEKDAYS) if day.startswith(name[:3].lower()))
    back = (own.weekday() - number) % 7
    if tense > 0:
        return str(own + dt.timedelta(days=(number - own.weekday()) % 7 or 7))
    return str(own - dt.timedelta(days=back))


def _feast(name: str, own: dt.date, tense: int) -> str:
    year = own.year
    if name == "easter":
        day = easter(year)
        year += -1 if day > own and tense <= 0 else 1 if day < own and tense > 0 else 0
        return f"{easter(year):%Y-%m}"
    if name == "hogmanay":
        return f"{year if tense > 0 or own.month == 12 and own.day == 31 else year - 1}-12-31"
    return f"{year if tense > 0 or own.month == 12 else year - 1}-12"


def _season(name: str, own: dt.date, tense: int) -> str:
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    if tense > 0 or first <= own.month:
        return str(own.year if tense <= 0 or first + 2 >= own.month else own.year + 1)
    return str(own.year - 1)


def _end_of(words: str, own: dt.date) -> str:
    which, unit = words.split()[-2:]
    by = {"next": 1, "last": -1}.get(which, 0)
    if unit == "month":
        return _shift_month(own, by)
    return f"{own.year + by}-12" if unit == "year" else f"{own + dt.timedelta(days=7 * by):%Y-%m}"


def _relative(rel: str, what: str, own: dt.date, issued: str, context: str | None) -> str | None:
    if rel.split()[-1] in ("following", "that", "previous", "preceding"):
        return _from_context(rel.split()[-1], what, context)
    by = {"last": -1, "next": 1}.get(rel.split()[-1], 0)
    if what == "year":
        return str(own.year + by)
    if what == "month":
        return _shift_month(own, by)
    if what in ("week", "weekend"):
        return f"{own + dt.timedelta(days=7 * by):%Y-%m}"
    if what in ("night", "morning", "evening", "afternoon"):
        return _near_day("yesterday" if by < 0 else "today", own, issued)
    if what in _cues("seasons"):
        return _season(what, own, by) if by <= 0 else str(own.year + 1)
    if what in ("easter", "christmas"):
        return _feast(what, own, by or -1)
    if any(day.startswith(what) for day in _WEEKDAYS):
        return _weekday(what, own, 1 if by > 0 else -1, issued)
    month = _month(what)
    if by < 0:
        return f"{own.year if month < own.month else own.year - 1}-{month:02d}"
    return f"{own.year if by == 0 or month > own.month else own.year + 1}-{month:02d}"


def _from_context(rel: str, what: str, context: str | None) -> str | None:
    """ "That October", "the following month": counted from the date before in the text."""
    if not context or len(context) < 4:
        return None
    year = int(context[:4])
    if what == "year":
        return str(year + {"following": 1, "previous": -1, "preceding": -1}.get(rel, 0))
    if what == "month" and len(context) >= 7:
        return _shift_month(dt.date(year, int(context[5:7]), 1), {"following": 1, "that": 0}.get(rel, -1))
    if what in _cues("seasons") or what in ("week", "night", "morning", "weekend"):
        return None
    month = next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(what[:3])), None)
    if month is None:
        return None
    before = rel in ("previous", "preceding")
    later = rel == "following" and len(context) >= 7 and month <= int(context[5:7])
    return f"{year - 1 if before and len(context) >= 7 and month >= int(context[5:7]) else year + later}-{month:02d}"
