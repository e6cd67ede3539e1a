"""What the words of one line say of a visit by inspectors, by `rules/inspections.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line, line_of
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.rules import read_rules

_PAUSES = frozenset(", ; : but while when after because".split())
_AFTER = 10
_ASKED = frozenset("B I inspection".split())
_INSPECTORS = frozenset("B I inspection visit inspected N G Gi".split())
_LED_WHERE = re.compile(r"(?<!\S)P \( O \) ")
_LETTER = re.compile(r"(?<!\S)(?:the|their|its|Os) letter ")
_VISITS = ("inspection", "inspections", "visit", "visits")
_OTHERS = frozenset(
    "notice notices direction directions commissioner commissioners auditor auditors board trust judge "
    "tribunal".split()
)
_REPORTS = re.compile(
    r"(?:^| )(?:both|all|the|their|whose|batch of|two|three|four|five|six) (?:\S+ ){0,2}reports "
    r"|(?:^| )reports (?:on|into) (?:both|two|three|four|five|six|seven|several) "
)
_VISITED = re.compile(
    r"(?:^(?:the|both|all) |(?:two|three|four|five|six|all) (?:\S+ )?)inspections (?:\S+ ){0,9}?"
    r"(?:took place|were (?:carried out|held|made|done)) "
)
_ALONGSIDE = re.compile(
    r"(?:inspected|visited|assessed) "
    r"(?:at the same time as|on the same days as|together with|alongside) (?:the )?O "
)
_ITS_SUBJECT = re.compile(r"(?:(?:in|on) )?(?:D ,? ?)?(?:the |when the )?B (?!'s |and )")
_OTHERS_CAME = re.compile(r"(?<!\S)M (?:, )?P , $")
"""As in "the minister, Ann Lee, visited"."""
_MASTHEAD = 6
_MASTHEAD_NEVER = frozenset("V U G Gi O S A W has have is was 's".split())


def occasion_in(line: Line, *, is_known: bool) -> int | None:
    """The number of the word for an occasion that a line reports, None without one.

    Where it `is_known` that there was one, "the inspection" and "an Ofsted report" will do.
    """
    codes = {unit.code for unit in line.units}
    for pattern, needs, is_weak in _patterns():
        if (needs and needs not in codes) or (is_weak and not is_known):
            continue
        for match in pattern.finditer(line.skeleton):
            numbers = line.numbers(match.span("all"))
            if not any(is_unreal(line, number) for number in numbers[-2:]):
                return numbers[-1]
    return None


def is_unreal(line: Line, number: int) -> bool:
    """Whether an occasion is planned, denied, or none of an inspectorate's."""
    first = number
    while first > 0 and line.units[first - 1].code not in _PAUSES:
        first -= 1
    codes = [unit.code for unit in line.units]
    if _OTHERS_CAME.search("".join(f"{code} " for code in codes[:number])):
        return True
    around = " ".join([*codes[first:number], "#", *codes[number + 1 : number + 1 + _AFTER]])
    return any(pattern.search(around) for pattern in _plain("unreal"))


def is_ungraded(line: Line) -> bool:
    """Whether a visit is of a kind that gives no grades."""
    return any(pattern.search(line.skeleton) for pattern in _plain("ungraded"))


def is_end(line: Line, cue: int) -> bool:
    """Whether what a date goes with is the end of a visit."""
    codes = [unit.code for unit in line.units[cue : cue + 2]]
    return codes[0] == "ended" or codes[-1] == "left"


def clause_end(line: Line, number: int) -> int:
    """Where the clause of a unit ends."""
    last = number
    while last < len(line.units) and line.units[last].code not in _PAUSES:
        last += 1
    return last


def alongside(line: Line) -> tuple[int, int] | None:
    """The unit of "visited" in "visited at the same time as O", and that of the other organisation."""
    match = _ALONGSIDE.search(line.skeleton)
    return (line.number(match.start()), line.numbers(match.span())[-1]) if match else None


