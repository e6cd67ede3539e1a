"""Whether two mentions are one person: points for and against, each with a reason in plain words.

The points are logarithms (base e) of how much likelier a thing is for one person than for two, set by
hand. `score` brings them to 0 .. 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from councilgraph.graph.identity.comparison import NO_MATCH, Likeness, likeness
from councilgraph.graph.identity.keys import SINGLE_POSTS
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.times import (
    Holding,
    Span,
    can_not_both_be,
    days,
    is_barred,
    is_member,
    is_officer,
    overlap_days,
)
from councilgraph.graph.identity.trades import BROAD_TRADES, role_likeness, trades

JOIN = 2.0
REVIEW = 0.0
_WEAK_LIMIT = 1.5
_DAYS_A_YEAR = 365.25

Point = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All points on two mentions. `is_impossible` where they can't be one person."""

    points: float
    reasons: tuple[str, ...]
    is_impossible: bool = False

    @property
    def score(self) -> float:
        """How likely they are one person, 0 to 1, to two places."""
        return round(1 / (1 + math.exp(-max(-20.0, min(20.0, self.points)))), 2)


def compare(one: Mention, other: Mention) -> Evidence:
    """The evidence on two mentions, of which at most one is unnamed."""
    if one.name is None or other.name is None:
        return _compare_unnamed(one, other)
    name = best_likeness(one, other)
    if name.points == NO_MATCH:
        return Evidence(NO_MATCH, (name.reason,), is_impossible=True)
    against = impossibility(one, other)
    if against:
        return Evidence(NO_MATCH, (name.reason, against), is_impossible=True)
    points = [(name.points, name.reason), *_places_and_posts(one, other), *_circumstances(one, other, name)]
    total = sum(value for value, _ in points)
    if _is_weak(name, one, other):
        total = min(total, _WEAK_LIMIT)
    return Evidence(total, tuple(reason for _, reason in points if reason))


def best_likeness(one: Mention, other: Mention) -> Likeness:
    """The likeness of the two names, or of others that the documents give, that fits best."""
    found = [likeness(a, b) for a in one.names for b in other.names]
    plain = found[0]
    best = max(found, key=lambda each: each.points)
    return (
        plain
        if plain.points >= best.points
        else best._replace(reason=f"{best.reason}, by another name that is given")
    )


def impossibility(one: Mention, other: Mention) -> str:
    """Why two mentions can't be one person whatever their names; empty where they can."""
    if one.document == other.document and one.names[0].generation != other.names[0].generation:
        return "one document tells them apart"
    if one.hints.sex and other.hints.sex and one.hints.sex != other.hints.sex:
        return "one is a man, the other a woman"
    for dead, alive in ((one, other), (other, one)):
        if dead.died is not None and _is_active_after(alive, dead):
            return "one had died before the other was in office"
    return ""


def _is_active_after(alive: Mention, dead: Mention) -> bool:
    if alive.died is not None:
        return False
    date = dead.died or dead.issued
    last = days(date).last if date else None
    return last is not None and any(
        span.first > last for holding in alive.holdings if (span := _alive_span(holding)) is not None
    )


def _alive_span(holding: Holding) -> Span | None:
    """The last day at which somebody is in office by a holding, as a span."""
    if holding.status in ("current", "interim", "incoming") and holding.day:
        return Span(days(holding.day).first, days(holding.day).first)
    since = days(holding.since) if holding.since else None
    return Span(since.first, since.first) if since else None


def _places_and_posts(one: Mention, other: Mention) -> Iterator[Point]:
    """What the organisations and the posts of two mentions say: the best link, and any clash."""
    pairs = [(a, b) for a in one.holdings for b in other.holdings]
    shared = one.places & other.places
    links = [_link(a, b) for a, b in pairs if set(a.places) & set(b.places)]
    if links:
        yield max(links)
    elif shared:
        yield 2.0, "both spoken of with the same organisation"
    else:
        yield from _trade_points(one, other)
    if any(is_barred(a, b) for a, b in pairs):
        yield -6.0, "an officer and a member of one council at the same time"
    if not shared and any(can_not_both_be(a, b) for a, b in pairs):
        yield -6.0, "in two places at the same time"


def _link(one: Holding, other: Holding) -> Point:
    """How much two posts in one organisation speak for one person."""
    if one.kind is None or other.kind is None:
        return 4.0, "events in the same organisation"
    if one.kind == other.kind:
        return _same_kind(one, other)
    if {one.kind, other.kind} & {"other", "spokesperson", "chair", "commissioner", "inspector"}:
        return 3.5, "posts in the same organisation"
    if is_officer(one.kind) and is_officer(other.kind):
        return 5.0, "both officers of the same organisation"
    if is_member(one.kind) and is_member(other.kind):
        return 5.0, "both members of the same council"
    return 0.0, "in the same organisation, one as a member and one as an officer"


