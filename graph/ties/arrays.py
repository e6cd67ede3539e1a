"""The ties of a network as arrays: by number, and by the entities that they are at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from councilgraph.graph.ties.words import Words

Array = np.ndarray[tuple[int], np.dtype[Any]]
FORMAT = 2
NEVER = 99999999
"""The last day of what has no end that is known."""

COLUMNS = ("start", "end", "fact", "kind", "first", "last")
"""Of each tie: its ends and its fact by their places, its kind, and the days as numbers (20091031) between
which it may hold."""

AROUND = ("starts", "others", "ties")
"""Of entity `n`, from `starts[n]` to `starts[n + 1]`: the entities at the other ends, and the ties.

A tie from a thing to itself is there once."""


@dataclass(frozen=True, slots=True)
class Arrays:
    """Ties are numbered in the order of their fact, start, end, kind and name; entities by their addresses.

    `kinds` are pairs of a class and, where a thing that is drawn names another, a property.
    """

    entities: Words
    facts: Words
    kinds: tuple[tuple[str, str], ...]
    start: Array
    end: Array
    fact: Array
    kind: Array
    first: Array
    last: Array
    starts: Array
    others: Array
    ties: Array

    def around(self, entity: int) -> Array:
        """The numbers of the ties of an entity, in order."""
        found: Array = self.ties[self.starts[entity] : self.starts[entity + 1]]
        return found

    def tie(self, number: int) -> tuple[str, str, str, str, str]:
        """The fact, the start, the end, the kind and the name of a tie, as `links.Tie` has them."""
        start, end = (self.entities[int(column[number])] for column in (self.start, self.end))
        return self.facts[int(self.fact[number])], start, end, *self.kinds[self.kind[number]]

    def holding(self, first: int, last: int) -> Array:
        """Whether each tie may hold on some day between two, days as numbers."""
        found: Array = (self.first <= last) & (self.last >= first)
        return found


def open_arrays(folder: Path) -> Arrays | None:
    """The arrays in a folder; None where there are none that this version reads."""
    try:
        about = json.loads((folder / "about.json").read_text("utf-8"))
        if about["format"] != FORMAT:
            return None
        columns = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in (*COLUMNS, *AROUND)}
        kinds = tuple((kind, name) for kind, name in about["kinds"])
        return Arrays(Words(folder, "entities"), Words(folder, "facts"), kinds, **columns)
    except (OSError, ValueError, KeyError):
        return None


def around(start: Array, end: Array, entities: int) -> dict[str, Array]:
    """`AROUND` of ties between so many entities."""
    is_loop = start == end
    numbers = np.arange(len(start))
    at = np.concatenate([start, end[~is_loop]])
    others = np.concatenate([end, start[~is_loop]])
    ties = np.concatenate([numbers, numbers[~is_loop]])
    order = np.lexsort((ties, at))
    starts = np.zeros(entities + 1, np.int64)
    np.cumsum(np.bincount(at, minlength=entities), out=starts[1:])
    return {"starts": starts, "others": others[order].astype(np.int32), "ties": ties[order].astype(np.int32)}
