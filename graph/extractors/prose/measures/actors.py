"""Who stepped in at a council: a government or department, the officer who issued a notice, the council."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.posts.bodies import bodies_of
from councilgraph.graph.extractors.prose.posts.states import UK_GOVERNMENT
from councilgraph.graph.extractors.prose.rules import read_rules

APPOINTING = re.compile(
    r"(?:^| )M (?:P )?(?:, )?(?:has |had )?"
    r"(?:appointed|named|sent|chose|picked|appoints|names|sends) (?:in )?(?:P|them|him|her) "
)
"""Somebody in a government gives a person a task."""
_PEOPLE = frozenset({"commissioner", "advisor"})
_OFFICIAL, _BOARD = "section_114", "improvement_board"
_BEFORE = len("Scottish ")
_NATIONS = ("Welsh", "Scottish")
_MINISTER = re.compile(r"(?:M (?:, )?P |P (?:, )?(?:the )?M )")
_GOVERNMENT = frozenset("M government government-appointed whitehall ministers".split())
_OWN = re.compile(
    r"(?:set up|established|formed|created|appointed) (?:\S+ ){0,3}?by (?:O|the council)"
    r"|(?:board|panel) of (?:Os|O 's) own "
    r"|(?:O|leader|executive|cabinet)(?: ,(?: \S+){1,5} ,| P)? (?:has |had )?(?:meanwhile )?"
    r"(?:set up|established|formed|created|convened) (?:a|an|its|Os) "
)
_FIRST_PERSON = re.compile(
    r"(?:^| )(?:i|W) (?:\S+ ){0,4}?(?:issu|appoint|impos|direct|mak|made|sen[dt]|giv|gave|us)\S* "
)
"""In a minister's letter: "I am today issuing directions"."""
_OFFICER = re.compile(
    r"(?:issued|signed|served|published|sent|given|made|drawn up|written|triggered|declared)"
    r" (?:\S+ ){0,4}?by (?:\S+ ){0,9}?(?P<who>P) "
    r"|(?:came|comes) from (?:\S+ ){0,9}?(?P<from>P) "
    r"|(?P<did>P) (?:, (?:\S+ ){1,12}?, |, )?(?:who )?(?:has |had )?(?:(?:[a-z]+ ){1,7}and )?"
    r"(?:issued|issues|signed|signs|served|sent|gave|triggered) "
)


class Actors:
    """Answers for one document and its lines."""

    def __init__(self, annotated: Annotated, lines: Sequence[Line]) -> None:
        self._annotated = annotated
        self._lines = lines
        self._known_ministers = frozenset(_named_ministers(lines))
        self._department = self._home_government()

    def actor(
        self, index: int, clause: range, numbers: range, kind: str, council: Organisation
    ) -> str | None:
        """Who acted in an intervention named by the units `numbers`, in whose `clause` that stands."""
        line = self._lines[index]
        if kind == _OFFICIAL:
            return self._officer(index)
        if kind == _BOARD and _OWN.search(line.skeleton):
            return council.name
        government = self._acting(line, clause, numbers)
        if government is None and kind != _BOARD:
            government = self._acting(line, range(len(line.units)), numbers)
        if government is None and _FIRST_PERSON.search(line.skeleton) and self._known_ministers:
            government = self._department
        if government is None and not any(self._is_government(unit) for unit in line.units):
            government = self._announcing(index, kind)
        return government.name if government else None

    def _acting(self, line: Line, clause: range, numbers: range) -> Organisation | None:
        codes = [
            "M" if self._is_government(line.units[number]) else line.units[number].code for number in clause
        ]
        first, last = numbers.start - clause.start, numbers.stop - clause.start
        codes[first:last] = ["#"]
        shift = len(numbers) - 1
        for number in _found("actor", codes):
            at = clause.start + (number if number < first else number + shift)
            return self._government(line, at)
        near = [number for number in clause if self._is_government(line.units[number])]
        return self._government(line, near[0]) if near else None

    def _announcing(self, index: int, kind: str) -> Organisation | None:
        """Who is said in the line after or before to have announced it."""
        words = frozenset(read_rules("interventions")["decision"].split())
        for line in (*self._lines[index + 1 : index + 2], *self._lines[max(0, index - 1) : index]):
            codes = ["M" if self._is_government(unit) else unit.code for unit in line.units]
            is_naming = kind in _PEOPLE and APPOINTING.search("".join(f"{code} " for code in codes))
            if words.isdisjoint(codes) and not is_naming:
                continue
            for number in (*_found("announced", codes), *_numbers_of("M", codes)):
                return self._government(line, number)
        return None

    def _is_government(self, unit: Unit) -> bool:
        by_name = unit.person is not None and unit.person.name in self._known_ministers
        return unit.code in _GOVERNMENT or (by_name and unit.code == "P")

    def _government(self, line: Line, number: int) -> Organisation:
        """The department or government at a unit, and which one ministers there belong to."""
        near = line.units[max(0, number - 2) : number + 3]
        named = [unit.organisation for unit in near if unit.code == "M" and unit.organisation]
        own = line.units[number].organisation
        if own and own != UK_GOVERNMENT:
            return own
        departments = [each for each in named if each != UK_GOVERNMENT]
        return (departments[0] if departments else None) or self._nation(near) or own or self._department

    def _home_government(self) -> Organisation:
        """The department or government that ministers in this document belong to."""
        named = bodies_of(self._annotated).department
        for line in self._lines if named == UK_GOVERNMENT else ():
            if nation := self._nation([unit for unit in line.units if unit.code == "M"]):
                return nation
        return named

    def _nation(self, units: Sequence[Unit]) -> Organisation | None:
        """The Welsh or the Scottish Government, where the words about ministers say so."""
        words = " ".join(self._annotated.text(max(0, unit.start - _BEFORE), unit.end) for unit in units)
        nation = next((nation for nation in _NATIONS if nation in words), None)
        return Organisation(f"{nation} Government", "government") if nation else None

    def _officer(self, index: int) -> str | None:
        """The officer by name who issued a notice, told in a line or beside it."""
        beside = (*self._lines[index : index + 2], *self._lines[max(0, index - 1) : index])
        for line in beside:
            match = _OFFICER.search(line.skeleton)
            if match:
                group = match.lastgroup or "who"
                person = line.units[line.number(match.start(group))].person
                return person.name if person else None
        return None


def _found(key: str, codes: Sequence[str]) -> Iterator[int]:
    """The numbers of those who acted, by the rules of a key."""
    text = "".join(f"{code} " for code in codes)
    for pattern in _patterns(key):
        if match := pattern.search(text):
            yield text.count(" ", 0, match.start("who"))


def _numbers_of(code: str, codes: Sequence[str]) -> Iterator[int]:
    return (number for number, each in enumerate(codes) if each == code)


def _named_ministers(lines: Sequence[Line]) -> Iterator[str]:
    """The names of those who are called ministers."""
    for line in lines:
        for match in _MINISTER.finditer(line.skeleton):
            yield from (unit.person.name for unit in line.between(match.span()) if unit.person)


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\S)(?:{rule['pattern']})(?!\S)") for rule in read_rules("interventions")[key]
    )
