"""Earlier inspections that a report lists, with their dates and grades."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from councilgraph.graph.extractors.reports.days import Period, parse_period
from councilgraph.graph.extractors.reports.judgements import GradeReader
from councilgraph.graph.extractors.reports.part import Part
from councilgraph.graph.extractors.reports.rules import Grade, Rules

_MAX_SECTION = 4000
_MAX_OCCASION = 400
_MAX_VERDICT = 450
_MAX_BEFORE = 80
_MAX_SENTENCES = 2
"""How many sentences from the date on may say what the grade was."""
_SENTENCE_START = re.compile(r"(?:•|\.\s|\n\s*\n)\s*(?:\d{1,3}\.\s)?")
_SENTENCE = re.compile(r"[^.•]*(?:\.(?!\s|$)[^.•]*)*\.?")
_DATE = re.compile(r"\b(?:in|on|between|from|during|dated)\s+(?=[\da-z])")
_LIST = re.compile(r"judge?ments?[^.•:]{0,60}:")
_NO_NOUN = re.compile(r"\s*(?:[.,;:()•]|$|(?:overall|for|and|or|in|at|with|by|to)\b)")
"""What may follow a grade that is one: "adequate progress" is none."""
_ABOUT = re.compile(r"\s*(?:for|in)\b")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier inspection that is listed at `start:end`, and its grades as (aspect, grade).

    `date` is EDTF: that of the inspection, or of its report where `is_published`.
    """

    date: str
    is_published: bool
    grades: tuple[tuple[str, str], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Occasion:
    """An inspection that is mentioned from `start` on: the words between that and its date."""

    start: int
    what: str
    period: Period


def sections(part: Part, rules: Rules) -> tuple[tuple[int, int], ...]:
    """Where `part` lists earlier inspections."""
    found = []
    for heading in rules.history.heading.finditer(part.lower, part.start, part.end):
        limit = min(part.end, heading.end() + _MAX_SECTION)
        end = rules.history.ends.search(part.lower, heading.end(), limit)
        found.append((heading.end(), end.start() if end else limit))
    return tuple(found)


def earlier_inspections(part: Part, rules: Rules, spans: tuple[tuple[int, int], ...]) -> Iterator[Earlier]:
    """The earlier inspections with a date and a grade that are listed at `spans`, in order."""
    for start, end in spans:
        dated = list(_dated(part, rules, start, end))
        limits = [*(occasion.start for occasion in dated[1:]), end]
        for occasion, limit in zip(dated, limits, strict=False):
            found = _earlier(part, rules, occasion, limit)
            if found:
                yield found


def _dated(part: Part, rules: Rules, start: int, end: int) -> Iterator[_Occasion]:
    """The inspections at `start:end` of which the same sentence goes on to say the date."""
    for match in rules.history.occasion.finditer(part.lower, start, end):
        sentence = _SENTENCE.match(part.lower, match.end(), min(end, match.end() + _MAX_OCCASION))
        dated = _first_date(part, match.end(), sentence.end() if sentence else end)
        if dated:
            yield _Occasion(match.start(), *dated)


def _earlier(part: Part, rules: Rules, occasion: _Occasion, limit: int) -> Earlier | None:
    """What is said of one occasion; it is given up to `limit`, where the next one begins."""
    stop = occasion.period.stop
    limit = min(limit, stop + _MAX_VERDICT)
    listed = _LIST.search(part.lower, stop, limit)
    if listed:
        grades, end = _listed_grades(part, rules, listed.end(), limit)
    else:
        grades, end = _sentence_grades(part, rules, occasion, limit)
    if not grades:
        return None
    before = list(_SENTENCE_START.finditer(part.lower, occasion.start - _MAX_BEFORE, occasion.start))
    return Earlier(
        date=occasion.period.start,
        is_published=bool(rules.history.published.search(occasion.what)),
        grades=tuple(dict.fromkeys(grades)),
        start=before[-1].end() if before else occasion.start,
        end=end,
    )


def _first_date(part: Part, start: int, end: int) -> tuple[str, Period] | None:
    """The words at `start:end` before the first date, and that date."""
    for preposition in _DATE.finditer(part.lower, start, end):
        period = parse_period(part.plain, preposition.end(), end)
        if period:
            return part.lower[start : preposition.start()], period
    return None


def _listed_grades(part: Part, rules: Rules, start: int, end: int) -> tuple[list[tuple[str, str]], int]:
    """The grades listed line by line at `start:end`, and where the last of them ends."""
    region = replace(part, start=start, end=end)
    rows = GradeReader(region, rules, title="", organisations=1, excluded=()).rows()
    rows = tuple(row for row in rows if row.grades[0].is_judged)
    return [(row.aspect, row.grades[0].name) for row in rows], max((row.end for row in rows), default=start)


def _sentence_grades(
    part: Part, rules: Rules, occasion: _Occasion, limit: int
) -> tuple[list[tuple[str, str]], int]:
    """The grades in the first sentence after a date that gives one, and where that sentence ends."""
    start = occasion.period.stop
    end = start
    for _ in range(_MAX_SENTENCES):
        sentence = _SENTENCE.match(part.lower, end, limit)
        verdict = rules.history.verdict.search(part.lower, end, sentence.end()) if sentence else None
        end = sentence.end() if sentence else limit
        if not verdict:
            continue
        grades = list(_grades(part, rules, verdict.end(), end))
        if len({grade.name for _, grade in grades}) == 1:
            aspects = _aspects(occasion.what, rules) or ["overall"]
            return [(aspect, grades[0][1].name) for aspect in aspects], end
        if grades:
            return list(_several(part, rules, grades, verdict.end(), end)), end
    return [], start


def _grades(part: Part, rules: Rules, start: int, end: int) -> Iterator[tuple[re.Match[str], Grade]]:
    """The grades at `start:end` that belong to no noun."""
    for match in rules.grade.finditer(part.lower, start, end):
        grade = rules.grade_of(match[0])
        if grade and grade.is_judged and _NO_NOUN.match(part.lower, match.end(), end):
            yield match, grade


def _several(
    part: Part, rules: Rules, grades: list[tuple[re.Match[str], Grade]], start: int, end: int
) -> Iterator[tuple[str, str]]:
    """Each of several grades with its aspect: "good for adoption and ...", or "adoption was good and ..."."""
    ends = [match.end() for match, _ in grades]
    starts = [match.start() for match, _ in grades]
    for index, (match, grade) in enumerate(grades):
        if _ABOUT.match(part.lower, match.end()):
            words = part.lower[match.end() : [*starts, end][index + 1]]
        else:
            words = part.lower[[start, *ends][index] : match.start()]
        yield from ((aspect, grade.name) for aspect in _aspects(words, rules))


def _aspects(words: str, rules: Rules) -> list[str]:
    """The aspects that `words` (lower case) name, in the order of the rules; the last only where no other."""
    found = [name for name, pattern in rules.history.aspects if pattern.search(words)]
    last = rules.history.aspects[-1][0]
    return found if found == [last] else [name for name in found if name != last]
