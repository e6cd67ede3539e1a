"""Where a government, or its officer, has stepped in at a council."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from councilgraph.graph.dates import narrower
from councilgraph.graph.extractors.prose.actors import Actors
from councilgraph.graph.extractors.prose.annotate import Annotated
from councilgraph.graph.extractors.prose.evidence import stands_for
from councilgraph.graph.extractors.prose.focus import Focus
from councilgraph.graph.extractors.prose.lines import Line
from councilgraph.graph.extractors.prose.marks import expanded
from councilgraph.graph.extractors.prose.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.model import InterventionClaim

_CONFIDENCE = 0.8
_CUTS = frozenset(";()")
_PAUSES = frozenset(", ; : but while because although though".split())
_NOTICE = "notice"
_COMMISSIONER = "commissioner"
_OTHER_COMMISSIONER = re.compile(
    r"(?:^| )(?:crime|police|information|traffic|charity|victims|health|boundary) commissioner "
)
_NOTICES = frozenset({"section_114", "notice_to_improve"})
_WINDOW, _FAR, _COMMA = 10, 13, 3
_COUNCILS = frozenset({"council"})


@dataclass(slots=True)
class _Step:
    """One kind of intervention at one council, as far as it is known."""

    organisation: Organisation
    kind: str
    line: Line
    actor: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    """The word for an intervention: the units `numbers` of the line `index`."""

    index: int
    numbers: range
    kind: str


def claims(annotated: Annotated, lines: Sequence[Line]) -> Iterator[InterventionClaim]:
    """The interventions that the document reports, one a kind and council, in the order of the text."""
    for step in _Reader(annotated, lines).steps():
        quote = annotated.document.quote(step.line.start, step.line.end)
        yield InterventionClaim(
            quote=quote,
            confidence=_CONFIDENCE,
            stands_for=stands_for(annotated, quote, organisation=step.organisation),
            organisation=step.organisation.name,
            kind=step.kind,
            actor=step.actor,
            date=step.date,
        )


class _Reader:
    def __init__(self, annotated: Annotated, read: Sequence[Line]) -> None:
        self._lines = read
        self._focus = Focus(read, annotated.main, kinds=_COUNCILS)
        self._actors = Actors(annotated, read)

    def steps(self) -> list[_Step]:
        """The interventions, each with the first date and actor that the story gives."""
        found: dict[tuple[str, str], _Step] = {}
        for mention in self._mentions():
            line = self._lines[mention.index]
            for council in self._councils(mention, found.values()):
                date = self._date(mention)
                actor = self._actors.actor(
                    mention.index, _clause(line, mention.numbers), mention.numbers, mention.kind, council
                )
                step = found.setdefault((council.name, mention.kind), _Step(council, mention.kind, line))
                if date and not step.date:
                    step.line = line
                step.date = (
                    (narrower(step.date, date) or step.date) if step.date and date else step.date or date
                )
                step.actor = step.actor or actor
        return list(found.values())

    def _councils(self, mention: _Mention, known: Iterable[_Step]) -> tuple[Organisation, ...]:
        """Where something was done: "the commissioner", with no council named, is the one before."""
        line = self._lines[mention.index]
        paragraph = [each for each in self._lines[: mention.index + 1] if each.paragraph == line.paragraph]
        is_named = any(unit.code == "O" for each in paragraph for unit in each.units)
        before = {unit.code for unit in line.units[max(0, mention.numbers.start - 2) : mention.numbers.start]}
        same = [step.organisation for step in known if step.kind == mention.kind]
        if same and not is_named and before & _words("definite"):
            return (same[-1],)
        return self._focus.organisations(mention.index, mention.numbers.start)

    def _mentions(self) -> Iterator[_Mention]:
        notice: str | None = None
        others = any(_OTHER_COMMISSIONER.search(line.skeleton) for line in self._lines)
        for index, line in enumerate(self._lines):
            if line.units[-1].code == "?":
                continue
            for numbers, kind in _kinds_in(line):
                meant = notice if kind == _NOTICE else kind
                notice = kind if kind in _NOTICES else notice
                if others and kind == _COMMISSIONER and _is_bare(line, numbers):
                    continue
                if meant and (_is_defined(line, numbers) or _is_said(line, numbers)):
                    yield _Mention(index, numbers, meant)

    def _date(self, mention: _Mention) -> str | None:
        line = self._lines[mention.index]
        own = _nearest_date(line, mention.numbers)
        if own or any(unit.code == "D" for unit in line.units):
            return own or _announced(line)
        beside = self._beside(mention.index)
        return next(
            (unit.when.edtf for line in beside for unit in line.units if unit.code == "D" and unit.when), None
        )

    def _beside(self, index: int) -> list[Line]:
        """The lines after and before one that tell of the decision."""
        around = [*self._lines[index + 1 : index + 2], *self._lines[max(0, index - 1) : index]]
        words = _words("decision")
        return [line for line in around if any(unit.code in words for unit in line.units)]


def _clause(line: Line, numbers: range) -> range:
    """The numbers of the units around an intervention up to the next clause."""
    first, last = numbers.start, numbers.stop
    while first > 0 and not _is_seam(line, first - 1):
        first -= 1
    while last < len(line.units) and not _is_seam(line, last):
        last += 1
    return range(first, last)


def _is_seam(line: Line, number: int) -> bool:
    code = line.units[number].code
    following = line.units[number + 1].code if number + 1 < len(line.units) else ""
    return code in (";", "while", "but") or (code == "," and following in ("and", "but", "while"))


def _kinds_in(line: Line) -> list[tuple[range, str]]:
    """The words of a line that name a kind of intervention, and the bodies whose name does, in order."""
    found: list[tuple[range, str]] = []
    for kind in _kinds():
        found.extend((line.numbers(match.span()), kind.kind) for match in kind.words.finditer(line.skeleton))
        for number, unit in enumerate(line.units):
            if kind.named and unit.organisation and kind.named.search(unit.organisation.name):
                numbers = range(number, number + 1)
                if kind.needs is None or kind.needs.search(_around(line, numbers)):
                    found.append((numbers, kind.kind))
    return sorted(found, key=lambda each: each[0].start)


def _is_defined(line: Line, numbers: range) -> bool:
    """Whether a capital makes it a term for what is in place: "the Directions"."""
    if line.is_headline or numbers.start == 0:
        return False
    last = line.units[numbers.stop - 1]
    before = {unit.code for unit in line.units[numbers.start - 1 : numbers.stop - 1]}
    return last.is_capital and "the" in before and last.code != "notice"


def _is_bare(line: Line, numbers: range) -> bool:
    """Whether it is "the commissioner" and no more, who may be another one than the government's."""
    return len(numbers) == 1 and numbers.start > 0 and line.units[numbers.start - 1].code == "the"


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
    return in_table or named or bool(codes & _words("verbs")) or before in _words("definite")


