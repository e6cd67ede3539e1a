"""One file to its claims as N-Quads: the part of a build that runs in worker processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.extractors import Extractor, extract
from councilgraph.graph.model import Document, Problem
from councilgraph.graph.rdf import document_quads
from councilgraph.graph.readers import read_document
from councilgraph.graph.registers import Mapping

_BUG = "this is a fault in councilgraph: please report it, with the document if you can"

_TOO_LARGE = "split it or leave it out; all other documents were read"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker sends back: a document (None where the file could not be read) and its graph."""

    path: Path
    document: Document | None = None
    nquads: bytes = b""
    claims: int = 0
    problems: tuple[Problem, ...] = ()


def read(path: Path, *, mappings: tuple[Mapping, ...] = (), read_prose: Extractor | None = None) -> Reading:
    """What the document in a file says. Never raises for bad input: that is a problem."""
    try:
        return _read(path, mappings, read_prose)
    except MemoryError:
        problem = Problem(path.name, "", "reading it takes more memory than a document may have", _TOO_LARGE)
    except DocumentError as error:
        problem = Problem(path.name, error.where, error.message, error.hint)
    except Exception as error:
        problem = Problem(path.name, "", f"cannot be read: {type(error).__name__}: {error}", _BUG)
    return Reading(path, problems=(problem,))


def _read(path: Path, mappings: tuple[Mapping, ...], read_prose: Extractor | None) -> Reading:
    document = read_document(path)
    extraction = extract(document, mappings=mappings, read_prose=read_prose)
    nquads = ox.serialize(document_quads(document, extraction.claims), format=ox.RdfFormat.N_QUADS)
    return Reading(path, document, nquads or b"", len(extraction.claims), extraction.problems)
