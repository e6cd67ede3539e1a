"""Homes and schools that a story names without a word by which `organisations` would know them.

"Larkfield, a children's home", "Hollybank children's home", "rated The Willows in Bury good": the name is
that of the institution here and wherever it comes again, and "the home" is the one named last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.inspections.institution_words import (
    LONGEST,
    description,
    is_saint,
    kind_of,
    names_in,
    presumed,
    spoken_of,
    types,
    words,
)
from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit, line_of
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules

_SHORT = 2
_LONG = LONGEST + 3
_INSTITUTIONS = frozenset({"home", "school"})
_WHERE = frozenset({"in", "at", "near", ","})
_NAMED = frozenset({"company", "charity", "health", "hospital"})
"""Kinds of bodies whose names are known wherever they come once a post beside one has told that it is one."""


def with_institutions(annotated: Annotated, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of homes and schools as units "O", and "the home" as well."""
    lines = [_without_generic(annotated, line) for line in lines]
    known = _known(annotated, lines)
    longer = _longer(known)
    known = {name: known[longer.get(name, name)] for name in known}
    known = {**{_short(name): body for name, body in known.items()}, **known}
    known.update({name.removeprefix("The "): body for name, body in known.items()})
    marker = _Marker(annotated, known)
    return tuple(marker.marked(line) for line in lines)


def _known(annotated: Annotated, lines: Sequence[Line]) -> dict[str, Organisation]:
    """The institutions of a text by their names."""
    known: dict[str, Organisation] = {}
    is_told = not words("again").isdisjoint(re.findall(r"[a-z]+?(?=s?\b)", annotated.document.text))
    inside = {unit.code for line in lines for unit in line.units[1:] if unit.is_capital}
    for line in lines:
        for numbers, kind in names_in(line, is_told=is_told, inside=inside):
            name = _text(annotated, line, _with_article(line, numbers))
            known.setdefault(name, Organisation(name, kind))
    for line in lines:
        for unit in line.units:
            if unit.organisation and _is_institution(unit):
                known.setdefault(unit.organisation.name, unit.organisation)
        for unit in line.units:
            if unit.code == "O" and unit.organisation and unit.organisation.kind in _NAMED:
                known.setdefault(unit.organisation.name, unit.organisation)
    institutions = {name for name, body in known.items() if body.kind in _INSTITUTIONS}
    return _presumed(annotated, lines, institutions) | known


def _presumed(annotated: Annotated, lines: Sequence[Line], known: Collection[str]) -> dict[str, Organisation]:
    """The institution that a text only speaks of as "the school", named just before and inspected."""
    for index, line in enumerate(lines):
        text = annotated.text(line.start, line.end)
        if any(name in text for name in known):
            return {}
        word = spoken_of(line)
        if word and any(each.of("B", "I") for each in lines[max(0, index - 1) : index + 1]):
            for where, numbers in presumed(lines, index):
                name = _text(annotated, where, _with_article(where, numbers))
                return {name: Organisation(name, kind_of(word))}
    return {}


def _with_article(line: Line, numbers: range) -> range:
    """A name with an article that is part of it: "inspectors came to The Willows"."""
    is_plural = len(numbers) == 1 and line.units[numbers.start].code.endswith("s")
    before = line.units[numbers.start - 1] if numbers.start > 1 - is_plural else None
    is_own = before is not None and before.code == "the" and before.is_capital
    return range(numbers.start - is_own, numbers.stop)


def _text(annotated: Annotated, line: Line, numbers: range) -> str:
    written = annotated.text(line.units[numbers.start].start, line.units[numbers.stop - 1].end)
    name = " ".join(written.split())
    first = line.units[numbers.start]
    if is_saint(first, first if len(numbers) > 1 else None):
        return name
    return name.removesuffix("'s").removesuffix("’s")


