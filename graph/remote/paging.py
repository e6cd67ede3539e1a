"""Whole answers from services that give only so many rows: page by page, in an order that has no ties.

`OFFSET` means something only where each request sees the same order (SPARQL 1.1, section 15), so the order
that a query has is followed by all that tells its rows apart: of each column the text, the datatype, the
language, and whether it is an address. Rows that are equal in all of that are the same row. Each page begins
with the last row of the one before, so an order that does change is noticed, and so is an end that is none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from councilgraph.graph.tokens import TOKEN

_DEEPER = {"{": 1, "(": 1, "}": -1, ")": -1}
_FICKLE = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})
"""Functions that have another result each time."""

_AGGREGATES = frozenset({"AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM"})

_FEWEST = 100
"""Fewer rows than that are no service's limit."""

Ask = Callable[[str], bytes]


class UnpageableError(Exception):
    """An answer cannot be put together from pages, and why."""


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT, taken apart at what stands behind its pattern."""

    head: str
    order: str = ""
    limit: int | None = None
    offset: int = 0
    values: str = ""
    is_distinct: bool = False
    is_fickle: bool = False

    @property
    def all(self) -> str:
        """The query without its LIMIT and OFFSET."""
        return f"{self.head}{self.order}\n{self.values}"

    def beyond(self, rows: int) -> str | None:
        """A query for one row behind so many, whichever they are; None where no more are wanted."""
        if self.limit is not None and rows >= self.limit:
            return None
        return f"{self.head}\nLIMIT 1 OFFSET {self.offset + rows}\n{self.values}"

    def page(self, columns: Sequence[str], *, start: int, rows: int, is_sorted_inside: bool) -> str:
        """A query for so many rows from `start` on.

        `is_sorted_inside` leaves the sorting to a subquery, because Virtuoso sorts no more than 10,000 rows
        for a LIMIT and its OFFSET together, and keeps the order of a subquery.
        """
        opening, query = _prologue(self.head)
        selected = "SELECT " + " ".join(f"?{name}" for name in columns)
        values = self.values
        if self._sorts_only(columns):
            query, values = f"{selected} WHERE {{ {{ {query}\n{values} }} }}", ""
        query += "\n" + (self.order or "ORDER BY") + "\n" + " ".join(map(_without_ties, columns))
        if is_sorted_inside:
            query, values = f"{selected} WHERE {{ {{ {query}\n{values} }} }}", ""
        return f"{opening}{query}\nLIMIT {rows} OFFSET {self.offset + start}\n{values}"

    def _sorts_only(self, columns: Sequence[str]) -> bool:
        """Whether the order that a query has looks at nothing but its columns: then it may stand outside."""
        tokens = [found.group() for found in TOKEN.finditer(self.order) if found.lastgroup != "comment"]
        names = {token[1:] for token in tokens if token[0] in "?$"}
        return names.issubset(columns) and _AGGREGATES.isdisjoint(token.upper() for token in tokens)


def taken_apart(sparql: str) -> Select:
    """The parts of a SELECT that is known to parse."""
    tokens = [found for found in TOKEN.finditer(sparql) if found.lastgroup != "comment"]
    depth, numbers, starts = 0, {}, {}
    words = {found.group().upper() for found in tokens if found.lastgroup == "word"}
    is_distinct = False
    for found, following in zip(tokens, [*tokens[1:], None], strict=True):
        depth += _DEEPER.get(found.group(), 0) if found.lastgroup == "mark" else 0
        word = found.group().upper() if found.lastgroup == "word" and depth == 0 else ""
        if word in ("ORDER", "LIMIT", "OFFSET", "VALUES"):
            starts[word] = found.start()
        if word in ("LIMIT", "OFFSET") and following:
            numbers[word] = int(following.group())
        is_distinct |= word == "DISTINCT"
    ends = [starts.get(word, len(sparql)) for word in ("VALUES", "LIMIT", "OFFSET")]
    ordered = starts.get("ORDER", min(ends))
    return Select(
        head=sparql[:ordered],
        order=sparql[ordered : min(ends)],
        limit=numbers.get("LIMIT"),
        offset=numbers.get("OFFSET", 0),
        values=sparql[ends[0] :],
        is_distinct=is_distinct,
        is_fickle=not _FICKLE.isdisjoint(words),
    )


def is_round(rows: int) -> bool:
    """Whether so many rows may be a service's limit: a number that somebody would choose."""
    is_chosen = len(str(rows).rstrip("0")) <= 2 or rows & (rows - 1) == 0
    return rows >= _FEWEST and is_chosen


