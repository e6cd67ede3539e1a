"""Whose a safeguarding board is: a text that names no council may be about the one of its place."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.extractors.prose.inspections.lines import Line
from councilgraph.graph.extractors.prose.names import places
from councilgraph.graph.extractors.prose.names.organisations import Organisation


def council_of_board(lines: Sequence[Line], issued: str | None) -> Organisation | None:
    """The council of the first safeguarding board that lines name with its place, None without one."""
    for line in lines:
        for unit in line.units:
            body = unit.organisation
            if body and body.kind == "board" and "safeguarding" in body.name.lower():
                found = places.longest([places.folded(word) for word in body.name.split()], 0)
                name, kind = found[0].record(issued) if found else ("", "")
                if kind == "council":
                    return Organisation(name, kind)
    return None
