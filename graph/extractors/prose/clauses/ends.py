"""Where the clause of a verb ends."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.clauses import Verb, View

STOPS = frozenset("; : who which whose where while when after before because Q although until".split())
"""Words before which a clause ends."""
_CLAUSE = 24
_NEXT = frozenset("who which where whose while and but was has had will said".split())
"""Words that begin another clause behind a comma."""


def clause_end(view: View, verb: Verb, following: Verb | None) -> int:
    """The item at which the clause of a verb ends."""
    limit = len(view)
    skipped = verb.last
    for number in range(verb.last, limit):
        if number < skipped:
            continue
        code = view.code(number)
        if code == "," and (closing := _closing(view, number)):
            skipped = closing + 1
            following = following if following and following.first > closing else None
            continue
        if code in STOPS and not (code == "until" and view.code(number + 1) == "D"):
            return number
        if code == "," and view.code(number + 1) in _NEXT:
            if view.code(number + 1) == "was" and view.code(number + 2) in ("P", "R"):
                continue
            if view.code(number + 1) in ("and", "but") and view.code(number + 2) in (
                "O",
                "R",
                "of",
                "at",
                "for",
                "D",
            ):
                continue
            return number
        if (
            following
            and number >= following.first
            and following.kind not in ("hold",)
            and (not following.is_participle or _is_main(view, verb, following))
        ):
            return number
        dated = 2 * (view.code(number + 2) == "D")
        if code in ("and", "but") and following and number < following.first <= number + 2 + dated:
            return number
    return limit


def _is_main(view: View, verb: Verb, following: Verb) -> bool:
    """Whether a verb is the sentence's, behind a clause with "who": "P, who died at 84, joined O in D"."""
    return view.code(verb.first - 1) == "who" and view.code(following.first - 1) == ","


def _closing(view: View, comma: int) -> int | None:
    """The comma that closes an aside before a post: "resigned, after a row over fees, as leader"."""
    if view.code(comma + 1) not in STOPS:
        return None
    for number in range(comma + 2, min(comma + _CLAUSE, len(view))):
        if view.code(number) == ",":
            return number if view.code(number + 1) == "as" and "R" in view.ahead(number + 2, 3) else None
        if view.code(number) in (";", ":", "Q"):
            break
    return None
