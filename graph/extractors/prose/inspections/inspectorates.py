"""Which inspectorate a place in a story speaks of, or which ones that came together."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from councilgraph.graph.extractors.prose.inspections.lines import Line, Unit
from councilgraph.graph.extractors.prose.inspections.only_mentioned import words
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.rules import read_rules

_NONE: frozenset[str] = frozenset()
_TWO = re.compile(r"(?<!\S)B (?:and|with) (?:the )?B ")


class Inspectorates:
    """Answers for one document. `all` are those that its lines name, the commonest first."""

    def __init__(self, lines: Sequence[Line], named: Counter[Organisation]) -> None:
        self._lines = lines
        self.all = [body for body, _ in named.most_common() if body.kind == "inspectorate"]
        self._naming = [
            index
            for index, line in enumerate(lines)
            if any(unit.code == "B" and unit.organisation for unit in line.units)
        ]

    def at(self, index: int, number: int) -> tuple[Organisation, ...]:
        """Who inspected: those named in the line or its paragraph, several if jointly; else the commonest."""
        if here := _joint(self._lines[index], number):
            return here
        last = bisect.bisect_left(self._naming, index) - 1
        if last >= 0:
            line = self._lines[self._naming[last]]
            gap = self._lines[index].paragraph - line.paragraph
            joint = _joint(line, len(line.units))
            if gap == 0 or (gap == 1 and _TWO.search(line.skeleton)):
                return joint
        return self._together(index) or self._by_topic(index) or tuple(self.all[:1])

    def _by_topic(self, index: int) -> tuple[Organisation, ...]:
        """The only one of several that inspects what a line speaks of: Ofsted for children's services."""
        codes = [word for unit in self._lines[index].units for word in (unit.code, *unit.value.split())]
        found = [
            body
            for body in self.all
            if len(self.all) > 1 and not _topics().get(body.name, _NONE).isdisjoint(codes)
        ]
        return tuple(found) if len(found) == 1 else ()

    def _together(self, index: int) -> tuple[Organisation, ...]:
        """Those who came together before, as "they", "the pair" or "both"."""
        units = self._lines[index].units
        is_pair = units[0].code == "they" or any(unit.code in words("pair") for unit in units)
        before = self._naming[: bisect.bisect_left(self._naming, index)]
        joint = (_joint(self._lines[each], len(self._lines[each].units)) for each in reversed(before))
        found = next((each for each in joint if len(each) > 1), ())
        return found if is_pair else ()


@cache
def _topics() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_rules("focus")["topics"].items()}


def _joint(line: Line, number: int) -> tuple[Organisation, ...]:
    """The inspectorate nearest to a unit, and those joined to it by "and" or "with"."""
    here = [each for each in line.of("B") if line.units[each].organisation]
    if not here:
        return ()
    nearest = min(here, key=lambda each: (abs(each - number) + (each > number), each))
    joined: dict[Organisation, None] = {}
    all_joined = any(unit.code in words("together") for unit in line.units)
    for each in here:
        between = _without_aside(line.units[min(each, nearest) + 1 : max(each, nearest)])
        body = line.units[each].organisation
        is_beside = all(unit.code in words("joins") for unit in between) or any(
            _is_companion(line, at) for at in (each, nearest)
        )
        if body and (all_joined or is_beside):
            joined[body] = None
    return tuple(joined)


def _without_aside(between: Sequence[Unit]) -> Sequence[Unit]:
    """The units between two inspectorates without what is thrown in: ", which led the work,"."""
    commas = [number for number, unit in enumerate(between) if unit.code == ","]
    is_aside = len(commas) > 1 and commas[0] == 0 and between[1].code in ("which", "who")
    return between[commas[1] :] if is_aside else between


def _is_companion(line: Line, number: int) -> bool:
    """Whether an inspectorate came along: "Ofsted looked at it with the CQC"."""
    before = [unit.code for unit in line.units[max(0, number - 2) : number]]
    return before[-1:] == ["with"] or before == ["with", "the"]
