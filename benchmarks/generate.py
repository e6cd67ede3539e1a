"""Write invented stores and folders of documents of any size, the same bytes each time.

    python benchmarks/generate.py store --quads 1000000 -o FILE.nq
    python benchmarks/generate.py documents --count 10000 -o FOLDER

A store is N-Quads in our ontology, as a build would have made them: facts in the default graph, a graph for
each document, the bundled registers. About seven in ten quads are evidence. It is written part by part, so
memory does not grow with its size. The documents of a folder are short pieces of news (300 to 900
characters) about the same invented people.
"""

from __future__ import annotations

import argparse
import functools
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pyoxigraph as ox
from telling import facts, reports, stories
from world import part

from councilgraph.graph.entities import Entity, Organisation
from councilgraph.graph.extractors import extract
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.rdf import document_quads, fact_quads, read_claims, vocabulary_quads
from councilgraph.graph.readers import read_document
from councilgraph.graph.sources import bundled_registers
from councilgraph.graph.vocab import COUNCIL_KINDS

_DOCUMENTS_A_FOLDER = 1000


def store_quads(quads: int) -> Iterator[bytes]:
    """N-Quads of at least so many quads; those of the registers come on top. Lazily, part by part."""
    register = list(_register_quads())
    organisations = list(Registered(read_claims(register)).entities())
    yield _serialized([*register, *vocabulary_quads(), *_quads_of(organisations)])
    written = 0
    for number in count():
        if written >= quads:
            return
        world = part(number, _councils(organisations))
        told = [*stories(world), *reports(world)]
        found = [q for one in told for q in document_quads(one.document, [claim for claim, _ in one.claims])]
        found += _quads_of(facts(world, told))
        written += len(found)
        yield _serialized(found)


def write_store(path: Path, quads: int) -> int:
    """Write a store as N-Quads; how many quads there are in it."""
    written = 0
    with path.open("wb") as stream:
        for block in store_quads(quads):
            written += block.count(b" .\n")
            stream.write(block)
    return written


def write_documents(folder: Path, documents: int) -> None:
    """Write a folder of short documents, a thousand to a subfolder."""
    councils = _councils(list(Registered(read_claims(_register_quads())).entities()))
    told = (one for number in count() for one in stories(part(number, councils)))
    for number, one in zip(range(documents), told, strict=False):
        place = folder / f"{number // _DOCUMENTS_A_FOLDER:04d}"
        place.mkdir(parents=True, exist_ok=True)
        head = f"{one.document.title}\n{one.document.issued}\n\n"
        (place / f"{number:07d}.txt").write_text(head + one.document.text + "\n", encoding="utf-8")


@functools.cache
def _register_quads() -> tuple[ox.Quad, ...]:
    documents = map(read_document, bundled_registers())
    return tuple(quad for each in documents for quad in document_quads(each, extract(each)))


def _councils(entities: list[Entity]) -> tuple[tuple[str, str], ...]:
    """The councils of today by address and name."""
    return tuple(
        (entity.iri, entity.label)
        for entity in entities
        if isinstance(entity, Organisation) and entity.kind in COUNCIL_KINDS and not entity.until
    )


def _quads_of(entities: object) -> Iterator[ox.Quad]:
    for entity in entities:
        yield from fact_quads(entity)


def _serialized(quads: list[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def main() -> None:
    """Read the command line and write what it asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    store = kinds.add_parser("store", help="N-Quads of a store")
    store.add_argument("--quads", type=int, default=1_000_000)
    documents = kinds.add_parser("documents", help="a folder of short documents")
    documents.add_argument("--count", type=int, default=10_000)
    for each in (store, documents):
        each.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    if options.kind == "store":
        print(f"{write_store(options.output, options.quads):,} quads in {options.output}")
    else:
        write_documents(options.output, options.count)
        print(f"{options.count:,} documents in {options.output}")


if __name__ == "__main__":
    main()
