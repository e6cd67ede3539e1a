"""Dates from several documents brought together: as narrow as they agree, and where they don't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from councilgraph.graph.dates import exact_part, narrower, overlap
from councilgraph.graph.identity.holdings import days

_SLIP_DAYS = 3
"""Exact days that are no further apart are one day: "on Monday" is easily a day out."""

_ROUGH_DAYS = 100
"""How far an approximate date may be out."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An EDTF date, with the claim that gives it, the document of that claim and the document's own date."""

    date: str
    claim: str
    document: str
    issued: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A date on which claims agree, as narrow as they give it together."""

    date: str
    given: tuple[Dated, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that give it, sorted."""
        return tuple(sorted({one.claim for one in self.given}))


def agreements(given: Iterable[Dated]) -> tuple[Agreement, ...]:
    """Dates that agree brought together; the one with the most documents first, then the narrowest.

    A wide date goes with all narrow ones that it allows, so it never stands against them.
    """
    found: list[list[Dated]] = []
    for one in sorted(given, key=_narrow_first):
        fitting = [group for group in found if _agree(one.date, group[0].date)]
        for group in fitting:
            group.append(one)
        if not fitting:
            found.append([one])
    ready = [Agreement(_narrowest(group), tuple(group)) for group in found]
    return tuple(sorted(ready, key=_weight))


def earliest(found: Sequence[Agreement]) -> Agreement:
    """The agreement on the earliest date."""
    return min(found, key=lambda one: (days(one.date), one.date))


def _agree(one: str, other: str) -> bool:
    """Whether two dates can both be right: one is in the other, or they are days apart as by a slip."""
    if narrower(exact_part(one), exact_part(other)):
        return True
    is_rough = exact_part(one) != one or exact_part(other) != other
    if is_rough:
        return days_apart(one, other) <= _ROUGH_DAYS
    return len(one) == len(other) == len("2009-10-14") and days_apart(one, other) <= _SLIP_DAYS


def _narrow_first(one: Dated) -> tuple[int, str, str]:
    first, last = days(one.date)
    return last - first, one.date, one.claim


def _narrowest(group: Sequence[Dated]) -> str:
    """The date of the first of a group, without a "~" where a document is as exact without one."""
    date = group[0].date
    exact = exact_part(date)
    return exact if any(one.date == exact for one in group) else date


def _weight(one: Agreement) -> tuple[int, int, str]:
    first, last = days(one.date)
    return -len({each.document for each in one.given}), last - first, one.date


def may_be_one_day(one: str, other: str) -> bool:
    """Whether two dates may mean the same day."""
    return overlap(exact_part(one), exact_part(other))


def days_apart(one: str, other: str) -> int:
    """How many days lie between two dates at least."""
    a, b = days(one), days(other)
    return max(a.first - b.last, b.first - a.last, 0)
