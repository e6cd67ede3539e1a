"""Whether two mentions are one person: points for and against, each with a reason in plain words.

The points are logarithms (base e) of how much likelier a thing is for one person than for two, set by
hand and tried on cases.
"""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.identity.conflicts import are_of_different_wards, impossibility, years_between
from councilgraph.graph.identity.evidence import NO_MATCH, Evidence
from councilgraph.graph.identity.holdings import (
    NATIONAL_POSTS,
    SINGLE_POSTS,
    Holding,
    can_not_both_be,
    days,
    is_barred,
    is_council_member,
    is_hasty,
    is_member,
    is_officer,
    overlap_days,
)
from councilgraph.graph.identity.likeness import Likeness, likeness
from councilgraph.graph.identity.mentions import Mention
from councilgraph.graph.identity.offers import offer
from councilgraph.graph.identity.trades import BROAD_TRADES, role_likeness, trades

_WEAK_LIMIT = 1.5
_SAME_POST = 8.0
_DAYS_A_YEAR = 365.25
_LIKE = 0.8
_GENERATION_YEARS = 8
_FOLLOWED = "in a council and in the one that followed it"

Point = tuple[float, str]


def compare(one: Mention, other: Mention) -> Evidence:
    """The evidence on two mentions, of which at most one is unnamed."""
    if one.name is None or other.name is None:
        return offer(one, other) or Evidence(
            NO_MATCH, ("a holder of a post who is not named, at another time",)
        )
    name = best_likeness(one, other)
    if name.points == NO_MATCH:
        return offer(one, other) or Evidence(NO_MATCH, (name.reason,))
    against = impossibility(one, other)
    if against:
        return Evidence(NO_MATCH, (name.reason, against))
    points = [(name.points, name.reason), *_places_and_posts(one, other)]
    points += _circumstances(one, other, name, has_same_post=any(value >= _SAME_POST for value, _ in points))
    total = sum(value for value, _ in points)
    if name.is_misspelt and one.source == other.source:
        total = min(total, _WEAK_LIMIT)  # a slip within one document would have been seen there
    return Evidence(total, tuple(reason for _, reason in points if reason))


def best_likeness(one: Mention, other: Mention) -> Likeness:
    """The likeness of the two names, or of others that the documents give, that fits best."""
    found = [likeness(a, b) for a in one.names for b in other.names]
    plain = found[0]
    best = max(found, key=lambda each: each.points)
    if plain.points >= best.points:
        return plain
    return best._replace(reason=f"{best.reason}, by another name that is given")


def _places_and_posts(one: Mention, other: Mention) -> Iterator[Point]:
    """What the organisations and the posts of two mentions say: the best link, and any clash."""
    pairs = [(a, b) for a in one.holdings for b in other.holdings]
    shared = one.places & other.places
    links = [_link(a, b) for a, b in pairs if set(a.places) & set(b.places)]
    if links:
        yield max(links)
    elif shared:
        yield 2.0, "both spoken of with the same organisation"
    elif one.places & other.kin or other.places & one.kin:
        yield max(_link_by_kin(a, b) for a, b in pairs) if pairs else (3.0, _FOLLOWED)
    else:
        yield from _trade_points(one, other)
    if are_of_different_wards(one, other):
        yield -6.0, "members for different wards"
    if any(is_barred(a, b) for a, b in pairs):
        yield -6.0, "an officer and a member of one council at the same time"
    if not shared and any(can_not_both_be(a, b) for a, b in pairs):
        yield -6.0, "in two places at the same time"
    elif not shared and any(is_hasty(a, b) for a, b in pairs):
        yield -2.0, "in two places within a few weeks, and no move is told"


def _link_by_kin(one: Holding, other: Holding) -> Point:
    """How much it speaks for one person to have posts in a council and in the one that followed it."""
    if one.kind in SINGLE_POSTS and one.kind == other.kind:
        return 6.0, "the same post in a council and in the one that followed it"
    if one.kind == other.kind and (role_likeness(one.words, other.words) or 0) >= _LIKE:
        return 5.0, "the same post in a council and in the one that followed it"
    if (is_officer(one.kind) and is_member(other.kind)) or (is_member(one.kind) and is_officer(other.kind)):
        return 0.0, "in a council and in the one that followed it, one as a member and one as an officer"
    return 3.0, _FOLLOWED


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
    return -1.0, "in the same organisation, one as a member and one as an officer"


