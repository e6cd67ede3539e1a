"""The words of a story that name a measure taken at a council, and whether it is said to have been taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.marks import expanded
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules

_PAUSES = frozenset(", ; : but while because although though".split())
_NOTICE = "notice"
_COMMISSIONER = "commissioner"
_OTHER_COMMISSIONER = re.compile(
    r"(?:^| )(?:crime|police|information|traffic|charity|victims|health|boundary) commissioner "
)
_NOTICES = frozenset({"section_114", "notice_to_improve"})
_NEVER = frozenset({"never", "not"})
"""After "but": what was "drafted but never issued"."""
_WINDOW = 10
_MEMORY = 12
_PAIR = r"O (?:in |on )?(?:, )?D "
_FOLLOWED = re.compile(
    r"(?<!\S)O (?:(?:has|had) )?(?:followed|did)(?: so| suit)? (?:, )?(?:in |on )?D "
    rf"(?:(?:, |, and |and ){_PAIR})*"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """The word for an intervention: the units `numbers` of the line `index`."""

    index: int
    numbers: range
    kind: str


def mentions(lines: Sequence[Line]) -> Iterator[Mention]:
    """The measures that the lines say were taken, in order; what is only asked about is none."""
    notice: str | None = None
    named = {index: found for index, line in enumerate(lines) if (found := _kinds_in(line))}
    is_sent = any(_tells_of_sending(lines[index], *each) for index, found in named.items() for each in found)
    is_other = any(_OTHER_COMMISSIONER.search(line.skeleton) for line in lines)
    for index, line in enumerate(lines):
        if line.units[-1].code == "?":
            continue
        for numbers, kind in named.get(index, ()):
            meant = notice if kind == _NOTICE else kind
            notice = kind if kind in _NOTICES else notice
            is_vague = is_other or not is_sent or line.is_headline
            if kind == _COMMISSIONER and is_vague and _is_bare(line, numbers, may_be_other=is_other):
                continue
            if meant and (_is_defined(line, numbers) or _is_said(line, numbers)):
                yield Mention(index, numbers, meant)


def followers(
    lines: Sequence[Line], mentions: Sequence[Mention]
) -> Iterator[tuple[Mention, Organisation, str]]:
    """Councils where the measure told of just before was taken, too: "Bury followed in May"."""
    for index, line in enumerate(lines):
        match = _FOLLOWED.search(line.skeleton)
        last = next((each for each in reversed(mentions) if index - _MEMORY <= each.index < index), None)
        if match is None or last is None:
            continue
        council: Organisation | None = None
        for number in line.numbers(match.span()):
            unit = line.units[number]
            council = unit.organisation if unit.code == "O" else council
            if unit.code == "D" and unit.when and council:
                yield Mention(index, range(number, number + 1), last.kind), council, unit.when.edtf


def _kinds_in(line: Line) -> list[tuple[range, str]]:
    """The words of a line that name a kind of intervention, and the bodies whose name does, in order."""
    found: list[tuple[range, str]] = []
    for kind in _kinds():
        for match in kind.words.finditer(line.skeleton):
            numbers = line.numbers(match.span())
            if kind.word_needs is None or kind.word_needs.search(_whole(line, numbers)):
                found.append((numbers, kind.kind))
        for number, unit in enumerate(line.units):
            if kind.named and unit.organisation and kind.named.search(unit.organisation.name):
                numbers = range(number, number + 1)
                if kind.name_needs is None or kind.name_needs.search(_around(line, numbers)):
                    found.append((numbers, kind.kind))
    return sorted(found, key=lambda each: each[0].start)


def _is_defined(line: Line, numbers: range) -> bool:
    """Whether a capital makes it a term for what is in place: "the Directions"."""
    if line.is_headline or numbers.start == 0:
        return False
    last = line.units[numbers.stop - 1]
    before = {unit.code for unit in line.units[numbers.start - 1 : numbers.stop - 1]}
    return last.is_capital and "the" in before and last.code != "notice"


def _is_bare(line: Line, numbers: range, *, may_be_other: bool = False) -> bool:
    """Whether it is "the commissioner" and no more, who may be another one than the government's.

    Where it `may_be_other` than the government's, so may one with a name.
    """
    following = [unit.code for unit in line.units[numbers.stop : numbers.stop + 2]]
    is_named = (following[:1] == ["P"] or following == [",", "P"]) and not may_be_other
    is_the = numbers.start > 0 and line.units[numbers.start - 1].code == "the"
    return is_the and line.units[numbers.start].code == _COMMISSIONER and not is_named


def _tells_of_sending(line: Line, numbers: range, kind: str) -> bool:
    """Whether a line does more than speak of "the commissioner", or says who sent him."""
    is_more = not _is_bare(line, numbers) or bool(line.of("M"))
    return kind == _COMMISSIONER and is_more


def _is_said(line: Line, numbers: range) -> bool:
    return not _is_unreal(line, numbers) and _is_real(line, numbers)


def _is_unreal(line: Line, numbers: range) -> bool:
    """Whether an intervention is only called for, feared, ruled out or the like."""
    around = _around(line, numbers)
    return any(
        pattern.search(around) and not (unless and unless.search(around)) for pattern, unless in _unreal()
    )


def _is_real(line: Line, numbers: range) -> bool:
    """Whether something is said to have happened, or the intervention is one that is known."""
    before = line.units[numbers.start - 1].code if numbers.start else ""
    near = line.units[max(0, numbers.start - _WINDOW) : numbers.stop + _WINDOW]
    codes = {unit.code for unit in near}
    named = any(unit.code == "P" for unit in line.units[numbers.start - 1 : numbers.stop + 2])
    in_table = any(unit.code == "|" for unit in line.units)
    return in_table or named or bool(codes & words("verbs")) or before in words("definite")


def _around(line: Line, numbers: range) -> str:
    """The clause before an intervention, "#", and the clause after it."""
    first, last = numbers.start, numbers.stop
    while first > 0 and line.units[first - 1].code not in _PAUSES:
        first -= 1
    codes = [*(unit.code for unit in line.units), ""]
    while last < len(line.units) and (codes[last] not in _PAUSES or codes[last + 1] in _NEVER):
        last += 1
    return " ".join([*codes[first : numbers.start], "#", *codes[numbers.stop : last]])


def _whole(line: Line, numbers: range) -> str:
    """The words of a line, "#" for an intervention."""
    codes = [unit.code for unit in line.units]
    return " ".join([*codes[: numbers.start], "#", *codes[numbers.stop :]])


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind, the words for it, the names of bodies that are one, and what must stand around these."""

    kind: str
    words: re.Pattern[str]
    named: re.Pattern[str] | None
    name_needs: re.Pattern[str] | None
    word_needs: re.Pattern[str] | None


@cache
def _kinds() -> tuple[_Kind, ...]:
    rules = read_rules("interventions")
    return tuple(
        _Kind(
            rule["kind"],
            re.compile(rf"(?<!\S)(?:{expanded(rule['pattern'], rules['fragments'])})(?!\S)"),
            re.compile(rule["named"]) if "named" in rule else None,
            re.compile(rule["with"]) if "with" in rule else None,
            re.compile(rule["needs"]) if "needs" in rule else None,
        )
        for rule in rules["kind"]
    )


@cache
def _unreal() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (re.compile(rule["pattern"]), re.compile(rule["unless"]) if "unless" in rule else None)
        for rule in read_rules("interventions")["unreal"]
    )


@cache
def words(key: str) -> frozenset[str]:
    """The words of a key of `rules/interventions.toml`."""
    return frozenset(read_rules("interventions")[key].split())
