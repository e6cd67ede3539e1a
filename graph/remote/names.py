"""Names and documents at a service, found as in the index of a store on this machine.

The service is asked for whatever may have the words, in a pattern that is wide enough for accents and
apostrophes; what it gives goes into an index in memory, which then says what fits. The documents' texts are
not in the graph, so documents are found by their titles and by what is quoted from them.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from councilgraph.graph.errors import StoreError
from councilgraph.graph.index import DocumentHit, Index, Named, names_of
from councilgraph.graph.ledger import Ledger
from councilgraph.graph.model import Document
from councilgraph.graph.names import fold
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.remote.engine import RemoteEngine
from councilgraph.graph.vocab import CG, DCT, OA, RDF, SKOS

_NAMING = (SKOS.prefLabel, SKOS.altLabel, DCT.identifier, CG.formerCode)
"""The properties by which people, organisations and posts are found."""

_HASH = re.compile("[0-9a-fA-F]{4,64}")


class RemoteIndex(Index):
    """The index of what a service has; what was looked for once is kept."""

    def __init__(self, engine: RemoteEngine) -> None:
        super().__init__(sqlite3.connect(":memory:"))
        self._engine = engine
        self._asked: set[str] = set()

    def named(self, name: str) -> list[Named]:
        """Entities with exactly this name (folded), main names first."""
        self._learn_names(name)
        return super().named(name)

    def names_with(self, text: str, *, limit: int, offset: int = 0) -> list[Named]:
        """Entities with a name in which all words of `text` begin a word, best first, one row an entity."""
        self._learn_names(text)
        return super().names_with(text, limit=limit, offset=offset)

    def documents_with(self, text: str, *, limit: int, offset: int = 0) -> Iterator[DocumentHit]:
        """Documents in whose title or quotes all words of `text` occur, best first."""
        self._learn_documents(text)
        return super().documents_with(text, limit=limit, offset=offset)

    def documents_named(self, text: str) -> list[tuple[str, str]]:
        """(hash, file name) of the documents with this file name, or whose hash begins with `text`."""
        is_hash = f' || STRSTARTS(STR(?hash), "{text.lower()}")' if _HASH.fullmatch(text) else ""
        rows = self._engine.service.rows(
            f"SELECT ?hash ?name WHERE {{ GRAPH ?g {{ ?d <{CG.sha256}> ?hash ; <{CG.fileName}> ?name }} "
            f"FILTER(STR(?name) = {ox.Literal(text)}{is_hash}) }}"
        )
        found = {(getattr(row["hash"], "value", ""), getattr(row["name"], "value", "")) for row in rows}
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def count_documents(self) -> int:
        """How many documents there are."""
        return sum(1 for _ in self._engine.named_graphs())

    def _learn_names(self, text: str) -> None:
        words = fold(text).split()
        if not words or (word := max(words, key=len)) in self._asked:
            return
        self._asked.add(word)
        names = " ".join(f"<{name}>" for name in _NAMING)
        rows = self._engine.service.rows(
            f"SELECT DISTINCT ?s WHERE {{ VALUES ?p {{ {names} }} ?s ?p ?o "
            f'FILTER(REGEX(STR(?o), {ox.Literal(_loosely(word))}, "i")) }}'
        )
        found = sorted({node.value for row in rows if isinstance(node := row["s"], ox.NamedNode)})
        self.replace_names(gone=(), names=names_of(read_facts(self._engine.about(found))))

    def _learn_documents(self, text: str) -> None:
        words = fold(text).split()
        if not words:
            return
        has_all = " && ".join(f'REGEX(STR(?words), {ox.Literal(_loosely(word))}, "i")' for word in words)
        rows = self._engine.service.rows(
            f"SELECT ?hash ?name ?title ?words WHERE {{ GRAPH ?g {{ ?d <{CG.sha256}> ?hash ; "
            f"<{CG.fileName}> ?name ; <{RDF.type}> <{CG.Document}> . OPTIONAL {{ ?d <{DCT.title}> ?title }} "
            f"{{ ?quote <{OA.exact}> ?words }} UNION {{ ?d <{DCT.title}> ?words }} }} FILTER({has_all}) }}"
        )
        self.put_documents(_documents(rows))


class RemoteLedger(Ledger):
    """The ledger of what a service has: it has none."""

    def __init__(self) -> None:
        super().__init__(sqlite3.connect(":memory:"))

    def resolved(self, claim: str) -> dict[str, Any] | None:
        """Nothing is known of it. Raises StoreError."""
        raise StoreError(
            "how names in claims were resolved is known where the store was built, and not at the service",
            hint="do this with the folder of the store, or export another format",
        )


def _loosely(word: str) -> str:
    """A pattern for all texts that may fold to one with this word in it."""
    return "".join(f"({letter}|[^ -~])('|[^ -~])*" for letter in word)


def _documents(rows: list[ox.QuerySolution]) -> Iterator[Document]:
    """Documents that consist of what is quoted from them."""
    quotes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows:
        values = [getattr(row[name], "value", "") for name in ("hash", "name", "title", "words")]
        quotes[values[0], values[1], values[2]].add(values[3])
    for (sha256, name, title), words in sorted(quotes.items()):
        text = "\n".join(sorted(words))
        yield Document(sha256=sha256, name=name, media_type="text/plain", text=text, title=title or None)
