"""Reads the lines of a story for occasions on which inspectorates came, and for what their grades belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from councilgraph.graph.dates import bounds
from councilgraph.graph.extractors.prose.annotate import Annotated
from councilgraph.graph.extractors.prose.focus import Focus
from councilgraph.graph.extractors.prose.gradings import Grading, gradings
from councilgraph.graph.extractors.prose.institutions import with_institutions
from councilgraph.graph.extractors.prose.licences import is_earlier, is_past
from councilgraph.graph.extractors.prose.lines import Line, lines
from councilgraph.graph.extractors.prose.marks import SAME, expanded, marked
from councilgraph.graph.extractors.prose.occasions import Occasion, Occasions
from councilgraph.graph.extractors.prose.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.extractors.prose.dating import Dated, dated

_PAUSES = frozenset(", ; : but while when after because".split())
_AFTER = 10
_INSPECTORS = frozenset("B I inspection visit inspected N G Gi".split())
_OCCASIONS = frozenset("inspection review assessment Nw visit".split())
_NOW = re.compile(
    r"(?:is|are|has|have|was|were) (?:been )?(?:now|this time) (?:(?!,)\S+ ){0,4}$|this time (?:(?!,)\S+ ){0,5}$"
)
_OTHERS = frozenset("commissioner commissioners auditor auditors board trust judge tribunal".split())
_BOTH = re.compile(r"(?:^| )(?:both|all|the|their|whose|batch of) (?:\S+ ){0,2}reports ")
_ALONGSIDE = re.compile(
    r"(?:inspected|visited|assessed) (?:at the same time as|on the same days as|together with|alongside) (?:the )?O "
)
_MONTH = len("2009-10")
_MASTHEAD = 6
"""A first line of at most so many words that names an inspectorate makes the text the inspectorate's own."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A grade with whose it is, and the occasion on which it was given, if that is known."""

    grading: Grading
    organisation: Organisation
    body: Organisation | None
    occasion: Occasion | None


@dataclass(slots=True)
class Visits:
    """What a story says of inspections. `lines` are marked; `judged` are in the order of the text."""

    annotated: Annotated
    lines: tuple[Line, ...] = ()
    occasions: Occasions = field(default_factory=lambda: Occasions(None))
    judged: list[Judged] = field(default_factory=list)


def visits(annotated: Annotated) -> Visits:
    """The inspections and grades of a document."""
    read = tuple(marked(line) for line in with_institutions(annotated, lines(annotated)))
    return _Reader(annotated, read).read()


