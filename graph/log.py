"""The store's own log: which file was read when. It is kept beside the graph, never in it.

One JSON object a line, only ever added to: `{"at", "action", "path", "sha256", "problems"}`. It tells a
build which document a changed file replaces; the graph alone tells what is in the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

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
        if self._path and self._path.exists():
            self._entries = list(_parse_lines(self._path.read_text("utf-8")))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def append(self, entries: Iterable[Entry]) -> None:
        """Add lines at the end."""
        fresh = list(entries)
        self._entries += fresh
        if self._path:
            with self._path.open("a", encoding="utf-8") as stream:
                stream.writelines(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in fresh)

    def documents_by_path(self) -> dict[str, str]:
        """The hash of the document that each path held when it was last read."""
        found: dict[str, str] = {}
        for entry in self._entries:
            if entry.action == "read":
                found[entry.path] = entry.sha256
            else:
                found = {path: sha256 for path, sha256 in found.items() if sha256 != entry.sha256}
        return found


def _parse_lines(text: str) -> Iterator[Entry]:
    """The entries of a log; a last line that was cut off by a crash is passed over."""
    for line in text.splitlines():
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue
