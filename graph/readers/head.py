"""What a story says about itself before it begins: headline, publisher and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.readers import lines as kinds
from councilgraph.graph.readers.dateline import Dateline, dateline, label_before

_BYLINE = re.compile(
    r"by\s|(?-i:By(?=[A-Z]))|(?:words|pictures?|photos?|photographs?|report|story)(?:\s+by\s|\s*:)|(?:from|to|cc|by)\s*:|dear\s"
    r"|.*\b(?:(?:local democracy|chief|senior|staff|trainee|political|crime) reporter|correspondent|editor)$",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s*[|;•·*/()]\s*|\s+[-–—]\s+|\s{2,}|\.\s+|,\s+")
_THE_NAME = re.compile(r"The(?: (?:[A-Z][\w’'-]+|&|and|of)){1,5}")
_DEPARTMENT = re.compile(r"(?:Department|Ministry|Office) (?:for|of)\b")
_AROUND_A_NAME = re.compile(
    r"^(?:from|source|publisher)\s*:\s*"
    r"|(?:^|\s+)(?:(?:press|news|media) (?:release|notice|statement)|statement)$",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"\b(?:advertiser|almanac|argus|beacon|bugle|bulletin|chronicle|citizen|clarion|courier|daily|digest|dispatch"
    r"|echo|evening|examiner|express|forum|gazette|globe|guardian|herald|independent|insider|journal|ledger|live"
    r"|local|magazine|mail|mercury|messenger|mirror|monitor|monthly|news|now|observer|online|packet|post|press"
    r"|record|recorder|register|reporter|review|sentinel|standard|star|sun|sunday|telegraph|times|today|tribune"
    r"|voice|week|weekly|world|council|department|authority|office|agency|inspectorate|commission|ofsted)\b",
    re.IGNORECASE,
)
"""Words that the names of papers, magazines, sites and public bodies hold, and names of people do not."""
_TITLE_CASE = re.compile(
    r"[A-Z][\w’'-]*(?:[ ,]+(?:[A-Z][\w’'-]*|&|\+|an?|and|at|for|from|in|of|on|the|upon|under|with))*"
)
_PUBLICATION_WORDS = 7
_TITLE_CHARS = 180


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a text say about it; `issued` is EDTF."""

    title: str | None = None
    publisher: str | None = None
    issued: str | None = None


def parse_head(text: str) -> Head:
    """The headline, publisher and date that `text` gives for itself, None where it is not plain."""
    lines = text.split("\n")
    found = dateline(lines)
    title = _title(lines, found)
    if not found:
        return Head(title)
    publishers = (name for name in _publishers(lines, found) if name != title)
    return Head(title, next(publishers, None), found.date.edtf)


def _title(lines: list[str], found: Dateline | None) -> str | None:
    """The first line that can be a headline: rather before the first paragraph, rather no masthead."""
    after_prose = False
    candidates: list[tuple[bool, int, str]] = []
    for number, line in kinds.head(lines):
        if kinds.is_prose(line):
            after_prose = True
        elif found and found.line == number:
            words = len(_before_date(line, found).split())
            if words > 1:
                candidates.append((after_prose, 2 if words <= _PUBLICATION_WORDS else 0, line))
        elif _is_headline(line):
            candidates.append((after_prose, int(_is_publication(line.strip())), line))
    best = min(candidates, key=lambda each: each[:2], default=None)
    return " ".join(best[2].split()) if best else None


def _is_headline(line: str) -> bool:
    line = line.strip()
    return (
        len(line) <= _TITLE_CHARS
        and len(line.split()) > 1
        and not _BYLINE.match(line)
        and not kinds.is_navigation(line)
        and label_before(line) is None
    )


def _publishers(lines: list[str], found: Dateline) -> Iterator[str]:
    """Names of publications on the line of the date, or on the lines next to it, the likeliest first."""
    line = lines[found.line]
    for segment in _SEGMENTS.split(_before_date(line, found)) + _SEGMENTS.split(line[found.date.end :]):
        name = _bare_name(segment)
        if _is_publication(name) or _THE_NAME.fullmatch(name):
            yield name
    for place in (found.line - 1, found.line + 1, found.line - 2, found.line + 2):
        if 0 <= place < len(lines) and not kinds.is_prose(lines[place]):
            whole = _bare_name(lines[place])
            parts = [whole] if _DEPARTMENT.match(whole) else map(_bare_name, _SEGMENTS.split(whole))
            yield from filter(_is_publication, parts)


def _before_date(line: str, found: Dateline) -> str:
    """What stands before the date and its label."""
    before = line[: found.date.start]
    label = label_before(before)
    return before[: label.start()] if label else before


def _bare_name(text: str) -> str:
    return _AROUND_A_NAME.sub("", " ".join(text.split()).strip(" ,.:"))


def _is_publication(text: str) -> bool:
    """Whether a few words are the name of a paper, a site or a public body, by its capitals and kind."""
    return (
        1 < len(text.split()) <= _PUBLICATION_WORDS
        and not _BYLINE.match(text)
        and not re.search(r"\d", text)
        and bool(_PUBLICATION.search(text))
        and bool(_TITLE_CASE.fullmatch(text))
    )
