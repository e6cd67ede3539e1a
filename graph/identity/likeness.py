"""How like two names are, with the reason in words."""

from __future__ import annotations

import functools
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from councilgraph.graph.identity.evidence import NO_MATCH
from councilgraph.graph.identity.forenames import (
    formal_names,
    initials,
    is_known_forename,
    is_known_surname,
    is_shortened,
    rarity,
    skeleton,
    surname_parts,
)
from councilgraph.graph.names import PersonName, are_spellings

_FULL = (-4.0, -2.5, -1.0, 0.0, 1.5)
_INITIAL = (-5.5, -4.0, -4.0, -2.5, -2.5)
_SURNAME_ONLY = (-7.0, -5.5, -5.5, -4.0, -4.0)
_HOW_MANY = (
    "a name that very many people have", "a name that many people have", "a name that some people have",
    "a name that few people have", "a name that hardly anybody has",
)  # fmt: skip


class Likeness(NamedTuple):
    """Points for two names (`NO_MATCH` where they can't be one person's), and why.

    `is_short` marks a name of which one form has no full forename, `is_equal` two equal ones, `is_misspelt`
    two that are spelled differently.
    """

    points: float
    reason: str
    is_short: bool = False
    is_misspelt: bool = False
    is_equal: bool = False


DIFFERENT = Likeness(NO_MATCH, "different names")


@functools.lru_cache(maxsize=131072)
def likeness(one: PersonName, other: PersonName) -> Likeness:
    """How well two names fit one person, the commonness of the name counted."""
    surnames = _surnames(one, other)
    forenames = _forenames(one, other)
    if surnames is None or forenames is None or _differ(one.generation, other.generation):
        return DIFFERENT
    if _differ(one.seat, other.seat):
        return DIFFERENT
    surname_points, surname_reason = surnames
    rarest = min(rarity(one), rarity(other))
    scale, forename_points, forename_reason = forenames
    base = {"full": _FULL, "initial": _INITIAL, "none": _SURNAME_ONLY}[scale][rarest]
    points = base + surname_points + forename_points + _middle_points(one, other)
    is_spelled = scale == "full" and one.first != other.first and are_spellings(one.first, other.first)
    is_misspelt = surname_reason.startswith("surnames") or "slip" in forename_reason or is_spelled
    if one.seat and one.seat == other.seat:
        points, forename_reason = points + 7, "the same peerage"
    reasons = [forename_reason, surname_reason, _HOW_MANY[rarest] if scale == "full" else ""]
    return Likeness(points, ", ".join(filter(None, reasons)), scale != "full", is_misspelt, one == other)


def are_compatible(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be one person's."""
    return likeness(one, other).points > NO_MATCH


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _surnames(one: PersonName, other: PersonName) -> tuple[float, str] | None:
    mine, theirs = one.surname.replace(" ", ""), other.surname.replace(" ", "")
    if mine == theirs:
        return 0.0, ""
    if "".join((*one.forenames, mine)) == "".join((*other.forenames, theirs)) and one.first == other.first:
        return 0.0, "a double surname with a hyphen and without one"
    if one.surname in surname_parts(other) or other.surname in surname_parts(one):
        return -1.5, "a part of a double-barrelled surname"
    distance = DamerauLevenshtein.distance(mine, theirs)
    alike = skeleton(mine) == skeleton(theirs)
    longest = max(len(mine), len(theirs))
    if longest < 4 or distance > 2 or (distance == 2 and longest < (7 if alike else 9)):
        return None
    if is_known_surname(one.surname) and is_known_surname(other.surname):
        return -4.5, "surnames that differ by a letter but are both common"
    return (-2.5 if alike else -3.5), "surnames that differ as by a slip"


def _forenames(one: PersonName, other: PersonName) -> tuple[str, float, str] | None:
    """The scale by which forenames fit, points and a reason; None where they can't be one person's."""
    first, other_first = one.first, other.first
    if not first or not other_first:
        return "none", 0.0, "the same surname, one without a forename"
    if len(first) == 1 or len(other_first) == 1:
        return _initials(one, other)
    if first == other_first or "".join(one.forenames) == "".join(other.forenames):
        return "full", 0.0, "the same name"
    shared = formal_names(first) & formal_names(other_first)
    if shared:
        if are_spellings(first, other_first):
            return "full", -1.5, f"{first} and {other_first} are spellings of {min(shared)}"
        is_clear = max(len(formal_names(first)), len(formal_names(other_first))) == 1
        return "full", -0.5 if is_clear else -1.0, f"{first} and {other_first} are forms of {min(shared)}"
    return _other_forenames(one, other)


def _other_forenames(one: PersonName, other: PersonName) -> tuple[str, float, str] | None:
    """As `_forenames`, for two first names that are no forms of one: a middle name, or a slip."""
    first, other_first = one.first, other.first
    if first in other.forenames[1:] or other_first in one.forenames[1:]:
        return "full", -1.5, "one goes by the other's middle name"
    if is_shortened(first, other_first) or is_shortened(other_first, first):
        return "full", -1.0, "one forename may be short for the other"
    both_known = is_known_forename(first) and is_known_forename(other_first)
    if are_spellings(first, other_first) and not both_known:
        return "full", -1.5, "forenames that sound the same"
    is_slip = DamerauLevenshtein.distance(first, other_first) == 1 and min(len(first), len(other_first)) > 3
    return ("full", -2.5, "forenames that differ as by a slip") if is_slip and not both_known else None


def _initials(one: PersonName, other: PersonName) -> tuple[str, float, str] | None:
    if one.first[0] == other.first[0]:
        return "initial", 0.0, "the same surname and initial"
    if one.first[0] in initials(other.first) or other.first[0] in initials(one.first):
        return "initial", -1.0, "the same surname, and the initial of a form of the name"
    for short, long in ((one, other), (other, one)):
        if len(long.first) > 1 and long.first in short.forenames[1:]:
            return "full", -0.5, "one goes by a middle name, with an initial before it"
        if (
            len(short.first) == 1
            and len(short.forenames) == 1
            and any(short.first == middle[0] for middle in long.forenames[1:])
        ):
            return "initial", -2.0, "an initial that fits a middle name"
    return None


def _middle_points(one: PersonName, other: PersonName) -> float:
    middles, others = one.forenames[1:], other.forenames[1:]
    if not middles or not others or (one.first != other.first and len(one.first) > 1 < len(other.first)):
        return 0.0
    pairs = zip(middles, others, strict=False)
    fits = all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)
    return 1.0 if fits else -4.0
