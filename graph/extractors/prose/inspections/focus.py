"""Which organisation and which inspectorate a place in a story speaks of."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from councilgraph.graph.extractors.prose.inspections.boards import council_of_board
from councilgraph.graph.extractors.prose.inspections.inspectorates import Inspectorates
from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.inspections.only_mentioned import (
    GRADES,
    antecedent,
    before_it,
    is_aside,
    is_authority,
    is_heading,
    is_oblique,
    is_place_only,
    joined,
    listed_home,
    listed_homes,
    parenthesis,
    words,
)
from councilgraph.graph.extractors.prose.inspections.unnamed_homes import (
    INSTITUTIONS,
    is_about_homes,
    is_of_home,
    is_unnamed_home,
    named_next,
    owns_homes,
)
from councilgraph.graph.extractors.prose.names.organisations import Organisation

INSPECTED = frozenset(
    "council school home trust company charity hospital health health_trust service force authority".split()
)
_ELSEWHERE = re.compile(r"(?:^|[,;] )Ps own (?:county|council|authority|borough|city|town) ")
"""The council of somebody who is not of this one."""
_SEVERAL = re.compile(
    r"(?:^|[,;] )(?:both|all (?:two|three|four|five)|each)"
    r"(?: (?:of them|councils|authorities|boroughs|counties|homes|schools))? "
    r"(?:\S+ ){0,5}$"
)
_HELD = frozenset({"O", "Os", "A", "S"})
_ROWS = frozenset(": - – — |".split())
_POLICED = frozenset("force authority".split())
_VISITORS = frozenset({"B", "I"})
_THERE = re.compile(
    r"(?<!\S)there (?!(?:'s|is|are|was|were|has|have|had|will|would|may|might|can|could|no|ha) )"
)
_THEIR_VISIT = re.compile(r"Os (?:\S+ ){0,2}?(?:visit|visits|inspection|inspections|inspectors|report) ")
"""The inspectors' own: "following its visit"."""
_OFTEN, _STAY, _REACH = 2, 9, 7
_TOGETHER = 3
"""So many lines may name those who are "both"."""


