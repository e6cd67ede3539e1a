"""What a page is made of before it is written in some syntax, and what a page function gets to make it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from councilgraph.graph.errors import UsageError
from councilgraph.graph.links import Links
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store
from councilgraph.graph.web.asked import Asked


class MissingError(UsageError):
    """What was asked for is not in the store (404)."""


Plain = dict[str, Any]
"""Text, numbers, lists and dictionaries only: what a template is given and JSON shows are the same."""


class Opened:
    """A store as one request sees it. `memo` outlives the request, as long as the store's revision does."""

    def __init__(self, store: Store, memo: dict[str, Any] | None = None) -> None:
        self.store = store
        self.links = Links(store)
        self.memo = memo if memo is not None else {}


@dataclass(frozen=True, slots=True)
class View:
    """A page: its content for the template and for JSON, its rows for CSV, its quads for RDF.

    `rows` or `quads` are None where a page has none. `raw` is a page that is whole already.
    """

    template: str
    title: str
    content: Plain = field(default_factory=dict)
    rows: Rows | None = None
    quads: Iterable[ox.Quad] | None = None
    status: int = 200
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list of `total` things: `per` of them, from `first` (counted from 0)."""

    total: int
    page: int
    per: int

    @property
    def first(self) -> int:
        """The place of the part's first thing."""
        return (self.page - 1) * self.per

    def of(self, whole: Sequence[Any]) -> Sequence[Any]:
        """The part of the whole list."""
        return whole[self.first : self.first + self.per]

    def plain(self, asked: Asked, shown: int) -> Plain:
        """How much is shown of how much, and where the rest is."""
        pages = max(1, -(-self.total // self.per))
        return {
            "total": self.total,
            "shown": shown,
            "first": self.first + 1 if shown else 0,
            "page": self.page,
            "pages": pages,
            "previous": asked.link(page=self.page - 1) if self.page > 1 else None,
            "next": asked.link(page=self.page + 1) if self.page < pages else None,
        }