class _Reader:
    def __init__(self, annotated: Annotated, read: tuple[Line, ...]) -> None:
        self._focus = Focus(read, annotated.main)
        self._visits = Visits(annotated, read, Occasions(annotated.issued))
        self._occasions = self._visits.occasions
        self._last: Judged | None = None
        self._visited: tuple[int, Occasion] | None = None
        self._all_published = annotated.issued if _is_of_inspectorate(read) else None

    def read(self) -> Visits:
        found = list(gradings(self._visits.lines))
        for index, line in enumerate(self._visits.lines):
            self._line(index, line, [grading for grading in found if grading.line == index])
        if self._all_published:
            self._publish_all(self._all_published)
        return self._visits

    def _publish_all(self, date: str) -> str | None:
        """Give the date to all reports known so far, and back to be given to later ones if there is none."""
        for occasion in self._occasions.current.values():
            occasion.published = occasion.published or date
        return None if self._occasions.current else date

    def _line(self, index: int, line: Line, found: Sequence[Grading]) -> None:
        before = self._visits.lines[index - 1] if index else None
        is_answer = before is not None and _is_answer(before, line)
        dates = list(dated(line, [grading.number for grading in found], is_answer=is_answer))
        here = {date.number: occasion for date in dates for occasion in self._dated(index, line, date)}
        if not self._alongside(index, line) and not any(date.role == "visit" for date in dates):
            self._undated(index, line)
        for date in dates:
            if date.role == "publish":
                here.update(self._published(index, line, date, list(here.values()), is_graded=bool(found)))
        for grading in found:
            self._grade(index, line, grading, dates, here)
        self._led(index, line)

    def _dated(self, index: int, line: Line, date: Dated) -> Iterator[Occasion]:
        if date.role == "publish" or (date.role == "visit" and _is_unreal(line, date.cue)):
            return
        number = date.cue if date.role == "grade" or date.cue < date.number else _end(line, date.cue)
        organisation = self._focus.organisation(index, number)
        if organisation is None:
            return
        earlier = date.role == "grade" and is_earlier(line, date.cue)
        ended = _is_end(line, date.cue)
        day = date.when.edtf[:_MONTH] if ended else date.when.edtf
        for body in self._focus.inspectorates(index, number):
            occasion = self._occasions.dated(organisation, body, index, day, is_earlier=earlier)
            occasion.end = occasion.end or date.end or (date.when.edtf if ended else None)
            occasion.is_graded |= date.role == "grade"
            self._visited = (index, occasion) if date.role == "visit" else None
            occasion.is_ungraded |= date.role == "visit" and _is_ungraded(line)
            yield occasion

    def _alongside(self, index: int, line: Line) -> bool:
        """Whether an organisation was visited when another one was: its occasion has the same dates."""
        match = _ALONGSIDE.search(line.skeleton)
        other = line.units[line.numbers(match.span())[-1]].organisation if match else None
        organisation = self._focus.organisation(index, line.number(match.start())) if match else None
        if organisation is None or other is None:
            return False
        for body in self._focus.inspectorates(index, 0):
            model = self._occasions.at(other, body)
            if model and model.date:
                occasion = self._occasions.dated(organisation, body, index, model.date, is_earlier=False)
                occasion.end = occasion.end or model.end
        return True

    def _undated(self, index: int, line: Line) -> None:
        codes = {unit.code for unit in line.units}
        for pattern, needs in _patterns("occasion"):
            for match in pattern.finditer(line.skeleton) if not needs or needs in codes else ():
                numbers = line.numbers(match.span("all"))
                if not any(_is_unreal(line, number) for number in numbers[-2:]):
                    self._occasion(index, line, numbers[-1])
                    return

    def _occasion(self, index: int, line: Line, number: int) -> None:
        organisation = self._focus.organisation(index, number)
        if organisation is None:
            return
        for body in self._focus.inspectorates(index, number):
            occasion = self._occasions.undated(organisation, body, index)
            occasion.is_ungraded |= _is_ungraded(line)

    def _grade(
        self, index: int, line: Line, grading: Grading, dates: Sequence[Dated], here: dict[int, Occasion]
    ) -> None:
        organisation = self._focus.organisation(index, grading.number)
        if organisation is None:
            return
        body = next(iter(self._focus.inspectorates(index, grading.number)), None)
        own = next(
            (here[date.number] for date in dates if date.cue == grading.number and date.number in here), None
        )
        occasion = own or self._occasion_of(
            index, line, grading, organisation, body, list(here.values()), dates
        )
        judged = Judged(grading, organisation, occasion.body if occasion else body, occasion)
        self._last = judged
        self._visits.judged.append(judged)

    def _occasion_of(
        self,
        index: int,
        line: Line,
        grading: Grading,
        organisation: Organisation,
        body: Organisation | None,
        here: Sequence[Occasion],
        dates: Sequence[Dated],
    ) -> Occasion | None:
        """The occasion of a grade that has no date of its own."""
        if grading.is_earlier or body is None:
            return None
        if line.units[grading.number].value == SAME and self._last:
            return self._last.occasion
        visited = [each for each in here if each.organisation == organisation and not each.is_graded]
        if visited:
            return visited[-1]
        if visit := self._just_before(index, organisation):
            return visit
        if is_past(line, grading.number) or self._is_told_of_old(line, grading.number, dates):
            return None
        current = self._occasions.at(organisation, body)
        if current in here and _NOW.search(line.skeleton[: line.starts[grading.number]]):
            current = self._occasions.anew(organisation, body, index)
        if current and current.is_ungraded:
            return self._last.occasion if self._last and self._is_same_topic(index, organisation) else None
        current = current or self._occasions.undated(organisation, body, index)
        current.is_graded = True
        return current

    def _is_told_of_old(self, line: Line, graded: int, dates: Sequence[Dated]) -> bool:
        """Whether what comes before a grade in its line was long ago, and so the grade, too."""
        own = {date.number for date in dates}
        others = [line.units[number].when for number in line.of("D") if number < graded and number not in own]
        return any(when and not self._occasions.is_recent(when.edtf) for when in others)

    def _just_before(self, index: int, organisation: Organisation) -> Occasion | None:
        """The visit of an organisation that the line before in the same paragraph speaks of."""
        if self._visited is None:
            return None
        before, occasion = self._visited
        lines = self._visits.lines
        is_near = index - before <= 1 and lines[before].paragraph == lines[index].paragraph
        fits = occasion.organisation == organisation and not occasion.is_ungraded
        return occasion if is_near and fits else None

    def _is_same_topic(self, index: int, organisation: Organisation) -> bool:
        """Whether the grade before was that of the same organisation in the same paragraph."""
        last = self._last
        return bool(
            last
            and last.organisation == organisation
            and self._visits.lines[last.grading.line].paragraph == self._visits.lines[index].paragraph
        )

    def _published(
        self, index: int, line: Line, date: Dated, here: Sequence[Occasion], *, is_graded: bool
    ) -> Iterator[tuple[int, Occasion]]:
        """Give a date of publication to its report; yields one that came out before the current visit."""
        organisation = self._focus.organisation(index, date.number)
        when = date.when.edtf
        if _BOTH.search(line.skeleton):
            self._all_published = self._publish_all(when)
        elif organisation and self._is_of_inspectors(index, is_graded=is_graded):
            for body in self._focus.inspectorates(index, date.number):
                current = self._occasions.at(organisation, body)
                fitting = [each for each in here if each.body == body] or [current]
                target = fitting[0] or self._occasions.undated(organisation, body, index)
                if target.date and bounds(when)[1] < bounds(target.date)[0]:
                    if is_graded or any(unit.code in _OCCASIONS for unit in line.units):
                        yield date.number, self._occasions.reported(organisation, body, index, when)
                else:
                    target.published = target.published or when

    def _is_of_inspectors(self, index: int, *, is_graded: bool) -> bool:
        """Whether a publication is theirs: they, their visit or their grades are spoken of here or just before."""
        lines = self._visits.lines[max(0, index - 1) : index + 1]
        codes = {unit.code for line in lines for unit in line.units}
        own = {unit.code for unit in self._visits.lines[index].units}
        return is_graded or not (_INSPECTORS.isdisjoint(codes) or not _OTHERS.isdisjoint(own))

    def _led(self, index: int, line: Line) -> None:
        who = _leader(line)
        if who is None or line.units[who].person is None:
            return
        organisation = self._focus.organisation(index, who)
        for body in self._focus.inspectorates(index, who) if organisation else ():
            occasion = self._occasions.at(organisation, body)
            if occasion and occasion.lead is None:
                occasion.lead = line.units[who].person.name


