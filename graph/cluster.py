"""Documents read on other machines: the workers of a Dask cluster, each of which keeps processes of ours.

Short documents go together, since a task costs as much as reading one: names, bytes and how to read them.
Each is read there as here, by a `Worker` within its limits (`elsewhere`), and comes back as plain bytes. What
a lost machine had Dask gives to another one; what breaks several is sent again document by document.
"""

from __future__ import annotations

import functools
import json
import logging
import pickle
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from councilgraph.graph.elsewhere import mark, read_elsewhere, what_is_installed
from councilgraph.graph.errors import ClusterError, DocumentError, UsageError
from councilgraph.graph.installed import differences
from councilgraph.graph.model import Problem
from councilgraph.graph.readers import read_content
from councilgraph.graph.reading import LEAVE_OUT, Reading
from councilgraph.graph.workers import BROKE_DOWN, UNDER_WAY, Limits, Read

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[^\s/:@\[\]]+|\[[0-9a-fA-F:.%]+\]):[0-9]{1,5}")
_EXAMPLE = "the address of a Dask scheduler is like tcp://HOST:8786, or tls://HOST:8786"
_NOT_INSTALLED = "in the folder of the program: pip install '.[dask]'"
_SAME = "install the same on all machines of the cluster as here, and start its workers anew"
_AGAIN = "what was read by then is in the store; run the same command again for the rest"

_CONNECT_S = 10
_LOOK_S, _RARELY_S = 5.0, 300.0
"""After how long somebody who waits looks whether there is still a cluster, first and at the most."""

_ALONE_S = 60
"""How long a cluster may be without any worker: some may be about to start."""

_TOGETHER, _TOGETHER_BYTES = 8, 100_000
"""A parcel goes when it has so many documents or bytes."""

_FOR_EACH_THREAD = 3
"""How many parcels are under way for each thread of the cluster."""

_MAX_BYTES = 200_000_000
"""Of all documents under way; a single one may have as many."""


@dataclass(eq=False, slots=True)
class _Parcel:
    """Documents that go together. Where one broke down alone, there is None among the answers."""

    how: bytes
    documents: list[tuple[str, bytes]] = field(default_factory=list)
    size: int = 0
    future: Any = None
    answers: list[bytes | None] | None = None

    @property
    def is_full(self) -> bool:
        return len(self.documents) >= _TOGETHER or self.size >= _TOGETHER_BYTES

    def add(self, name: str, content: bytes) -> int:
        """Put a document in; its place."""
        self.documents.append((name, content))
        self.size += len(content)
        return len(self.documents) - 1

    def alone(self) -> list[_Parcel]:
        """Each of the documents in a parcel of its own."""
        return [_Parcel(self.how, [document], len(document[1])) for document in self.documents]

    def answer(self, answers: list[bytes | None]) -> None:
        """Keep the answers; the cluster may forget them, and what was sent is no longer needed."""
        self.answers, self.documents, self.future, self.size = answers, [], None, 0


@dataclass(frozen=True, slots=True)
class _Sent:
    """A document that is under way; `result` is that of a future."""

    result: Callable[[], Reading]


class Cluster:
    """The workers of a Dask cluster. `submit` is that of the executors of concurrent.futures."""

    def __init__(self, address: str, limits: Limits) -> None:
        """Connect, and see that all is there. Raises UsageError, with a hint, where it is not."""
        self._address, self._limits = checked_address(address), limits
        self._here = what_is_installed()
        self._open = ExitStack()
        self._client = self._open.enter_context(_connected(address))
        try:
            self._check_workers()
            threads = sum(self._client.nthreads().values())
        except BaseException:
            self.close()
            raise
        self._packing: _Parcel | None = None
        self._parcels: deque[_Parcel] = deque()
        self.under_way = max(UNDER_WAY, _FOR_EACH_THREAD * _TOGETHER * threads)

    def submit(self, read_one: Read, path: Path) -> _Sent:
        """What `read_one` makes of a file, in time. Waits where the bytes under way are too many."""
        try:
            content = read_content(path)
        except DocumentError:
            return _Sent(functools.partial(read_one, path))
        self._make_room(len(content))
        how = pickle.dumps((self._limits, read_one))
        if self._packing and self._packing.how != how:
            self._send_off()
        parcel = self._packing = self._packing or _Parcel(how)
        place = parcel.add(path.name, content)
        if parcel.is_full:
            self._send_off()
        return _Sent(functools.partial(self._received, parcel, place, path))

    def close(self) -> None:
        """Hang up. What was not read by then is not read."""
        self._open.close()

    def _make_room(self, size: int) -> None:
        while self._parcels and self._parcels[0].answers:
            self._parcels.popleft()
        while self._parcels and sum(parcel.size for parcel in self._parcels) + size > _MAX_BYTES:
            self._take(self._parcels.popleft())

    def _send_off(self) -> None:
        """Send what was packed, if there is any."""
        parcel, self._packing = self._packing, None
        if parcel:
            self._send(parcel)
            self._parcels.append(parcel)

    def _send(self, parcel: _Parcel) -> None:
        arguments = mark(self._here), parcel.how, parcel.documents
        parcel.future = self._client.submit(read_elsewhere, *arguments, pure=False)

    def _received(self, parcel: _Parcel, place: int, path: Path) -> Reading:
        """The reading of a document in a parcel. Raises ClusterError where the cluster is lost."""
        if parcel is self._packing:
            self._send_off()
        packed = self._take(parcel)[place]
        if packed is None:
            problem = Problem(path.name, "", f"{BROKE_DOWN} on the cluster", LEAVE_OUT)
            return Reading(path, problems=(problem,))
        try:
            return Reading.from_bytes(path, packed)
        except ValueError as error:
            raise self._lost(f"answers something else than was asked: {error}") from error

    def _take(self, parcel: _Parcel) -> list[bytes | None]:
        """The answers to a parcel, once they are there. One that breaks its worker is sent in parts."""
        if parcel.answers is None:
            answers = self._answers(parcel)
            if answers is None and len(parcel.documents) > 1:
                parts = parcel.alone()
                for part in parts:
                    self._send(part)
                answers = [self._take(part)[0] for part in parts]
            parcel.answer(answers or [None])
        return parcel.answers or []

    def _answers(self, parcel: _Parcel) -> list[bytes | None] | None:
        """What came of a parcel; None where that broke down."""
        try:
            answers: list[bytes | None] | str = self._result(parcel.future)
        except CancelledError as error:
            raise self._lost("knows no more of what it was sent") from error
        except ClusterError:
            raise
        except ImportError as error:
            raise ClusterError(self._what_differs("a worker", error), hint=_SAME) from error
        except Exception as error:  # whatever went wrong there, or on the way
            if parcel.future.status != "error":
                raise self._lost("does not answer any more") from error
            return None
        if isinstance(answers, str):
            raise ClusterError(self._what_differs("a worker", answers), hint=_SAME)
        return answers

    def _result(self, future: Any) -> Any:  # noqa: ANN401
        """What came of a task, in time. Raises ClusterError where nothing can come any more."""
        patience_s = _LOOK_S
        alone_since: float | None = None
        while True:
            try:
                return future.result(timeout=patience_s)
            except TimeoutError:
                if future.status == "error":  # then it is one of the task's own
                    raise
            # What takes long to fetch is begun anew with each look: so these become rarer.
            patience_s = min(2 * patience_s, _RARELY_S)
            if self._client.nthreads():
                alone_since = None
            elif alone_since is None:
                alone_since = time.monotonic()
            elif time.monotonic() - alone_since > _ALONE_S:
                raise self._lost("has no workers any more")

    def _check_workers(self) -> None:
        """See that there are workers, and that all machines have what we have."""
        try:
            self._client.wait_for_workers(1, timeout=_ALONE_S)
        except TimeoutError as error:
            hint = f"start some: dask worker {self._address}"
            raise UsageError(f"the cluster at {self._address} has no workers", hint=hint) from error
        for machine, there in self._machines():
            if there != self._here:
                raise UsageError(self._what_differs(machine, there), hint=_SAME)

    def _machines(self) -> Iterator[tuple[str, object]]:
        """What is installed on each machine, or why nobody knows. The scheduler opens tasks, too."""
        try:
            yield "the scheduler", self._client.run_on_scheduler(what_is_installed)
        except Exception as error:  # whatever is wrong there
            yield "the scheduler", error
        for worker, there in sorted(self._client.run(what_is_installed, on_error="return").items()):
            yield f"the worker {worker}", there

    def _what_differs(self, machine: str, there: object) -> str:
        """Why a machine would read differently, or can't read."""
        where = f"{machine} of the cluster at {self._address}"
        if isinstance(there, str):
            found = differences(json.loads(there), json.loads(self._here))
            return f"{where} reads differently: {'; '.join(found)}"
        return f"{where} can't do it: {there}"

    def _lost(self, why: str) -> ClusterError:
        return ClusterError(f"the cluster at {self._address} {why}", hint=_AGAIN)


def parse_workers(text: str) -> int | str:
    """How many processes, or the address of a cluster. Raises UsageError for anything else."""
    if "://" in text:
        return checked_address(text)
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise UsageError(f"{text!r} is neither a number of workers (from 1) nor an address", hint=_EXAMPLE)


def checked_address(text: str) -> str:
    """The address. Raises UsageError where it can't be that of a scheduler."""
    if not _ADDRESS.fullmatch(text):
        raise UsageError(f"{text}: not the address of a Dask scheduler", hint=_EXAMPLE)
    return text


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at `address`. Raises UsageError where there is none, or no library."""
    try:
        import dask
        import distributed
    except ImportError as error:
        message = f"a cluster needs a library that is not installed ({error.name})"
        raise UsageError(message, hint=_NOT_INSTALLED) from error
    # A large document is no mistake, as Dask would think.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}), _quiet():
        make: Any = distributed.Client
        try:
            client = make(address, timeout=_CONNECT_S, set_as_default=False)
        except Exception as error:  # of many kinds, also from settings of Dask's own that do not fit
            hint = "see that the scheduler runs and can be reached from here"
            raise UsageError(f"{address}: no scheduler answers there ({error})", hint=hint) from error
        try:
            yield client
        finally:
            client.close(timeout=_CONNECT_S)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's client from writing down, with all its calls, what is an error of ours then."""
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)
