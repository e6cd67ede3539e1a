"""Grades that a text reports."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.prose.evidence import stands_for
from councilgraph.graph.extractors.prose.inspections.verdicts import Judged
from councilgraph.graph.extractors.prose.inspections.visits import Visits
from councilgraph.graph.model import JudgementClaim

_CONFIDENCE = 0.85


def claims(read: Visits) -> Iterator[JudgementClaim]:
    """The judgements that the document reports, in the order of the text, each once."""
    said: dict[tuple[str, str, str], list[JudgementClaim]] = {}
    for judged in read.judged:
        claim = _claim(read, judged)
        known = said.setdefault((claim.organisation, claim.aspect, claim.grade), [])
        if not any(claim.date in (each.date, None) for each in known):
            known[:] = [each for each in known if each.date]
            known.append(claim)
    for known in said.values():
        yield from known


def _claim(read: Visits, judged: Judged) -> JudgementClaim:
    line = read.lines[judged.grading.line]
    quote = read.annotated.document.quote(line.start, line.end)
    occasion = judged.occasion
    return JudgementClaim(
        quote=quote,
        confidence=_CONFIDENCE,
        stands_for=stands_for(read.annotated, quote, organisation=judged.organisation),
        organisation=judged.organisation.name,
        aspect=judged.grading.aspect,
        grade=judged.grading.grade,
        body=judged.body.name if judged.body else None,
        date=(occasion.date or occasion.published) if occasion else None,
    )
