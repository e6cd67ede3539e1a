"""Which organisation somebody's words are about."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotate import Annotated
from councilgraph.graph.extractors.prose.speakers import Speakers
from councilgraph.graph.extractors.prose.speech import Statement


def about(annotated: Annotated, speakers: Speakers, statement: Statement, words: str) -> str | None:
    """The name of the organisation whose doings or state the words speak of, None where there is none."""
    return annotated.main.name if annotated.main else None