@dataclass
class Gathering:
    """An answer that is put together. `most_bytes` is how large it may become."""

    select: Select
    ask: Ask
    most_bytes: int
    is_sorted_inside: bool
    pages: int = 0
    rows: int = 0
    _size: int = 0
    _last: dict[str, Any] | None = None
    _parts: list[bytes] = field(default_factory=list)

    def answer(self, first: bytes) -> bytes:
        """The whole answer as SPARQL results in JSON, of which a service gave `first`.

        Raises UnpageableError where pages would not be the same answer, or are too much.
        """
        given = json.loads(first)
        columns, most = given["head"]["vars"], len(given["results"]["bindings"])
        if self.select.is_fickle:
            raise UnpageableError("it has a function with another result each time")
        if most < 2:
            raise UnpageableError("single rows are no pages")
        while self._wanted(most):
            overlap = self._last is not None
            text = self.select.page(
                columns,
                start=self.rows - overlap,
                rows=self._wanted(most),
                is_sorted_inside=self.is_sorted_inside,
            )
            if not self._take(json.loads(self.ask(text))["results"]["bindings"]):
                break
        head = json.dumps({"vars": columns}).encode()
        return b'{"head": %s, "results": {"bindings": [%s]}}' % (head, b",".join(self._parts))

    def _wanted(self, most: int) -> int:
        """How many rows to ask for next, with the one that is known; 0 where all are there."""
        if self.select.limit is None:
            return most
        left = self.select.limit - self.rows
        return min(most, left + (self._last is not None)) if left > 0 else 0

    def _take(self, rows: list[dict[str, Any]]) -> bool:
        """Take the rows of a page; whether there were any that are new."""
        self.pages += 1
        if self._last is not None and (not rows or rows[0] != self._last):
            raise UnpageableError("it changed while it was read, or has no order that lasts")
        new = rows[self._last is not None :]
        if any(value["type"] == "bnode" for row in new for value in row.values()):
            raise UnpageableError("it has nodes without a name, which differ from page to page")
        self._keep(new)
        self.rows += len(new)
        self._last = rows[-1] if rows else None
        return bool(new)

    def _keep(self, rows: list[dict[str, Any]]) -> None:
        """Keep rows; of a SELECT DISTINCT those that are new (Virtuoso has some twice around a UNION)."""
        if self.select.is_distinct:
            before = [self._last, *rows]
            kept = [row for row, earlier in zip(rows, before, strict=False) if row != earlier]
            if len(kept) < len(rows) and (self.select.limit is not None or self.select.offset):
                raise UnpageableError("the service passes over its DISTINCT")
            rows = kept
        if rows:
            self._parts.append(json.dumps(rows).encode()[1:-1])
            self._size += len(self._parts[-1])
        if self._size > self.most_bytes:
            raise UnpageableError(f"it is larger than {self.most_bytes:,} bytes")


def _without_ties(name: str) -> str:
    """All that tells values of a column apart, as conditions of an ORDER BY.

    Virtuoso dies of the DATATYPE of a predicate that is sorted by as it stands.
    """
    value = f"?{name}"
    return f'STR({value}) IF(ISLITERAL({value}), STR(DATATYPE({value})), "") LANG({value}) ISIRI({value})'


def _prologue(sparql: str) -> tuple[str, str]:
    """What a query declares, and the rest of it."""
    for found in TOKEN.finditer(sparql):
        if found.lastgroup == "word" and found.group().upper() == "SELECT":
            return sparql[: found.start()], sparql[found.start() :]
    return "", sparql
