"""One file to its claims as N-Quads: the part of a build that runs in worker processes, here or elsewhere."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.extractors import Extractor, extract
from councilgraph.graph.model import Document, Problem
from councilgraph.graph.rdf import document_quads
from councilgraph.graph.readers import parse_document, read_content
from councilgraph.graph.registers import Mapping

_BUG = "this is a fault in councilgraph: please report it, with the document if you can"

LEAVE_OUT = "split it or leave it out; all other documents were read"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker sends back: a document (None where the file could not be read) and its graph."""

    path: Path
    document: Document | None = None
    nquads: bytes = b""
    claims: int = 0
    problems: tuple[Problem, ...] = ()

    def to_bytes(self) -> bytes:
        """All of it but the path, as plain data: nothing has to be run to have it back."""
        document = asdict(self.document) if self.document else None
        head = json.dumps([document, self.claims, [asdict(problem) for problem in self.problems]])
        return zlib.compress(head.encode("ascii") + b"\n" + self.nquads, level=1)

    @staticmethod
    def from_bytes(path: Path, packed: bytes) -> Reading:
        """The reading of a file that `to_bytes` packed. Raises ValueError for other bytes."""
        try:
            head, _, nquads = zlib.decompress(packed).partition(b"\n")
            fields, claims, problems = json.loads(head)
            document = Document(**fields) if fields else None
            if document:
                document = replace(document, page_starts=tuple(document.page_starts))
            return Reading(path, document, nquads, int(claims), tuple(Problem(**each) for each in problems))
        except (zlib.error, TypeError) as error:
            raise ValueError(f"not a reading: {error}") from error


def read(
    path: Path,
    *,
    content: bytes | None = None,
    mappings: tuple[Mapping, ...] = (),
    read_prose: Extractor | None = None,
) -> Reading:
    """What the document in a file says. Never raises for bad input: that is a problem.

    With `content`, the file's bytes, it need not be on this machine.
    """
    try:
        return _read(path, content, mappings, read_prose)
    except MemoryError:
        problem = Problem(path.name, "", "reading it takes more memory than a document may have", LEAVE_OUT)
    except DocumentError as error:
        problem = Problem(path.name, error.where, error.message, error.hint)
    except Exception as error:
        problem = Problem(path.name, "", f"cannot be read: {type(error).__name__}: {error}", _BUG)
    return Reading(path, problems=(problem,))


def _read(
    path: Path, content: bytes | None, mappings: tuple[Mapping, ...], read_prose: Extractor | None
) -> Reading:
    document = parse_document(read_content(path) if content is None else content, path.name)
    extraction = extract(document, mappings=mappings, read_prose=read_prose)
    nquads = ox.serialize(document_quads(document, extraction.claims), format=ox.RdfFormat.N_QUADS)
    return Reading(path, document, nquads or b"", len(extraction.claims), extraction.problems)
