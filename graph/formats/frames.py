"""Rows as data frames of pandas and polars, where these are installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from councilgraph.graph.errors import UsageError
from councilgraph.graph.rows import Row

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import polars as pl

_FIRST_QUOTE = ("quote", "document", "page")
_MOST_BITS = 63


def to_pandas(columns: Sequence[str], rows: Sequence[Row]) -> pd.DataFrame:
    """A pandas frame of `rows`. Raises UsageError where pandas is not installed."""
    names = frame_columns(columns, rows)
    frame: pd.DataFrame = _library("pandas").DataFrame(
        [_cells(row, names) for row in rows], columns=list(names)
    )
    return frame


def to_polars(columns: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
    """A polars frame of `rows`. Raises UsageError where polars is not installed.

    A column has one type there: one that holds numbers and words is all words.
    """
    polars = _library("polars")
    names = frame_columns(columns, rows)
    cells = [_cells(row, names) for row in rows]
    frame: pl.DataFrame = polars.DataFrame(
        {name: _of_one_type([each[name] for each in cells]) for name in names}
    )
    return frame


def frame_columns(columns: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns of a frame: with evidence also the first quote, its place, how many there are, and facts.

    A column of the rows that has one of these names goes before.
    """
    if not any("evidence" in row for row in rows):
        return tuple(columns)
    return tuple(dict.fromkeys((*columns, *_FIRST_QUOTE, "quotes", "facts")))


def _cells(row: Row, names: Sequence[str]) -> dict[str, Any]:
    quotes = row.get("evidence") or ()
    first = quotes[0] if quotes else {}
    cells = {name: first.get(name) for name in _FIRST_QUOTE} | {"quotes": len(quotes), **row}
    return {name: cells.get(name) for name in names}


def _of_one_type(values: list[Any]) -> list[Any]:
    """A column of whole numbers, of numbers, or of words, where it would hold several kinds of them."""
    known = [value for value in values if value is not None]
    kinds = {type(value) for value in known}
    is_large = any(type(value) is int and value.bit_length() > _MOST_BITS for value in known)
    if len(kinds) < 2 and not is_large:
        return values
    make = float if kinds == {int, float} and not is_large else str
    return [None if value is None else make(value) for value in values]


def _library(name: str) -> Any:  # noqa: ANN401 - a module
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed", hint=f"pip install {name}") from error
