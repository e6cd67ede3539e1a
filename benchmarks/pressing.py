"""Clients that ask a server without a pause, and what they saw of it."""

from __future__ import annotations

import http.client
import os
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


def get(port: int, path: str, accept: str = "text/html", timeout_s: float = 90) -> tuple[int, int]:
    """The status and the size of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    try:
        connection.request("GET", path, headers={"Accept": accept})
        answer = connection.getresponse()
        return answer.status, len(answer.read())
    finally:
        connection.close()


@dataclass
class Tally:
    """What clients saw, by what they asked for."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int | str]] = field(default_factory=Counter)

    def note(self, kind: str, status: int | str, seconds: float) -> None:
        self.times[kind].append(seconds)
        self.statuses[kind, status] += 1

    def show(self) -> None:
        print(f"{'':14}{'requests':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'most ms':>9}  statuses")
        for kind, times in sorted(self.times.items()):
            ordered = sorted(times)
            at = [ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99, 1)]
            cells = "".join(f"{1000 * each:9.0f}" for each in at)
            statuses = ", ".join(
                f"{s} × {n}" for (k, s), n in sorted(self.statuses.items(), key=str) if k == kind
            )
            print(f"{kind:14}{len(times):9}{cells}  {statuses}")


def press(port: int, paths: dict[str, list[str]], clients: int, seconds: float) -> Tally:
    """Clients that ask without a pause; one in fifty requests is a query without end."""
    tally, lock, until = Tally(), threading.Lock(), time.monotonic() + seconds

    def client(number: int) -> None:
        chance = random.Random(number)
        while time.monotonic() < until:
            kind = chance.choices(list(paths), [50 if name != "slow query" else 2 for name in paths])[0]
            begun = time.perf_counter()
            try:
                accept = "*/*" if "query" in kind else "text/html"
                status: int | str = get(port, chance.choice(paths[kind]), accept)[0]
            except OSError as error:
                status = type(error).__name__
            with lock:
                tally.note(kind, status, time.perf_counter() - begun)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def tree_mb(pid: int) -> float:
    """The memory of a process and of all that it started."""
    parents: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int((entry / "stat").read_text().rpartition(")")[2].split()[1])].append(
                    int(entry.name)
                )
            except (OSError, ValueError):
                continue
    waiting, total = [pid], 0
    while waiting:
        each = waiting.pop()
        waiting += parents[each]
        try:
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total / 1e6


@contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """Megabytes of a process tree, twice a second."""
    found: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            found.append(tree_mb(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    yield found
    done.set()
    thread.join()
