"""The examples of the rules files, read as lines of a story about an inspection."""

from __future__ import annotations

from typing import Any

from councilgraph.graph.extractors.prose.annotation.annotate import annotate
from councilgraph.graph.extractors.prose.inspections.lines import Line, lines
from councilgraph.graph.extractors.prose.inspections.marks import marked
from councilgraph.graph.extractors.prose.inspections.visits import Visits, visits
from councilgraph.graph.extractors.prose.rules import read_rules
from councilgraph.graph.model import Document

HEAD = (
    "The notes of the month\n\nThis is what the people who write these notes have heard in the course of a month in "
    "which nobody had much time to listen to them, and in which it rained a good deal.\n\n"
)
_INSPECTED = (
    "Whitmoor Council\n\nInspectors from Ofsted came to the council in the second week of the month and looked at "
    "all there was to be seen in the place.\n\n"
)


def document(text: str, *, issued: str | None = "2019-06-19", head: str = HEAD) -> Document:
    """A story of that text, with a paragraph before it so that its first line is no headline."""
    return Document(
        sha256="0" * 64, name="story.txt", media_type="text/plain", text=head + text, issued=issued
    )


def visited(story: Document) -> Visits:
    """What a story says of inspections."""
    annotated = annotate(story)
    return visits(annotated, lines(annotated))


def example(text: str, *, marks: bool = True) -> Line:
    """The line that an example is."""
    read = lines(annotate(document(text, head=_INSPECTED)))
    found = [line for line in read if line.start >= len(_INSPECTED)]
    return marked(found[0]) if marks else found[0]


def rules(name: str, *keys: str) -> list[tuple[str, dict[str, Any]]]:
    """The rules under these keys of a file."""
    return [(key, rule) for key in keys for rule in read_rules(name)[key]]
