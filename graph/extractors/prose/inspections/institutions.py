"""Homes and schools that a story names without a word by which `organisations` would know them.

"Larkfield, a children's home", "Hollybank children's home", "rated The Willows in Bury good": the name is
that of the institution here and wherever it comes again, and "the home" is the one named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit, line_of
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules

_LONGEST = 5
_SHORT = 2
_CODE = "N"


def with_institutions(annotated: Annotated, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of homes and schools as units "O", and "the home" as well."""
    known: dict[str, Organisation] = {}
    for line in lines:
        for numbers, kind in _named(line):
            name = _text(annotated, line, _with_article(line, numbers))
            known.setdefault(name, Organisation(name, kind))
    lines = [_without_generic(line) for line in lines]
    for line in lines:
        for unit in line.units:
            if unit.organisation and _is_institution(unit):
                known.setdefault(unit.organisation.name, unit.organisation)
    longer = _longer(known)
    known = {name: known[longer.get(name, name)] for name in known}
    known = {**{_short(name): body for name, body in known.items()}, **known}
    known.update({name.removeprefix("The "): body for name, body in known.items()})
    if not known:
        return tuple(lines)
    last: Organisation | None = None
    marked: list[Line] = []
    for line in lines:
        found, last = _marked(annotated, line, known, last)
        marked.append(found)
    return tuple(marked)


def _named(line: Line) -> Iterator[tuple[range, str]]:
    """The names in a line that its words say are those of homes or schools."""
    for number, unit in enumerate(line.units):
        words = unit.person.name.lower().split() if unit.code == "P" and unit.person else [""]
        if words[-1] in _types() and _is_name_part(line, number):
            yield range(number, number + 1), _kind(words[-1])
        elif words[0] in _words("leading") and _is_name_part(line, number):
            yield range(number, number + 1), "school"
    shape = _shape(line)
    for pattern in _patterns():
        for match in pattern.finditer(shape):
            numbers = _numbers(shape, match.span("name"))
            kind = _kind(match["type"]) if "type" in match.groupdict() and match["type"] else "home"
            if not (_is_council(line, numbers) or _is_any(line, numbers)):
                yield numbers, kind


def _shape(line: Line) -> str:
    """The skeleton with "N" for each unit that may be part of a name."""
    return "".join(
        f"{_CODE if _is_name_part(line, number) else unit.code} " for number, unit in enumerate(line.units)
    )


def _is_name_part(line: Line, number: int) -> bool:
    unit = line.units[number]
    if unit.code == "P":
        return unit.person is not None and not unit.person.title
    if unit.organisation or not unit.is_capital or unit.code[:1].isupper():
        return unit.is_place
    if unit.code in _words("never") or unit.code in _types():
        return False
    following = line.units[number + 1] if number + 1 < len(line.units) else unit
    return number > 0 or unit.code not in _common() or (following.is_capital and not following.organisation)


def _is_council(line: Line, numbers: range) -> bool:
    return all(line.units[number].organisation for number in numbers)


def _with_article(line: Line, numbers: range) -> range:
    """A name with an article that is part of it: "inspectors came to The Willows"."""
    before = line.units[numbers.start - 1] if numbers.start > 1 else None
    is_own = before is not None and before.code == "the" and before.is_capital
    return range(numbers.start - is_own, numbers.stop)


def _is_any(line: Line, numbers: range) -> bool:
    """Whether words only say where a home is that is not named: "a Norfolk care home"."""
    before = line.units[numbers.start - 1].code if numbers.start else ""
    return before in ("a", "an") and not line.units[numbers.stop - 1].is_capital


def _numbers(shape: str, span: tuple[int, int]) -> range:
    first = shape.count(" ", 0, span[0])
    return range(first, first + shape[span[0] : span[1]].strip().count(" ") + 1)


def _text(annotated: Annotated, line: Line, numbers: range) -> str:
    words = annotated.text(line.units[numbers.start].start, line.units[numbers.stop - 1].end)
    return " ".join(words.split()).removesuffix("'s").removesuffix("’s")


