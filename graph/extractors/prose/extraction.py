"""A document to claims: annotate, read its posts and lines once, let each claim maker say."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.prose.annotation.annotate import MAX_CHARS, Annotated, annotate
from councilgraph.graph.extractors.prose.events import careers
from councilgraph.graph.extractors.prose.inspections import inspections, judgements
from councilgraph.graph.extractors.prose.inspections.lines import lines
from councilgraph.graph.extractors.prose.inspections.visits import visits
from councilgraph.graph.extractors.prose.measures import interventions
from councilgraph.graph.extractors.prose.merge import merged
from councilgraph.graph.extractors.prose.speech import statements
from councilgraph.graph.model import Claim, Document, Extraction, Problem


def extract(document: Document) -> Extraction:
    """What the document says of people, posts, inspections and the rest, in the order of the quotes.

    A story that is too long is read up to a limit, and the problem says so.
    """
    annotated = annotate(document)
    problems = (_cut(document),) if annotated.is_cut else ()
    return Extraction(tuple(merged(_claims(annotated))), problems)


def _claims(annotated: Annotated) -> Iterator[Claim]:
    posts = careers.read(annotated)
    yield from careers.claims(posts)
    seen = visits(annotated, lines(annotated))
    yield from statements.claims(annotated, posts, tuple(seen.inspected()))
    yield from inspections.claims(seen)
    yield from judgements.claims(seen)
    yield from interventions.claims(annotated, seen.story)


def _cut(document: Document) -> Problem:
    return Problem(
        document.name,
        f"character {MAX_CHARS}",
        "the text goes on too long; what comes after this point was not read",
        "split it into one file a story",
    )
