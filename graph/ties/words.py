"""Many sorted texts in two arrays, of which only those in use are read from the disk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np


class Words(Sequence[str]):
    """Sorted texts, each once, by their place."""

    def __init__(self, folder: Path, name: str) -> None:
        self._text = np.memmap(folder / f"{name}.text", np.uint8, mode="r")
        self._ends = np.load(folder / f"{name}.ends.npy", mmap_mode="r")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self._bytes(place).decode()

    def find(self, text: str) -> int | None:
        """The place of a text, None if it is not there."""
        wanted = text.encode()
        place = bisect_left(range(len(self)), wanted, key=self._bytes)
        return place if place < len(self) and self._bytes(place) == wanted else None

    def _bytes(self, place: int) -> bytes:
        first = int(self._ends[place - 1]) if place else 0
        return bytes(self._text[first : int(self._ends[place])].tobytes())


def write_words(folder: Path, name: str, portions: Iterable[Sequence[str]]) -> None:
    """Write texts that are sorted, for `Words` to read. One portion of them is in memory at a time."""
    lengths = [np.empty(0, np.int64)]
    with (folder / f"{name}.text").open("wb") as file:
        for texts in portions:
            encoded = [text.encode() for text in texts]
            file.write(b"".join(encoded))
            lengths.append(np.array([len(each) for each in encoded], np.int64))
    np.save(folder / f"{name}.ends.npy", np.cumsum(np.concatenate(lengths)))
