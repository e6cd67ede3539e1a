"""On which occasion each grade of a story was given, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from councilgraph.graph.extractors.prose.inspections.dating import Dated
from councilgraph.graph.extractors.prose.inspections.focus import Focus
from councilgraph.graph.extractors.prose.inspections.gradings import Grading
from councilgraph.graph.extractors.prose.inspections.headings import OVERALL
from councilgraph.graph.extractors.prose.inspections.licences import GRADES, is_past
from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.marks import SAME
from councilgraph.graph.extractors.prose.inspections.occasions import Occasion, Occasions
from councilgraph.graph.extractors.prose.names.organisations import Organisation

_ROWS = frozenset(": - – — |".split())
_PLURAL = frozenset("inspections visits reports".split())
_NOW = re.compile(
    r"(?:is|are|has|have|was|were) (?:been )?(?:now|this time) (?:(?!,)\S+ ){0,4}$"
    r"|this time (?:(?!,)\S+ ){0,5}$"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A grade with whose it is, and the occasion on which it was given, if that is known."""

    grading: Grading
    organisation: Organisation
    body: Organisation | None
    occasion: Occasion | None


@dataclass(frozen=True, slots=True)
class Here:
    """The line `index`, its dates, and the occasions that these are of, by the number of the date.

    A date may be that of several organisations and inspectorates.
    """

    index: int
    line: Line
    dates: Sequence[Dated]
    occasions: Sequence[tuple[int, Occasion]]
    gradings: Sequence[Grading] = ()


class Verdicts:
    """Reads the grades of a story in order. `visited` is the visit spoken of last, and in which line."""

    def __init__(self, lines: Sequence[Line], focus: Focus, occasions: Occasions) -> None:
        self._lines = lines
        self._focus = focus
        self._occasions = occasions
        self.judged: list[Judged] = []
        self.visited: tuple[int, Occasion] | None = None

    def read(self, here: Here, grading: Grading) -> None:
        """Note a grade of a line, once for each organisation and date that it has."""
        body = next(iter(self._focus.inspectorates(here.index, grading.number)), None)
        cues = (grading.number, _companion(here.line, grading.number))
        dated = [date.number for date in here.dates if date.cue in cues]
        theirs = _respectively(here, grading)
        if theirs is None:
            theirs = self._focus.organisations(here.index, grading.number)
        for organisation in theirs:
            own: dict[int, Occasion | None] = {
                number: occasion
                for number, occasion in reversed(here.occasions)
                if number in dated and occasion.organisation == organisation
            }
            fitting = [own[number] for number in sorted(own)]
            both = _several(here, organisation, grading.number)
            found = fitting or (both if len(both) > 1 else [])
            for occasion in found or [self._occasion(here, grading, organisation, body)]:
                by = occasion.body if occasion else body
                self.judged.append(Judged(grading, organisation, by, occasion))

    def settle(self) -> None:
        """Take a grade from an occasion that gave another one where its date is told."""
        told = {
            (id(each.occasion), each.grading.aspect): each.grading.grade
            for each in self.judged
            if each.occasion and each.occasion.date and each.occasion.line == each.grading.line
        }
        for number, each in enumerate(self.judged):
            grade = told.get((id(each.occasion), each.grading.aspect), each.grading.grade)
            if grade != each.grading.grade and each.occasion and each.occasion.line != each.grading.line:
                self.judged[number] = replace(each, occasion=None)

    def _occasion(
        self, here: Here, grading: Grading, organisation: Organisation, body: Organisation | None
    ) -> Occasion | None:
        """The occasion of a grade that has no date of its own."""
        if grading.is_earlier or body is None:
            return _former(here, grading, organisation)
        last = self.judged[-1] if self.judged else None
        if last and last.grading.line == here.index and _goes_with(here.line, last.grading, grading):
            return last.occasion
        is_new = here.line.units[grading.number - 1].code == "now" and grading.number > 0
        near = self._near(here, organisation, body, last)
        if near and not (is_new and near is not self._occasions.at(organisation, body)):
            return near
        is_old = is_past(here.line, grading.number) or self._is_told_of_old(here, grading.number)
        if is_old and not is_new:
            return None
        return self._current(here, grading, organisation, body, last)

    def _near(
        self, here: Here, organisation: Organisation, body: Organisation, last: Judged | None
    ) -> Occasion | None:
        """The visit of an organisation that this line or the one before speaks of, or the question before."""
        if visited := _visited(here, organisation):
            return next((each for each in visited[::-1] if each.body == body), visited[-1])
        if visit := self._just_before(here.index, organisation):
            return visit
        is_asked = here.index > 0 and self._lines[here.index - 1].units[-1].code == "?"
        return last.occasion if last and is_asked and last.organisation == organisation else None

    def _just_before(self, index: int, organisation: Organisation) -> Occasion | None:
        if self.visited is None:
            return None
        before, occasion = self.visited
        is_near = index - before <= 1 and self._lines[before].paragraph == self._lines[index].paragraph
        is_near |= self._lists(before, index)
        fits = occasion.organisation == organisation and not occasion.is_ungraded
        return occasion if is_near and fits else None

    def _lists(self, before: int, index: int) -> bool:
        """Whether a line ends in a colon and those after it, up to another one, are rows with grades."""
        rows = self._lines[before + 1 : index + 1]
        is_list = self._lines[before].units[-1].code == ":"
        return is_list and all(_is_row(line) for line in rows)

    def _is_told_of_old(self, here: Here, graded: int) -> bool:
        """Whether what comes before a grade in its line was long ago, and so the grade, too."""
        if any(date.role == "publish" for date in here.dates):
            return False
        own = {date.number for date in here.dates}
        numbers = [number for number in here.line.of("D") if number < graded and number not in own]
        others = [here.line.units[number].when for number in numbers]
        return any(when and not self._occasions.is_recent(when.edtf) for when in others)

    def _current(
        self,
        here: Here,
        grading: Grading,
        organisation: Organisation,
        body: Organisation,
        last: Judged | None,
    ) -> Occasion | None:
        """The occasion that the story is about, a new one where a line tells it from that of another date."""
        current = self._occasions.at(organisation, body)
        is_now = _NOW.search(here.line.skeleton[: here.line.starts[grading.number]])
        if is_now and any(current is each for _, each in here.occasions):
            current = self._occasions.anew(organisation, body, here.index)
        if current and current.is_ungraded:
            return last.occasion if last and self._is_same_topic(here.index, organisation, last) else None
        current = current or self._occasions.undated(organisation, body, here.index)
        current.is_graded = True
        return current

    def _is_same_topic(self, index: int, organisation: Organisation, last: Judged) -> bool:
        """Whether the grade before was that of the same organisation in the same paragraph."""
        paragraph = self._lines[last.grading.line].paragraph
        return last.organisation == organisation and paragraph == self._lines[index].paragraph