def _around(line: Line, numbers: range) -> str:
    """The clause before an intervention, "#", and the clause after it."""
    first, last = numbers.start, numbers.stop
    while first > 0 and line.units[first - 1].code not in _PAUSES:
        first -= 1
    while last < len(line.units) and line.units[last].code not in _PAUSES:
        last += 1
    codes = [unit.code for unit in line.units]
    return " ".join([*codes[first : numbers.start], "#", *codes[numbers.stop : last]])


def _nearest_date(line: Line, numbers: range) -> str | None:
    """The date in a line that is nearest to an intervention and not that of its end."""
    best: tuple[int, str] | None = None
    for number in line.of("D"):
        when = line.units[number].when
        low, high = (numbers.stop - 1, number) if number > numbers.start else (number, numbers.start)
        before = {unit.code for unit in line.units[max(0, number - 3) : number]}
        if when is None or _is_apart(line, low, high) or before & _words("ending"):
            continue
        between = [unit.code for unit in line.units[low + 1 : high] if unit.code != "D"]
        between = _without_names(between)
        distance = len(between) + _COMMA * between.count(",")
        if distance <= _FAR and (best is None or distance < best[0]):
            best = distance, when.edtf
    return best[1] if best else None


def _without_names(codes: list[str]) -> list[str]:
    """The words between a date and an intervention, less those who are named with their posts in commas."""
    text = re.sub(r", (?:P |and |, ){1,6}(?=[a-z]|, )", "", "".join(f"{code} " for code in codes))
    return text.split()


def _announced(line: Line) -> str | None:
    """The date on which a line says that somebody told of the decision."""
    for number in line.of("D"):
        when = line.units[number].when
        before = {unit.code for unit in line.units[max(0, number - 3) : number]}
        if when and before & _words("decision"):
            return when.edtf
    return None


def _is_apart(line: Line, low: int, high: int) -> bool:
    """Whether two units of a line are in different clauses: "sent in May, and a trust will follow"."""
    codes = [unit.code for unit in line.units[low + 1 : high]]
    return (
        not _CUTS.isdisjoint(codes)
        or any(_is_seam(line, each) for each in range(low + 1, high))
        or (codes[:1] == ["and"] and line.units[low].code == "D" and not _goes_on(codes))
    )


def _goes_on(codes: list[str]) -> bool:
    """Whether the words from "and" on have the subject of those before: "and appointed a commissioner"."""
    return len(codes) > 1 and codes[1] in _words("acts")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind, the words for it, the names of bodies that are one, and what must stand around such a name."""

    kind: str
    words: re.Pattern[str]
    named: re.Pattern[str] | None
    needs: re.Pattern[str] | None


@cache
def _kinds() -> tuple[_Kind, ...]:
    rules = read_rules("interventions")
    return tuple(
        _Kind(
            rule["kind"],
            re.compile(rf"(?<!\S)(?:{expanded(rule['pattern'], rules['fragments'])})(?!\S)"),
            re.compile(rule["named"]) if "named" in rule else None,
            re.compile(rule["with"]) if "with" in rule else None,
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
def _words(key: str) -> frozenset[str]:
    return frozenset(read_rules("interventions")[key].split())
