"""By which words a line says that a name is that of a home or a school, by `rules/institutions.toml`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.names.given_names import is_given_name
from councilgraph.graph.extractors.prose.rules import read_rules

LONGEST = 5
"""A name has at most so many words."""
_CODE = "N"
_SAINTS = frozenset("st saint".split())
_BACK = 3
"""So many lines before "the school" may name it."""


def names_in(line: Line, *, is_told: bool, inside: Container[str]) -> Iterator[tuple[range, str]]:
    """The names in a line that its words say are those of homes or schools, with the kind of each.

    Where it `is_told` that the text is about a home or a school at all, what was inspected or graded and is
    no council is one, too: "Ofsted was at Larkfield". One word at the head of a line is a name if it is among
    those that have a capital `inside` lines.
    """
    for number, unit in enumerate(line.units):
        named = unit.person.name.lower().split() if unit.code == "P" and unit.person else [""]
        if named[-1] in types() and _is_name_part(line, number):
            yield range(number, number + 1), kind_of(named[-1])
        elif named[0] in words("leading") and _is_name_part(line, number):
            yield range(number, number + 1), "school"
    shape = _shape(line)
    for pattern, is_weak in _patterns():
        for match in pattern.finditer(shape) if is_told or not is_weak else ():
            numbers = _numbers(shape, match.span("name"))
            kind = kind_of(match["type"]) if "type" in match.groupdict() and match["type"] else "home"
            is_other = _is_council(line, numbers) or _is_any(line, numbers)
            is_first = len(numbers) == 1 and not numbers.start and not line.units[0].person
            is_word = is_first and line.units[0].code not in inside
            is_pair = any(line.units[number].code in ("and", "&") for number in numbers)
            if not is_other and not (is_weak and (is_word or is_pair or _is_somebody(line, numbers))):
                yield numbers, kind


def presumed(lines: Sequence[Line], index: int) -> Iterator[tuple[Line, range]]:
    """The names before "the school" of which one is that of the school, the nearest first.

    As in "every member at Bryn Celyn knew it. Inspectors called at the home ...".
    """
    for line in reversed(lines[max(0, index - _BACK) : index + 1]):
        if lines[index].paragraph - line.paragraph > 1:
            return
        shape = _shape(line)
        for match in reversed(list(_presumed().finditer(shape))):
            numbers = _numbers(shape, match.span("name"))
            if not (_is_council(line, numbers) or _is_somebody(line, numbers)):
                yield line, numbers


def spoken_of(line: Line) -> str:
    """The word by which a line speaks of a home or a school named before: "the school"."""
    match = _again().search(line.skeleton)
    return match["type"] if match else ""


def description(units: Sequence[Unit], number: int) -> tuple[int, str, str]:
    """How many units from one on speak of a home named before, where it is told to be, and the word for it.

    As in "the home", "the council-run care home", "the Cromer home"; 0 units where none do.
    """
    if units[number].code not in ("the", "this"):
        return 0, "", ""
    place = ""
    for at in range(number + 1, min(number + LONGEST, len(units))):
        unit = units[at]
        if unit.code in words("again") and not unit.is_capital:
            return at - number + 1, place, unit.code
        is_where = unit.is_place or (unit.is_capital and not unit.code[:1].isupper())
        if is_where and not place:
            place = unit.organisation.name if unit.organisation else unit.code
        elif unit.is_capital or unit.code in words("others") or not unit.code[:1].islower():
            break
    return 0, "", ""


def types() -> frozenset[str]:
    """What institutions are, in small letters."""
    return _types()


def kind_of(word: str) -> str:
    """The kind of an institution by the word for what it is."""
    schools = read_rules("institutions")["types"]["school"].split()
    return "school" if word.rsplit(maxsplit=1)[-1] in schools else "home"


@cache
def words(key: str) -> frozenset[str]:
    """The words of a table of the rules."""
    return frozenset(read_rules("institutions")[key]["words"].split())


def is_saint(unit: Unit, before: Unit | None) -> bool:
    """Whether a name may be one such as "St Bede's", to which "'s" belongs."""
    if unit.person:
        return unit.person.name.lower().split()[0].strip(".") in _SAINTS
    return before is not None and before.code.strip(".") in _SAINTS


def _shape(line: Line) -> str:
    """The skeleton with "N" for each unit that may be part of a name."""
    return "".join(
        f"{_CODE if _is_name_part(line, number) else unit.code} " for number, unit in enumerate(line.units)
    )


def _is_name_part(line: Line, number: int) -> bool:
    unit = line.units[number]
    if unit.code == "P":
        is_full = unit.person is not None and unit.end - unit.start >= len(unit.person.name)
        return is_full and unit.person is not None and not unit.person.title
    if unit.code == "'s" and number:
        return is_saint(line.units[number - 1], line.units[number - 2] if number > 1 else None)
    if unit.organisation or not unit.is_capital or unit.code[:1].isupper():
        return unit.is_place
    if unit.code in words("never") or unit.code in types():
        return False
    following = line.units[number + 1] if number + 1 < len(line.units) else unit
    return number > 0 or unit.code not in _common() or (following.is_capital and not following.organisation)


def _is_council(line: Line, numbers: range) -> bool:
    return all(line.units[number].organisation for number in numbers)


def _is_any(line: Line, numbers: range) -> bool:
    """Whether words only say where a home is that is not named: "a Norfolk care home"."""
    before = line.units[numbers.start - 1].code if numbers.start else ""
    return before in ("a", "an") and not line.units[numbers.stop - 1].is_capital


def _is_somebody(line: Line, numbers: range) -> bool:
    """Whether a name begins with one that is given to people, at whom nobody is."""
    unit = line.units[numbers.start]
    before = [each.code for each in line.units[: numbers.start] if each.code != "the"]
    if before[-1:] == ["at"]:
        return False
    return is_given_name(unit.person.name.split()[0] if unit.person else unit.code)


def _numbers(shape: str, span: tuple[int, int]) -> range:
    first = shape.count(" ", 0, span[0])
    return range(first, first + shape[span[0] : span[1]].strip().count(" ") + 1)


@cache
def _types() -> frozenset[str]:
    return frozenset(word for words in read_rules("institutions")["types"].values() for word in words.split())


@cache
def _common() -> frozenset[str]:
    return frozenset(read_rules("words")["common"]["words"].split())


@cache
def _fragments() -> dict[str, str]:
    rules = read_rules("institutions")
    return {
        "type": "|".join(sorted(types())),
        "between": "|".join(re.escape(word) for word in rules["between"]["words"].split()),
        "name": rf"(?:N (?:(?:'s|of|and|&) (?=N))?){{1,{LONGEST}}}",
        "again": "|".join(sorted(words("again"))),
        **rules["fragments"],
    }


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple(
        (re.compile(expanded(rule["pattern"], _fragments())), rule.get("weak", False))
        for rule in read_rules("institutions")["named"]
    )


@cache
def _presumed() -> re.Pattern[str]:
    return re.compile(expanded(read_rules("institutions")["presumed"]["pattern"], _fragments()))


@cache
def _again() -> re.Pattern[str]:
    return re.compile(expanded(read_rules("institutions")["again"]["pattern"], _fragments()))