def _marked(
    annotated: Annotated, line: Line, known: dict[str, Organisation], last: Organisation | None
) -> tuple[Line, Organisation | None]:
    units: list[Unit] = []
    number = 0
    while number < len(line.units):
        size, body = _at(annotated, line, number, known, last)
        unit = line.units[number]
        owner = (
            next((each for each in reversed(units) if each.code == "O"), None) if unit.code == "Os" else None
        )
        if owner and _is_institution(owner):
            units.append(replace(unit, organisation=owner.organisation))
        elif body is None:
            name = unit.organisation.name if _is_institution(unit) and unit.organisation else ""
            units.append(replace(unit, organisation=known[name]) if name in known else unit)
        else:
            end = line.units[number + size - 1].end
            units.append(Unit(unit.start, end, "O", organisation=body, is_capital=unit.is_capital))
        if _is_institution(units[-1]):
            last = units[-1].organisation
        number += size
    return line_of(units, line), last


def _at(
    annotated: Annotated, line: Line, number: int, known: dict[str, Organisation], last: Organisation | None
) -> tuple[int, Organisation | None]:
    """How many units from `number` on name an institution, and which."""
    may_be = _is_name(line.units[number])
    for size in range(min(_LONGEST + 3, len(line.units) - number) if may_be else 0, 0, -1):
        body = known.get(_text(annotated, line, range(number, number + size)))
        if body and _names(line.units[number : number + size], body):
            return size, body
    codes = [unit.code for unit in line.units[number : number + 2]]
    if last and codes[0] == "the" and codes[-1] in _words("again"):
        return len(codes), last
    unit = line.units[number]
    written = annotated.text(unit.start, unit.end).lower().split()
    is_short = unit.code == "O" and written[0] == "the" and written[-1] in _words("again")
    return (1, last) if last and is_short and len(written) <= _SHORT else (1, None)


def _longer(known: Iterable[str]) -> dict[str, str]:
    """The one longer name that begins with a name: "Elm Road Primary School" for "Elm Road Primary"."""
    longer: dict[str, list[str]] = {}
    for name in known:
        words = name.split(" ")
        for last in range(1, min(len(words), _LONGEST + 3)):
            longer.setdefault(" ".join(words[:last]), []).append(name)
    return {name: found[0] for name, found in longer.items() if len(found) == 1}


def _without_generic(line: Line) -> Line:
    """The line without names of institutions that are none."""
    if not any(_is_institution(unit) for unit in line.units):
        return line
    codes = ("", *(unit.code for unit in line.units))
    return line_of([_named_only(unit, code) for unit, code in zip(line.units, codes, strict=False)], line)


def _named_only(unit: Unit, before: str) -> Unit:
    """A unit without its organisation where that is no name: "CARE HOME" in a headline."""
    if not _is_institution(unit) or unit.organisation is None:
        return unit
    generic = _types() | _words("between") | _words("tail")
    words = unit.organisation.name.split()
    is_name = not {word.lower() for word in words} <= generic
    is_one = before in ("a", "an") and words[-1].islower()
    return unit if is_name and not is_one else replace(unit, organisation=None)


def _names(units: Sequence[Unit], body: Organisation) -> bool:
    """Whether words may be the name of an institution: a place in them is no council."""
    has_place = any(unit.is_place and unit.organisation != body for unit in units)
    if has_place and not (len(units) > 1 and all(unit.is_capital or unit.is_place for unit in units)):
        return False
    return _is_name(units[0]) and all(unit.organisation in (None, body) or unit.is_place for unit in units)


def _short(name: str) -> str:
    """A name without the words for what it is: "Larkfield House" is "Larkfield"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().replace("’", "'") in _words("tail"):
        words.pop()
    return " ".join(words)


def _is_name(unit: Unit) -> bool:
    return unit.code in ("P", "O") or unit.is_capital


def _is_institution(unit: Unit) -> bool:
    return unit.code == "O" and unit.organisation is not None and unit.organisation.kind in ("home", "school")


def _kind(word: str) -> str:
    schools = read_rules("institutions")["types"]["school"].split()
    return "school" if word.rsplit(maxsplit=1)[-1] in schools else "home"


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_rules("institutions")[key]["words"].split())


@cache
def _types() -> frozenset[str]:
    return frozenset(word for words in read_rules("institutions")["types"].values() for word in words.split())


@cache
def _common() -> frozenset[str]:
    return frozenset(read_rules("words")["common"]["words"].split())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rules = read_rules("institutions")
    between = "|".join(re.escape(word) for word in rules["between"]["words"].split())
    fragments = {
        "type": "|".join(sorted(_types())),
        "between": between,
        "name": rf"(?:N (?:(?:'s|of|and|&) (?=N))?){{1,{_LONGEST}}}",
    }
    return tuple(re.compile(expanded(rule["pattern"], fragments)) for rule in rules["named"])
