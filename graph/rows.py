"""Rows: what every reading command answers with, before it is shown in some format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to show: `columns` in order; a row may also hold `evidence`, a list of dicts with a `quote`.

    `rows` may be lazy and is gone through once.
    """

    columns: tuple[str, ...]
    rows: Iterable[Row]