def _is_of_inspectorate(lines: Sequence[Line]) -> bool:
    first = lines[0].units if lines else ()
    return (
        bool(first) and len(first) <= _MASTHEAD and first[0].code == "B" and first[0].organisation is not None
    )


def _is_answer(before: Line, line: Line) -> bool:
    """Whether a line answers a question about inspectors, or goes on doing so ("Again, in May")."""
    if before.units[-1].code != "?":
        return False
    return line.units[0].code == "again" or any(
        unit.code in ("B", "I", "inspection") for unit in before.units
    )


def _end(line: Line, number: int) -> int:
    """Where the clause of a unit ends."""
    last = number
    while last < len(line.units) and line.units[last].code not in _PAUSES:
        last += 1
    return last


def _leader(line: Line) -> int | None:
    """The number of the person who led the inspection."""
    codes = ["LEAD" if unit.code == "I" and unit.value == "lead" else unit.code for unit in line.units]
    text = "".join(f"{code} " for code in codes)
    for pattern, needs in _leads():
        match = pattern.search(text)
        if match and (not needs or needs.intersection(codes)):
            return text[: match.start("who")].count(" ")
    return None


def _is_end(line: Line, cue: int) -> bool:
    """Whether a date is that on which a visit ended."""
    codes = [unit.code for unit in line.units[cue : cue + 2]]
    return codes[0] == "ended" or codes[-1] == "left"


def _is_ungraded(line: Line) -> bool:
    return any(pattern.search(line.skeleton) for pattern in _plain("ungraded"))


def _is_unreal(line: Line, number: int) -> bool:
    """Whether an occasion is planned, denied, or none of an inspectorate's."""
    first = number
    while first > 0 and line.units[first - 1].code not in _PAUSES:
        first -= 1
    codes = [unit.code for unit in line.units]
    around = " ".join([*codes[first:number], "#", *codes[number + 1 : number + 1 + _AFTER]])
    return any(pattern.search(around) for pattern in _plain("unreal"))


@cache
def _patterns(key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rules of a key as patterns, each with the unit that the line must also have, if any."""
    rules = read_rules("inspections")
    return tuple(
        (
            re.compile(rf"(?<!\S)(?P<all>{expanded(rule['pattern'], rules['fragments'])})(?!\S)"),
            rule.get("needs", ""),
        )
        for rule in rules[key]
    )


@cache
def _plain(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in read_rules("inspections")[key])


@cache
def _leads() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (re.compile(rf"(?<!\S){rule['pattern']}(?!\S)"), frozenset(rule.get("needs", "").split("|")) - {""})
        for rule in read_rules("inspections")["led"]
    )