class Focus:
    """Answers for one document. `lines` are its lines; `mains` are what it is about, the likeliest first.

    Only bodies of these `kinds` are thought of; a police force or a fire authority only where its
    inspectorate is named.
    """

    def __init__(
        self, lines: Sequence[Line], *mains: Organisation | None, kinds: frozenset[str] = INSPECTED
    ) -> None:
        self._lines = lines
        named = Counter(unit.organisation for line in lines for unit in line.units if unit.organisation)
        self._counts = named
        self._inspectorates = Inspectorates(lines, named)
        polices = ["Constabulary" in body.name for body in self._inspectorates.all]
        self._polices = any(polices)
        self._kinds = _POLICED | {"service"} if self._polices and all(polices) else kinds
        councils = (body for body, _ in named.most_common() if body.kind == "council")
        central = [body for body in (*mains, *councils, council_of_board(lines, None)) if body]
        inspected = [body for body in central if body.kind in self._kinds]
        self._main = next(iter(inspected), None)
        self._owner = next((body for body in inspected if body.kind not in INSTITUTIONS), None)
        self._paragraphs: dict[int, list[int]] = {}
        for index, line in enumerate(lines):
            self._paragraphs.setdefault(line.paragraph, []).append(index)
        self._headings = [
            found[0]
            for found in self._paragraphs.values()
            if len(found) == 1 and is_heading(lines[found[0]]) and self._names(lines[found[0]])
        ]
        self._of_homes = is_about_homes(lines)
        self._owns_homes = owns_homes(lines)

    def organisation(self, index: int, number: int) -> Organisation | None:
        """Who is spoken of at the unit `number` of the line `index`."""
        line = self._lines[index]
        if listed := listed_home(line, number):
            return listed
        if _ELSEWHERE.search("".join(f"{unit.code} " for unit in line.units[:number])):
            return None
        is_named = any(body.kind in INSTITUTIONS for _, body in self._candidates(line, range(number)))
        if not is_named and is_unnamed_home(line, number):
            return named_next(self._lines, index) or (self._owner if self._owns_homes else None)
        is_headed = not is_named and line.is_headline and is_of_home(line, number)
        following = named_next(self._lines, index) if is_headed else None
        return (
            following
            or self._antecedent(line, number)
            or self._governed(line, number)
            or self._last(line, number)
            or self._it(line, number)
            or self._after(line, number)
            or self._labelled(index)
            or self._there(index)
            or self._own(line)
            or self._spoken_of(index, is_central=True)
            or self._main
            or self._spoken_of(index, is_central=False)
        )

    def _antecedent(self, line: Line, number: int) -> Organisation | None:
        body = antecedent(line, number)
        return body if body and self._can_be(body) else None

    def _spoken_of(self, index: int, *, is_central: bool) -> Organisation | None:
        """The one spoken of in the lines before; where `is_central`, not in passing ("met at O")."""
        return (
            self._in_paragraph(index, is_central=is_central)
            or self._under_heading(index)
            or self._before(index, is_central=is_central)
        )

    def _under_heading(self, index: int) -> Organisation | None:
        """The one that the heading above names, in a text with several headings that name one."""
        at = bisect.bisect_right(self._headings, index) - 1
        if at < 0 or len(self._headings) < _OFTEN:
            return None
        units = self._lines[self._headings[at]].units
        return next((unit.organisation for unit in units if unit.organisation), None)

    def organisations(self, index: int, number: int) -> tuple[Organisation, ...]:
        """All who are spoken of together at a unit: "Bury, Bolton and Wigan were rated good"."""
        line = self._lines[index]
        if several := listed_homes(line, number) or self._several(index, number):
            return several
        chosen = self.organisation(index, number)
        last = max(
            (each for each in line.of("O")[::-1] if line.units[each].organisation == chosen), default=-1
        )
        if chosen is None or last < 0:
            return (chosen,) if chosen else ()
        return joined(line, last, chosen)

    def _several(self, index: int, number: int) -> tuple[Organisation, ...]:
        """Those named just before, where "both" or "all three councils" are spoken of."""
        line = self._lines[index]
        if not index or not _SEVERAL.search("".join(f"{unit.code} " for unit in line.units[:number])):
            return ()
        if self._last(line, number):
            return ()
        found: dict[Organisation, None] = {}
        for before in reversed(self._lines[max(0, index - _TOGETHER) : index]):
            if len(found) > 1 or (found and before.paragraph != line.paragraph):
                break
            named = (body for _, body in self._candidates(before, range(len(before.units))))
            found = dict.fromkeys(named) | found
        kinds = {body.kind for body in found}
        return tuple(found) if len(found) > 1 and len(kinds) == 1 else ()

    def inspectorates(self, index: int, number: int) -> tuple[Organisation, ...]:
        """Who inspected, several if jointly."""
        return self._inspectorates.at(index, number)

    def _candidates(self, line: Line, numbers: range) -> Iterator[tuple[int, Organisation]]:
        for number in numbers:
            unit = line.units[number]
            body = unit.organisation
            if not body or unit.code not in _HELD or not self._can_be(body) or is_aside(line, number):
                continue
            if unit.code == "Os" and _THEIR_VISIT.match(line.skeleton, line.starts[number]):
                continue
            if is_authority(line, number) and self._main:
                yield number, self._main
            elif not self._is_only_where(line, number, body):
                yield number, body

    def _names(self, line: Line) -> bool:
        return any(unit.organisation and self._can_be(unit.organisation) for unit in line.units)

    def _can_be(self, body: Organisation) -> bool:
        if body.kind not in self._kinds:
            return False
        if " Parish " in body.name or " Town Council" in body.name:
            return False
        return body.kind not in _POLICED or self._polices

    def _is_only_where(self, line: Line, number: int, body: Organisation) -> bool:
        """Whether a place or a building, named once, is only where the inspectors stayed."""
        if not number or self._counts[body] >= _OFTEN or body == self._main or self._main is None:
            return False
        is_house = body.kind == "home" and not self._of_homes and line.units[number - 1].code != "of"
        may_be = line.units[number].is_place or is_house
        is_building = body.name.rpartition(" ")[2].lower() in words("buildings")
        is_called_at = number > 1 and line.units[number - 2].code in words("called")
        if is_called_at and not line.units[number].is_place and not is_building:
            return False
        before = {unit.code for unit in line.units[max(0, number - _STAY) : number]}
        return may_be and line.units[number - 1].code in words("where") and not _VISITORS.isdisjoint(before)

    def _governed(self, line: Line, number: int) -> Organisation | None:
        """The one that the words after a unit say it is of: "the improvement board at Walsall"."""
        last = number + 1
        while (
            last < len(line.units) and last - number <= _REACH and line.units[last].code not in words("stops")
        ):
            last += 1
        for each, body in self._candidates(line, range(number + 1, last)):
            if line.units[each - 1].code in words("of") or line.units[each - 2].code in words("of"):
                return body
        return None

    def _last(self, line: Line, number: int, *, is_central: bool = False) -> Organisation | None:
        """The one named last before a unit, but not in a parenthesis between commas before its verb."""
        opening, closing = parenthesis(line, number)
        found = [
            each
            for each in self._candidates(line, range(number))
            if self._counts_as(line, each, is_central=is_central)
        ]
        asides = {line.units[each].organisation for each in line.of("O") if is_aside(line, each)}
        own = [each for each in found if line.units[each[0]].code != "Os" or each[1] not in asides]
        found = own or found
        outside = [body for each, body in found if not opening < each < closing]
        if len(outside) > 1 and is_place_only(line, found[-1][0]):
            outside.pop()
        return outside[-1] if outside else found[-1][1] if found else None

    def _it(self, line: Line, number: int) -> Organisation | None:
        return next((body for body in before_it(line, number) if self._can_be(body)), None)

    def _after(self, line: Line, number: int) -> Organisation | None:
        found = self._candidates(line, range(number, len(line.units)))
        return next((each[1] for each in found if self._counts_as(line, each, is_central=True)), None)

    def _there(self, index: int) -> Organisation | None:
        """Where "there" is: the one named last before, in passing, too."""
        is_place = _THERE.search(self._lines[index].skeleton)
        return self._in_paragraph(index, is_central=False) if is_place else None

    def _labelled(self, index: int) -> Organisation | None:
        """The one that a paragraph begins with as its label: "Larkfield School. Ofsted came in June"."""
        first = self._lines[self._paragraphs[self._lines[index].paragraph][0]]
        if not is_heading(first) or first.units[-1].code not in (".", ":"):
            return None
        named = (unit.organisation for unit in first.units)
        return next((body for body in named if body and self._can_be(body)), None)

    def _own(self, line: Line) -> Organisation | None:
        return self._main if any(unit.code == "W" for unit in line.units) else None

    def _counts_as(self, line: Line, found: tuple[int, Organisation], *, is_central: bool) -> bool:
        number, body = found
        if not is_central or body == self._main or not is_oblique(line, number):
            return True
        if body.kind in INSTITUTIONS and not _VISITORS.isdisjoint(unit.code for unit in line.units[:number]):
            return True
        return body.kind != "council" and self._counts[body] >= _OFTEN

    def _in_paragraph(self, index: int, *, is_central: bool) -> Organisation | None:
        for before in reversed(self._paragraphs[self._lines[index].paragraph]):
            line = self._lines[before]
            if before < index and (found := self._last(line, len(line.units), is_central=is_central)):
                return found
        return None

    def _before(self, index: int, *, is_central: bool) -> Organisation | None:
        """The one that the paragraph before is about, past rows of a table or list."""
        paragraph = self._lines[index].paragraph
        for before in range(index - 1, -1, -1):
            line = self._lines[before]
            if line.paragraph < paragraph - 1 or line.is_headline:
                return None
            if line.paragraph == paragraph:
                continue
            if found := self._first(line.paragraph, is_central=is_central):
                return found
            if line.units[-1].code in GRADES and not _ROWS.isdisjoint(unit.code for unit in line.units):
                paragraph = line.paragraph
        return None

    def _first(self, paragraph: int, *, is_central: bool) -> Organisation | None:
        """The one spoken of first in a paragraph."""
        for index in self._paragraphs[paragraph]:
            line = self._lines[index]
            for found in self._candidates(line, range(len(line.units))):
                if self._counts_as(line, found, is_central=is_central):
                    return found[1]
        return None
