"""What was asked of the server and what it answers: plain values that go from one process to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from councilgraph.graph.dates import parse_date
from councilgraph.graph.errors import UsageError
from councilgraph.graph.web.addresses import link

Syntax = Literal["html", "json", "csv", "ttl", "jsonld"]

MEDIA_TYPES: dict[Syntax, str] = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}

MAX_TEXT_CHARS = 500
MAX_PER_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page. `path` is the page's own, without the suffix that says the syntax.

    `name` is what the path names: an IRI, or a question. `root` is where the server is for whoever asks,
    `flags` are what the server allows.
    """

    view: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    syntax: Syntax = "html"
    root: str = ""
    flags: frozenset[str] = frozenset()

    def text(self, name: str, default: str = "") -> str:
        """A parameter with its spaces made single. Raises UsageError for a text that is too long."""
        text = " ".join(self.params.get(name, default).split())
        if len(text) > MAX_TEXT_CHARS:
            raise UsageError(f"{name} is too long", hint=f"at most {MAX_TEXT_CHARS} characters")
        return text

    def number(self, name: str, default: int, *, most: int, least: int = 1) -> int:
        """A parameter as a number from `least` to `most`. Raises UsageError for another."""
        text = self.params.get(name, "").strip()
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise UsageError(f"{name}: {text[:40]!r} is no number from {least} to {most}")
        return int(text)

    def page(self, per: int) -> tuple[int, int]:
        """Which part of a list is wanted: its number from 1, and how many things a part has."""
        return self.number("page", 1, most=1_000_000), self.number("per", per, most=MAX_PER_PAGE)

    def day(self, name: str) -> dt.date | None:
        """A parameter as a day, None without it. Raises UsageError for what is no day of the calendar."""
        text = self.text(name)
        if not text:
            return None
        try:
            return dt.date.fromisoformat(parse_date(text) or text)
        except ValueError:
            raise UsageError(f"{name}: {text[:40]!r} is no day", hint="write it as 2019-03-31") from None

    def link(self, **changes: object) -> str:
        """The page with other parameters, in the same syntax; None leaves a parameter out."""
        return link(self.in_syntax(self.syntax, bare=True), {**self.params, **changes})

    def in_syntax(self, syntax: Syntax, *, bare: bool = False) -> str:
        """The page in another syntax; `bare` without its parameters."""
        suffix = "" if syntax == "html" else f".{syntax}"
        path = "/index" if self.path == "/" and suffix else quote(self.path, safe="/")
        return path + suffix if bare else link(path + suffix, self.params)

    def media_type(self, syntax: Syntax) -> str:
        """The media type of a syntax."""
        return MEDIA_TYPES[syntax]

    def chosen(self, message: str, iri: str) -> str:
        """The page with `iri` in place of the words that a message says are ambiguous."""
        return self.link(
            **{
                name: iri
                for name, value in self.params.items()
                if value and repr(" ".join(value.split())) in message
            }
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to whoever asked."""

    body: bytes
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    bug: str = ""
