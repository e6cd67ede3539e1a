"""Pairs that are never joined by the machine, only offered: a holder unnamed, or under a new surname."""

from __future__ import annotations

from councilgraph.graph.identity.evidence import OFFER, Evidence
from councilgraph.graph.identity.forenames import formal_names
from councilgraph.graph.identity.holdings import SINGLE_POSTS, Holding, days, gap_days
from councilgraph.graph.identity.mentions import Mention

_SHORT_GAP_DAYS = 550
"""Who was in post so long after somebody unnamed may well be that person."""


def offer(one: Mention, other: Mention) -> Evidence | None:
    """Why a person should look at a pair that no name joins; None where there is no reason."""
    is_unnamed = one.name is None or other.name is None
    reasons = _unnamed(one, other) if is_unnamed else _new_surname(one, other)
    return Evidence(OFFER, reasons, is_offer=True) if reasons else None


def _unnamed(one: Mention, other: Mention) -> tuple[str, ...]:
    """Why a named holder of a post may be the one whom a document doesn't name."""
    named, unnamed = (other, one) if one.name is None else (one, other)
    if named.name is None:
        return ()
    post = unnamed.holdings[0]
    held = [h for h in named.holdings if h.kind == post.kind and set(h.places) & set(post.places)]
    if any(_clashes(post, h) for h in held):
        return ()
    reasons = {reason for h in held if (reason := _fit(post, h))}
    return ("a holder of the same post who is not named", *sorted(reasons)) if reasons else ()


def _fit(post: Holding, held: Holding) -> str:
    """Why a named holder may be the unnamed one of a post; empty where nothing speaks for it."""
    if post.since and held.since and _touch(post.since, held.since):
        return "the same start"
    if not post.certain or not held.certain:
        return ""
    gap = gap_days(post.certain, held.certain)
    if not gap:
        return "in post at the same time"
    return "in post soon before or after" if gap <= _SHORT_GAP_DAYS else ""


def _clashes(post: Holding, held: Holding) -> bool:
    """Whether a named holder can't be the unnamed one: another start, gone too early, or there too early."""
    if post.since and held.since:
        return not _touch(post.since, held.since)
    begins = days(post.since).first if post.since else None
    if begins and held.certain and held.certain.first < begins and not held.since:
        return True
    found = [day for day in (begins, days(post.day).first if post.day else None) if day]
    return bool(held.until and any(days(held.until).last < day for day in found))


def _new_surname(one: Mention, other: Mention) -> tuple[str, ...]:
    """Why two people of one forename and two surnames may be one: the same post since the same day."""
    if not formal_names(one.names[0].first) & formal_names(other.names[0].first):
        return ()
    if len(one.names[0].first) < 2 or one.source == other.source:
        return ()
    if not any(_same_start(a, b) for a in one.holdings for b in other.holdings):
        return ()
    return ("the same forename with another surname", "the same post since the same time")


def _same_start(one: Holding, other: Holding) -> bool:
    if one.kind not in SINGLE_POSTS or one.kind != other.kind or not set(one.places) & set(other.places):
        return False
    exact = min(len(one.since or ""), len(other.since or "")) > len("2009")
    return exact and _touch(one.since or "", other.since or "")


def _touch(one: str, other: str) -> bool:
    a, b = days(one), days(other)
    return a.first <= b.last and b.first <= a.last
