"""Inspections that a text reports."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.prose.evidence import stands_for
from councilgraph.graph.extractors.prose.inspections.occasions import Occasion
from councilgraph.graph.extractors.prose.inspections.visits import Visits
from councilgraph.graph.model import InspectionClaim

_DATED, _UNDATED = 0.9, 0.75


def claims(read: Visits) -> Iterator[InspectionClaim]:
    """The inspections that the document reports, in the order in which it first speaks of them."""
    for occasion in read.occasions.all:
        yield _claim(read, occasion)


def _claim(read: Visits, occasion: Occasion) -> InspectionClaim:
    line = read.lines[occasion.line]
    quote = read.annotated.document.quote(line.start, line.end)
    return InspectionClaim(
        quote=quote,
        confidence=_DATED if occasion.date or occasion.published else _UNDATED,
        stands_for=stands_for(read.annotated, quote, organisation=occasion.organisation),
        organisation=occasion.organisation.name,
        body=occasion.body.name,
        date=occasion.date,
        end=occasion.end,
        published=occasion.published,
        lead_inspector=occasion.lead,
    )
