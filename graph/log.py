"""The store's own log: which file was read when. It is kept beside the graph, never in it.

One JSON object a line, only ever added to: `{"at", "action", "path", "sha256", "problems"}`. It tells a
build which documents a changed file replaces; the graph alone tells what is in the store.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Literal

Action = Literal["read", "removed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what was done with which document. `at` is an ISO 8601 time, `path` absolute."""

    at: str
    action: Action
    path: str
    sha256: str
    problems: int = 0


class Log:
    """The log of the store in folder `folder`; in memory where that is None."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "log.jsonl" if folder else None
        self._entries: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        if self._path is None:
            yield from self._entries
        elif self._path.exists():
            with self._path.open("rb") as lines:
                yield from _parse_lines(lines)

    def append(self, entries: Iterable[Entry]) -> None:
        """Add lines at the end; they are on the disk afterwards."""
        if self._path is None:
            self._entries += entries
            return
        with self._path.open("ab+") as stream:
            if _is_cut_off(stream):
                stream.write(b"\n")
            for entry in entries:
                stream.write(json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8") + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    def documents_by_path(self) -> dict[str, tuple[str, ...]]:
        """The hashes of the documents that each path ever held, the last one last.

        A document comes into the log before it comes into the store, and it may not have got so far.
        """
        found: dict[str, tuple[str, ...]] = {}
        for entry in self:
            if entry.action == "read":
                earlier = found.get(entry.path, ())
                found[entry.path] = (*(each for each in earlier if each != entry.sha256), entry.sha256)
            else:
                found = _without(found, entry.sha256)
        return found


def _is_cut_off(stream: BinaryIO) -> bool:
    """Whether the last line has no end; the stream is at its own end afterwards."""
    if not stream.seek(0, os.SEEK_END):
        return False
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) != b"\n"


def _without(found: dict[str, tuple[str, ...]], sha256: str) -> dict[str, tuple[str, ...]]:
    kept = {path: tuple(each for each in held if each != sha256) for path, held in found.items()}
    return {path: held for path, held in kept.items() if held}


def _parse_lines(lines: Iterable[bytes]) -> Iterator[Entry]:
    """The entries of a log; a line that was cut off by a crash is passed over."""
    for line in lines:
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue
