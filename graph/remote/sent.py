"""What was sent to a service from a store: a line a graph, in a file beside the store, only ever added to.

It spares sending again what is there already. Where it is lost or says too little, more is sent than needed,
and the service ends up the same.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


class Sent:
    """The digests of the graphs that one service was sent; in memory for a store in memory."""

    def __init__(self, store: Path | None, address: str) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:16]
        self._path = store / "sent" / f"{name}.jsonl" if store else None
        self._known: dict[str, str] = {}
        if self._path and self._path.exists():
            for line in self._path.read_bytes().splitlines():
                self._learn(line)

    def __contains__(self, graph: str) -> bool:
        return graph in self._known

    def digest(self, graph: str) -> str | None:
        """The digest of what was sent last of a graph; empty where sending it did not come to an end."""
        return self._known.get(graph)

    def begin(self, graph: str) -> None:
        """Note that a graph is sent from now on; what was noted of it is void, also after a power cut."""
        self._note(graph, "", is_sure=True)

    def finish(self, graph: str, digest: str) -> None:
        """Note that a graph was sent. If a power cut takes that back, it is sent again."""
        self._note(graph, digest, is_sure=False)

    def _note(self, graph: str, digest: str, *, is_sure: bool) -> None:
        self._known[graph] = digest
        if self._path is None:
            return
        self._path.parent.mkdir(exist_ok=True)
        with self._path.open("ab") as stream:
            stream.write(b"\n" + json.dumps([graph, digest]).encode())
            if is_sure:
                stream.flush()
                os.fsync(stream.fileno())

    def _learn(self, line: bytes) -> None:
        """Learn a line; one that was cut off tells nothing."""
        try:
            graph, digest = json.loads(line)
        except ValueError:
            return
        if isinstance(graph, str) and isinstance(digest, str):
            self._known[graph] = digest
