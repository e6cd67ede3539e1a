"""Processes that read documents, each within a limit of time and memory, and that can be stopped.

A worker is told what to do on its standard input and answers on its standard output, so it ends when
whoever started it does, however that ended. The time limit is kept by a clock of the worker's own, which
goes on where the interpreter does not; the memory limit by the system, where that has such limits.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from councilgraph.graph.model import Problem
from councilgraph.graph.reading import LEAVE_OUT, Reading

Read = Callable[[Path], Reading]

UNDER_WAY = 64
"""How many documents are handed out to processes at a time."""

BROKE_DOWN = "the process that read it broke down"

_TOO_LATE = 1
"""With what a worker ends whose clock ran out: faulthandler's choice."""

_BROKEN = 3

_A_WEEK_S, _NO_LIMIT_MB = 7 * 24 * 3600, 10**9


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a document may take, and how much memory a worker may have."""

    seconds: float = 120
    megabytes: int = 4000


class Worker:
    """A process that reads documents one after another; it is started anew after one that was its end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, read_one: Read, path: Path) -> Reading:
        """What the document in a file says; one that goes beyond a limit is a problem."""
        process = self._process = self._process or _started(self._limits)
        try:
            _tell(process, (read_one, path))
            return cast(Reading, pickle.load(cast(BinaryIO, process.stdout)))  # noqa: S301 - our own
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self.stop()
            return Reading(path, problems=(self._problem(path, process.wait()),))

    def stop(self) -> None:
        """End the process, in the middle of a document if there is one."""
        process, self._process = self._process, None
        if process:
            _end(process)

    def _problem(self, path: Path, code: int) -> Problem:
        what = BROKE_DOWN
        if code == _TOO_LATE:
            what = f"reading it took longer than {self._limits.seconds:g} seconds"
        return Problem(path.name, "", what, LEAVE_OUT)


class Workers:
    """Some workers at once. `submit` is that of the executors of concurrent.futures."""

    under_way = UNDER_WAY

    def __init__(self, count: int, limits: Limits) -> None:
        self._workers = [Worker(limits) for _ in range(count)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count)

    def submit(self, read_one: Read, path: Path) -> Future[Reading]:
        """What `read_one` makes of a file, in time."""
        return self._threads.submit(self._read, read_one, path)

    def close(self) -> None:
        """End all of them at once; what was not read by then is not read."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._stop()
        self._threads.shutdown()
        self._stop()  # a thread may have started another meanwhile

    def _read(self, read_one: Read, path: Path) -> Reading:
        worker = self._idle.get()
        try:
            return worker.read(read_one, path)
        finally:
            self._idle.put(worker)

    def _stop(self) -> None:
        for worker in self._workers:
            worker.stop()


def do_apart(do: Callable[[Path], None], path: Path) -> bool:
    """Do something in a process of its own, so that its memory is given back; whether that came to an end."""
    process = _started(Limits(_A_WEEK_S, _NO_LIMIT_MB))
    try:
        _tell(process, (do, path))
        pickle.load(cast(BinaryIO, process.stdout))  # noqa: S301 - our own
    except (EOFError, OSError):
        return False
    finally:
        _end(process)
    return True


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    # Nothing is looked for in the current folder: it may hold anybody's files.
    command = [sys.executable, "-P", "-m", "councilgraph.graph.workers"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    _tell(process, (sys.path, limits.seconds, limits.megabytes))
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        cast(BinaryIO, pipe).close()


def _tell(process: subprocess.Popen[bytes], what: object) -> None:
    pipe = cast(BinaryIO, process.stdin)
    pickle.dump(what, pipe)
    pipe.flush()


def _serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Read what is asked for until nothing more is."""
    sys.path[:], seconds, megabytes = pickle.load(asked)  # noqa: S301 - from the process that started this
    _limit_memory(megabytes)
    with open(os.devnull, "w") as nowhere:
        while True:
            try:
                read_one, path = pickle.load(asked)  # noqa: S301
            except EOFError:
                return
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            reading = read_one(path)
            faulthandler.cancel_dump_traceback_later()
            pickle.dump(reading, answers)
            answers.flush()


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "win32":
        import resource

        _, highest = resource.getrlimit(resource.RLIMIT_AS)
        wanted = megabytes * 1_000_000
        if highest == resource.RLIM_INFINITY or wanted < highest:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, highest))


def _main() -> None:
    # An interrupt is for the one who started this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # whatever a library prints
        try:
            _serve(sys.stdin.buffer, answers)
        except BaseException:
            os._exit(_BROKEN)


if __name__ == "__main__":
    _main()
