"""Seconds, ratios and memory, taken so that they mean something on a machine that does other things too."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of the processors, and the peak memory of the largest process."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def cost_of(command: Sequence[str]) -> Cost:
    """What a command takes, its own processes included. Raises CalledProcessError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    output = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.stderr.write(output.decode(errors="replace"))
        raise subprocess.CalledProcessError(process.returncode, command)
    peak_mb = used.ru_maxrss / 1024
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, peak_mb)


def best_of(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The least processor seconds of each action; they take turns, so that a busy minute hits all."""
    best = [float("inf")] * len(actions)
    for _ in range(rounds):
        for place, action in enumerate(actions):
            began = _processor_s()
            action()
            best[place] = min(best[place], _processor_s() - began)
    return best


def row(*cells: object) -> str:
    """A line of a table: the first cell to the left, numbers to the right."""
    first, *rest = (f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return f"{first:40}" + "".join(f"{cell:>12}" for cell in rest)


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