@dataclass(slots=True)
class _Marker:
    """Marks lines in order. `met` are the bodies named so far, `placed` some of them by where they are."""

    annotated: Annotated
    known: dict[str, Organisation]
    met: list[Organisation] = field(default_factory=list)
    placed: dict[str, Organisation] = field(default_factory=dict)

    def marked(self, line: Line) -> Line:
        """The line with its institutions."""
        units: list[Unit] = []
        number = 0
        while number < len(line.units):
            size, body = self._at(line, number)
            units.append(self._unit(line, number, size, body, units))
            named = units[-1].organisation
            if named and units[-1].code == "O":
                self.met.append(named)
                self._place(line, number + size, named)
            number += size
        return line_of(units, line)

    def _unit(
        self, line: Line, number: int, size: int, body: Organisation | None, before: Sequence[Unit]
    ) -> Unit:
        """The unit for so many units of a line that name a body, if they do."""
        unit = line.units[number]
        if body is not None:
            end = line.units[number + size - 1].end
            return Unit(unit.start, end, "O", organisation=body, is_capital=unit.is_capital)
        owner = next((each for each, by in _owners(before) if by != "by"), None)
        if unit.code == "Os" and owner and _is_institution(owner):
            return replace(unit, organisation=owner.organisation)
        name = unit.organisation.name if unit.code == "O" and unit.organisation else ""
        return replace(unit, organisation=self.known[name]) if name in self.known else unit

    def _place(self, line: Line, number: int, body: Organisation) -> None:
        """Note where a body is: "Cliff Rise in Cromer"."""
        following = line.units[number : number + 2]
        if body.kind in _INSTITUTIONS and len(following) > 1 and following[0].code in _WHERE:
            where = following[1]
            if where.is_place or where.is_capital:
                self.placed[where.organisation.name if where.organisation else where.code] = body

    def _at(self, line: Line, number: int) -> tuple[int, Organisation | None]:
        """How many units from `number` on name an institution, or speak of it again, and which."""
        may_be = _is_name(line.units[number])
        for size in range(min(_LONG, len(line.units) - number) if may_be else 0, 0, -1):
            body = self.known.get(_text(self.annotated, line, range(number, number + size)))
            if body and _names(line.units[number : number + size], body):
                return size, body
        size, place, word = description(line.units, number)
        if not size:
            return 1, self._short_for(line.units[number])
        body = self.placed.get(place) or self._last(word)
        return (size, body) if body else (1, None)

    def _short_for(self, unit: Unit) -> Organisation | None:
        """The institution that a body named by "the home" or "the Cromer home" is."""
        written = self.annotated.text(unit.start, unit.end).lower().split()
        if unit.code != "O" or written[-1] not in words("again"):
            return None
        if unit.organisation is None:
            return self.placed.get(" ".join(written[:-1])) or self._last(written[-1])
        is_short = written[0] == "the" and len(written) <= _SHORT
        return self._last(written[-1]) if is_short else None

    def _last(self, word: str) -> Organisation | None:
        """The body met last that may be called by a word, an institution at least."""
        kinds = _fitting(word)
        fitting = (body for body in reversed(self.met) if body.kind in kinds)
        others = (body for body in reversed(self.met) if body.kind in _INSTITUTIONS)
        return next(fitting, None) or next(others, None)


def _owners(units: Sequence[Unit]) -> Iterator[tuple[Unit, str]]:
    """The bodies among units, the last first, and the word before each."""
    for number in range(len(units) - 1, -1, -1):
        if units[number].code == "O":
            yield units[number], units[number - 1].code if number else ""


def _fitting(word: str) -> frozenset[str]:
    """The kinds of bodies that a word may stand for: "the agency" may be a company."""
    kinds = read_rules("institutions")["kinds"]
    return frozenset(kinds.get(word, kind_of(word)).split())


def _longer(known: Iterable[str]) -> dict[str, str]:
    """The one longer name that begins with a name: "Elm Road Primary School" for "Elm Road Primary"."""
    longer: dict[str, list[str]] = {}
    for name in known:
        parts = name.split(" ")
        for last in range(1, min(len(parts), _LONG)):
            longer.setdefault(" ".join(parts[:last]), []).append(name)
    return {name: found[0] for name, found in longer.items() if len(found) == 1}


def _without_generic(annotated: Annotated, line: Line) -> Line:
    """The line without names of institutions that are none."""
    if not any(_is_institution(unit) for unit in line.units):
        return line
    codes = ("", *(unit.code for unit in line.units))
    named = [_named_only(annotated, unit, code) for unit, code in zip(line.units, codes, strict=False)]
    return line_of(named, line)


def _named_only(annotated: Annotated, unit: Unit, before: str) -> Unit:
    """A unit without its organisation where that is no name: "CARE HOME" in a headline."""
    if not _is_institution(unit) or unit.organisation is None:
        return unit
    generic = types() | words("between") | words("tail") | words("generic")
    parts = [word.strip("\"'“”‘’") for word in unit.organisation.name.lower().split()]
    is_name = not all(word in generic or word.endswith(("-based", "-run", "-owned")) for word in parts)
    is_one = before in ("a", "an") and unit.organisation.name.rsplit(maxsplit=1)[-1].islower()
    is_name &= not _is_of_place(annotated, unit.organisation.name)
    if not is_name or is_one:
        return replace(unit, organisation=None)
    owner, _, own = unit.organisation.name.partition("'s ")
    is_owned = bool(own) and owner.lower().split()[0].strip(".") not in words("own")
    proper = [word for word in own.split() if word[0].isupper() and word.lower() not in generic]
    if not (is_owned and proper):
        return unit
    is_place = len(proper) == 1 and own.partition(" ")[2] in types()
    return replace(unit, organisation=None if is_place else Organisation(own, unit.organisation.kind))


def _is_of_place(annotated: Annotated, name: str) -> bool:
    """Whether a name is only a place of which the text speaks and a word: "the Cromer home"."""
    place, _, rest = name.partition(" ")
    if rest not in types():
        return False
    return bool(re.search(rf"\b(?:in|near) {re.escape(place)}\b", annotated.document.text))


def _names(units: Sequence[Unit], body: Organisation) -> bool:
    """Whether words may be the name of an institution: a place in them is no council."""
    has_place = any(unit.is_place and unit.organisation != body for unit in units)
    if has_place and not (len(units) > 1 and all(unit.is_capital or unit.is_place for unit in units)):
        return False
    return _is_name(units[0]) and all(unit.organisation in (None, body) or unit.is_place for unit in units)


def _short(name: str) -> str:
    """A name without the words for what it is: "Larkfield House" is "Larkfield"."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower().replace("’", "'") in words("tail"):
        parts.pop()
    return " ".join(parts)


def _is_name(unit: Unit) -> bool:
    return unit.code in ("P", "O") or unit.is_capital


def _is_institution(unit: Unit) -> bool:
    return unit.code == "O" and unit.organisation is not None and unit.organisation.kind in _INSTITUTIONS
