"""Text files: a story with its headline, perhaps its date, and much that a web page left behind."""

from __future__ import annotations

from councilgraph.graph.model import Document
from councilgraph.graph.readers.head import parse_head


def parse_plain(text: str, *, name: str, sha256: str) -> Document:
    """A document whose text is `text` as it is; title, publisher and date are those of its first lines."""
    head = parse_head(text)
    return Document(
        sha256=sha256,
        name=name,
        media_type="text/plain",
        text=text,
        title=head.title,
        publisher=head.publisher,
        issued=head.issued,
    )
