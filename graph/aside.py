"""What would take too much memory, set aside on disk for as long as it is needed.

SQLite keeps it in a file without a name, which is gone when it is closed, whatever happens. So nothing is
ever read here that another process wrote.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

_CACHE_KB = 16_000

Item = TypeVar("Item")


def open_aside(schema: str, *, cache_kb: int = _CACHE_KB) -> sqlite3.Connection:
    """An empty database that nobody else sees, in the middle of a transaction that never ends."""
    opened = sqlite3.connect("", isolation_level=None)
    for name, value in (("journal_mode", "OFF"), ("synchronous", "OFF"), ("cache_size", -cache_kb)):
        opened.execute(f"PRAGMA {name} = {value}")
    opened.executescript(schema)
    opened.execute("BEGIN")
    return opened


def packed(what: object) -> bytes:
    """Anything as bytes."""
    return pickle.dumps(what, protocol=5)


def unpacked(content: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """What `packed` was given."""
    return pickle.loads(content)  # noqa: S301 - see above: this process wrote it


class _Aside:
    """Something that lies on disk until it is closed."""

    _schema: str

    def __init__(self) -> None:
        self._db = open_aside(self._schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()


class Pile(_Aside, Generic[Item]):
    """Things that are gone through once all are there, in the order in which they came."""

    _schema = "CREATE TABLE items (number INTEGER PRIMARY KEY, content BLOB NOT NULL)"

    def __iter__(self) -> Iterator[Item]:
        with closing(self._db.execute("SELECT content FROM items ORDER BY number")) as found:
            for (content,) in found:
                yield unpacked(content)

    def add(self, items: Iterable[Item]) -> None:
        """Put things on top."""
        rows = ((packed(item),) for item in items)
        self._db.executemany("INSERT INTO items (content) VALUES (?)", rows)


class Texts(_Aside):
    """A set of texts."""

    _schema = "CREATE TABLE texts (content TEXT PRIMARY KEY) WITHOUT ROWID"

    def __contains__(self, text: str) -> bool:
        return self._db.execute("SELECT 1 FROM texts WHERE content = ?", (text,)).fetchone() is not None

    def add(self, texts: Iterable[str]) -> None:
        """Put texts in; those that are there already count once."""
        self._db.executemany("INSERT OR IGNORE INTO texts VALUES (?)", ((text,) for text in texts))
