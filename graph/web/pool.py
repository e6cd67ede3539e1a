"""Processes that answer requests, one at a time each, and are killed when a request takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from types import TracebackType
from typing import Any, Self

from councilgraph.graph.errors import CouncilgraphError
from councilgraph.graph.web.asked import Answer
from councilgraph.graph.web.mistakes import Job
from councilgraph.graph.web.settings import Limits
from councilgraph.graph.web.work import OpenStore, work

_START_S = 60
_LOOK_S = 0.2
_GRACE_S = 1.0
"""So long a request goes on after whoever asked has gone: most are done by then."""


class BusyError(CouncilgraphError):
    """All processes are at work (503)."""


class TimeLimitError(CouncilgraphError):
    """A request was stopped at its time limit (504)."""


class MemoryLimitError(CouncilgraphError):
    """A process ended in the middle of a request, most likely at its memory limit (503)."""


def _context() -> ForkServerContext | SpawnContext:
    """How processes are made: from a clean one that has the modules loaded, where a system has that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["councilgraph.graph.web.work"])
    return context


class Worker:
    """One process. Its methods block; `kill` may be called from another thread.

    `is_wanted` tells whether somebody waits for it.
    """

    def __init__(self, open_store: OpenStore, limits: Limits, is_wanted: Callable[[], bool]) -> None:
        self._is_wanted = is_wanted
        self._open_store = open_store
        self._limits = limits
        self._context = _context()
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None

    def start(self) -> None:
        """Start the process, so that the first job need not wait for that."""
        with self._lock:
            if self._connection is None:
                self._start()

    def ask(self, job: Job, timeout_s: float) -> Answer:
        """The answer to a job. Raises TimeLimitError or MemoryLimitError; the process is another one then."""
        with self._lock:
            return self._ask(self._connection or self._start(), job, timeout_s)

    def _ask(self, connection: Connection, job: Job, timeout_s: float) -> Answer:
        begun = time.monotonic()
        try:
            connection.send((job, timeout_s))
            answer: Answer | None = connection.recv() if self._wait(connection, timeout_s) else None
        except (EOFError, OSError) as error:
            self.stop()
            raise MemoryLimitError(
                "stopped: it took more memory than is allowed", hint="ask for less, or narrow the question"
            ) from error
        if answer is None:
            seconds = round(time.monotonic() - begun, 1)
            self.stop()
            why = ": others were waiting" if seconds < timeout_s else ""
            raise TimeLimitError(
                f"stopped after {seconds:g} seconds{why}", hint="ask for less, or narrow the question"
            )
        return answer

    def _wait(self, connection: Connection, timeout_s: float) -> bool:
        """Whether the answer has come, at the time limit or, if others wait, at an earlier one."""
        now = time.monotonic()
        last, busy = now + timeout_s, now + self._limits.busy_s
        while not connection.poll(max(0, min(_LOOK_S, last - now))):
            now = time.monotonic()
            if now >= last or (now >= busy and self._is_wanted()):
                return False
        return True

    def kill(self) -> None:
        """End the process at once, whatever it does. Whoever waits for its answer gets MemoryLimitError."""
        process = self._process
        # Closed by `stop` in the thread that waits, just now: then it has ended already.
        with contextlib.suppress(ValueError):
            if process is not None:
                process.kill()

    def stop(self) -> None:
        """End the process and forget it."""
        if self._process is not None and self._connection is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._connection.close()
        self._process = self._connection = None

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=work, args=(theirs, self._open_store, self._limits), daemon=True, name="councilgraph-web"
        )
        process.start()
        theirs.close()
        try:
            is_ready = ours.poll(_START_S) and ours.recv()
        except (EOFError, OSError):
            is_ready = False
        if not is_ready:
            process.kill()
            raise MemoryLimitError("a process for the request did not start", hint="try again")
        self._connection, self._process = ours, process
        return ours


class Pool:
    """Some processes, and the requests that wait for them."""

    def __init__(self, open_store: OpenStore, size: int, limits: Limits) -> None:
        self._wait_s = limits.wait_s
        self._waiting = 0
        self._idle = [Worker(open_store, limits, lambda: self._waiting > 0) for _ in range(size)]
        self._all = tuple(self._idle)
        self._free = asyncio.Semaphore(size)
        self._threads = ThreadPoolExecutor(max(1, size), thread_name_prefix="councilgraph-web")

    async def __aenter__(self) -> Self:
        for worker in self._all:
            self._threads.submit(worker.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()
        for worker in self._all:
            worker.stop()

    @property
    def is_idle(self) -> bool:
        """Whether all processes are free, and nobody waits for one."""
        return len(self._idle) == len(self._all) and not self._waiting

    async def ask(self, job: Job, timeout_s: float, gone: Callable[[], Awaitable[object]]) -> Answer:
        """The answer to a job; `gone` returns once whoever asked has gone, and the job is given up then.

        Raises BusyError, TimeLimitError or MemoryLimitError.
        """
        await self._turn()
        worker = self._idle.pop()
        try:
            return await self._watched(worker, job, timeout_s, gone)
        finally:
            self._idle.append(worker)
            self._free.release()

    async def _turn(self) -> None:
        """Wait for a free process."""
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_s):
                await self._free.acquire()
        except TimeoutError:
            raise BusyError("too many others are asking just now", hint="try again in some seconds") from None
        finally:
            self._waiting -= 1

    async def _watched(
        self, worker: Worker, job: Job, timeout_s: float, gone: Callable[[], Awaitable[object]]
    ) -> Answer:
        loop = asyncio.get_running_loop()
        answering = loop.run_in_executor(self._threads, worker.ask, job, timeout_s)
        leaving = asyncio.ensure_future(gone())
        waiting: set[asyncio.Future[Any]] = {answering, leaving}
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                await asyncio.wait({answering}, timeout=_GRACE_S)
            if not answering.done():
                worker.kill()
            return await answering
        finally:
            leaving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await leaving
