"""What deriving facts has to know again, beside the store: a SQLite file.

Which documents have claims in a block, how the names in each claim were resolved, and whether the last
build came to its end. All of it can be made anew from the store; after a build that was cut off it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from councilgraph.graph.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS blocks (block TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (block, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS blocks_document ON blocks (document);
CREATE TABLE IF NOT EXISTS resolved (claim TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Ledger:
    """The open ledger of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @property
    def is_settled(self) -> bool:
        """Whether the facts of the store are those of all its claims."""
        return self._state("is_settled") == "yes"

    def set_settled(self, *, settled: bool) -> None:
        """Note that the facts lag behind the claims from now on, or that they do no longer."""
        self._set_state("is_settled", "yes" if settled else "no")

    @property
    def decisions(self) -> str:
        """The decision file's text as it was when the facts were last derived."""
        return self._state("decisions")

    @decisions.setter
    def decisions(self, text: str) -> None:
        self._set_state("decisions", text)

    def clear(self) -> None:
        """Forget everything."""
        with self._db:
            for table in ("blocks", "resolved", "state"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours

    def _state(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def _set_state(self, name: str, value: str) -> None:
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def blocks(self, document: str) -> list[str]:
        """The blocks in which a document has claims, sorted."""
        rows = self._db.execute("SELECT block FROM blocks WHERE document = ? ORDER BY block", (document,))
        return [row[0] for row in rows]

    def documents(self, block: str) -> list[str]:
        """The documents with claims in a block, sorted."""
        rows = self._db.execute("SELECT document FROM blocks WHERE block = ? ORDER BY document", (block,))
        return [row[0] for row in rows]

    def put_blocks(self, blocks: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Learn the blocks of documents, in place of those that were known."""
        with self._db:
            for document, names in blocks:
                self._db.execute("DELETE FROM blocks WHERE document = ?", (document,))
                pairs = ((block, document) for block in names)
                self._db.executemany("INSERT INTO blocks VALUES (?, ?)", pairs)

    def resolved(self, claim: str) -> dict[str, Any] | None:
        """How the names in a claim were resolved (field to IRI or IRIs), None if they were not."""
        row = self._db.execute("SELECT content FROM resolved WHERE claim = ?", (claim,)).fetchone()
        return json.loads(row[0]) if row else None

    def count_resolved(self) -> int:
        """How many claims had their names resolved."""
        return int(self._db.execute("SELECT count(*) FROM resolved").fetchone()[0])

    def put_resolved(
        self, resolved: Iterable[tuple[str, Mapping[str, Any]]], *, gone: Iterable[str] = ()
    ) -> None:
        """Learn how claims were resolved, and forget those that are gone."""
        with self._db:
            self._db.executemany("DELETE FROM resolved WHERE claim = ?", ((claim,) for claim in gone))
            rows = ((claim, json.dumps(found)) for claim, found in resolved)
            self._db.executemany("INSERT OR REPLACE INTO resolved VALUES (?, ?)", rows)


def open_ledger(path: Path | None) -> Ledger:
    """The ledger of the store in folder `path`; in memory where `path` is None.

    Raises StoreError for a damaged file.
    """
    try:
        if path is None:
            return Ledger(sqlite3.connect(":memory:"))
        connection = sqlite3.connect(path / "ledger.sqlite", timeout=30)
        connection.execute("PRAGMA journal_mode = WAL")
        # That the facts lag behind must be on the disk before the claims are.
        connection.execute("PRAGMA synchronous = FULL")
        # Blocks come in no order: with SQLite's own 2 MB each page of a large ledger is written many times.
        connection.execute("PRAGMA cache_size = -16000")
        return Ledger(connection)
    except sqlite3.Error as error:
        what = f"{path}: the ledger cannot be opened ({error})"
        raise StoreError(what, hint="remove the folder and build it again from the documents") from error
