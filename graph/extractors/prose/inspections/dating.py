"""What the dates in a line are dates of: a visit, a publication, a grade, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from councilgraph.graph.extractors.prose.dates.when import When
from councilgraph.graph.extractors.prose.inspections.limits import ends_range, is_limit, is_no_day, is_when
from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.rules import read_rules

Role = Literal["visit", "publish", "grade", "other"]

_COMMA = 3
_RIGHT, _NEXT = 1, 6
"""What it costs a cue to stand after a date, and to be told after it: "visited in May and reported"."""
_FAR = 10
_WINDOW = 8
_SUBJECT = 14
_CLOSE = 3
_BE = frozenset({"was", "were"})
_VISITING = frozenset("inspecting visiting meeting".split())
_AFTERWARDS = frozenset("after following before because".split())
_NAMED = re.compile(r"(?:(?<= )|^), (?:(?:in|at|near|outside) )?(?:the )?(?:P|O|(?!D )[a-z-]+) , ")
_ASIDE = re.compile(
    r"(?:(?<= )|^), (?:which|who|whose|a|an|the|run|owned|home|led|headed) (?:(?!(?:,|D) )\S+ ){1,12}, "
)
"""What is thrown in says nothing of when: "inspected Elm Lodge, which has six beds, in May"."""
_BRACKETS = frozenset("();")
_LEAD = 2
_SAYERS = frozenset("they it report letter".split())
_SAID = frozenset("said says say found finds noted reported concluded wrote told decided ruled".split())
_BULLETS = frozenset("• * - – —".split())
_LEADERS = frozenset(": , - – — |".split())
_BREAKS = frozenset(";")
_LEADERS_OF = frozenset("by under I".split())
_NTH = frozenset("first second third fourth fifth last latest next other".split())
_BEFORE_THEY = frozenset("; , : and but when that while as".split())
_JOINS = frozenset("and but then to having )".split())
_OCCASIONS = frozenset("evaluation assessment review".split())
_SURE = frozenset(
    "inspection inspections visit visits inspected visited B I inspectorates regulators watchdogs".split()
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at the unit `number`, what it is a date of, and the unit `cue` that says so.

    The cue of a grade's date is the grade. `end` is a range's last day.
    """

    number: int
    role: Role
    cue: int
    when: When
    end: str | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that says what a date is of: it stands at `number` and speaks of the unit `of`."""

    number: int
    role: Role
    of: int
    reach: int = _FAR


def dated(
    line: Line, graded: Sequence[int], *, is_answer: bool = False, is_theirs: bool = False
) -> Iterator[Dated]:
    """The dates of a line that have to do with inspections; `graded` are the units of its grades.

    In an answer to a question about inspectors a date that goes with nothing else is that of their visit.
    Where it `is_theirs`, "they" at its head are inspectors, and "the first" is a visit. A report has one
    day of publication.
    """
    cues = list(_cues(line, graded, is_theirs=is_theirs))
    if is_theirs and _is_one_of_several(line):
        cues.append(_Cue(1, "visit", 1))
    if [unit.code for unit in line.units[:3]] == ["B", ",", "D"]:
        cues.append(_Cue(0, "visit", 0))
    found = list(_dated(line, cues, is_answer=is_answer))
    for date in found:
        rivals = [each for each in found if (each.role, each.cue) == ("publish", date.cue)]
        if date.role != "publish" or date == min(rivals, key=lambda each: abs(each.number - each.cue)):
            yield date


def _dated(line: Line, cues: Sequence[_Cue], *, is_answer: bool) -> Iterator[Dated]:
    numbers = line.of("D")
    before: Dated | None = None
    for place, number in enumerate(numbers):
        when = line.units[number].when
        if when is None or ends_range(line, number) or is_limit(line, number) or is_no_day(line, number):
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        last = line.units[following].when if following and ends_range(line, following) else None
        cue = _nearest(line, number, cues, is_leading=_leads(line, number))
        if is_when(line, number) and line.units[number - 1].code == "since":
            cue = next((each for each in cues if each.role == "grade" and each.number > number), cue)
        if cue is None and before and _distance(line, before.number, number) <= _FAR:
            cue = _Cue(before.number, before.role, before.cue if before.role == "grade" else number)
        if number == 0 and len(numbers) == 1 and (cue is None or cue.role == "other"):
            cue = _when(line, cues) or cue
        if cue is None and is_answer:
            cue = _Cue(number, "visit", number)
        if (
            cue is not None
            and cue.role == "visit"
            and line.units[number - 1].code == "since"
            and not is_when(line, number)
        ):
            continue
        if cue is not None and cue.role != "other":
            before = Dated(number, cue.role, cue.of, when, last.edtf if last else when.until)
            yield before


def _cues(line: Line, graded: Sequence[int], *, is_theirs: bool) -> Iterator[_Cue]:
    words = _words()
    codes = [unit.code for unit in line.units]
    they = is_theirs and codes[0] == "they"
    is_inspection = bool(graded) or they or not _SURE.isdisjoint(codes)
    is_inspection |= is_theirs and not _OCCASIONS.isdisjoint(codes)
    for number, code in enumerate(codes):
        pair = "_".join(codes[number : number + 2])
        grade = _grade_of(line, number, graded) if code in words["grading"] else None
        if number in graded:
            yield _Cue(number, "grade", number)
        elif grade is not None:
            yield _Cue(number, "grade", grade)
        elif (pair in words["publish"] and not _is_outcome(codes, number + 2)) or code in words["publish"]:
            yield _Cue(number, "publish", number)
        elif pair in words["other"] or (code in words["other"] and not _is_weak(codes, number)):
            yield _Cue(number, "other", number)
        elif (code in _SAID and _says(codes, number)) or code in words["weak_publish"]:
            is_dated = codes[number + 1 : number + 3] == [",", "D"]
            yield _Cue(number, "publish", number, _CLOSE + _COMMA * is_dated)
        elif code in words["arrival"] and _subject(codes, number, "documents") in words["documents"]:
            yield _Cue(number, "publish", number)
        elif (
            code in words["visit"] or _is_star(codes, number) or (is_inspection and _is_visit(codes, number))
        ):
            yield _Cue(number, "visit", number)


def _is_star(codes: Sequence[str], number: int) -> bool:
    """Whether stars are told of that an inspectorate near by gave: "one star from the B"."""
    is_star = "_".join(codes[number : number + 2]) in _words()["stars"]
    return is_star and "B" in codes[max(0, number - _WINDOW) : number + _WINDOW + 1]


def _is_outcome(codes: Sequence[str], number: int) -> bool:
    """Whether what came out is no report: "came out as good", "came out on top"."""
    following = codes[number : number + 2]
    return following[:1] in (["as"], ["with"], ["of"], ["well"], ["badly"]) or following == ["on", "top"]


def _when(line: Line, cues: Sequence[_Cue]) -> _Cue | None:
    """What happened on the date at a line's head: "Two years ago she was there when the inspectors came"."""
    whens = [number for number, unit in enumerate(line.units) if unit.code == "when"]
    return next((cue for cue in cues if whens and cue.number > whens[0] and cue.role != "publish"), None)


def _says(codes: Sequence[str], number: int) -> bool:
    """Whether something is said on a date of a visit told of here or before: "It said in May that"."""
    following = [code for code in codes[number + 1 : number + 4] if code not in ("D", "in", "on")]
    if "D" not in (*codes[:_LEAD], *codes[number + 1 : number + 4]):
        return False
    is_known = codes[number - 1] in _SAYERS or not _SURE.isdisjoint({*codes} - {"B", "I"})
    return following[:1] == ["that"] and is_known


def _is_weak(codes: Sequence[str], number: int) -> bool:
    """Whether a word is one of two that may tell of a visit together: "I left"."""
    pairs = ("_".join(codes[first : first + 2]) for first in (max(0, number - 1), number))
    return any(pair in _words()["weak_visit"] for pair in pairs)


def _is_visit(codes: Sequence[str], number: int) -> bool:
    """Whether a word may tell of a visit, and inspectors are its subject or follow it where it has none."""
    if _words()["weak_visit"].isdisjoint((codes[number], "_".join(codes[number : number + 2]))):
        return False
    subjects = _words()["subjects"]
    following = codes[number + 1] if number + 1 < len(codes) else ""
    if codes[number] in _BE and following.endswith("ing") and following not in _VISITING:
        return False
    last = _subject(codes, number)
    after = codes[number : number + _CLOSE + 1]
    return last in subjects or last == "they" or (not last and not subjects.isdisjoint(after))


def _subject(codes: Sequence[str], number: int, *others: str) -> str:
    """The last word before another one that may be its subject, by the keys of the rules."""
    words = _words()
    wanted = words["subjects"].union(*(words[key] for key in others))
    return _last_subject(codes[_clause_start(codes, number) : number], wanted)