def leaders(line: Line) -> Iterator[tuple[int, int]]:
    """The numbers of those who led inspections, and where: "The lead inspectors were P (O) and P (O)"."""
    is_led = any(unit.code == "I" and unit.value == "lead" for unit in line.units)
    listed = [line.number(match.start()) for match in _LED_WHERE.finditer(line.skeleton)] if is_led else []
    yield from ((who, who + 2) for who in listed)
    if not listed and (led := _leader(line)) is not None:
        yield led, led


def _leader(line: Line) -> int | None:
    codes = [unit.value.upper() or "I" if unit.code == "I" else unit.code for unit in line.units]
    text = "".join(f"{code} " for code in codes)
    for pattern, needs in _leads():
        match = pattern.search(text)
        if match and (not needs or needs.intersection(codes)):
            return text[: match.start("who")].count(" ")
    return None


def is_answer(before: Line | None, line: Line) -> bool:
    """Whether a line answers a question about inspectors, or goes on doing so ("Again, in May")."""
    if before is None or before.units[-1].code != "?":
        return False
    asked = {unit.code for unit in before.units}
    return line.units[0].code == "again" or bool(_ASKED & asked) or asked >= {"when", "they", "there"}


def is_of_all_reports(line: Line) -> bool:
    """Whether a line speaks of several reports at once."""
    return bool(_REPORTS.search(line.skeleton))


def is_of_all_visits(line: Line) -> bool:
    """Whether a line speaks of several visits at once, and not of those to one organisation."""
    return bool(_VISITED.search(line.skeleton)) and not line.of("O", "Os", "A")


def is_of_inspectors(before: Line | None, line: Line) -> bool:
    """Whether a publication is theirs: of them, a visit or grades is spoken here or just before."""
    own = {unit.code for unit in line.units}
    earlier = {unit.code for unit in before.units} if before else set()
    return not is_of_others(line) and not _INSPECTORS.isdisjoint(own | earlier)


def as_inspectors(before: Line | None, line: Line) -> Line:
    """A line that begins with "it" after one that an inspectorate is the subject of, with "they" instead."""
    first = line.units[0]
    is_same = before is not None and before.paragraph == line.paragraph
    if first.code != "it" or before is None or not is_same or not _ITS_SUBJECT.match(before.skeleton):
        return line
    return line_of([replace(first, code="they"), *line.units[1:]], line)


def is_of_visits(before: Sequence[Line], line: Line) -> bool:
    """Whether the lines before one, in its paragraph or the one before, tell of inspectors or visits."""
    near = [each for each in before if line.paragraph - each.paragraph <= 1]
    same = [each for each in near if each.paragraph == line.paragraph]
    return any(each.of("B", "I") for each in same[-1:]) or any(each.of(*_VISITS) for each in near)


def is_of_letter(line: Line) -> bool:
    """Whether a line speaks of "the letter", which is that of the inspectors once there were some."""
    return not is_of_others(line) and bool(_LETTER.search(line.skeleton))


def is_of_others(line: Line) -> bool:
    """Whether a line tells of notices, directions and the like, which others issue."""
    return any(unit.code in _OTHERS for unit in line.units)


def is_masthead(line: Line) -> bool:
    """Whether a text that begins with this line is an inspectorate's own."""
    first = line.units[0]
    is_title = _MASTHEAD_NEVER.isdisjoint(unit.code for unit in line.units)
    return is_title and len(line.units) <= _MASTHEAD and first.code == "B" and first.organisation is not None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """The words for occasions, the unit that the line must also have, if any, and whether they are weak."""
    rules = read_rules("inspections")
    return tuple(
        (
            re.compile(rf"(?<!\S)(?P<all>{expanded(rule['pattern'], rules['fragments'])})(?!\S)"),
            rule.get("needs", ""),
            rule.get("weak", False),
        )
        for rule in rules["occasion"]
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
