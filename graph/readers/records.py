"""JSON as text: lists of people and bodies, which `extractors.records` reads object by object."""

from __future__ import annotations

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.model import Document


def parse_records(text: str, *, name: str, sha256: str) -> Document:
    """A document whose text is the JSON as it is. Raises DocumentError for a text that can be none."""
    if not text.lstrip().startswith(("{", "[")):
        raise DocumentError(
            "no JSON: it begins with neither { nor [", hint="Name prose .txt, and a table .csv."
        )
    return Document(sha256=sha256, name=name, media_type="application/json", text=text)
