"""All that is read of one report, before it becomes claims and problems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from councilgraph.graph.extractors.reports.cover import Cover
from councilgraph.graph.extractors.reports.history import Earlier, earlier_inspections, sections
from councilgraph.graph.extractors.reports.judgements import GradeReader, Row
from councilgraph.graph.extractors.reports.part import Part
from councilgraph.graph.extractors.reports.people import Team, team
from councilgraph.graph.extractors.reports.posts import Held, held_posts
from councilgraph.graph.extractors.reports.rules import Rules


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in one report.

    `councils` are those about whom it is, as `cover` names them, or as the document's first report does
    where this one is about their safeguarding board. `rows` are all that give a grade, the surest first.
    """

    part: Part
    rules: Rules
    cover: Cover
    councils: tuple[str, ...]
    team: Team
    rows: tuple[Row, ...]
    earlier: tuple[Earlier, ...]
    held: tuple[Held, ...]
    bodies: tuple[str, ...]

    def judged(self) -> tuple[Row, ...]:
        """The row that counts for each aspect: the first."""
        first: dict[str, Row] = {}
        for row in self.rows:
            first.setdefault(row.aspect, row)
        return tuple(row for row in first.values() if row.grades[0].is_judged)

    def contradictions(self) -> tuple[tuple[Row, Row], ...]:
        """The rows that count, each with the first that gives another grade for the same aspect."""
        counting = {row.aspect: row for row in self.judged()}
        found: dict[str, tuple[Row, Row]] = {}
        for row in self.rows:
            first = counting.get(row.aspect)
            if first and row.grades != first.grades:
                found.setdefault(row.aspect, (first, row))
        return tuple(found.values())


def read_part(part: Part, rules: Rules, cover: Cover, main: Cover) -> Reading:
    """All that stands in `part`. `main` is the cover of the document's first report."""
    listed = sections(part, rules)
    grades = GradeReader(
        part, rules, title=cover.title, organisations=len(cover.organisations), excluded=listed
    )
    joint = rules.joint.search(part.lower, part.start, part.end)
    bodies = tuple(name for name, words in rules.bodies if joint and words.search(joint["bodies"]))
    return Reading(
        part=part,
        rules=rules,
        cover=cover,
        councils=_councils(cover, main, rules),
        team=team(part, rules.names),
        rows=grades.rows(),
        earlier=tuple(earlier_inspections(part, rules, listed)),
        held=tuple(held_posts(part, rules)),
        bodies=(rules.body, *bodies),
    )


def _councils(cover: Cover, main: Cover, rules: Rules) -> tuple[str, ...]:
    """The councils whom a report is about; a board's is that of the main report, or by the board's name."""
    if not rules.councils.board.search(cover.organisations[0].lower()):
        return cover.organisations
    if main is not cover:
        return main.organisations
    board = re.compile(rf"\s*{rules.councils.board.pattern}.*", re.IGNORECASE)
    return tuple(board.sub("", name) or name for name in cover.organisations)