def _same_kind(one: Holding, other: Holding) -> Point:
    if one.kind in SINGLE_POSTS:
        return _single_post(one, other)
    if one.kind == "councillor":
        alike = role_likeness(one.words, other.words)
        return (2.0, "members for different wards") if alike == 0 else (6.0, "members of the same council")
    if one.kind in ("inspector", "mp", "mayor", "deputy_leader"):
        return 6.0, "the same post in the same organisation"
    alike = role_likeness(one.words, other.words)
    if one.status == "event" or other.status == "event" or alike is None:
        return 5.5, "posts of the same kind in the same organisation"
    if alike >= _LIKE:
        return _SAME_POST, "the same post in the same organisation"
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
    return _SAME_POST, "the same post in the same organisation, which one person holds at a time"


def _trade_points(one: Mention, other: Mention) -> Iterator[Point]:
    """Whether people without a common organisation work at the same thing."""
    if all(any(h.kind in NATIONAL_POSTS for h in m.holdings) for m in (one, other)):
        yield 4.0, "both in government or parliament"
        return
    mine, theirs = ({trade for h in m.holdings for trade in trades(h.kind, h.words)} for m in (one, other))
    if not mine or not theirs:
        return
    if (mine & theirs) - BROAD_TRADES or (mine & theirs and _share_a_matter(one, other)):
        yield 1.5, "the same line of work"
    elif not mine & theirs:
        yield -2.5, "different lines of work"
    elif mine - BROAD_TRADES and theirs - BROAD_TRADES:
        yield -1.0, "different lines of work"
    elif all(is_council_member(h.kind) for m in (one, other) for h in m.holdings):
        yield -1.0, "members of different councils"


def _share_a_matter(one: Mention, other: Mention) -> bool:
    """Whether two people have posts with the same words for what they are about."""
    return any(
        (role_likeness(a.words, b.words) or 0) >= _LIKE
        for a in one.holdings
        for b in other.holdings
        if a.kind == b.kind
    )


def _circumstances(one: Mention, other: Mention, name: Likeness, *, has_same_post: bool) -> Iterator[Point]:
    gap = _gap_years(one, other)
    if gap is not None:
        if gap <= 5:
            yield 0.5, "dates that fit"
        elif gap > 12:
            yield (-4.0 if gap > 30 else -1.5), f"{int(gap)} years apart"
    if one.source == other.source and not name.is_misspelt:
        yield 3.0, "two forms of a name in one document"
    elif one.document == other.document and name.is_equal:
        yield 1.5, "one name in one register"
    if one.hints.has_honour and other.hints.has_honour and not name.is_short:
        yield 2.0, "both a knight, a dame or a peer"
    if years_between(one, other) is not None:
        yield 2.0, "ages that fit"
    if _share_a_start(one, other):
        yield 1.5, "the same first day in post"
    yield from _namesakes(one, other, name, has_same_post=has_same_post)


def _namesakes(one: Mention, other: Mention, name: Likeness, *, has_same_post: bool) -> Iterator[Point]:
    """What a ward says, or that a document speaks of somebody else of the name."""
    if one.hints.seats & other.hints.seats:
        yield 2.0, "members for the same ward"
    elif (one.hints.has_namesake or other.hints.has_namesake) and not name.is_short and not has_same_post:
        yield _namesake(one, other)


def _namesake(one: Mention, other: Mention) -> Point:
    """What it means that a document speaks of somebody else of the name, who may be a member, too."""
    are_members = all(any(is_council_member(h.kind) for h in m.holdings) for m in (one, other))
    if are_members and one.places & other.places:
        return -6.5, "a namesake is spoken of, and no ward tells which of them it is"
    gap = _gap_years(one, other)
    return -4.0 if gap and gap > _GENERATION_YEARS else -2.5, "a namesake is spoken of"


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
