"""The posts that documents give people, and when they were certainly in them, as day numbers."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import NamedTuple

from councilgraph.graph.dates import bounds

_OFFICERS = frozenset({"director_of_childrens_services", "director", "chief_executive", "head_of_service"})
_FULL_TIME = _OFFICERS | {"council_leader", "mayor", "minister", "mp", "inspector"}
_MEMBERS = frozenset(
    {"council_leader", "deputy_leader", "cabinet_member", "councillor", "mayor", "minister", "mp"}
)
SINGLE_POSTS = frozenset({"director_of_childrens_services", "chief_executive", "council_leader", "mayor"})
"""Kinds of post of which an organisation has one at a time."""

NATIONAL_POSTS = frozenset({"minister", "mp"})
"""Kinds of post in government or parliament, whose holders documents ascribe to one body or another."""

_HANDOVER_DAYS = 62
"""How long two full-time posts may overlap in what documents say before it counts as impossible."""

_BARRED_DAYS = 90
"""Nor does anybody change from one side to the other within so many days."""


_NOTICE_DAYS = 92
"""Within how many days hardly anybody goes from one full-time post to another."""


class Span(NamedTuple):
    """Days from `first` to `last`, both counted, as proleptic ordinals."""

    first: int
    last: int


@functools.lru_cache(maxsize=65536)
def days(edtf: str) -> Span:
    """The days that an EDTF date may mean."""
    first, last = bounds(edtf)
    return Span(first.toordinal(), last.toordinal())


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that a document gives somebody, or that one of its events is about.

    `kind` is None where an event names no post. `places` are the organisations that may be meant,
    `words` the folded role. `status` is that of a post claim, or "event". `day` is the document's date, on
    which a current holder is in post.

    `certain` are the days on which the holder was certainly in post, `active` those between the first
    and the last that the document connects with the post; None where there are none.
    """

    places: tuple[str, ...]
    kind: str | None
    words: str = ""
    status: str = "current"
    since: str | None = None
    until: str | None = None
    day: str | None = None
    certain: Span | None = field(init=False, compare=False, repr=False)
    active: Span | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "certain", _certain_span(self))
        object.__setattr__(self, "active", _active_span(self))


def _certain_span(holding: Holding) -> Span | None:
    since = days(holding.since) if holding.since else None
    until = days(holding.until) if holding.until else None
    day = days(holding.day) if holding.day else None
    if holding.status in ("current", "interim") and day:
        last = until.first if until else day.first
        first = since.last if since else min(day.first, last)
    elif since and until:
        first, last = since.last, until.first
    elif since:
        first = last = since.last
    elif until:
        first = last = until.first
    else:
        return None
    return Span(first, last) if first <= last else None


def _active_span(holding: Holding) -> Span | None:
    dates = [days(date) for date in (holding.since, holding.until) if date]
    if holding.status != "former" and holding.day:
        dates.append(days(holding.day))
    if not dates and holding.day:
        dates.append(days(holding.day))
    return Span(min(date.first for date in dates), max(date.last for date in dates)) if dates else None


def is_officer(kind: str | None) -> bool:
    """Whether a kind of post is paid work in the service of a council."""
    return kind in _OFFICERS


def is_member(kind: str | None) -> bool:
    """Whether a kind of post is a politician's."""
    return kind in _MEMBERS


def is_council_member(kind: str | None) -> bool:
    """Whether a kind of post is that of a member of a council, who is elected in one place."""
    return kind in _MEMBERS - {"minister", "mp", "mayor"}


def overlap_days(one: Span, other: Span) -> int:
    """How many days two spans share; a day inside a long span counts with its distance to the ends."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return 0
    longer = one if one.last - one.first >= other.last - other.first else other
    return max(last - first, min(first - longer.first, longer.last - last)) + 1


def gap_days(one: Span, other: Span) -> int:
    """How many days lie between two spans; none where they share one."""
    return max(one.first - other.last, other.first - one.last, 0)


def can_not_both_be(one: Holding, other: Holding) -> bool:
    """Whether nobody holds these two posts in different organisations at the times that documents give."""
    pair = {one.kind, other.kind}
    if not pair <= _FULL_TIME or pair <= NATIONAL_POSTS or set(one.places) & set(other.places):
        return False
    return _overlap_for_long(one, other)


def is_hasty(one: Holding, other: Holding) -> bool:
    """Whether documents find somebody in two full-time posts a notice period apart, and date neither."""
    if not {one.kind, other.kind} <= _OFFICERS or set(one.places) & set(other.places):
        return False
    if {one.status, other.status} != {"current"} or one.since or one.until or other.since or other.until:
        return False
    span, span_of_other = one.certain, other.certain
    return bool(span and span_of_other and gap_days(span, span_of_other) <= _NOTICE_DAYS)


def is_barred(one: Holding, other: Holding) -> bool:
    """Whether one is an officer of the council of which the other is a member at the same time.

    The Local Government Act 1972 (section 116) bars members from paid office in their council.
    """
    if not set(one.places) & set(other.places):
        return False
    kinds = ((one.kind, other.kind), (other.kind, one.kind))
    return any(is_officer(a) and is_member(b) for a, b in kinds) and _meet(one, other)


def _overlap_for_long(one: Holding, other: Holding) -> bool:
    span, span_of_other = one.certain, other.certain
    return bool(span and span_of_other and overlap_days(span, span_of_other) > _HANDOVER_DAYS)


def _meet(one: Holding, other: Holding) -> bool:
    span, span_of_other = one.certain, other.certain
    return bool(span and span_of_other and gap_days(span, span_of_other) <= _BARRED_DAYS)
