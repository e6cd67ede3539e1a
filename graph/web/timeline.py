"""Facts on a line of time: where their bars and marks stand, in per cent of the line's width.

A bar is solid for as long as the fact certainly holds and pale where it possibly does; where a date is open
it runs on to the edge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from councilgraph.graph.links import Span
from councilgraph.graph.web.view import Plain

_MARK_DAYS = 62
"""What lasts no longer than that is a mark, not a bar."""
_MAX_TICKS = 9
_STEPS = (1, 2, 5, 10, 20, 50, 100)


def bar(label: str, page: str, span: Span, **more: object) -> Plain:
    """A line of a timeline as plain values.

    `more` may have a `grade` with its `letter` and `rank`, and the name of the `lane` that it is in if it is
    a mark.
    """
    return {"label": label, "page": page, "lane": "", **asdict(span), **more}


def timeline(bars: Sequence[Plain]) -> Plain:
    """Where to draw bars: `rows` (each with `parts` and `marks`), `ticks`, and how many are undated.

    What lasts has a row of its own; what happens on a day or so shares one with others of its lane. The order
    is that of the bars.
    """
    dated = [each for each in bars if any(_bounds(each))]
    days = sorted(_ordinal(day) for each in dated for day in _bounds(each) if day)
    if not days:
        return {"rows": [], "ticks": [], "undated": len(bars)}
    margin = max(200, (days[-1] - days[0]) // 20)
    scale = _Scale(max(1, days[0] - margin), min(dt.date.max.toordinal(), days[-1] + margin))
    rows: list[Plain] = []
    lanes: dict[str, Plain] = {}
    for each in dated:
        mark = _mark(each, scale)
        if mark is None:
            rows.append({**each, "parts": list(_parts(each, scale)), "marks": []})
            continue
        if each["lane"] not in lanes:
            lanes[each["lane"]] = {"label": each["lane"], "page": None, "parts": [], "marks": []}
            rows.append(lanes[each["lane"]])
        lanes[each["lane"]]["marks"].append(mark)
    return {
        "rows": rows,
        "ticks": list(_ticks(scale)),
        "undated": len(bars) - len(dated),
    }


class _Scale:
    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last

    def place(self, day: int) -> float:
        return round(100 * (min(max(day, self.first), self.last) - self.first) / (self.last - self.first), 2)

    def part(self, first: int, last: int, how: str) -> Plain:
        start = self.place(first)
        return {"x": start, "width": round(max(0.4, self.place(last) - start), 2), "how": how}


def _mark(each: Plain, scale: _Scale) -> Plain | None:
    """Where a fact's mark stands, None for a fact that lasts."""
    first, _, _, last = (_ordinal(day) if day else None for day in _bounds(each))
    if first is None or last is None or last - first > _MARK_DAYS:
        return None
    return {**each, "x": scale.place((first + last) // 2)}


def _parts(each: Plain, scale: _Scale) -> Iterator[Plain]:
    """The pale and the solid part of a bar."""
    first, certain_from, certain_to, last = (_ordinal(day) if day else None for day in _bounds(each))
    start = scale.first if first is None else first
    yield scale.part(start, max(start, scale.last if last is None else last), "possible")
    if certain_from is not None and certain_to is not None and certain_from <= certain_to:
        yield scale.part(certain_from, certain_to, "certain")


def _bounds(each: Plain) -> tuple[str | None, ...]:
    return each["since_earliest"], each["since_latest"], each["until_earliest"], each["until_latest"]


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _ticks(scale: _Scale) -> Iterator[Plain]:
    first, last = (dt.date.fromordinal(day).year for day in (scale.first, scale.last))
    step = next((each for each in _STEPS if (last - first) // each <= _MAX_TICKS), _STEPS[-1])
    for year in range(first - first % step + step, last + 1, step):
        yield {"x": scale.place(dt.date(year, 1, 1).toordinal()), "year": year}
