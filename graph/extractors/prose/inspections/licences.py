"""Which grades in a marked line are judgements, by the licences and refusals of `rules/judgements.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.rules import read_rules

GRADES = frozenset({"G", "Gi"})
_BREAKS = frozenset("; : . but while yet although though whereas".split())
_PAUSES = _BREAKS | frozenset(", - – — when after because".split())
_REPORTED = re.compile(
    r"(?:^| )(?:noted|told|heard|advised|reported|said|informed|explained) (?:\S+ ){0,6}?that "
)
"""In reported speech "had been rated" is what is so now."""
_AFTER = 7
_ARTICLES = frozenset("a an the some this that their its Os more any".split())
_CHAINED = frozenset("at for in on".split())


def licensed(line: Line, *, near: bool, is_theirs: bool) -> list[int]:
    """The numbers of the grades that count, in order.

    `near` tells that inspectors are spoken of near by, `is_theirs` that it is no direct speech of others.
    """
    other = re.compile(read_rules("judgements")["other"]["pattern"])
    if other.search(line.skeleton):
        return []
    found = set(_allowed(line, near=near and (is_theirs or bool(line.of("B", "I")))))
    for number in line.of(*GRADES):
        if number not in found and _is_chained(line, number, found):
            found.add(number)
    return [
        number
        for number in sorted(found)
        if not (_is_refused(line, number) or _is_plain_adjective(line, number))
    ]


def is_break(line: Line, number: int) -> bool:
    """Whether what was said of a grade ends at a unit, as at "but"; ", though," is only thrown in."""
    following = line.units[number + 1].code if number + 1 < len(line.units) else ""
    return line.units[number].code in _BREAKS and following != ","


def is_earlier(line: Line, number: int) -> bool:
    """Whether a grade is said to be the one before the present one."""
    around, whole = _around(line, number), _around(line, number, whole=True)
    return any(pattern.search(around) for pattern in _patterns("earlier")) or any(
        pattern.search(whole) for pattern in _patterns("wide_earlier")
    )


def is_past(line: Line, number: int) -> bool:
    """Whether a grade is told as one that somebody "had been" given."""
    if _REPORTED.search(line.skeleton):
        return False
    around = _around(line, number)
    return any(pattern.search(around) for pattern in _patterns("past"))


def _allowed(line: Line, *, near: bool) -> Iterator[int]:
    for pattern, is_sure in _licences():
        if not (is_sure or near):
            continue
        for match in pattern.finditer(line.skeleton):
            for number in line.numbers(match.span("all")):
                if line.units[number].code in GRADES:
                    yield number


def _is_chained(line: Line, number: int, found: set[int]) -> bool:
    """Whether a grade goes on a list: "good at one thing, good at another"."""
    before = [each for each in found if each < number]
    if not before or number + 1 >= len(line.units):
        return False
    link = line.units[number + 1].code
    return link in _CHAINED and line.units[max(before) + 1].code in _CHAINED


def _is_refused(line: Line, number: int) -> bool:
    around, whole = _around(line, number), _around(line, number, whole=True)
    for pattern, unless in _refusals():
        if pattern.search(around) and not (unless and unless.search(whole)):
            return True
    return any(pattern.search(whole) for pattern in _patterns("wide_refusal"))


def _is_plain_adjective(line: Line, number: int) -> bool:
    """Whether it only praises or blames what stands right after it: "the good work for care leavers"."""
    unit = line.units[number]
    before = line.units[number - 1].code if number else ""
    after = line.units[number + 1].code if number + 1 < len(line.units) else ""
    is_plain = unit.code == "G" and not (unit.is_quoted or unit.is_capital)
    return is_plain and after in ("A", "S") and before in _ARTICLES


def _around(line: Line, number: int, *, whole: bool = False) -> str:
    """The words from the last pause to a grade, "#", and some words after it."""
    first = number
    while first > 0 and (whole or line.units[first - 1].code not in _PAUSES):
        first -= 1
    before = [unit.code for unit in line.units[first:number]]
    after = [unit.code for unit in line.units[number + 1 : number + 1 + _AFTER]]
    return " ".join([*before, "#", *after])


@cache
def _licences() -> tuple[tuple[re.Pattern[str], bool], ...]:
    rules = read_rules("judgements")
    return tuple(
        (
            re.compile(rf"(?<!\S)(?=(?P<all>{expanded(rule['pattern'], rules['fragments'])}))"),
            rule["sure"],
        )
        for rule in rules["licence"]
    )


@cache
def _refusals() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (re.compile(rule["pattern"]), re.compile(rule["unless"]) if "unless" in rule else None)
        for rule in read_rules("judgements")["refusal"]
    )


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in read_rules("judgements")[key])
