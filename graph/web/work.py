"""What runs in a process of its own: one request after the other, over the newest revision of the store.

The process can be killed at any time: it only reads. What one request may take is limited in memory here
and in time by whoever waits; an alarm stops a request even if nobody waits any more.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from councilgraph.graph.drawing import drawing
from councilgraph.graph.errors import CouncilgraphError, StoreError
from councilgraph.graph.store import Store, current_revision
from councilgraph.graph.web.asked import Answer
from councilgraph.graph.web.calls import Call
from councilgraph.graph.web.calls import answer as answer_call
from councilgraph.graph.web.mistakes import Job, answer_bug, answer_error
from councilgraph.graph.web.queries import Query
from councilgraph.graph.web.queries import answer as answer_query
from councilgraph.graph.web.render import environment, render
from councilgraph.graph.web.results import Most
from councilgraph.graph.web.rulings import Ruling, carry_out
from councilgraph.graph.web.settings import Limits
from councilgraph.graph.web.view import Opened
from councilgraph.graph.web.views import VIEWS

OpenStore = Callable[[], Store]

_ALARM_MARGIN_S = 5


class Desk:
    """Answers requests, each over the revision that is the newest when it comes."""

    def __init__(self, open_store: OpenStore, limits: Limits) -> None:
        self._open_store = open_store
        self._most = Most(limits.query_rows, limits.query_bytes)
        self._store: Store | None = None
        self._revision: int | None = None
        self._memo: dict[str, Any] = {}

    def prepare(self) -> None:
        """Open the store and read what every page needs, so that the first request is as quick as others.

        What cannot be done now is tried again, and told, at the first request.
        """
        with contextlib.suppress(CouncilgraphError):
            self._newest()
        drawing()
        environment().get_template("thing.html")

    def answer(self, job: Job) -> Answer:
        """The answer to a request; what is wrong with it is an answer too. Raises MemoryError."""
        try:
            if isinstance(job, Ruling):
                return self._carry_out(job)
            if isinstance(job, Query):
                return answer_query(self._newest(), job, self._most)
            if isinstance(job, Call):
                return answer_call(Opened(self._newest(), self._memo), job)
            return render(VIEWS[job.view](Opened(self._newest(), self._memo), job), job)
        except CouncilgraphError as error:
            return answer_error(error, job)
        except MemoryError:
            raise
        except Exception:
            return answer_bug(job, traceback.format_exc())

    def _carry_out(self, ruling: Ruling) -> Answer:
        path = self._newest().path
        if path is None:
            raise StoreError("a store in memory cannot be reviewed", hint="use --store")
        return carry_out(path, ruling)

    def _newest(self) -> Store:
        """The store; opened anew where a build has published since."""
        path = self._store.path if self._store else None
        if self._store is None or (path and current_revision(path) != self._revision):
            self._reopen(path)
        if self._store is None:
            raise RuntimeError("the store is not open")
        return self._store

    def _reopen(self, path: Path | None) -> None:
        """Open the newest revision. Which one that is, is only known where the path was before."""
        if self._store is not None:
            self._store.close()
            self._store = None
        self._revision = current_revision(path) if path else None
        self._store = self._open_store()
        self._memo = {}


def work(connection: Connection, open_store: OpenStore, limits: Limits) -> None:
    """Answer what comes through `connection`, a pair of a job and its seconds, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk = Desk(open_store, limits)
    desk.prepare()
    _limit_memory(limits.memory_mb)
    # What the engine says when it runs out of memory is no news to anybody: the answer tells.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    connection.send("ready")
    while True:
        try:
            job, timeout_s = connection.recv()
        except (EOFError, OSError):
            return
        signal.alarm(int(timeout_s) + _ALARM_MARGIN_S)
        answer = desk.answer(job)
        signal.alarm(0)
        connection.send(answer)


def _limit_memory(megabytes: int) -> None:
    """Let this process take so much on top of what it has now; 0 for no limit.

    Where a system has no such limits, there is none.
    """
    if not megabytes:
        return
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (OSError, ValueError):
        return
