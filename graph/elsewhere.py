"""What runs on the machines of a cluster: documents' bytes in, the bytes of their readings out."""

from __future__ import annotations

import functools
import hashlib
import json
import pickle
import threading
from collections.abc import Sequence
from pathlib import Path

from councilgraph.graph.installed import installed
from councilgraph.graph.reading import Reading
from councilgraph.graph.workers import Limits, Read, Worker

_IDLE_S = 60


def read_elsewhere(expected: str, how: bytes, documents: Sequence[tuple[str, bytes]]) -> list[bytes] | str:
    """The readings of documents, each a name and its bytes; or, where something else is installed here, what.

    `expected` is the mark of what must be installed, `how` are limits and what reads, pickled.
    """
    found = what_is_installed()
    if mark(found) != expected:
        return found
    limits, read_one = pickle.loads(how)  # noqa: S301 - a cluster runs what its clients send anyway
    reader = _reader(limits)
    return [
        reader.read(functools.partial(read_one, content=content), Path(name)).to_bytes()
        for name, content in documents
    ]


def what_is_installed() -> str:
    """What decides how a document is read on this machine, as JSON; equal texts are equal machines."""
    return json.dumps(dict(installed()), sort_keys=True)


def mark(what: str) -> str:
    """A hash that stands for what is installed."""
    return hashlib.sha256(what.encode("utf-8")).hexdigest()


class _Reader:
    """The process in which one thread has documents read. It stays for the next, and ends when none comes."""

    def __init__(self, limits: Limits) -> None:
        self._worker = Worker(limits)
        self._lock = threading.Lock()
        self._clock = threading.Timer(_IDLE_S, self._rest)

    def read(self, read_one: Read, path: Path) -> Reading:
        self._clock.cancel()
        with self._lock:
            reading = self._worker.read(read_one, path)
        self._clock = threading.Timer(_IDLE_S, self._rest)
        self._clock.daemon = True
        self._clock.start()
        return reading

    def _rest(self) -> None:
        with self._lock:
            self._worker.stop()


class _Readers(threading.local):
    """The readers of one thread, by their limits."""

    def __init__(self) -> None:
        self.by_limits: dict[Limits, _Reader] = {}


_READERS = _Readers()


def _reader(limits: Limits) -> _Reader:
    return _READERS.by_limits.setdefault(limits, _Reader(limits))
