"""The grades given in the lines of a story, and for which aspects.

The aspects of a grade stand before it, as in "leadership and adoption were rated good", or after it, as in
"good overall and for adoption"; with none it is the overall grade of whoever is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from councilgraph.graph.extractors.prose.inspections.headings import OVERALL, REST, spelt_out, written_aspects
from councilgraph.graph.extractors.prose.inspections.licences import GRADES, is_break, is_earlier, licensed
from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.marks import SAME, expanded
from councilgraph.graph.extractors.prose.inspections.tables import tabled
from councilgraph.graph.extractors.prose.rules import read_rules

_NEAR = 3
"""So many lines before one tell that inspectors are spoken of; a headline looks ahead, too."""
_TERSE = 5
_LATELY = 10
"""So many lines after a grade others are likely."""
_INSPECTIONS = frozenset("inspection inspections inspectorate inspected ilacs jtai".split())
_THEY = frozenset("it they these those both all this that".split())
_IT = re.compile(
    r"(?:(?!(?:A|S|O|Os|W|P|Q|:|;) )\S+ ){0,7}?(?:it|this|that) "
    r"(?:(?:is|was|has|had|been|still|now|also|only) )*(?:V )?(?:as )?Gi? "
    r"|(?:(?!(?:A|S|O|Os|,) )\S+ )*(?:V|U|had|has|have|put|left) it (?:down )?(?:as |to be |at )?Gi? "
)
_SAID = re.compile(
    r"(?<!\S)(?:B|I|report|letter|findings)(?: (?!P)\S+){0,4}? "
    r"(?:said|says|states?|stated|found|reads?|wrote|writes|concluded|concludes|adds?|added|noted?|:)"
    r"(?: (?!P)\S+){0,3} Q |Q ,? ?(?:said|says|wrote|added) (?:the )?(?:B|I|report) "
)
_WHICH = re.compile(r"(?<!\S)A ,? ?(?:which|where (?:it|they|O)) (?:(?!A|S|O|,)\S+ ){1,4}$")
_ANSWERS = frozenset({"no", "yes"})
_ALL = re.compile(
    r"(?:all|both|each)(?: (?:of (?:the|these|them)|two|three|four|five|six)){0,2} "
    r"(?:(?:is|are|was|were|has|have|been|now) )*(?:V )?(?:as |to be )?Gi? "
)
_SAME_AREA = re.compile(
    r"(?<!\S)(?:in|on|for) (?:this|that|the same) (?:area|aspect|measure|heading|respect) "
)
_SHORT = 11
_SUBJECTS = frozenset("A S O Os it they W".split())
_LISTS = re.compile(r"(?:at|for|in|on) ")
_ROWS = frozenset(": - – — |".split())
_LINKS = frozenset(", and both the Os O 's W as well for of in its on being".split())


@dataclass(frozen=True, slots=True)
class Grading:
    """A grade given for an aspect by the unit `number` of the line `line`.

    `is_earlier` where it is said to be the one before ("down from good").
    """

    line: int
    number: int
    aspect: str
    grade: str
    is_earlier: bool = False


def gradings(lines: Sequence[Line]) -> Iterator[Grading]:
    """The grades given in these marked lines, in order."""
    grade: str | None = None
    in_tables = tabled(lines)
    last_graded = -_LATELY - 1
    for index, line in enumerate(lines):
        near = index - last_graded <= _LATELY or _is_near(lines, index)
        found = licensed(line, near=near, is_theirs=not line.is_speech or _is_theirs(lines, index))
        if found:
            last_graded = index
        repeated = dict(_repeated(line)) if near or found else {}
        given = {**_with_aspects(line, found, frozenset(repeated)), **repeated, **in_tables.get(index, {})}
        given.update((number, (OVERALL,)) for number in _alike(line) if found and number > found[0])
        before = ""
        for number, aspects in sorted(given.items()):
            value = line.units[number].value
            if line.units[number].code in GRADES and value != SAME:
                grade = value
            asked = _asked(lines, index, number) if aspects in ((OVERALL,), ()) else ()
            for aspect in asked or aspects:
                if grade is None:
                    continue
                before = spelt_out(aspect, before)
                yield Grading(index, number, before, grade, number in found and is_earlier(line, number))


def _is_theirs(lines: Sequence[Line], index: int) -> bool:
    """Whether direct speech is that of inspectors or of their report."""
    outer = next((line for line in reversed(lines[:index]) if not line.is_speech), None)
    return outer is not None and bool(_SAID.search(outer.skeleton))


def _is_near(lines: Sequence[Line], index: int) -> bool:
    """Whether inspectors are spoken of in a line or just before it."""
    is_row = len(lines[index].units) <= _SHORT and not _ROWS.isdisjoint(u.code for u in lines[index].units)
    ahead = 2 * _NEAR if lines[index].is_headline or is_row else 1
    return any(
        unit.code in ("B", "I") or unit.code in _INSPECTIONS
        for line in lines[_some_before(lines, index) : index + 1 + ahead]
        for unit in line.units
    )


def _some_before(lines: Sequence[Line], index: int) -> int:
    """The number of a line some lines before one; those of a few words only do not count."""
    first = told = index
    while first > 0 and told > index - _NEAR and index - first < 2 * _NEAR:
        first -= 1
        told -= len(lines[first].units) > _TERSE
    return first


def _asked(lines: Sequence[Line], index: int, number: int) -> tuple[str, ...]:
    """The aspects that the line before asks about, or that "it" or "this area" stands for."""
    line, before = lines[index], lines[index - 1] if index else None
    if before is None:
        return ()
    aspects = tuple(dict.fromkeys(unit.value for unit in before.units if unit.code == "A"))
    if before.units[-1].code == "?":
        return aspects if number <= 1 + (line.units[0].code in _ANSWERS) else ()
    if _ALL.match(line.skeleton) and len(aspects) > 1:
        return aspects
    if _SAME_AREA.search(line.skeleton) and len(aspects) == 1:
        return aspects
    is_it = line.paragraph == before.paragraph and _IT.match(line.skeleton)
    return aspects if is_it and number <= _SHORT and len(aspects) == 1 else ()


def _repeated(line: Line) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The aspects that get the grade just named: "as was leadership", "the same of adoption"."""
    for pattern in _repetitions():
        for match in pattern.finditer(line.skeleton):
            for number in line.numbers(match.span()):
                if line.units[number].code == "A":
                    yield number, (line.units[number].value,)


