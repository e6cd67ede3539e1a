"""A network without directions, parallels and loops, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[tuple[int], np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Simple:
    """Of entity `n`, from `starts[n]` to `starts[n + 1]`, the entities that it is linked to, in order."""

    starts: Array
    others: Array

    def __len__(self) -> int:
        return len(self.starts) - 1

    def degrees(self) -> Array:
        """To how many others each entity is linked."""
        found: Array = np.diff(self.starts)
        return found

    def pairs(self) -> tuple[Array, Array]:
        """The links, each once: their lesser and their greater ends, in order."""
        origins = np.repeat(np.arange(len(self)), self.degrees())
        is_first = origins < self.others
        return origins[is_first], self.others[is_first]

    def onward(self, entities: Array) -> tuple[Array, Array]:
        """All links of some entities: where each begins (a place among these), and where it ends."""
        first = self.starts[entities]
        counts = self.starts[entities + 1] - first
        origins = np.repeat(np.arange(len(entities)), counts)
        places = np.arange(len(origins)) + np.repeat(first - (np.cumsum(counts) - counts), counts)
        return origins, self.others[places]


def simple(start: Array, end: Array, entities: int) -> Simple:
    """The network of ties between so many entities."""
    is_loop = start == end
    one, other = (side[~is_loop].astype(np.int64) for side in (start, end))
    both = np.unique(np.concatenate([one * entities + other, other * entities + one]))
    origins, others = np.divmod(both, max(entities, 1))
    starts = np.zeros(entities + 1, np.int64)
    np.cumsum(np.bincount(origins, minlength=entities), out=starts[1:])
    return Simple(starts, others)


def linked(start: Array, end: Array) -> tuple[Array, Simple]:
    """The entities that are linked to another, by their numbers in order, and the network of these."""
    is_loop = start == end
    known, places = np.unique(np.concatenate([start[~is_loop], end[~is_loop]]), return_inverse=True)
    half = len(places) // 2
    return known, simple(places[:half], places[half:], len(known))
