"""The grades of a report: rows of its table, headings and sentences of its text.

A grade comes from the label of its row, whatever the order of the rows and wherever its cell is drawn:
after the label, before it, or between the label's two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from councilgraph.graph.extractors.reports.part import Part
from councilgraph.graph.extractors.reports.rules import Grade, Label, Rules

_COVER_PAGES = 3
_TABLE_PAGES = 2
_LEAD_IN = re.compile(
    r"\n[ •]*(?:\d{1,2}(?:\.\d{1,2})*\.?[ ]+)?(?:(?:the )?(?:graded )?judge?ment (?:for|on|of) )?(?:the )?$"
)
_LEAD_IN_CHARS = 60
_CONNECTION = re.compile(
    r"\s*[:.-]?\s*(?:(?:(?:is|are)(?: that it(?: is)?)?|that it is)(?: judged)?(?: to be)?:?\s+"
    r"|grade \d\s+\()?"
)
_LINE_ENDS = re.compile(r"\d{0,2}[ ]*\)?(?:[.,;:]?\d{0,2}[ ]*(?:\n|$)|because\b)")
_SPACE = re.compile(r"\d{0,2}\s*")
_NUMBERING = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:the\s+)?|[\s:.-]+$")
_HEADER = re.compile(r"judge?ments?|grades?|key|\W|\d")
_MAX_BETWEEN = 8
"""How many letters beside the table's header may stand between two rows of one table."""
_MAX_LABEL = 130
_MIN_LIKENESS, _SAME = 90, 100


