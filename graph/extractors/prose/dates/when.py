"""Dates in a text, also such as depend on the document's own: "last Tuesday", "in May", "a fortnight ago"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.dates import is_edtf, written_dates
from councilgraph.graph.extractors.prose.dates.reckoning import MONTHS, month_number
from councilgraph.graph.extractors.prose.dates.tense import tense
from councilgraph.graph.extractors.prose.dates.time_phrases import meaning
from councilgraph.graph.extractors.prose.dates.time_words import PHRASE

_NEAR = 30
"""So many characters beside a date tell whether it is one."""
_PREPOSITIONS = frozenset(
    "in since until from by of last this next on and before after during to between till early late mid for "
    "the its their that".split()
)
_TO = re.compile(r"\s*(?:to|until|till|and|through|-|–|—)\s*(?:the\s+)?")
_TO_MONTH = len("2019-06")
_DAY = len("2019-06-19")
_IN_A_ROW = 3
_FAR = 120
_PERFECT = re.compile(
    r"\b(?:has|have|['’]ve)\s+(?:now\s+)?(?:been|led|run|chaired|headed|served|held)\b(?!\s+(?:suspended|appointed|off|on))"
    r"[^.;:?!\"“”]{0,100}$"
)
_VERBS_TOO = frozenset({"may", "march", "august"})


@dataclass(frozen=True, slots=True)
class When:
    """A date at `start:end` as EDTF; `until` is its last day or year where the words give a span.

    `is_lasting` tells that what is said has gone on since then: "for the past three years".
    """

    start: int
    end: int
    edtf: str
    until: str | None = None
    is_lasting: bool = False


def dates(text: str, start: int, end: int, issued: str | None, *, context: str | None = None) -> list[When]:
    """The dates in `text[start:end]` in order, those without a year worked out from `issued`.

    `context` is the date before in the text: "that year" is the year of it.
    """
    words = text[start:end]
    phrases = list(PHRASE.finditer(words))
    spans = {match.end() for match in phrases if match["ryear"]}
    written = [
        When(start + date.start, start + date.end, date.edtf)
        for date in written_dates(words)
        if date.end not in spans
    ]
    starts = [date.start for date in written]
    worked_out: list[When] = []
    for match in phrases:
        earlier = written[: bisect_left(starts, start + match.end())][-1:]
        if any(start + match.start() < date.end for date in earlier) or _is_other_word(words, match):
            continue
        if shared := _with_year_after(
            words, match, written[bisect_left(starts, start + match.end()) :][:1], start
        ):
            worked_out.append(shared)
            continue
        before = [*earlier, *worked_out[-1:]]
        if match["hours"]:
            told = [date for date in [*written, *worked_out] if date.start < start + match.start()]
            before = [date for date in told if len(date.edtf) == _DAY and date.edtf <= (issued or "")]
        last = max(before, key=lambda date: date.start).edtf if before else context
        worked_out.extend(_apart(words, match, _when(words, match, start, issued, last)))
    return sorted([*written, *worked_out], key=lambda date: date.start)


def _apart(words: str, match: re.Match[str], found: Iterator[When]) -> Iterator[When]:
    """The dates of a phrase; two where its days are not in a row: "on 3 and 27 September"."""
    for date in found:
        days = (int(match["r1"]), int(match["r2"])) if match["range"] else (0, 0)
        is_span = words[: match.start()].rstrip().lower().endswith(("between", "from"))
        if date.until and days[1] - days[0] > _IN_A_ROW and " and " in match["range"] and not is_span:
            second = date.end - len(match[0]) + match.start("r2") - match.start()
            yield When(date.start, date.start + match.end("r1") - match.start(), date.edtf)
            yield When(second, date.end, date.until)
        else:
            yield date


def _with_year_after(words: str, match: re.Match[str], following: list[When], start: int) -> When | None:
    """A month or a day that has its year from the date after it: "from June to December 2019"."""
    month = match["month"] or match["dmonth"] or match["mmonth"]
    if not month or not following or not _TO.fullmatch(words, match.end(), following[0].start - start):
        return None
    number, end = month_number(month), following[0].edtf
    if len(end) < _TO_MONTH or not end[:_TO_MONTH].replace("-", "").isdigit():
        return None
    year = int(end[:4]) - (number > int(end[5:7]))
    day = match["day"] or match["mday"]
    edtf = f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    return When(start + match.start(), start + match.end(), edtf) if is_edtf(edtf) else None


def _when(
    words: str, match: re.Match[str], start: int, issued: str | None, context: str | None
) -> Iterator[When]:
    told = tense(words, match.start(), match.end())
    first, until = meaning(match, issued, told, context) or (None, None)
    lasting = bool(match["lasting"])
    if lasting and not match["pn"] and not _is_perfect(words, match.start()):
        return
    if first and is_edtf(first):
        yield When(start + match.start(), start + match.end(), first, until, lasting)


def _is_perfect(words: str, start: int) -> bool:
    """Whether what goes before says that somebody has been something: "has led it for six years"."""
    return bool(_PERFECT.search(words, max(0, start - _FAR), start))


def _is_other_word(words: str, match: re.Match[str]) -> bool:
    """Whether "may" is a verb, "march" a walk, "May" a surname, or a number no year."""
    name = match["month"] or match["weekday"] or match["feast"] or match["dmonth"] or match["mmonth"]
    if name:
        return _is_no_date(words, match, name)
    relative = match["what"] or match["cwhat"] or match["part"] or ""
    if relative.islower() and relative in MONTHS:
        return True
    is_next = bool(match["context"]) and match["context"].lower() == "the next"
    if is_next and match["cwhat"].lower() != "day" and _is_span(words, match):
        return True
    if match["year"]:
        before = words[max(0, match.start() - _NEAR) : match.start()]
        units = ("/", "%", " people", " children", " young", " homes", " staff", " pupils")
        return before.endswith(("£", "/", ".", " Act ")) or words.startswith(units, match.end())
    return False


def _is_no_date(words: str, match: re.Match[str], name: str) -> bool:
    if not name[0].isupper():
        return True
    if not match["month"]:
        return False
    if len(name) == len("jan") and name.lower() != "may":
        return True
    if name.lower() in _VERBS_TOO and match.start() == 0:
        return True
    before = (words[max(0, match.start() - _NEAR) : match.start()].split() or [""])[-1]
    if before.lower() in _PREPOSITIONS:
        return False
    following = words[match.end() : match.end() + _NEAR].split()
    return before.istitle() or (bool(following) and following[0].isalpha() and following[0].istitle())


def _is_span(words: str, match: re.Match[str]) -> bool:
    """Whether "the next year" is the twelve months to come: "over the next year"."""
    before = (words[max(0, match.start() - _NEAR) : match.start()].split() or [""])[-1].lower()
    return before in ("over", "within", "in", "during", "for")