def _alike(line: Line) -> Iterator[int]:
    """The numbers of the units after those who got the grade just named: "as were Derby and Bury"."""
    for match in _others().finditer(line.skeleton):
        number = line.numbers(match.span()).stop
        if number < len(line.units) and line.units[number].code not in GRADES:
            yield number


def _with_aspects(line: Line, found: Sequence[int], taken: frozenset[int]) -> dict[int, tuple[str, ...]]:
    """The grades of a line by their numbers, and what each is given for."""
    named = _respectively(line, found) or _named_aspects(line, found, taken)
    given: dict[int, tuple[str, ...]] = {}
    for before, number, after in zip((None, *found), found, (*found[1:], None), strict=False):
        own = named.get(number) or written_aspects(line, number, _start(line, 0, number))
        if own not in ((OVERALL,), ()):
            given[number] = own
        elif not named.get(number) and before is not None and _goes_on(line, before, number):
            given[number] = given[before]
        elif not named.get(number) and after is not None and _is_step(line, number, after):
            given[number] = named.get(after) or written_aspects(line, after, _start(line, 0, after))
        else:
            given[number] = own
    return given


def _respectively(line: Line, found: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The aspects and grades of "leadership and adoption were rated good and outstanding respectively"."""
    if not any(unit.code == "respectively" for unit in line.units):
        return {}
    aspects = [line.units[each].value for each in line.of("A") if found and each < found[0]]
    return {number: (aspect,) for number, aspect in zip(found, aspects, strict=False)} if aspects else {}


def _named_aspects(line: Line, found: Sequence[int], taken: frozenset[int]) -> dict[int, tuple[str, ...]]:
    """The marked aspects of each grade, before or after it."""
    named: dict[int, tuple[str, ...]] = {}
    free = 0
    for number in found:
        which = _which(line, number)
        right, end = _after(line, number, taken)
        if which and line.units[number + 1 : number + 2] and line.units[number + 1].code == ",":
            right, end = [], number + 1
        start = _start(line, free, number)
        left = _before(line, range(start, number), taken)
        stands_for = line.units[start].code in _THEY or line.units[number - 1].code in _THEY
        if not left and start and stands_for:
            left = _before(line, range(_start(line, free, start - 1), number), taken)
        left = left or which
        free = max(end, number + 1)
        named[number] = tuple(left if left and right in ([], [OVERALL]) else right)
    return named


def _which(line: Line, number: int) -> list[str]:
    """The aspect that "which" stands for in "leadership, which is now inadequate"."""
    text = line.skeleton[: line.starts[number]]
    match = _WHICH.search(text)
    return [line.units[line.number(match.start())].value] if match else []


def _goes_on(line: Line, before: int, number: int) -> bool:
    """Whether a grade is for what the one before it was for: nothing else is spoken of in between."""
    between = line.units[before + 1 : number]
    return not any(unit.code in _SUBJECTS or unit.code in REST for unit in between) and not _LISTS.search(
        "".join(f"{unit.code} " for unit in between)
    )


def _is_step(line: Line, number: int, after: int) -> bool:
    """Whether a grade leads to the next one: "from good to inadequate for adoption"."""
    return "to" in {unit.code for unit in line.units[number + 1 : after]} and is_earlier(line, number)


def _after(line: Line, number: int, taken: frozenset[int]) -> tuple[list[str], int]:
    """The aspects that follow a grade and belong to it, and where they end."""
    offset = line.starts[number] + len(line.units[number].code) + 1
    match = _following().match(line.skeleton, offset)
    if not match or match.end() == offset:
        return [], number + 1
    inside = line.numbers(match.span())
    aspects = [
        line.units[each].value for each in inside if line.units[each].code == "A" and each not in taken
    ]
    return list(dict.fromkeys(aspects)), inside.stop


def _start(line: Line, free: int, number: int) -> int:
    """Where what belongs to a grade begins, at the earliest at `free`."""
    first = number
    while first - 1 > free and (line.units[first - 1].code in _ROWS or line.units[first - 1].code.isdigit()):
        first -= 1
    while first > free and not is_break(line, first - 1):
        first -= 1
    return first


def _before(line: Line, region: range, taken: frozenset[int]) -> list[str]:
    """The aspects in a region that are the subject of its verb, or stand after it."""
    verb = max((each for each in region if line.units[each].code in ("V", "U")), default=region.start - 1)
    aspects = [each for each in region if line.units[each].code == "A" and each not in taken]
    aspects = [each for each in aspects if each > verb] or aspects
    kept: list[int] = []
    for each in reversed(aspects):
        if kept and not all(unit.code in _LINKS for unit in line.units[each + 1 : kept[-1]]):
            break
        kept.append(each)
    return list(dict.fromkeys(line.units[each].value for each in reversed(kept)))


@cache
def _following() -> re.Pattern[str]:
    rules = read_rules("judgements")
    return re.compile(expanded(rules["following"]["pattern"], rules["fragments"]))


@cache
def _repetitions() -> tuple[re.Pattern[str], ...]:
    rules = read_rules("judgements")
    return tuple(
        re.compile(rf"(?<!\S){expanded(rule['pattern'], rules['fragments'])}") for rule in rules["repeated"]
    )


@cache
def _others() -> re.Pattern[str]:
    return re.compile(read_rules("judgements")["alike"]["pattern"])
