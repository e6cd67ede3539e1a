"""Tables of a mapping file, checked as they are read: every error says where and what to try."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from councilgraph.graph.errors import UsageError
from councilgraph.graph.registers.places import Place

HINT = "the form of a mapping is in docs/registers.md"


def nearest(word: str, choices: Iterable[str]) -> str:
    """A hint that names the choice most like `word`, or all of them."""
    choices = sorted(choices)
    close = difflib.get_close_matches(word, choices, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known here: {', '.join(choices)}"


class Table:
    """A TOML table with the place where it stands in its file."""

    def __init__(self, entry: object, place: Place, known: Iterable[str] | None = None) -> None:
        """Raises UsageError for what is no table, or has a key that is not in `known` (None: any)."""
        self.place = place
        if not isinstance(entry, dict):
            raise UsageError(f"{place}: a table is needed", hint=HINT)
        self.entries: dict[str, object] = entry
        if known is not None:
            self.check(known)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def check(self, known: Iterable[str]) -> None:
        """Raise UsageError for a key that is not in `known`."""
        known = tuple(known)
        for key in self.entries:
            if key not in known:
                raise self.error("unknown key", nearest(key, known), key=key)

    def table(self, key: str, known: Iterable[str] | None = None) -> Table:
        """The table under `key`."""
        return Table(self.entries.get(key), self.place.under(key), known)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables under `key`, numbered from 1; one alone counts as a list of one."""
        found = self.entries.get(key, [])
        items = found if isinstance(found, list) else [found]
        return tuple(Table(item, self.place.under(key, number)) for number, item in enumerate(items, 1))

    def text(self, key: str) -> str:
        """The text under `key`."""
        return self._text(self.entries.get(key), key)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`, empty where there is none."""
        items = self.entries.get(key, [])
        if not isinstance(items, list):
            raise self.error(f"{key} must be a list", HINT)
        return tuple(self._text(item, key) for item in items)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Keys and texts of the table under `key`, empty where there is none."""
        if key not in self:
            return ()
        inner = self.table(key)
        return tuple((word, inner.text(word)) for word in inner.entries)

    def error(self, what: str, hint: str, *, key: str = "") -> UsageError:
        """An error about this table, or about a key of it."""
        return UsageError(f"{self.place.under(key) if key else self.place}: {what}", hint=hint)

    def _text(self, entry: object, key: str) -> str:
        if not isinstance(entry, str):
            raise self.error(f"{key} must be a text", HINT)
        return entry