def _is_one_of_several(line: Line) -> bool:
    """Whether a line begins "The first, on ..." or "The second in ..."."""
    codes = [unit.code for unit in line.units[:3]]
    return codes[:1] == ["the"] and codes[1:2] != [] and codes[1] in _NTH and codes[-1] in (",", "in", "on")


def _clause_start(codes: Sequence[str], number: int) -> int:
    """Where the words before a verb that may hold its subject begin."""
    first = number
    while first > 0 and number - first < _SUBJECT:
        if codes[first - 1] == ")" and "(" in codes[:first]:
            first = max(each for each in range(first) if codes[each] == "(")
        elif codes[first - 1] in _BRACKETS or (codes[first - 1] == "that" and codes[first - 2] in _SAID):
            break
        else:
            first -= 1
    return first


def _last_subject(codes: Sequence[str], subjects: frozenset[str]) -> str:
    """The last of these words that may be a subject; somebody who did it ("led by P") is none."""
    for number in range(len(codes) - 1, -1, -1):
        if codes[number] == "they" and (number == 0 or codes[number - 1] in _BEFORE_THEY):
            return codes[number]
        if codes[number] in subjects or (
            codes[number] == "P" and codes[max(0, number - 1)] not in _LEADERS_OF
        ):
            return codes[number]
    return ""


def _grade_of(line: Line, number: int, graded: Sequence[int]) -> int | None:
    """The grade that a word of grading goes with: the nearest with no other such word in between."""
    near = [each for each in graded if abs(each - number) <= _WINDOW and not _is_cut(line, each, number)]
    return min(near, key=lambda each: (abs(each - number), each < number), default=None)


def _is_cut(line: Line, one: int, other: int) -> bool:
    return any(unit.code in _BREAKS for unit in line.units[min(one, other) + 1 : max(one, other)])


def _leads(line: Line, number: int) -> bool:
    """Whether a date stands first in its line: "In May, ..." or, in a list, "May 2019: ..."."""
    before = [unit.code for unit in line.units[:number] if unit.code not in _BULLETS]
    following = line.units[number + 1].code if number + 1 < len(line.units) else ""
    return len(before) <= 1 and following in _LEADERS


def _nearest(line: Line, number: int, cues: Sequence[_Cue], *, is_leading: bool) -> _Cue | None:
    """The cue nearest to a date, those before it a little nearer, none beyond a semicolon.

    A date that leads its line goes with the first grade, visit or report in it, however far.
    """
    best: tuple[int, _Cue] | None = None
    if is_leading:
        return next((cue for cue in cues if cue.role in ("grade", "visit")), cues[0] if cues else None)
    is_told = any(cue.role == "grade" and cue.number < number for cue in cues)
    ends = number + 1 < len(line.units) and line.units[number + 1].code in _AFTERWARDS
    for cue in cues:
        if _is_cut(line, cue.number, number) or (ends and cue.number > number):
            continue
        if is_told and cue.role == "grade" and _is_joined(line, number, cue.number):
            continue
        if cue.role == "grade" and number < cue.number and line.units[cue.number - 1].code == "now":
            continue
        distance = _distance(line, cue.number, number)
        if distance <= cue.reach and (best is None or distance < best[0]):
            best = distance, cue
    return best[1] if best else None


def _is_joined(line: Line, number: int, grade: int) -> bool:
    """Whether a grade after a date is another one than that of the date: "good in 2014 and inadequate"."""
    return not _JOINS.isdisjoint(unit.code for unit in line.units[number + 1 : grade])


def _distance(line: Line, cue: int, number: int) -> int:
    codes = [unit.code for unit in line.units[min(cue, number) + 1 : max(cue, number)]]
    between = _ASIDE.sub("", _NAMED.sub("", "".join(f"{code} " for code in codes))).split()
    commas = between.count(",") + between.count(".")
    if cue > number and between[:2] == [",", "when"]:
        commas -= 1
    is_next = "and" in between[:1] or between[:2] == [",", "and"]
    after = (_NEXT if is_next else _RIGHT) if cue > number else 0
    return len(between) + _COMMA * commas + after


_KEYS = "visit weak_visit stars publish weak_publish grading other subjects arrival documents".split()


@cache
def _words() -> dict[str, frozenset[str]]:
    rules = read_rules("inspections")
    return {key: frozenset(rules[key].split()) for key in _KEYS}
