"""Which parts of a document are its story, and what date and publisher it gives for itself.

A zone is a paragraph with its kind. What readers, advertisers and the site's own machinery say has
the kind `other`: nothing is claimed from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from councilgraph.graph.dates import WrittenDate, is_edtf, written_dates
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.text.tokens import paragraphs
from councilgraph.graph.model import Document

ZoneKind = Literal["headline", "dateline", "byline", "body", "other"]

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([a-z_]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_FRONT_TEXT = ("title", "description")
_FILE_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_HEAD_PARAGRAPHS = 8
_DATELINE_CHARS = 140
_DATELINE_WORDS = 12
_HEADLINE_CHARS = 160
_LEAD_CHARS = 60
_STORY_CHARS = 75
_LONGEST_NOTICE = 800
_TWO_SENTENCES = re.compile(r"[a-z)][.!?] +[A-Z]")
_ENDS = re.compile(r"[.:][\"'’”)\]]*$|[!?][\"'’”)\]]+$")
_ENTRY = re.compile(r"\s*[:–—-]\s+(?:\S+\s+){3,}\S+")
"""What follows the date of an entry in a list of events, and not the date of a page."""
_SINCE = re.compile(r"\b(?:since|until)\s*$", re.IGNORECASE)
_SIGN_OFF = re.compile(r"(?:first |last )?(?:published|posted|updated|issued|dated?)\b", re.IGNORECASE)
_SENTENCE_WORDS = 6
_EMBARGO = re.compile(r"embargo|not for (?:use|release|publication|broadcast)|hold until", re.IGNORECASE)
_SHORT_DATE = re.compile(r"(?<![\d./-])(\d\d?)[./-](\d\d?)[./-](\d\d)(?![\d./-])")
_CENTURY = 50
"""A year in two digits below this is one of this century."""
_STANDFIRST = 3
_OWN_SENTENCE = re.compile(r"[.!?|•·] $")
_LIST_MARK = re.compile(r"(?:[•*>»‣-]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Zone:
    """A paragraph at `start:end` and what it is."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a document in order, and the EDTF date that it gives for itself."""

    zones: tuple[Zone, ...]
    issued: str | None


def layout(document: Document) -> Layout:
    """The document's zones and date; `document.issued` wins over what the text says."""
    front = _FRONT_MATTER.match(document.text)
    zones: list[Zone] = list(_front_zones(front)) if front else []
    head = front.end() if front else 0
    zones.extend(_zones(document.text, head))
    return Layout(tuple(zones), document.issued or _issued(document, front, zones))


def _front_zones(front: re.Match[str]) -> Iterator[Zone]:
    """The title and the description of a front matter: a headline, and what stands under it."""
    for field in _FIELD.finditer(front[0]):
        start, end = field.span(2)
        if end - start > 1 and field[2][0] == field[2][-1] and field[2][0] in "\"'":
            start, end = start + 1, end - 1
        if field[1] in _FRONT_TEXT and end > start:
            kind: ZoneKind = "headline" if field[1] == "title" else "body"
            yield Zone(front.start() + start, front.start() + end, kind)


def _zones(text: str, head: int) -> Iterator[Zone]:
    """The paragraphs from `head` on, with their kinds."""
    page = _Page()
    for paragraph in (each for each in paragraphs(text) if each.start >= head):
        kind = page.kind(text[paragraph.start : paragraph.end])
        if kind == "rest":
            yield Zone(paragraph.start, len(text), "other")
            return
        yield Zone(paragraph.start, paragraph.end, kind)


class _Page:
    """Reads a page's paragraphs in order: is the story reached, is this a list of other stories?"""

    def __init__(self) -> None:
        self._number = -1
        self._in_story = False
        self._in_list = False
        self._columns = 0

    def kind(self, line: str) -> ZoneKind | Literal["rest"]:
        """What the next paragraph is; `rest` where neither it nor anything after it is story."""
        short = len(line) < _HEADLINE_CHARS
        if self._in_story and len(line) < _LONGEST_NOTICE and _matches("rest", line):
            return "rest"
        is_listed = self._is_listed(line)
        if short and not is_listed and not self._is_row(line) and (found := self._head_line(line)):
            return found
        if is_listed or (len(line) < _LONGEST_NOTICE and _matches("line", line)):
            return "other"
        self._number += 1
        return self._story(line)

    def _is_row(self, line: str) -> bool:
        """Whether a line has as many columns as the one before, so that a date in it is that of an entry."""
        before, self._columns = self._columns, line.count("|")
        return self._columns > 1 and self._columns == before

    def _is_listed(self, line: str) -> bool:
        """Whether a line begins, or belongs to, a list of what else there is to read."""
        if len(line) < _HEADLINE_CHARS and _matches("list", line):
            self._in_list = self._in_story
            return True
        self._in_list = self._in_list and not (_is_prose(line, _STORY_CHARS) and not line.endswith(":"))
        return self._in_list

    def _story(self, line: str) -> ZoneKind:
        """A headline before the story has begun, else the story."""
        is_title = len(line) < _HEADLINE_CHARS and not (_ENDS.search(line) or _TWO_SENTENCES.search(line))
        if is_title and not self._in_story:
            return "body" if _LIST_MARK.match(line) else "headline"
        self._in_story = self._in_story or _is_prose(line, _LEAD_CHARS)
        return "body"

    def _head_line(self, line: str) -> ZoneKind | None:
        """Whether a short line is the writer's, or the date of the page."""
        if _matches("byline", line) and (
            not self._in_story or not line.endswith(".") or len(line) < _LEAD_CHARS
        ):
            return "byline"
        if self._number >= _HEAD_PARAGRAPHS or len(line) >= _DATELINE_CHARS or not _is_dateline(line):
            return None
        if self._in_story and (_ENDS.search(line) or len(line.split()) > _DATELINE_WORDS):
            return None
        return "dateline"


