"""What clients send: batches of queries and requests for properties. All of it raises UsageError."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from councilgraph.graph.errors import UsageError
from councilgraph.graph.web.asked import MAX_TEXT_CHARS
from councilgraph.graph.web.reconciliation.schema import MAX_BATCH, properties

MAX_IDS = 1000
_LIMIT, _MAX_LIMIT = 5, 100
_MAX_PROPERTIES = 20
_MAX_VALUES = 20
_STRICTNESS = ("any", "should", "all")
_FIELDS = frozenset({"query", "type", "limit", "properties", "type_strict"})


@dataclass(frozen=True, slots=True)
class Given:
    """A property that is given with a query: several values are alternatives. `ids` are addresses."""

    name: str
    words: tuple[str, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a batch."""

    text: str = ""
    types: tuple[str, ...] = ()
    strictness: str = "any"
    limit: int = _LIMIT
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """Which properties of which entities are wanted."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def parse_batch(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys."""
    batch = _object(_json(text), "queries")
    if len(batch) > MAX_BATCH:
        raise UsageError(f"{len(batch)} queries in one batch", hint=f"send at most {MAX_BATCH}")
    return {key: _query(_object(each, key), key) for key, each in batch.items()}


def parse_extension(text: str) -> Extension:
    """What is to be fetched."""
    asked = _object(_json(text), "extend")
    ids = tuple(_text(each, "ids") for each in _list(asked.get("ids"), "ids", MAX_IDS))
    wanted = (
        _text(_object(each, "properties").get("id"), "properties")
        for each in _list(asked.get("properties"), "properties", _MAX_PROPERTIES)
    )
    return Extension(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(map(_known, wanted))))


def _query(asked: dict[str, Any], key: str) -> Query:
    unknown = sorted(asked.keys() - _FIELDS)
    if unknown:
        raise UsageError(f"{key}: no such field: {unknown[0][:40]!r}", hint=", ".join(sorted(_FIELDS)))
    kinds = asked.get("type", [])
    strictness = asked.get("type_strict", "any")
    if strictness not in _STRICTNESS:
        raise UsageError(f"{key}: type_strict is none of {', '.join(_STRICTNESS)}")
    text = _text(asked.get("query", ""), "query")
    given = tuple(_given(_list(asked.get("properties", []), "properties", _MAX_PROPERTIES)))
    if not text and not given:
        raise UsageError(f"{key}: neither words nor properties", hint="give a query, or properties")
    return Query(
        text,
        tuple(
            _text(each, "type") for each in ([kinds] if isinstance(kinds, str) else _list(kinds, "type", 50))
        ),
        strictness,
        _limit(asked.get("limit", _LIMIT), key),
        given,
    )


def _limit(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value < float("inf"):
        raise UsageError(f"{key}: limit is no number from 1")
    return int(min(value, _MAX_LIMIT))


def _given(asked: list[Any]) -> Iterator[Given]:
    for each in asked:
        pair = _object(each, "properties")
        if "v" not in pair:
            raise UsageError("a property without a value", hint='write {"pid": ..., "v": ...}')
        name = _text(pair.get("pid"), "pid")
        value = pair["v"]
        values = _list(value, "v", _MAX_VALUES) if isinstance(value, list) else [value]
        words, ids = [], []
        for one in values:
            if isinstance(one, dict):
                ids.append(_text(one.get("id"), "v"))
            elif isinstance(one, str | int | float):
                words.append(_text(str(one), "v"))
            else:
                raise UsageError(f"{name}: a value of no known kind")
        # A column may be mapped to any property: one that says nothing about who is who is passed over.
        if name in properties() and properties()[name].is_compared:
            yield Given(name, tuple(filter(None, words)), tuple(ids))


def _known(name: str) -> str:
    if name not in properties():
        raise UsageError(f"there is no property {name[:40]!r}", hint=f"one of: {', '.join(properties())}")
    return name


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("this is no JSON that can be read", hint="send one JSON object") from error


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{name[:40]}: not a JSON object")
    return value


def _list(value: object, name: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise UsageError(f"{name}: not a list")
    if len(value) > most:
        raise UsageError(f"{name}: {len(value)} of them", hint=f"send at most {most}")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{name}: not a text")
    text = " ".join(value.encode("utf-8", "replace").decode().split())
    if len(text) > MAX_TEXT_CHARS:
        raise UsageError(f"{name} is too long", hint=f"at most {MAX_TEXT_CHARS} characters")
    return text
