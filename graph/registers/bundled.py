"""The registers and mappings that come with the program."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources

from councilgraph.graph.model import Document
from councilgraph.graph.registers.mapping import Mapping
from councilgraph.graph.registers.parsing import parse_mapping
from councilgraph.graph.registers.rows import header

MEDIA_TYPE = "text/csv"


@functools.cache
def bundled_mappings() -> tuple[Mapping, ...]:
    """The mappings that come with the program, in the order of their names."""
    folder = resources.files("councilgraph.data") / "mappings"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(
        parse_mapping(f.read_text(encoding="utf-8"), name=f.name.removesuffix(".toml")) for f in files
    )


def bundled_register(name: str) -> Document:
    """The register `name` ("councils.csv") that comes with the program."""
    content = (resources.files("councilgraph.data") / name).read_bytes()
    return Document(
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        media_type=MEDIA_TYPE,
        text=content.decode("utf-8"),
    )


def find_mapping(document: Document, first: tuple[Mapping, ...] = ()) -> Mapping | None:
    """The mapping whose columns the register has; of several the one with the most. None: unknown.

    One of `first` goes before those that come with the program. A document that is no CSV has none.
    """
    if document.media_type != MEDIA_TYPE:
        return None
    names = set(header(document.text))
    for known in (first, bundled_mappings()):
        fitting = [mapping for mapping in known if names.issuperset(mapping.columns)]
        if fitting:
            return max(fitting, key=lambda m: len(names.intersection(m.columns + m.optional)))
    return None
