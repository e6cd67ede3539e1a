"""What stands on the first page of a report: what was inspected, under which framework, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from councilgraph.graph.extractors.reports.days import Period, parse_period
from councilgraph.graph.extractors.reports.part import Part
from councilgraph.graph.extractors.reports.rules import Councils, Framework, Rules
from councilgraph.graph.model import Quote

_COVER_PAGES = 2
_TITLE_LINES, _TITLE_CHARS = 5, 400
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_NOTE_NUMBER = re.compile(r"(?<=[a-z])\d{1,2}\b")
_SEPARATOR = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a report. `organisations` are more than one where a report is about several.

    `name_quote` is the title, in which they are named; `quote` goes on to the last of the dates. Where
    the first page is an image, both stand in the running title of another.
    """

    organisations: tuple[str, ...]
    framework: Framework
    kind: str
    title: str
    period: Period | None
    published: str | None
    name_quote: Quote
    quote: Quote
    is_image: bool = False

    @property
    def concept(self) -> str | None:
        """The concept of the framework, the narrower one where the length of the inspection tells it."""
        length = self.period.length if self.period else None
        narrower = (concept for concept, days in self.framework.lasting if length in days)
        return next(narrower, self.framework.concept)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title at `start:end` that is one of `framework`."""

    framework: Framework
    match: re.Match[str]
    start: int
    end: int


def cover(part: Part, rules: Rules) -> Cover | None:
    """The cover of `part`; None where its title is none of those that `rules` know.

    Where the first page is an image, the running title of the others says what it can.
    """
    if not part.lower[part.start : part.first_pages(1)].strip():
        return _running_cover(part, rules)
    dates = rules.dates.search(part.lower, part.start, part.first_pages(_COVER_PAGES))
    title = (_title_above(part, rules, dates.start()) or _title_elsewhere(part, rules)) if dates else None
    if not dates or not title:
        return None
    period = parse_period(part.plain, dates.end())
    printed = rules.published.search(part.lower, dates.end(), part.first_pages(1))
    published = parse_period(part.plain, printed.end()) if printed else None
    last = max(dates.end(), *(each.stop for each in (period, published) if each), 0)
    return _cover(part, rules, title, period=period, published=published, end=last)


def _running_cover(part: Part, rules: Rules) -> Cover | None:
    """What the first running title that gives dates says: the lines above them are the title."""
    lines: list[tuple[int, str]] = []
    for offset, line in part.running_lines():
        period = parse_period(line)
        known = _known_title(" ".join(words for _, words in lines), rules) if period else None
        if period and known:
            title = _Title(*known, lines[0][0], offset)
            end = offset + period.stop
            return replace(_cover(part, rules, title, period=period, published=None, end=end), is_image=True)
        lines = [] if period else [*lines, (offset, line)]
    return None


def _cover(
    part: Part, rules: Rules, title: _Title, *, period: Period | None, published: Period | None, end: int
) -> Cover:
    kind = (title.match.groupdict().get("kind") or "inspection").lower()
    return Cover(
        organisations=organisations(title.match["name"], rules.councils),
        framework=title.framework,
        kind="reinspection" if kind.startswith("re") and kind.endswith("inspection") else kind,
        title=title.match[0].lower(),
        period=period,
        published=published.start if published else None,
        name_quote=part.quote(title.start, title.end),
        quote=part.quote(min(title.start, end), max(title.end, end)),
    )


def _title_above(part: Part, rules: Rules, end: int) -> _Title | None:
    """The title that ends at `end`: all above it on the same page, else all from the first page on."""
    for first in (max((page for page in part.pages if page <= end), default=part.start), part.start):
        lines = [" ".join(line.split()) for line in part.plain[first:end].split("\n")]
        known = _known_title(
            " ".join(line for line in lines if not rules.noise.fullmatch(line.lower())), rules
        )
        if known:
            blank = len(part.plain[first:end]) - len(part.plain[first:end].lstrip())
            return _Title(*known, first + blank, end)
    return None


def _title_elsewhere(part: Part, rules: Rules) -> _Title | None:
    """The title in a few lines of the first page, where the file draws it after what stands below it."""
    spans = [match.span() for match in _LINE.finditer(part.plain, part.start, part.first_pages(1))]
    for length in range(1, _TITLE_LINES + 1):
        for first, last in zip(spans, spans[length - 1 :], strict=False):
            known = _known_title(part.words(first[0], last[1]), rules)
            if known and known[0].concept:
                return _Title(*known, first[0], last[1])
    return None


def _known_title(title: str, rules: Rules) -> tuple[Framework, re.Match[str]] | None:
    """The framework of which `title`, in one line, is a title, and how it is."""
    title = _NOTE_NUMBER.sub("", " ".join(title.split()))
    if len(title) > _TITLE_CHARS:
        return None
    for framework in rules.frameworks:
        for pattern in framework.titles:
            match = pattern.fullmatch(title)
            if match:
                return framework, match
    return None


def organisations(name: str, councils: Councils) -> tuple[str, ...]:
    """The organisations that a title names: "A Council and B Council" and "A and B councils" are two.

    "Bournemouth, Christchurch and Poole Council" is one: only a name that is whole on its own is split off.
    """
    name = re.sub(r"^the\s+", "", name.strip(" ,:-"), flags=re.IGNORECASE)
    plural = re.fullmatch(rf"(?P<names>.+?)\s+(?:{'|'.join(councils.plurals)})", name, re.IGNORECASE)
    if plural and _SEPARATOR.search(plural["names"]):
        return tuple(f"{each} Council" for each in _SEPARATOR.split(plural["names"]))
    pieces = list(_whole_names(name, councils))
    return tuple(pieces) if len(pieces) > 1 else (name,)


def _whole_names(name: str, councils: Councils) -> Iterator[str]:
    """The pieces of `name` between separators, joined until each looks like the whole name of a council."""
    pending = ""
    for piece in re.split(f"({_SEPARATOR.pattern})", name):
        following = pending + piece
        if pending and _SEPARATOR.fullmatch(piece) and _is_whole(pending, name, councils):
            yield re.sub(r"^the\s+", "", pending)
            following = ""
        pending = following
    yield re.sub(r"^the\s+", "", pending)


def _is_whole(piece: str, name: str, councils: Councils) -> bool:
    """Whether `piece` ends like a council's name, and what follows it in `name` does too."""
    rest = name.split(piece, 1)[1]
    if all(words.lower().endswith(councils.words) for words in (piece, rest)):
        return True
    beginnings = tuple(councils.beginnings)
    following = re.sub(rf"^(?:{_SEPARATOR.pattern})(?:the\s+)?", "", rest).lower()
    return piece.lower().startswith(beginnings) and following.startswith(beginnings)


def running_periods(part: Part) -> Iterator[tuple[int, Period]]:
    """The periods that running titles give, each with the offset of its line."""
    for offset, line in part.running_lines():
        period = parse_period(line)
        if period:
            yield offset, period
