"""Where a government, or its officer, has stepped in at a council."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from councilgraph.graph.dates import narrower, overlap
from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.evidence import stands_for
from councilgraph.graph.extractors.prose.inspections.focus import Focus
from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.measures.actors import APPOINTING, Actors
from councilgraph.graph.extractors.prose.measures.measures import Mention, followers, mentions, words
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.model import InterventionClaim
from councilgraph.graph.names import fold

_CONFIDENCE = 0.8
_CUTS = frozenset(";()")
_FAR, _COMMA = 13, 3
_PEOPLE = frozenset({"commissioner", "advisor"})
_ANYWHERE = frozenset({"notice_to_improve", "advisor"})
"""What homes, schools and trusts get, too."""
_AGAIN = frozenset({"section_114"})
"""What may happen twice: a second notice is one of its own."""
_GOES_ON = re.compile(
    r"(?:it|they|he|she|P|the (?:board|panel|notice|direction|order|trust|commissioners?|advis[eo]r)) "
    r"(?:(?:was|were|had|has|been|first|both|is|dates?|will) )*"
    r"(?:met|meets?|began|begins|started|starts|arrived|came|issued|served|imposed|appointed|sent|made|signed"
    r"|launched|set|from|took|takes|announced) (?:(?!until|after|before)\S+ ){0,4}?D "
)
_COUNCILS = frozenset({"council"})


@dataclass(slots=True)
class _Step:
    """One kind of intervention at one council, as far as it is known."""

    organisation: Organisation
    kind: str
    line: Line
    actor: str | None = None
    date: str | None = None


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
        self._focus = Focus(read, annotated.issuer, annotated.main, kinds=_COUNCILS)
        self._others = Focus(read, annotated.issuer, annotated.main, annotated.main_body)
        self._actors = Actors(annotated, read)

    def steps(self) -> list[_Step]:
        """The interventions, each with the first date and actor that the story gives."""
        found: dict[tuple[str, str], _Step] = {}
        named = list(mentions(self._lines))
        for mention in named:
            line = self._lines[mention.index]
            for council in self._councils(mention, found.values()):
                date = self._date(mention)
                actor = self._actors.actor(
                    mention.index, _clause(line, mention.numbers), mention.numbers, mention.kind, council
                )
                new = _Step(council, mention.kind, line)
                step = found.setdefault((council.name, mention.kind), new)
                if date and step.date and mention.kind in _AGAIN and not overlap(step.date, date):
                    step = found.setdefault((council.name, f"{mention.kind} {date}"), new)
                if date and not step.date:
                    step.line = line
                step.date = (
                    (narrower(step.date, date) or step.date) if step.date and date else step.date or date
                )
                step.actor = step.actor or actor
        for mention, council, date in followers(self._lines, named):
            step = _Step(council, mention.kind, self._lines[mention.index], date=date)
            found.setdefault((council.name, mention.kind), step)
        return list(found.values())

    def _councils(self, mention: Mention, known: Iterable[_Step]) -> tuple[Organisation, ...]:
        """Where something was done: "the commissioner", with no council named, is the one before."""
        line = self._lines[mention.index]
        if (body := line.units[mention.numbers.start].organisation) and (council := self._in_name(body)):
            return (council,)
        paragraph = [each for each in self._lines[: mention.index + 1] if each.paragraph == line.paragraph]
        is_named = any(unit.code == "O" for each in paragraph for unit in each.units)
        before = {unit.code for unit in line.units[max(0, mention.numbers.start - 2) : mention.numbers.start]}
        same = [step.organisation for step in known if step.kind == mention.kind]
        if same and not is_named and before & words("definite"):
            return (same[-1],)
        focus = self._others if mention.kind in _ANYWHERE else self._focus
        return focus.organisations(mention.index, mention.numbers.start)

    def _in_name(self, body: Organisation) -> Organisation | None:
        """The council, named somewhere, with whose place the name of a trust or a board begins."""
        name = fold(body.name)
        named = (unit.organisation for line in self._lines for unit in line.units if unit.organisation)
        councils = (each for each in named if each.kind == "council")
        return next((each for each in councils if name.startswith(f"{body_key(each)} ")), None)

    def _date(self, mention: Mention) -> str | None:
        line = self._lines[mention.index]
        own = _nearest_date(line, mention.numbers)
        if own or any(unit.code == "D" for unit in line.units):
            return own or _announced(line)
        beside = [*self._naming(mention), *self._going_on(mention), *self._beside(mention.index)]
        return next(
            (unit.when.edtf for line in beside for unit in line.units if unit.code == "D" and unit.when), None
        )

    def _naming(self, mention: Mention) -> list[Line]:
        """The line after one that says who was appointed: "The minister appointed Ann Lee on 3 May"."""
        following = self._lines[mention.index + 1 : mention.index + 2]
        return [line for line in following if mention.kind in _PEOPLE and APPOINTING.search(line.skeleton)]

    def _going_on(self, mention: Mention) -> list[Line]:
        """The line after one that goes on about what was done: "It first met in May"."""
        following = self._lines[mention.index + 1 : mention.index + 2]
        here = self._lines[mention.index].paragraph
        return [line for line in following if line.paragraph == here and _GOES_ON.match(line.skeleton)]

    def _beside(self, index: int) -> list[Line]:
        """The lines after and before one that tell of the decision."""
        around = [*self._lines[index + 1 : index + 2], *self._lines[max(0, index - 1) : index]]
        told = words("decision")
        return [line for line in around if any(unit.code in told for unit in line.units)]


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


def _nearest_date(line: Line, numbers: range) -> str | None:
    """The date in a line that is nearest to an intervention and not that of its end."""
    best: tuple[int, str] | None = None
    far = _FAR if len(line.of("D")) > 1 else 2 * _FAR
    for number in line.of("D"):
        when = line.units[number].when
        low, high = (numbers.stop - 1, number) if number > numbers.start else (number, numbers.start)
        before = {unit.code for unit in line.units[max(0, number - 3) : number]}
        if when is None or _is_apart(line, low, high) or before & words("ending"):
            continue
        between = [unit.code for unit in line.units[low + 1 : high] if unit.code != "D"]
        between = _without_names(between)
        distance = len(between) + _COMMA * between.count(",")
        if distance <= far and (best is None or distance < best[0]):
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
        if when and before & words("decision"):
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
    return len(codes) > 1 and codes[1] in words("acts")
