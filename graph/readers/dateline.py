"""The date that a text gives for itself: "Published 1 December 2021", "Pennine Post, 12 March 2014".

No date is better than a wrong one: relative dates in the text ("last week") are counted from it. A
date counts only where it stands as a date line does, after a label or between separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from councilgraph.graph.dates import WrittenDate, written_dates
from councilgraph.graph.readers import lines as kinds

_TIME = (
    r"(?:at\s+|@\s*)?[0-2]?\d(?:[:.][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?)"
    r"(?:\s+(?:gmt|bst|uk)\b)?"
)
_TIME_BEFORE = re.compile(rf"(?<!\S){_TIME}(?:\s+on)?\s*[,|]?\s*$", re.IGNORECASE)
_TIME_AFTER = re.compile(rf"^\s*[,|–-]?\s*{_TIME}", re.IGNORECASE)
_BREAK = r"(?:[|,;.(•·*/>\]]|\s[-–—]|[–—]|\s{2})"

_THIS = r"(?:this\s+(?:article|story|page|post|item)\s+(?:was|is)\s+)?"
_ON = r"(?:\s+(?:by|in)\s+[^.|]{2,60}?)?(?:\s+(?:on|at))?\s*[:,]?"
_PUBLISHED = (
    rf"{_THIS}(?:(?:(?:first|originally|date)\s+)?"
    r"(?:published|posted|issued|released|filed|submitted|uploaded)"
    r"|dated?|date of (?:publication|issue|release)|(?:publication|release|issue) date"
    r"|for immediate (?:use|release)|(?:press|news|media) (?:release|notice|statement)"
    r"|report published(?=\s*:)"
    rf"|embargo(?:ed)?(?:\s+until)?|from (?:our|the) archives?){_ON}"
)
_BYLINE = r"by\s+[^.|]{2,60}?\s+(?:on|at)"
_UPDATED = rf"{_THIS}(?:page\s+)?(?:last\s+)?(?:updated|modified|reviewed|amended|edited|changed){_ON}"
_MEETING = (
    r"(?:(?:[\w’'-]+\s+){0,3}(?:minutes|agenda)|(?:date of )?meeting)\b"
    r"(?!.*\b(?:will|to) be\b).*(?:\bon|[:,])"
)
_OTHER_DAY = re.compile(
    r"\b(?:born|died|deadline|clos(?:e[sd]?|ing)|expir\w+|until|due|starts?|inspect\w+|visit\w*"
    r"|pictured?|photo\w*|file|events?|day|date)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:^|.*(?:\||\s[-–—])\s+)(?:[A-Z][\w’'-]+\s+){2,4}$")
_RANGE = re.compile(
    r"(?<!no\. )(?<!no )(?<!issue )(?<!number )(?<!\d)\d{1,2}(?:st|nd|rd|th)?"
    r"(?:\s+[a-z]{3,9})?(?:\s+\d{4})?\s*[-–—]\s*$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:[-–—]|to|until)\s*")
_GOES_ON = r"(?:by|at|in|from|under|page|p\.|no\.|issue|gmt|bst|last|first|corrected|amended)\b|updated"
_FITS_AFTER = re.compile(
    # After a comma the sentence must not go on: "published on 3 May 2011, the report says".
    rf"\s*(?:$|[|(•·*/<\])@]|[,;.](?!\s+(?!{_GOES_ON}|(?-i:[^a-z])))|{_GOES_ON}"
    r"|[-–—]\s*(?!(?:present|now|today|date|current)\b)(?:by\b.*|\S+(?:\s+\S+){0,3})?$"
    r"|(?:\d+|no|leave a|add a)\s+comments?$)",
    re.IGNORECASE,
)
_CATEGORY_AFTER = re.compile(r"\s+in\s+[A-Z][\w'’&, -]*")

MAX_SIDE = 120
"""How many characters may stand before the date on its line, and after it."""
_LATE_LINES, _TAIL_LINES = 2000, 10
_PARTIAL_LINES = 5


class Strength(IntEnum):
    """How sure it is that a date is the text's own; the smallest wins."""

    PUBLISHED = 1
    PLAIN = 2
    HEADLINE = 3
    MEETING = 4
    UPDATED = 5
    PARTIAL = 6


