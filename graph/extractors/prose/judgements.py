"""Judgements that a text reports."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.extractors.prose.annotate import Annotated
from councilgraph.graph.model import Claim


def claims(annotated: Annotated) -> Iterator[Claim]:
    """The judgements that the document reports, in the order of the text."""
    yield from ()