@dataclass(frozen=True, slots=True)
class Row:
    """The grades given at `start:end` for `aspect`: one, or one for each organisation in their order."""

    aspect: str
    grades: tuple[Grade, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """A label at `start:end`, and the words of a grade that stand between its lines."""

    aspect: str
    start: int
    end: int
    inner: str


@dataclass(frozen=True, slots=True)
class GradeReader:
    """Reads the grades of `part`; a table may have a column for each of `organisations`.

    `title` decides which labels count. Nothing is read at `excluded`, where earlier grades are listed.
    """

    part: Part
    rules: Rules
    title: str
    organisations: int
    excluded: tuple[tuple[int, int], ...]

    def rows(self) -> tuple[Row, ...]:
        """What is graded, in order: on the first pages (where the table is), then elsewhere."""
        early = self.part.first_pages(_COVER_PAGES)
        found: list[Row] = []
        columns: list[Row] = []
        for run in self._runs(self._hits()):
            rows = list(self._run_rows(run))
            found += rows
            columns += [] if rows else self._column_rows(run)
        found += self._misprinted(found)
        found += self._sentences()
        found += _confirmed(columns, found)
        found.sort(key=lambda row: (row.start >= early, row.start))
        return tuple(found)

    def _hits(self) -> list[_Hit]:
        """The labels that begin a line, the longer one where two overlap."""
        labels = [label for label in self.rules.labels if label.when_title.search(self.title)]
        hits = [hit for label in labels for hit in self._label_hits(label)]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        apart: list[_Hit] = []
        for hit in hits:
            if not apart or hit.start >= apart[-1].end:
                apart.append(hit)
        return apart

    def _label_hits(self, label: Label) -> Iterator[_Hit]:
        lower, end = self.part.lower, self.part.end
        offset = lower.find(label.beginning, self.part.start, end)
        while offset >= 0:
            lead = _LEAD_IN.search(lower, max(self.part.start, offset - _LEAD_IN_CHARS), offset)
            match = label.pattern.match(lower, offset, end) if lead else None
            if match and not any(first <= offset < last for first, last in self.excluded):
                inner = _without_words(match[0], label.words)
                yield _Hit(label.aspect, offset, match.end(), inner)
            offset = lower.find(label.beginning, offset + 1, end)

    def _runs(self, hits: list[_Hit]) -> list[list[_Hit]]:
        """Hits that follow each other with nothing but grades between: the rows of a table."""
        runs: list[list[_Hit]] = []
        for hit in hits:
            if runs and self._is_next_row(runs[-1][-1], hit):
                runs[-1].append(hit)
            else:
                runs.append([hit])
        return runs

    def _is_next_row(self, hit: _Hit, following: _Hit) -> bool:
        if following.start - hit.end > _MAX_LABEL + self.part.plain.count(" ", hit.end, following.start):
            return False
        between = self.rules.grade.sub("", self.part.lower[hit.end : following.start])
        return len(_HEADER.sub("", _NUMBERING.sub("", between))) <= _MAX_BETWEEN

    def _run_rows(self, run: list[_Hit]) -> Iterator[Row]:
        """The rows of a run: grades stand before their labels only where they do so in every row."""
        after = [self._after(hit) for hit in run]
        before = [self._before(hit) for hit in run]
        if len(run) > 1 and all(before) and not after[-1]:
            yield from (row for row in before if row)
        else:
            yield from (row for row in after if row)

    def _after(self, hit: _Hit) -> Row | None:
        """The row of `hit` with the grade that stands after its label, or between the label's lines."""
        if hit.inner:
            return self._split(hit)
        lower = self.part.lower
        connection = _CONNECTION.match(lower, hit.end)
        grades, end = self._grades(connection.end() if connection else hit.end)
        if len(grades) not in {1, self.organisations} or not _LINE_ENDS.match(lower, end):
            return None
        return Row(hit.aspect, grades, hit.start, end + lower.startswith(")", end))

    def _split(self, hit: _Hit) -> Row | None:
        """The row of `hit` whose grade, or the first line of it, stands between the lines of the label."""
        words, end = hit.inner, hit.end
        grade = self.rules.grade_of(words)
        following = re.compile(r"\s*([a-z]+)")
        while not grade and (word := following.match(self.part.lower, end)):
            words, end = f"{words} {word[1]}", word.end()
            grade = self.rules.grade_of(words)
            if len(words) > _MAX_LABEL:
                return None
        return Row(hit.aspect, (grade,), hit.start, end) if grade else None

    def _grades(self, offset: int) -> tuple[tuple[Grade, ...], int]:
        """The grades that stand at `offset` one after another, each but the first alone on its lines."""
        grades: list[Grade] = []
        end = offset
        while match := self.rules.grade.match(self.part.lower, offset):
            if grades and self.organisations == 1 and not _LINE_ENDS.match(self.part.lower, match.end()):
                break
            grade = self.rules.grade_of(match[0])
            if not grade:
                break
            grades.append(grade)
            end = match.end()
            offset = _after_space(self.part.lower, end)
        return tuple(grades), end

    def _before(self, hit: _Hit) -> Row | None:
        """The row of `hit` with the grade that stands, alone on its lines, before its label."""
        lower = self.part.lower
        lead = _LEAD_IN.search(lower, max(self.part.start, hit.start - _LEAD_IN_CHARS), hit.start)
        stop = lead.start() if lead else hit.start
        for match in self.rules.grade.finditer(lower, max(self.part.start, stop - _LEAD_IN_CHARS), stop):
            line = lower.rfind("\n", 0, match.start())
            grade = self.rules.grade_of(match[0])
            if (
                grade
                and not lower[match.end() : stop].strip()
                and not lower[line + 1 : match.start()].strip()
            ):
                return Row(hit.aspect, (grade,), match.start(), hit.end)
        return None

    def _column_rows(self, run: list[_Hit]) -> Iterator[Row]:
        """The rows of a table that was drawn column by column: all its labels, then as many grades."""
        grades, end = self._grades(_after_space(self.part.lower, run[-1].end))
        if 1 < len(run) == len(grades):
            for hit, grade in zip(run, grades, strict=True):
                yield Row(hit.aspect, (grade,), hit.start, end)

    def _misprinted(self, rows: list[Row]) -> Iterator[Row]:
        """Rows on the first pages whose label is only like a known one, for aspects that `rows` have not."""
        known = {row.aspect for row in rows}
        for match in self.rules.grade.finditer(
            self.part.lower, self.part.start, self.part.first_pages(_TABLE_PAGES)
        ):
            is_used = any(row.start <= match.start() < row.end for row in rows)
            if is_used or not _LINE_ENDS.match(self.part.lower, match.end()):
                continue
            row = self._like_row(match)
            if row and row.aspect not in known:
                known.add(row.aspect)
                yield row

    def _like_row(self, match: re.Match[str]) -> Row | None:
        """The row whose grade is `match`, if one to three lines before that are like a label."""
        grade = self.rules.grade_of(match[0])
        for first in self._line_starts(max(self.part.start, match.start() - _MAX_LABEL), match.start()):
            words = _NUMBERING.sub("", " ".join(self.part.lower[first : match.start()].split()))
            aspect = self._like(words)
            if aspect and grade:
                return Row(aspect, (grade,), first, match.end())
        return None

    def _line_starts(self, start: int, end: int) -> Iterator[int]:
        offset = end
        while (offset := self.part.lower.rfind("\n", start, offset)) >= 0:
            yield offset + 1

    def _like(self, words: str) -> str | None:
        """The aspect whose label is most like `words`, if it is like enough and not the very same."""
        scored = ((fuzz.ratio(words, " ".join(label.words)), label.aspect) for label in self.rules.labels)
        likeness, aspect = max(scored, default=(0.0, ""))
        return aspect if _MIN_LIKENESS <= likeness < _SAME else None

    def _sentences(self) -> Iterator[Row]:
        """Grades in sentences that stand as headings or begin a line, on the first pages or anywhere."""
        for sentences in self.rules.sentences:
            end = self.part.first_pages(_COVER_PAGES) if sentences.cover else self.part.end
            for match in sentences.pattern.finditer(self.part.lower, self.part.start, end):
                words = next(group for group in match.groups() if group)
                grade = self.rules.grade_of(words)
                if grade and _LINE_ENDS.match(self.part.lower, match.end()):
                    yield Row(sentences.aspect, (grade,), match.start(), match.end())


def _after_space(text: str, offset: int) -> int:
    """The next offset from `offset` on that is no space, past the number of a footnote."""
    space = _SPACE.match(text, offset)
    return space.end() if space else offset


def _confirmed(columns: list[Row], rows: list[Row]) -> list[Row]:
    """`columns`, paired by order alone, where other rows say the same of at least half and nothing else."""
    grades = {row.aspect: row.grades for row in reversed(rows)}
    agreeing = [grades[row.aspect] == row.grades for row in columns if row.aspect in grades]
    is_confirmed = all(agreeing) and 2 * len(agreeing) >= len(columns)
    return [row for row in columns if is_confirmed and row.aspect not in grades]


def _without_words(text: str, words: tuple[str, ...]) -> str:
    """What stands between `words` in `text`."""
    pending = list(words)
    between = []
    for word in text.split():
        if pending and word.rstrip("0123456789,") == pending[0].rstrip(","):
            pending.pop(0)
        else:
            between.append(word)
    return " ".join(between)
