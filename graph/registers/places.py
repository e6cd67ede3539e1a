"""Where something stands in a mapping's file, for whoever has to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A table or a key of the mapping `name`: the keys that lead there, and numbers from 1 within lists."""

    name: str
    text: str
    path: tuple[str | int, ...] = ()

    def under(self, *keys: str | int) -> Place:
        """The place that further keys lead to."""
        return Place(self.name, self.text, (*self.path, *keys))

    def __str__(self) -> str:
        """The place in words, with its line where that can be told."""
        line, path = self._line(), " ".join(map(str, self.path))
        return f"mapping {self.name}{f', line {line}' if line else ''}{f', {path}' if path else ''}"

    def _line(self) -> int | None:
        """The line of the innermost table or key on the way that has one of its own."""
        found, keys = None, [key for key in self.path if isinstance(key, str)]
        count = next((key for key in self.path if isinstance(key, int)), 1)
        is_inside = False
        for number, line in enumerate(self.text.splitlines(), 1):
            header = _HEADER.match(line)
            if header:
                is_mine = keys[:1] == [header[2]]
                count -= is_mine
                is_inside = is_mine and count == 0
                found = number if is_inside else found
            elif is_inside and len(keys) > 1 and re.match(rf"\s*{re.escape(keys[1])}\s*=", line):
                return number
        return found
