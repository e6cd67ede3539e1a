"""Lines with their grades, aspects and words of judging marked, by `rules/judgements.toml`.

A mark is a unit that takes the place of the words it stands for:

    G   a grade, its `value`; "=" is "the same grade"
    A   an aspect, its `value`;  S   a service as a whole, its words ("children's services")
    V   a verb that gives grades ("rated");  U   one that may ("found");  N   a word for a grade ("verdict")
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit, line_of
from councilgraph.graph.extractors.prose.rules import read_rules

_FRAGMENT = re.compile(r"(?<!\?P)<(\w+)>")
SAME = "="
"""The value of a grade that is only said to be the one before."""
_AS_WRITTEN = "*"


def marked(line: Line) -> Line:
    """The line with its marks."""
    units: list[Unit] = []
    done = 0
    for numbers, code, value in _marks(line.skeleton, line):
        if numbers.start < done or numbers.start >= numbers.stop:
            continue
        units.extend(line.units[done : numbers.start])
        units.append(_mark(line, numbers, code, value))
        done = numbers.stop
    units.extend(line.units[done:])
    return line_of([_board(unit) for unit in units], line)


def _marks(skeleton: str, line: Line) -> Iterator[tuple[range, str, str]]:
    pattern, rules = _pattern()
    for match in pattern.finditer(skeleton):
        code, value = rules[match.lastgroup or ""]
        own = match[0].replace(" ,", ",")
        yield line.numbers((match.start(), match.end())), code, own if value == _AS_WRITTEN else value


def _mark(line: Line, numbers: range, code: str, value: str) -> Unit:
    first, last = line.units[numbers.start], line.units[numbers.stop - 1]
    named = next((line.units[n].organisation for n in numbers if line.units[n].organisation), None)
    return Unit(
        first.start,
        last.end,
        code,
        value,
        organisation=named,
        is_quoted=first.is_quoted,
        is_capital=first.is_capital,
    )


def _board(unit: Unit) -> Unit:
    """A safeguarding board is an aspect of its council."""
    body = unit.organisation
    if unit.code == "X" and body and body.kind == "board" and "safeguarding" in body.name.lower():
        return Unit(unit.start, unit.end, "A", "lscb", organisation=body)
    return unit


@cache
def _pattern() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """All marks as one pattern, and what each of its groups means."""
    rules = read_rules("judgements")
    parts = []
    meanings = {}
    for number, rule in enumerate(rules["mark"]):
        parts.append(f"(?P<m{number}>{expanded(rule['pattern'], rules['fragments'])})")
        meanings[f"m{number}"] = (rule["code"], rule["value"])
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)"), meanings


def expanded(pattern: str, fragments: Mapping[str, str]) -> str:
    """A rule's pattern with its fragments put in."""
    while found := _FRAGMENT.search(pattern):
        pattern = pattern[: found.start()] + f"(?:{fragments[found[1]]})" + pattern[found.end() :]
    return pattern
