"""What can't be one person, whatever the names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from councilgraph.graph.identity.holdings import can_not_both_be, days, is_barred
from councilgraph.graph.identity.likeness import are_compatible
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.names import are_spellings

_AGE_YEARS = 2
"""Ages of one person, reckoned from the dates of two documents, differ no more than so many years."""

_NEWS_DAYS = 366
"""An event that a document tells without a date was no longer ago than so many days, mostly."""


def are_apart(
    one: Mention,
    other: Mention,
    *,
    shared: Iterable[frozenset[str]] = (),
    renamed: Iterable[Mention] = (),
) -> bool:
    """Whether two mentions can't be one person, or only against all likelihood; not of somebody unnamed.

    `shared` are organisations that one document gives to one of them together: posts in these don't clash.
    `renamed` are mentions of either with several names: what two mentions are called may be told by a third.
    """
    if one.name is None or other.name is None:
        return False
    is_named_alike = _are_alike(one, other) or any(
        _are_alike(one, m) and _are_alike(m, other) for m in renamed
    )
    if not is_named_alike or impossibility(one, other):
        return True
    if _is_told_apart(one, other) or are_of_different_wards(one, other):
        return True
    pairs = [(a, b) for a in one.holdings for b in other.holdings]
    if any(is_barred(a, b) for a, b in pairs):
        return True
    if one.places & other.places or not any(can_not_both_be(a, b) for a, b in pairs):
        return False
    both = {(a.places, b.places) for a, b in pairs if can_not_both_be(a, b)}
    return not all(any(places.issuperset((*a[:1], *b[:1])) for places in shared) for a, b in both)


def _are_alike(one: Mention, other: Mention) -> bool:
    return any(are_compatible(a, b) for a in one.names for b in other.names)


def _is_told_apart(one: Mention, other: Mention) -> bool:
    """Whether one document gives two full names that differ in their spelling: it would have seen a slip."""
    if one.source != other.source or one.name is None or other.name is None:
        return False
    return one.name.first != other.name.first and are_spellings(one.name.first, other.name.first)


def are_of_different_wards(one: Mention, other: Mention) -> bool:
    """Whether two members of a council, or of one and its successor, sit for different wards."""
    seats, others = one.hints.seats, other.hints.seats
    are_near = bool(one.places & other.kin or other.places & one.kin)
    return bool(seats and others and are_near and not seats & others)


def impossibility(one: Mention, other: Mention) -> str:
    """Why two mentions can't be one person whatever their names; empty where they can."""
    if one.source == other.source and one.names[0].generation != other.names[0].generation:
        return "one document tells them apart"
    if one.hints.sex and other.hints.sex and one.hints.sex != other.hints.sex:
        return "one is a man, the other a woman"
    if (years_between(one, other) or 0) > _AGE_YEARS:
        return "one is much older than the other"
    for dead, alive in ((one, other), (other, one)):
        if dead.died is not None and _is_active_after(alive, dead):
            return "one had died before the other was in office"
    return ""


def years_between(one: Mention, other: Mention) -> int | None:
    """How many years lie between two births, where documents tell both ages; those of one person 0 or 1."""
    if one.hints.age is None or other.hints.age is None or not one.issued or not other.issued:
        return None
    return abs(int(one.issued[:4]) - one.hints.age - int(other.issued[:4]) + other.hints.age)


def _is_active_after(alive: Mention, dead: Mention) -> bool:
    if alive.died is not None:
        return False
    date = dead.died or dead.issued
    last = days(date).last if date else None
    return last is not None and any(day > last for day in _days_alive(alive))


def _days_alive(mention: Mention) -> Iterator[int]:
    """Days on which somebody was alive, as day numbers."""
    issued = days(mention.issued).first if mention.issued else None
    if mention.has_spoken and issued:
        yield issued
    for holding in mention.holdings:
        if holding.since:
            yield days(holding.since).first
        if holding.day and holding.status in ("current", "interim", "incoming"):
            yield days(holding.day).first
        elif holding.until and holding.status == "event":
            yield days(holding.until).first
        elif holding.day and holding.status == "event":
            yield days(holding.day).first - _NEWS_DAYS
