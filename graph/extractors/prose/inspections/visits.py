"""Reads the lines of a story for occasions on which inspectorates came, and for the grades that they gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from councilgraph.graph.dates import bounds
from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.inspections import visit_words
from councilgraph.graph.extractors.prose.inspections.dating import Dated, dated
from councilgraph.graph.extractors.prose.inspections.focus import Focus
from councilgraph.graph.extractors.prose.inspections.gradings import Grading, gradings
from councilgraph.graph.extractors.prose.inspections.institutions import with_institutions
from councilgraph.graph.extractors.prose.inspections.licences import is_earlier
from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.marks import marked
from councilgraph.graph.extractors.prose.inspections.occasions import Occasion, Occasions
from councilgraph.graph.extractors.prose.inspections.verdicts import Here, Judged, Verdicts
from councilgraph.graph.extractors.prose.names.organisations import Organisation

_MONTH = len("2009-10")
_OLD_REPORT = dt.timedelta(days=500)
_UNTIL_REPORT = dt.timedelta(days=300)
_NEAR = 3
_ISSUED = "issued"
_TO_COME = frozenset("will would shall due until".split())
_BEFORE = frozenset("previous earlier prior".split())
_OWN = frozenset("O Os W A S".split())
"""What a line must have so that a report of which nothing was said before is that of the organisation."""
_OCCASIONS = frozenset("inspection review assessment Nw visit".split())


@dataclass(frozen=True, slots=True)
class Visits:
    """What a story says of inspections; `judged` are in the order of the text.

    `story` are its lines with the homes and schools that they name, `lines` the same with their marks.
    """

    annotated: Annotated
    story: tuple[Line, ...]
    lines: tuple[Line, ...]
    occasions: Occasions
    judged: list[Judged]

    def inspected(self) -> Iterator[tuple[int, Organisation]]:
        """Where the story names those whom inspectors visited or graded, in order."""
        theirs = {each.organisation for each in self.occasions.all}
        theirs.update(each.organisation for each in self.judged)
        for line in self.lines:
            for unit in line.units:
                if unit.organisation in theirs and unit.organisation:
                    yield unit.start, unit.organisation


def visits(annotated: Annotated, lines: Sequence[Line]) -> Visits:
    """The inspections and grades of a document that has these lines."""
    story = with_institutions(annotated, lines)
    read = tuple(marked(line) for line in story)
    reader = _Reader(
        read, Focus(read, annotated.issuer, annotated.main, annotated.main_body), annotated.issued
    )
    reader.read()
    return Visits(annotated, story, read, reader.occasions, reader.verdicts.judged)


class _Reader:
    def __init__(self, read: Sequence[Line], focus: Focus, issued: str | None) -> None:
        self._lines = read
        self._focus = focus
        self.occasions = Occasions(issued)
        self.verdicts = Verdicts(read, focus, self.occasions)
        self._report: tuple[int, Organisation, str] | None = None
        self._all_published = issued if read and visit_words.is_masthead(read[0]) else None
        self._all_visited: Dated | None = None

    def read(self) -> None:
        """Fill in the occasions and the grades, line by line."""
        found: dict[int, list[Grading]] = {}
        for grading in gradings(self._lines):
            found.setdefault(grading.line, []).append(grading)
        for index, line in enumerate(self._lines):
            self._line(index, line, found.get(index, []))
        if self._all_published:
            self._publish_all(self._all_published)
        if self._all_visited:
            self._visit_all([self._all_visited])
        self.verdicts.settle()

    def _publish_all(self, date: str) -> str | None:
        """Give the date to all reports known so far, and back to be given to later ones if there is none."""
        for occasion in self.occasions.current.values():
            occasion.published = occasion.published or date
        return None if self.occasions.current else date

    def _visit_all(self, dates: Sequence[Dated]) -> Dated | None:
        """Give the first date to all visits without one known so far, and back for those told of later."""
        for date in dates[:1]:
            for occasion in self.occasions.current.values():
                if occasion.date is None:
                    occasion.date, occasion.end = date.when.edtf, occasion.end or date.end
        return dates[0] if dates else None

    def _line(self, index: int, line: Line, found: Sequence[Grading]) -> None:
        before = self._lines[index - 1] if index else None
        is_answer = visit_words.is_answer(before, line)
        is_theirs = visit_words.is_of_visits(self._lines[max(0, index - _NEAR + 1) : index], line)
        dates = _told_apart(
            line,
            list(
                dated(
                    visit_words.as_inspectors(before, line),
                    [each.number for each in found],
                    is_answer=is_answer,
                    is_theirs=is_theirs,
                )
            ),
        )
        if line.is_speech and not found and not visit_words.is_of_inspectors(None, line):
            dates = []
        if visit_words.is_of_all_visits(line):
            self._all_visited = self._visit_all([date for date in dates if date.role == "visit"])
            dates = [date for date in dates if date.role != "visit"]
        here = [(date.number, occasion) for date in dates for occasion in self._dated(index, line, date)]
        if not self._alongside(index, line) and not any(date.role == "visit" for date in dates):
            self._undated(index, line)
        for date in dates:
            if date.role == "publish":
                here.extend(
                    self._published(Here(index, line, dates, here, found), date, is_graded=bool(found))
                )
        for grading in found:
            self.verdicts.read(Here(index, line, dates, here, found), grading)
        self._date_new(index)
        self._led(index, line)

    def _date_new(self, index: int) -> None:
        """Give an occasion that a line is the first to speak of the day of the report told of just before."""
        read, body, when = self._report or (-1, None, None)
        for occasion in self.occasions.all:
            is_new = occasion.line == index and 0 <= index - read <= _NEAR
            if (
                is_new
                and self._report
                and occasion.body == body
                and not occasion.published
                and not occasion.date
            ):
                occasion.published = when
                self._report = None

    def _dated(self, index: int, line: Line, date: Dated) -> Iterator[Occasion]:
        """The occasions of a date, one an inspectorate."""
        is_unreal = visit_words.is_unreal(line, date.cue) or self._is_ahead(line, date)
        if date.role == "publish" or (date.role == "visit" and is_unreal):
            return
        number = date.number if date.cue < date.number else visit_words.clause_end(line, date.cue)
        number = date.cue if date.role == "grade" else number
        earlier = date.role == "grade" and is_earlier(line, date.cue)
        earlier |= line.units[date.cue - 1].code in _BEFORE
        ended = visit_words.is_end(line, date.cue)
        day = date.when.edtf[:_MONTH] if ended else date.when.edtf
        bodies = self._focus.inspectorates(index, number)
        for organisation, body in product(self._focus.organisations(index, number), bodies):
            occasion = self.occasions.dated(organisation, body, index, day, is_earlier=earlier)
            occasion.end = occasion.end or date.end or (date.when.edtf if ended else None)
            occasion.is_graded |= date.role == "grade"
            occasion.is_ungraded |= date.role == "visit" and visit_words.is_ungraded(line)
            self.verdicts.visited = (index, occasion) if date.role == "visit" else None
            yield occasion

    def _is_ahead(self, line: Line, date: Dated) -> bool:
        """Whether a date lies ahead and is said to: "will be here until May"."""
        issued = self.occasions.issued
        is_later = issued is not None and bounds(date.when.edtf)[0] > bounds(issued)[1]
        return is_later and any(unit.code in _TO_COME for unit in line.units)

    def _alongside(self, index: int, line: Line) -> bool:
        """Whether an organisation was visited when another one was: its occasion has the same dates."""
        found = visit_words.alongside(line)
        other = line.units[found[1]].organisation if found else None
        organisation = self._focus.organisation(index, found[0]) if found else None
        if organisation is None or other is None:
            return False
        for body in self._focus.inspectorates(index, 0):
            model = self.occasions.at(other, body)
            if model and model.date:
                occasion = self.occasions.dated(organisation, body, index, model.date, is_earlier=False)
                occasion.end = occasion.end or model.end
        return True

    def _undated(self, index: int, line: Line) -> None:
        number = visit_words.occasion_in(line, is_known=bool(self.occasions.all))
        organisation = self._focus.organisation(index, number) if number is not None else None
        if number is None or organisation is None:
            return
        for body in self._focus.inspectorates(index, number):
            occasion = self.occasions.undated(organisation, body, index)
            occasion.is_ungraded |= visit_words.is_ungraded(line)

    def _published(self, here: Here, date: Dated, *, is_graded: bool) -> Iterator[tuple[int, Occasion]]:
        """Give a date of publication to its report; yields one that came out before the current visit."""
        when = date.when.edtf
        if visit_words.is_of_all_reports(here.line):
            self._all_published = self._publish_all(when)
            return
        before = self._lines[here.index - 1] if here.index else None
        organisation = self._focus.organisation(here.index, date.number)
        is_theirs = visit_words.is_of_inspectors(before, here.line)
        is_issued = here.line.units[date.cue].code == _ISSUED and visit_words.is_of_others(here.line)
        is_letter = bool(self.occasions.all) and visit_words.is_of_letter(here.line)
        is_theirs |= is_letter or (is_graded and not is_issued)
        if organisation is None or not is_theirs:
            return
        for body in self._focus.inspectorates(here.index, date.number):
            fitting = [each for _, each in here.occasions if each.body == body and _may_be_of(each, when)]
            known = fitting or self.occasions.at(organisation, body)
            if not known and not any(unit.code in _OWN for unit in here.line.units):
                self._report = here.index, body, when
                continue
            target = fitting[0] if fitting else self.occasions.undated(organisation, body, here.index)
            if not target.date or bounds(when)[1] >= bounds(target.date)[0]:
                self.occasions.publish(target, when)
            elif is_graded or any(unit.code in _OCCASIONS for unit in here.line.units):
                yield date.number, self.occasions.reported(organisation, body, here.index, when)

    def _led(self, index: int, line: Line) -> None:
        for who, where in visit_words.leaders(line):
            person = line.units[who].person
            organisation = line.units[where].organisation or self._focus.organisation(index, who)
            if person is None or organisation is None:
                continue
            for body in self._focus.inspectorates(index, who):
                occasion = self.occasions.at(organisation, body)
                if occasion and occasion.lead is None:
                    occasion.lead = person.name


def _told_apart(line: Line, dates: list[Dated]) -> list[Dated]:
    """The dates of a line, where the day of a grade after that of the visit is the day of the report."""
    semicolons = [unit.code for unit in line.units].count(";")
    visits = [bounds(date.when.edtf)[1] for date in dates if date.role == "visit"]
    return [
        replace(date, role="publish")
        if date.role == "grade" and visits and not semicolons and _is_soon_after(date, max(visits))
        else date
        for date in dates
    ]


def _may_be_of(occasion: Occasion, published: str) -> bool:
    """Whether a report of that date may be that of an occasion: not so long after it."""
    if occasion.date is None:
        return True
    return bounds(published)[0] < bounds(occasion.date)[1] + _OLD_REPORT


def _is_soon_after(date: Dated, visit: dt.date) -> bool:
    first = bounds(date.when.edtf)[0]
    return visit < first < visit + _UNTIL_REPORT
