"""Names and documents' words beside the store: a SQLite file with full-text search (FTS5).

It holds what the graph does not: the text of each document. The rest is derived from the store and
can be made anew. A document's text is put in before its claims are, so that no claim lacks its text.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from councilgraph.graph.entities import Entity, Organisation, Person, Post
from councilgraph.graph.errors import StoreError
from councilgraph.graph.model import Document
from councilgraph.graph.names import fold

_SCHEMA = """
CREATE TABLE IF NOT EXISTS names (id INTEGER PRIMARY KEY, folded TEXT NOT NULL, iri TEXT NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, is_main INTEGER NOT NULL, UNIQUE (folded, iri));
CREATE INDEX IF NOT EXISTS names_iri ON names (iri);
CREATE VIRTUAL TABLE IF NOT EXISTS name_words USING fts5 (folded);
CREATE TABLE IF NOT EXISTS documents (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS document_words USING fts5 (title, body, content = 'documents',
    content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
"""

_TABLES = frozenset({"text/csv", "text/tab-separated-values", "application/json"})
"""Registers are found by the entities they list, not by their cells."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity under one of its names; `is_main` tells the caption from the other names."""

    iri: str
    kind: str
    label: str
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document in which words were found; the words in `snippet` stand between « and »."""

    sha256: str
    name: str
    title: str
    snippet: str


class Index:
    """The open index of a store. One writer, any number of readers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def put_documents(self, documents: Iterable[Document]) -> None:
        """Keep the text of documents; those that are there already are left alone."""
        with self._db:
            for document in documents:
                self._put_document(document)

    def remove_documents(self, hashes: Iterable[str]) -> None:
        """Forget the text of documents."""
        query = "SELECT id, title, body FROM documents WHERE sha256 = ?"
        with self._db:
            for sha256 in hashes:
                for row in self._db.execute(query, (sha256,)).fetchall():
                    self._db.execute(
                        "INSERT INTO document_words (document_words, rowid, title, body) "
                        "VALUES ('delete', ?, ?, ?)",
                        row,
                    )
                    self._db.execute("DELETE FROM documents WHERE id = ?", row[:1])

    def keep_documents(self, hashes: Iterable[str]) -> None:
        """Forget the text of all documents but these."""
        kept = set(hashes)
        found = [row[0] for row in self._db.execute("SELECT sha256 FROM documents ORDER BY id")]
        self.remove_documents(sha256 for sha256 in found if sha256 not in kept)

    def text(self, sha256: str) -> str | None:
        """The text of a document, None if it is not here."""
        row = self._db.execute("SELECT body FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def replace_names(self, *, gone: Iterable[str], names: Iterable[Named]) -> None:
        """Forget the names of the entities `gone`, then learn `names`."""
        with self._db:
            for iri in gone:
                for (row,) in self._db.execute("SELECT id FROM names WHERE iri = ?", (iri,)).fetchall():
                    self._db.execute("DELETE FROM name_words WHERE rowid = ?", (row,))
                self._db.execute("DELETE FROM names WHERE iri = ?", (iri,))
            for name in names:
                folded = fold(name.label)
                added = self._db.execute(
                    "INSERT OR IGNORE INTO names (folded, iri, kind, label, is_main) VALUES (?, ?, ?, ?, ?)",
                    (folded, name.iri, name.kind, name.label, int(name.is_main)),
                )
                if added.rowcount:
                    self._db.execute(
                        "INSERT INTO name_words (rowid, folded) VALUES (?, ?)", (added.lastrowid, folded)
                    )

    def clear_names(self) -> None:
        """Forget the names of all entities."""
        with self._db:
            self._db.execute("DELETE FROM name_words")
            self._db.execute("DELETE FROM names")

    def named(self, name: str) -> list[Named]:
        """Entities with exactly this name (folded), main names first."""
        rows = self._db.execute(
            "SELECT iri, kind, label, is_main FROM names WHERE folded = ? ORDER BY is_main DESC, iri",
            (fold(name),),
        )
        return [Named(iri, kind, label, bool(main)) for iri, kind, label, main in rows]

    def names_with(self, text: str, *, limit: int, offset: int = 0) -> list[Named]:
        """Entities with a name in which all words of `text` begin a word, best first, one row an entity."""
        words = _beginnings(text)
        if not words:
            return []
        rows = self._db.execute(
            "SELECT iri, kind, label FROM names WHERE is_main AND iri IN (SELECT iri FROM "
            "(SELECT iri, rank AS place FROM names JOIN name_words ON id = name_words.rowid "
            "WHERE name_words MATCH ?) GROUP BY iri ORDER BY min(place), iri LIMIT ? OFFSET ?) "
            "ORDER BY length(label), label, iri",
            (words, limit, offset),
        )
        return [Named(*row) for row in rows]

    def count_names_with(self, text: str) -> int:
        """How many entities `names_with` would find."""
        query = (
            "SELECT count(DISTINCT iri) FROM names JOIN name_words ON id = name_words.rowid "
            "WHERE name_words MATCH ?"
        )
        words = _beginnings(text)
        return int(self._db.execute(query, (words,)).fetchone()[0]) if words else 0

    def kinds(self) -> dict[str, int]:
        """How many entities there are of each kind."""
        return dict(self._db.execute("SELECT kind, count(*) FROM names WHERE is_main GROUP BY kind"))

    def of_kind(self, kind: str, *, limit: int, offset: int = 0) -> list[Named]:
        """The entities of a kind, by name."""
        rows = self._db.execute(
            "SELECT iri, kind, label FROM names WHERE is_main AND kind = ? ORDER BY folded, iri "
            "LIMIT ? OFFSET ?",
            (kind, limit, offset),
        )
        return [Named(*row) for row in rows]

    def documents_with(self, text: str, *, limit: int, offset: int = 0) -> Iterator[DocumentHit]:
        """Documents in which all words of `text` occur, best first."""
        words = _whole_words(text)
        if not words:
            return
        rows = self._db.execute(
            "SELECT sha256, name, documents.title, snippet(document_words, 1, '«', '»', '…', 24) "
            "FROM document_words JOIN documents ON id = document_words.rowid "
            "WHERE document_words MATCH ? ORDER BY rank, sha256 LIMIT ? OFFSET ?",
            (words, limit, offset),
        )
        for row in rows:
            yield DocumentHit(*row)

    def count_documents_with(self, text: str) -> int:
        """How many documents `documents_with` would find."""
        words = _whole_words(text)
        query = "SELECT count(*) FROM document_words WHERE document_words MATCH ?"
        return int(self._db.execute(query, (words,)).fetchone()[0]) if words else 0

    def documents(self, *, limit: int, offset: int = 0) -> list[DocumentHit]:
        """The documents, those that were read last first; without a snippet."""
        query = "SELECT sha256, name, title FROM documents ORDER BY id DESC LIMIT ? OFFSET ?"
        found = self._db.execute(query, (limit, offset))
        return [DocumentHit(sha256, name, title, "") for sha256, name, title in found]

    def count_documents(self) -> int:
        """How many documents there are."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def hashes(self) -> Iterator[str]:
        """The hashes of all documents."""
        for (sha256,) in self._db.execute("SELECT sha256 FROM documents"):
            yield sha256

    def documents_named(self, text: str) -> list[tuple[str, str]]:
        """(hash, file name) of the documents with this file name, or whose hash begins with `text`."""
        query = "SELECT sha256, name FROM documents WHERE name = ? OR sha256 GLOB ? ORDER BY name, sha256"
        prefix = f"{text.lower()}*" if re.fullmatch("[0-9a-fA-F]{4,64}", text) else ""
        return self._db.execute(query, (text, prefix)).fetchall()

    def _put_document(self, document: Document) -> None:
        title = document.title or document.name
        added = self._db.execute(
            "INSERT OR IGNORE INTO documents (sha256, name, title, body) VALUES (?, ?, ?, ?)",
            (document.sha256, document.name, title, document.text),
        )
        if added.rowcount and document.media_type not in _TABLES:
            query = "INSERT INTO document_words (rowid, title, body) VALUES (?, ?, ?)"
            self._db.execute(query, (added.lastrowid, title, document.text))


def _beginnings(text: str) -> str:
    """Words as FTS5 looks for them, each the beginning of a word."""
    return " ".join(f'"{word}"*' for word in fold(text).split())


def _whole_words(text: str) -> str:
    return " ".join(f'"{word}"' for word in re.sub(r'["\x00]', " ", text).split())


def names_of(entities: Iterable[Entity]) -> Iterator[Named]:
    """The names by which people, organisations and posts are found."""
    for entity in entities:
        if isinstance(entity, Person | Organisation | Post):
            kind = entity.kind if isinstance(entity, Organisation) else type(entity).__name__.lower()
            yield Named(entity.iri, kind, entity.label)
            if not isinstance(entity, Post):
                codes = (entity.code, *entity.former_codes) if isinstance(entity, Organisation) else ()
                for name in (*entity.names, *filter(None, codes)):
                    yield Named(entity.iri, kind, name, is_main=False)


def open_index(path: Path | None, *, is_writer: bool = False) -> Index:
    """The index of the store in folder `path`; in memory where `path` is None.

    Raises StoreError for a damaged file.
    """
    try:
        if path is None:
            return Index(sqlite3.connect(":memory:"))
        connection = sqlite3.connect(path / "index.sqlite", timeout=30)
        if is_writer:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        return Index(connection)
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: the index of names cannot be opened ({error})",
            hint="remove the folder and build it again",
        ) from error
