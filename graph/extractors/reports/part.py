"""A report inside a document, made ready for patterns without moving a character.

Some files hold two reports, one after the other. Each is a `Part`. Its `plain` text is exactly as long as
the document's: typographic quotes, dashes and spaces are made plain, and page furniture (running
titles, page numbers, footnotes) is blanked, so that a table goes on across the end of a page.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from councilgraph.graph.model import Document, Quote

_TYPOGRAPHIC = {
    **dict.fromkeys("’‘ʼ´`", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\xa0\u2007\u2009\u202f\t", " "),
}
# Several times faster than str.translate, which looks up every character.
_ODD = re.compile(f"[{''.join(_TYPOGRAPHIC)}]")
_DIGITS = re.compile(r"\d+")
_FOOTNOTES = re.compile(r"\n *\n(?=\d{1,2}[ \n])")
_MAX_FOOTNOTE_CHARS = 1500
_EDGE_LINES = 3
_MIN_REPEATS = 3
_COVER_CHARS = 1800


@dataclass(frozen=True, slots=True)
class Part:
    """One report: what stands at `start:end` in `document`.

    `lower` is `plain` in lower case, of the same length. `pages` are the offsets at which its pages
    begin, `running` the lines that come again at the edges of its document's pages, digits as "#".
    """

    document: Document
    plain: str
    lower: str
    start: int
    end: int
    pages: tuple[int, ...]
    running: tuple[str, ...]

    def quote(self, start: int, end: int) -> Quote:
        """The words of the document at `start:end`."""
        return self.document.quote(start, end)

    def words(self, start: int, end: int) -> str:
        """The plain words at `start:end`, one space between."""
        return " ".join(self.plain[start:end].split())

    def first_pages(self, count: int) -> int:
        """The offset at which the first `count` pages of the report end."""
        return self.pages[count] if count < len(self.pages) else self.end

    def running_lines(self) -> Iterator[tuple[int, str]]:
        """The lines of running titles, as plain text, each with its offset."""
        for start, end in pairwise((*self.pages[1:], self.end)):
            plain = _plain(self.document.text[start:end])
            for first, last, line in _page(plain, 0, len(plain)).edges:
                if line in self.running and line != "#":
                    yield start + first, plain[first:last]

    def where(self, offset: int) -> str:
        """The page of the document on which `offset` lies, in words."""
        page = self.document.page(offset)
        return f"page {page}" if page else ""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page at `start:end`, and the lines at its edges as (start, end, line with "#" for digits)."""

    start: int
    end: int
    edges: tuple[tuple[int, int, str], ...]


def parts(document: Document, cover: re.Pattern[str]) -> tuple[Part, ...]:
    """The reports in `document`, in order. `cover` finds, in lower case, what a first page has."""
    plain = _plain(document.text)
    starts = document.page_starts or (0,)
    pages = [_page(plain, *span) for span in zip(starts, (*starts[1:], len(plain)), strict=True)]
    repeats = Counter(key for page in pages for key in {key for _, _, key in page.edges})
    running = {line for line, count in repeats.items() if count >= _MIN_REPEATS}
    covers = _covers(plain, pages, cover, running)
    plain = _blanked(plain, [span for page in pages for span in _furniture(plain, page, covers, running)])
    lower = _lower(plain)
    return tuple(
        Part(
            document=document,
            plain=plain,
            lower=lower,
            start=start,
            end=end,
            pages=starts[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)],
            running=tuple(sorted(running)),
        )
        for start, end in pairwise([*covers, len(plain)])
    )


def _plain(text: str) -> str:
    return _ODD.sub(lambda odd: _TYPOGRAPHIC[odd[0]], text)


def _page(plain: str, start: int, end: int) -> _Page:
    """The page at `start:end` with its first and last few lines that are not blank."""
    edges: dict[int, int] = {}
    first, last = start, end
    while first < end and len(edges) < _EDGE_LINES:
        stop = plain.find("\n", first, end)
        stop = end if stop < 0 else stop
        if not plain[first:stop].isspace() and stop > first:
            edges[first] = stop
        first = stop + 1
    limit = len(edges) + _EDGE_LINES
    while last > first and len(edges) < limit:
        begin = plain.rfind("\n", first, last) + 1 or first
        if not plain[begin:last].isspace() and last > begin:
            edges[begin] = last
        last = begin - 1
    return _Page(start, end, tuple((at, to, _masked(plain[at:to])) for at, to in sorted(edges.items())))


def _masked(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _covers(plain: str, pages: list[_Page], cover: re.Pattern[str], running: set[str]) -> list[int]:
    """Where reports begin: the first page, and pages that look like covers under another title."""
    found, last_title = [pages[0].start], ""
    for page in pages:
        head = _lower(plain[page.start : min(page.end, page.start + _COVER_CHARS)])
        match = cover.search(head)
        if not match or _masked(plain[page.start + match.start() :].lstrip().split("\n", 1)[0]) in running:
            continue
        title = _masked(head[: match.start()]).strip("# ")
        if last_title and title and title != last_title:
            found.append(page.start)
        last_title = title or last_title
    return found


def _furniture(plain: str, page: _Page, covers: list[int], running: set[str]) -> Iterator[tuple[int, int]]:
    """What is no part of the running text of `page`: a cover's title stays, though it runs on later pages."""
    for start, end, line in page.edges:
        if line == "#" or (line in running and ("#" in line or page.start not in covers)):
            yield start, end
    notes = _FOOTNOTES.search(plain, max(page.start, page.end - _MAX_FOOTNOTE_CHARS), page.end)
    if notes:
        yield notes.end(), page.end


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with spaces at `spans`."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            pieces += [text[done : max(start, done)], " " * (end - max(start, done))]
            done = end
    return "".join([*pieces, text[done:]])


def _lower(text: str) -> str:
    """`text` in lower case, no longer and no shorter: a few letters would become two."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
