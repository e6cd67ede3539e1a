"""A document to claims: annotate once, let each claim maker read, bring the claims together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from councilgraph.graph.extractors.prose import (
    careers,
    inspections,
    interventions,
    judgements,
    statements,
)
from councilgraph.graph.extractors.prose.annotate import MAX_CHARS, Annotated, annotate
from councilgraph.graph.extractors.prose.merge import merged
from councilgraph.graph.model import Claim, Document, Extraction, Problem

_MAKERS: tuple[Callable[[Annotated], Iterable[Claim]], ...] = (
    careers.claims,
    statements.claims,
    inspections.claims,
    judgements.claims,
    interventions.claims,
)


def extract(document: Document) -> Extraction:
    """What the document says of people, posts, inspections and the rest, in the order of the quotes.

    A story that is too long is read up to a limit, and the problem says so.
    """
    annotated = annotate(document)
    claims = merged(claim for maker in _MAKERS for claim in maker(annotated))
    problems = (_cut(document),) if annotated.is_cut else ()
    return Extraction(tuple(claims), problems)


def _cut(document: Document) -> Problem:
    return Problem(
        document.name,
        f"character {MAX_CHARS}",
        "the text goes on too long; what comes after this point was not read",
        "split it into one file a story",
    )
