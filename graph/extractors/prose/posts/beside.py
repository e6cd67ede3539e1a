"""Who stands before or behind a post, past what is thrown in between: an age, a bracket, words of place."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.clauses import View

_ENDS = frozenset(
    ", . ; ) : ? ! and who whose said says has have had is was will would told added but - – ( ' "
    "while as".split()
) | {""}
_CAPTION = frozenset("pictured left right above below centre far second aged inset and".split())
_WHERE = frozenset("on at in behind there responsible".split())
_LEADING_ON = frozenset(
    "is are was were be been has have had will would who whose whom which that and or but of to for from by "
    "with at in on as when while after before until since if not no he she they it said says told".split()
)
_FEW_WORDS = 5


def after_comma(view: View, number: int) -> int | None:
    """The person whom "the leader, P," names; a party or a post may introduce him."""
    for _ in range(4):
        if view.code(number) == "P":
            return number if view.code(number + 1) in _ENDS or view.code(number + 1) in ("D", "R") else None
        if view.code(number) in ("labour", "tory", "conservative", "independent", "the", "one") or view.ahead(
            number, 2
        ) in (
            "O 's",
            "O P",
        ):
            number += 1 + (view.code(number + 1) == "'s")
        elif view.code(number) in ("R", "O") and view.code(number + 1) in ("P", "R"):
            number += 1
        else:
            return _described(view, number)
    return None


def _described(view: View, number: int) -> int | None:
    """The person whom a few words describe: "the chair, former Olympic rower P,", "the clerk, a Mrs P,"."""
    for at in range(number, number + _FEW_WORDS):
        if view.code(at) == "P":
            return at if view.code(at + 1) in _ENDS else None
        if not view.code(at).isalpha() or not view.code(at).islower() or view.code(at) in _LEADING_ON:
            return None
    return None


def behind_place(view: View, number: int) -> int | None:
    """The person after a post with words of place or time: "the manager on duty that night, P, was"."""
    if view.code(number) not in _WHERE:
        return None
    for at in range(number + 1, number + _FEW_WORDS + 1):
        if view.code(at) == ",":
            named = view.code(at + 1) == "P" and view.code(at + 2) in (",", ".")
            return at + 1 if named else None
        code = view.code(at)
        if code not in ("D", "O") and (not code.isalpha() or not code.islower() or code in _LEADING_ON):
            return None
    return None


def subject_of(view: View, number: int) -> int | None:
    """The person who "has" something: "P, who has the brief", "P has the portfolio"."""
    number -= view.code(number) in ("now", "also", "still", "once")
    number -= view.code(number) == "who"
    number -= view.code(number) == ","
    return number if view.code(number) == "P" else None


def before_trade(view: View, number: int) -> int | None:
    """The person of "P, a magistrate and R": before a description that names no post."""
    for at in range(number - 1, max(0, number - 6), -1):
        if view.code(at) in ("a", "an") and view.before(at, 2) == "P ,":
            return at - 2
        if not view.code(at).isalpha() or not view.code(at).islower():
            return None
    return None


def over_caption(view: View, number: int) -> int:
    """The item before a bracket, an age or a caption's words: "P (Lab), 57 (pictured)"."""
    if view.code(number) == ")":
        while number > 0 and view.code(number) != "(":
            number -= 1
        number -= 1
    if view.code(number).isdigit() and view.code(number - 1) == ",":
        number -= 2
    while view.code(number) in _CAPTION or (view.code(number).isdigit() and view.code(number - 1) == "aged"):
        number -= 1
    return number


def before_bracket(view: View, number: int) -> int | None:
    """The person before a bracket that says something else first: "P (Lab, leader of X)", "P (57, clerk)"."""
    for at in range(number, max(0, number - 3), -1):
        if view.code(at - 1) == "(" and view.code(at - 2) == "P":
            return at - 2
        if not (view.code(at).isalnum() or view.code(at) == "/"):
            return None
    return None