_LABELS = tuple(
    (strength, re.compile(rf"{start}(?:{label})\s*$", re.IGNORECASE))
    for strength, start, label in (
        (Strength.PUBLISHED, rf"(?:^|{_BREAK})\s*", f"{_PUBLISHED}|{_BYLINE}"),
        (Strength.UPDATED, rf"(?:^|{_BREAK})\s*", _UPDATED),
        (Strength.MEETING, "^", _MEETING),
    )
)
_BREAK_BEFORE = re.compile(rf"(?:^|{_BREAK})\s*$")
_LABEL_ALONE = re.compile(rf"\s*(?:{_PUBLISHED}|{_UPDATED})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The date that a text gives for itself, and on which of its lines, where."""

    strength: Strength
    line: int
    date: WrittenDate


def dateline(lines: list[str]) -> Dateline | None:
    """The date that a text of these lines gives for itself, the first of the surest."""
    found = list(_head_dates(lines)) or list(_late_dates(lines))
    return min(found, key=lambda each: (each.strength, each.line, each.date.start), default=None)


def label_before(before: str) -> re.Match[str] | None:
    """Where the label of a date ("Posted on", "updated") begins at the end of `before`."""
    before = _TIME_BEFORE.sub("", before)
    return next((match for _, label in _LABELS if (match := label.search(before))), None)


def _head_dates(lines: list[str]) -> Iterator[Dateline]:
    """The datelines among the lines before the story's second paragraph."""
    label = ""
    for place, (number, line) in enumerate(kinds.head(lines)):
        for date in _dates(line):
            strength = _strength(line, date, label=label)
            if strength is Strength.PLAIN and place == 0 and line[: date.start].strip():
                strength = Strength.HEADLINE
            if strength is not None and (strength is not Strength.PARTIAL or place < _PARTIAL_LINES):
                yield Dateline(strength, number, date)
        label = line + " " if len(line) < MAX_SIDE and _LABEL_ALONE.fullmatch(line) else ""


def _late_dates(lines: list[str]) -> Iterator[Dateline]:
    """Where the head has none: "1 May 2009 in Children, Workforce", or "Last updated" at the very end."""
    story = list(kinds.story(lines[:_LATE_LINES]))
    tail = {number for number, _ in story[-_TAIL_LINES:]}
    for number, line in story:
        for date in _dates(line):
            before, after = line[: date.start], line[date.end :]
            if not before.strip() and _CATEGORY_AFTER.fullmatch(after.rstrip()):
                yield Dateline(Strength.PLAIN, number, date)
            elif number in tail and _labelled(before) is Strength.UPDATED:
                yield Dateline(Strength.UPDATED, number, date)


def _dates(line: str) -> Iterator[WrittenDate]:
    """The dates of a line that is short enough for a date line, with few words on either side."""
    if len(line) < 3 * MAX_SIDE:
        for date in written_dates(line):
            if date.start <= MAX_SIDE and len(line) - date.end <= MAX_SIDE:
                yield date


def _strength(line: str, date: WrittenDate, *, label: str) -> Strength | None:
    """How surely `date` is that of the text, None where it is another. `label`: one on the line before."""
    before, after = line[: date.start], line[date.end :]
    if not _is_followed_well(after):
        return None
    before = before if before.strip() else label
    return _labelled(before) or _unlabelled(_TIME_BEFORE.sub("", before), date)


def _labelled(before: str) -> Strength | None:
    before = _TIME_BEFORE.sub("", before)
    return next((strength for strength, label in _LABELS if label.search(before)), None)


def _unlabelled(before: str, date: WrittenDate) -> Strength | None:
    """How surely a date is that of the text that stands after no label but perhaps after a break."""
    if _OTHER_DAY.search(before) or not (_BREAK_BEFORE.search(before) or _NAMES.match(before)):
        return None
    if len(date.edtf) < len("2009-07-14"):
        return Strength.PARTIAL
    return None if _RANGE.search(before) else Strength.PLAIN


def _is_followed_well(after: str) -> bool:
    """Whether what follows a date may follow a date line's: a time, a break, a category, no second date."""
    dash = _DASH.match(after)
    if dash and any(date.start == dash.end() for date in written_dates(after)):
        return False
    return bool(_FITS_AFTER.match(_TIME_AFTER.sub("", after)))
