"""The objects of a JSON text and where each stands in it: in lines, a list, or the lists of one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from councilgraph.graph.model import Document, Quote

_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_MOST_CHARS = 2000
"""Of a longer object only its beginning is quoted: nobody reads more, and what counts is its place."""


class NoObjectsError(Exception):
    """A text that is no JSON, or none with objects in it; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Found:
    """An object at `start:end` of a document's text. `under` is the key of the list in which it stands."""

    document: Document
    value: dict[str, Any]
    start: int
    end: int
    under: str = ""

    def quote(self) -> Quote:
        """The object's own text."""
        return self.document.quote(self.start, min(self.end, self.start + _MOST_CHARS))

    def quote_of(self, text: str) -> Quote | None:
        """The first string in the object that says `text`, with its quotation marks."""
        for match in _STRING.finditer(self.document.text, self.start, self.end):
            if _DECODER.decode(match[0]) == text:
                return self.document.quote(match.start(), match.end())
        return None

    def text(self, key: str) -> str:
        """The text under a key with its blanks made single; empty where there is none."""
        value = self.value.get(key)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def objects(self, key: str) -> Iterator[dict[str, Any]]:
        """The objects in the list under a key."""
        yield from objects_in(self.value.get(key))


def objects_in(value: object) -> Iterator[dict[str, Any]]:
    """The objects of a list; none of anything else."""
    yield from (each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def objects(document: Document) -> Iterator[Found]:
    """Every object of a list, of lines, or of the lists that an object has; an object without lists itself.

    Raises NoObjectsError, maybe after some.
    """
    at = _skip(document.text, 0)
    if document.text[at : at + 1] == "[":
        yield from _listed(document, at)
        return
    while at < len(document.text):
        value, end = _decoded(document.text, at)
        if not isinstance(value, dict):
            raise NoObjectsError(f"character {at + 1} begins no object")
        inner = any(isinstance(each, list) for each in value.values())
        is_whole = inner and "schema" not in value and _skip(document.text, end) == len(document.text)
        yield from _keyed(document, at) if is_whole else (Found(document, value, at, end),)
        at = _skip(document.text, end)


def _keyed(document: Document, at: int) -> Iterator[Found]:
    """The objects in the lists of the object at `at`."""
    at = _skip(document.text, at + 1)
    while document.text[at : at + 1] != "}":
        key, at = _decoded(document.text, at)
        colon = _COLON.match(document.text, at)
        at = colon.end() if colon else at
        _, end = _decoded(document.text, at)
        if document.text[at] == "[":
            yield from _listed(document, at, under=str(key))
        at = _skip(document.text, end)


def _listed(document: Document, at: int, under: str = "") -> Iterator[Found]:
    at = _skip(document.text, at + 1)
    while document.text[at : at + 1] not in ("]", ""):
        value, end = _decoded(document.text, at)
        if isinstance(value, dict):
            yield Found(document, value, at, end, under)
        at = _skip(document.text, end)


def _skip(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise NoObjectsError(f"line {error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise NoObjectsError("its lists stand too deep in one another") from error