def _respectively(here: Here, grading: Grading) -> tuple[Organisation, ...] | None:
    """Whose a grade is in "Bury and Bolton were rated good and inadequate respectively"; None elsewhere."""
    grades = [each.number for each in here.gradings]
    is_told = any(unit.code == "respectively" for unit in here.line.units)
    if not is_told or grading.aspect != OVERALL or len(grades) == 1:
        return None
    named = [here.line.units[each].organisation for each in here.line.of("O") if each < grades[0]]
    if len(named) != len(grades):
        return ()
    body = named[grades.index(grading.number)]
    return (body,) if body else ()


def _several(here: Here, organisation: Organisation, graded: int) -> list[Occasion]:
    """All visits that a grade is of: those before it in "in inspections in 2012 and 2015 it was good"."""
    if _PLURAL.isdisjoint(unit.code for unit in here.line.units):
        return []
    visited = _visited(here, organisation)
    before = [each for number, each in here.occasions if number < graded]
    return [each for each in visited if not before or any(each is other for other in before)]


def _is_row(line: Line) -> bool:
    codes = [unit.code for unit in line.units if unit.code not in (".", ";")]
    return codes[-1] in GRADES and not _ROWS.isdisjoint(codes)


def _visited(here: Here, organisation: Organisation) -> list[Occasion]:
    """The occasions of an organisation that a line speaks of, its grades aside."""
    former = [_former(here, each, organisation) for each in here.gradings if each.is_earlier]
    own = (occasion for _, occasion in here.occasions if occasion.organisation == organisation)
    return [each for each in own if not each.is_graded and not any(each is other for other in former)]


def _former(here: Here, grading: Grading, organisation: Organisation) -> Occasion | None:
    """The visit told of after an earlier grade: "up from good at its last inspection in 2014"."""
    after = [each.number for each in here.gradings if each.number > grading.number]
    for number, occasion in sorted(here.occasions, key=lambda each: each[0]):
        is_own = occasion.organisation == organisation and not occasion.is_graded
        if is_own and number > grading.number and not (after and after[0] < number):
            return occasion
    return None


def _companion(line: Line, number: int) -> int | None:
    """The grade that was given with one: "rated good with outstanding leadership in 2014"."""
    after = [each for each in line.of(*GRADES) if each > number]
    between = [unit.code for unit in line.units[number + 1 : after[0]]] if after else []
    if "with" not in between or "compared" in between:
        return None
    return after[0]


def _goes_with(line: Line, before: Grading, grading: Grading) -> bool:
    """Whether a grade was given with the one before it: "rated good in May, with leadership outstanding"."""
    between = {unit.code for unit in line.units[before.number + 1 : grading.number]}
    return line.units[grading.number].value == SAME or "with" in between