def _same_kind(one: Holding, other: Holding) -> Point:
    if one.kind in SINGLE_POSTS:
        return _single_post(one, other)
    if one.kind in ("councillor", "inspector", "mp", "mayor", "deputy_leader"):
        return 6.0, "the same post in the same organisation"
    alike = role_likeness(one.words, other.words)
    if one.status == "event" or other.status == "event" or alike is None:
        return 5.5, "posts of the same kind in the same organisation"
    if alike >= 0.8:
        return 8.0, "the same post in the same organisation"
    return (
        (6.0, "like posts in the same organisation")
        if alike >= 0.4
        else (3.0, "different posts in the same organisation")
    )


def _single_post(one: Holding, other: Holding) -> Point:
    a, b = one.certain, other.certain
    if (
        a
        and b
        and not overlap_days(a, b)
        and min(abs(a.first - b.last), abs(b.first - a.last)) > 10 * _DAYS_A_YEAR
    ):
        return 6.0, "the same post in the same organisation, years apart"
    return 8.0, "the same post in the same organisation, which one person holds at a time"


def _trade_points(one: Mention, other: Mention) -> Iterator[Point]:
    """Whether people without a common organisation work at the same thing."""
    mine, theirs = ({trade for h in m.holdings for trade in trades(h.kind, h.words)} for m in (one, other))
    if not mine or not theirs:
        return
    if (mine & theirs) - BROAD_TRADES:
        yield 1.5, "the same line of work"
    elif not mine & theirs:
        yield -2.5, "different lines of work"
    elif mine - BROAD_TRADES and theirs - BROAD_TRADES:
        yield -1.0, "different lines of work"


def _circumstances(one: Mention, other: Mention, name: Likeness) -> Iterator[Point]:
    gap = _gap_years(one, other)
    if gap is not None:
        if gap <= 5:
            yield 0.5, "dates that fit"
        elif gap > 12:
            yield (-4.0 if gap > 30 else -1.5), f"{int(gap)} years apart"
    if one.document == other.document and not name.is_misspelt:
        yield 3.0, "two forms of a name in one document"
    if _share_a_start(one, other):
        yield 1.5, "the same first day in post"
    if (one.hints.has_namesake or other.hints.has_namesake) and not name.is_short:
        yield -2.5, "a namesake is spoken of"


def _gap_years(one: Mention, other: Mention) -> float | None:
    """The years between the nearest days that documents connect with two people."""
    spans, others = ([h.active for h in m.holdings if h.active] for m in (one, other))
    if not spans or not others:
        dates = [days(m.issued).first for m in (one, other) if m.issued]
        return abs(dates[0] - dates[1]) / _DAYS_A_YEAR if len(dates) == 2 else None
    apart = min(max(a.first - b.last, b.first - a.last, 0) for a in spans for b in others)
    return apart / _DAYS_A_YEAR


def _share_a_start(one: Mention, other: Mention) -> bool:
    starts = {(h.kind, h.since) for h in one.holdings if h.since and len(h.since) > 4 and h.status != "event"}
    return any((h.kind, h.since) in starts for h in other.holdings)


def _is_weak(name: Likeness, one: Mention, other: Mention) -> bool:
    """Whether there is too little for a join: a slip within one document would have been seen there."""
    return name.is_misspelt and one.document == other.document


def _compare_unnamed(one: Mention, other: Mention) -> Evidence:
    """The evidence that a named holder of a post is the one whom a document doesn't name."""
    named, unnamed = (other, one) if one.name is None else (one, other)
    if named.name is None:
        return Evidence(NO_MATCH, ("neither is named",), is_impossible=True)
    post = unnamed.holdings[0]
    held = [h for h in named.holdings if h.kind == post.kind and set(h.places) & set(post.places)]
    reasons = [reason for h in held if (reason := _unnamed_fit(post, h))]
    if not reasons or any(_clashes(post, h) for h in held):
        return Evidence(NO_MATCH, ("dates that clash",), is_impossible=False)
    return Evidence(1.0, ("a holder of the same post who is not named", *sorted(set(reasons))))


def _unnamed_fit(post: Holding, held: Holding) -> str:
    """Why a named holder may be the unnamed one of a post; empty where nothing speaks for it."""
    if post.since and held.since and _touch(post.since, held.since):
        return "the same start"
    span, held_span = post.certain, held.certain
    if not span or not held_span:
        return ""
    if overlap_days(span, held_span):
        return "in post at the same time"
    return ""


def _clashes(post: Holding, held: Holding) -> bool:
    if post.since and held.since and not _touch(post.since, held.since):
        return True
    if post.since and held.until and days(held.until).last < days(post.since).first:
        return True
    return bool(post.day and held.until and days(held.until).last < days(post.day).first)


def _touch(one: str, other: str) -> bool:
    a, b = days(one), days(other)
    return a.first <= b.last and b.first <= a.last