def _is_prose(line: str, least: int) -> bool:
    """Whether a line of so many characters at least ends as a sentence does."""
    return len(line) >= least and bool(_ENDS.search(line))


def _is_dateline(line: str) -> bool:
    """Whether a short line of the page's head is its date, with at most a publisher beside it."""
    found = next(_dates(line), None)
    if found is None:
        return False
    if _EMBARGO.search(line):
        return True
    if _SINCE.search(line[: found.start]):
        return False
    rest = line[: found.start] + line[found.end :]
    if _ENTRY.match(line[found.end :]) or _is_sentence(line, rest):
        return False
    return len(rest.split()) <= 12 and not re.search(r"[a-z]{2}[.!?]\s+[A-Z][a-z]+ [a-z]", rest)


def _is_sentence(line: str, rest: str) -> bool:
    """Whether a line with a date in it is a sentence: it ends as one and says more than its date."""
    return bool(_ENDS.search(rest)) and len(rest.split()) >= _SENTENCE_WORDS and not _SIGN_OFF.match(line)


@cache
def _patterns(key: str) -> re.Pattern[str]:
    rules = read_rules("zones")[key]
    return re.compile("|".join(f"(?:{rule['pattern']})" for rule in rules), re.IGNORECASE)


def _matches(key: str, line: str) -> bool:
    return bool(_patterns(key).match(line.lstrip("•*>#- ")) or _patterns(key).match(line))


def _issued(document: Document, front: re.Match[str] | None, zones: list[Zone]) -> str | None:
    """The date in the front matter, in a dateline, or at the head of the file's name."""
    if front:
        for field in _FIELD.finditer(front[0]):
            if field[1] in ("date", "published", "issued") and (day := _day(_FILE_DATE.search(field[2]))):
                return day
    for zone in zones[: _HEAD_PARAGRAPHS * 2]:
        if zone.kind in ("dateline", "byline", "headline"):
            dates = list(_dates(document.text[zone.start : zone.end]))
            if dates and _is_own(document.text[zone.start : zone.end], dates[0]):
                return dates[0].edtf
    named = _day(_FILE_DATE.match(document.name))
    return named or _under_head(document, zones) or _signed_off(document, zones)


def _day(written: re.Match[str] | None) -> str | None:
    """A day that figures tell, None where there is no such day."""
    return written[0] if written and is_edtf(written[0]) else None


def _dates(line: str) -> Iterator[WrittenDate]:
    """The dates of a line in the page's head, also in figures only: "03.07.14"."""
    yield from written_dates(line)
    for match in _SHORT_DATE.finditer(line):
        day, month, year = (int(group) for group in match.groups())
        edtf = f"{2000 + year if year < _CENTURY else 1900 + year}-{month:02d}-{day:02d}"
        if is_edtf(edtf):
            yield WrittenDate(match.start(), match.end(), edtf)


def _under_head(document: Document, zones: list[Zone]) -> str | None:
    """The date with which a paragraph at the head ends: "Ann Lee talks to Bo Dean. July 2016."."""
    for zone in zones[:_STANDFIRST]:
        line = document.text[zone.start : zone.end].rstrip(" .")
        last = list(written_dates(line))[-1:]
        if last and last[0].end == len(line) and _OWN_SENTENCE.search(line[: last[0].start]):
            return last[0].edtf
    return None


def _signed_off(document: Document, zones: list[Zone]) -> str | None:
    """The date that a page gives for itself at its end: "Published 6 June 2018", or the date alone."""
    for zone in zones[-_HEAD_PARAGRAPHS:]:
        line = document.text[zone.start : zone.end]
        if len(line) < _DATELINE_CHARS and (dates := list(written_dates(line))):
            is_alone = dates[0].start == 0 and dates[0].end == len(line.rstrip(" ."))
            if is_alone or _SIGN_OFF.match(line):
                return dates[0].edtf
    return None


def _is_own(line: str, date: WrittenDate) -> bool:
    """Whether a date in the head is the document's own, not that of what it reports."""
    return not re.search(r"\b(?:until|since|by|before|after)\s*$", line[: date.start]) or "mbargo" in line
