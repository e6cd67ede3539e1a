"""When a verb says that something happens: the date in its clause."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.clauses import Verb, View
from councilgraph.graph.extractors.prose.mentions import DateMention

_STOPS = frozenset("; : who which whose where while when after before because Q although until".split())
_AT_ONCE = ("with immediate effect", "immediately", "forthwith", "with effect immediately")


@dataclass(frozen=True, slots=True)
class Timing:
    """Dates of a clause: when it happens, and from when until when it lasts."""

    date: str | None = None
    since: str | None = None
    until: str | None = None


def timing(view: View, verb: Verb, end: int, issued: str | None) -> Timing:
    """The dates of the clause of a verb, which ends before the item `end`."""
    since = until = date = None
    for number in range(verb.last, end):
        item = view.items[number]
        if isinstance(item, DateMention):
            word = _before(view, number)
            if word == "since":
                since = since or item.when.edtf
                until = until or item.when.until
            elif word in ("until", "till", "to"):
                until = until or item.when.edtf
            elif word == "from" and view.code(number + 1) in ("to", "until", "till"):
                since = since or item.when.edtf
            elif word == "between":
                since, until = since or item.when.edtf, until or item.when.until
            elif word in ("by", "for", "of") and view.code(number - 1) != "month":
                continue
            elif _since_event(view, verb, number):
                since = since or item.when.edtf
            else:
                date = date or item.when.edtf
                if item.when.until:
                    since, until = since or item.when.edtf, until or item.when.until
    if date is None and since is None and until is None and view.codes[verb.first : verb.core] != ["to"]:
        since, until = _leading_span(view, verb)
        date = None if since or until else _helper(view, verb) or _leading(view, verb) or _label(view, verb)
    if (
        date is None
        and issued
        and any(phrase in " ".join(view.codes[verb.last : end + 2]) for phrase in _AT_ONCE)
    ):
        date = issued
    return Timing(date, since, until)


def _leading_span(view: View, verb: Verb) -> tuple[str | None, str | None]:
    """Dates before the verb from when until when: "Since May she has been", "From 1988 until 1995 he was"."""
    start = verb.first
    while start > 0 and view.code(start - 1) not in (";", ":", ".", "Q", "who", "which", "where", "whose"):
        start -= 1
    since = until = None
    for number in range(start, min(start + 6, verb.first)):
        item = view.items[number]
        if isinstance(item, DateMention):
            word = view.code(number - 1)
            if word in ("since", "from", "between") and (
                word != "from" or view.code(number + 1) in ("to", "until", "till")
            ):
                since, until = since or item.when.edtf, until or item.when.until
            elif word in ("until", "till", "to", "and") and since:
                until = item.when.edtf
    return since, until


def _label(view: View, verb: Verb) -> str | None:
    """The date that a line begins with: "21 October: P suspended"."""
    for number in range(min(3, verb.first)):
        item = view.items[number]
        if isinstance(item, DateMention) and view.code(number + 1) == ":":
            return item.when.edtf
    return None


def _since_event(view: View, verb: Verb, number: int) -> bool:
    """Whether a date is that of an event since which something lasts: "since the death of P in 2013"."""
    for back in range(number - 1, max(verb.last - 1, number - 9), -1):
        if view.code(back) == "since":
            return True
        if view.code(back) in (",", ";", "and", "who"):
            return False
    return False


def clause_end(view: View, verb: Verb, following: Verb | None) -> int:
    """The item at which the clause of a verb ends."""
    limit = len(view)
    for number in range(verb.last, limit):
        code = view.code(number)
        if code in _STOPS and not (code == "until" and view.code(number + 1) == "D"):
            return number
        if code == "," and view.code(number + 1) in (
            "who",
            "which",
            "where",
            "whose",
            "while",
            "and",
            "but",
            "said",
        ):
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
            and not following.is_participle
        ):
            return number
        if code in ("and", "but") and following and following.first in (number + 1, number + 2):
            return number
    return limit


def _before(view: View, number: int) -> str:
    """The preposition of a date, over an article or an adverb."""
    at = number - 1
    while (
        view.code(at)
        in (
            "the",
            "early",
            "late",
            "mid",
            "only",
            "just",
            "about",
            "around",
            "end",
            "of",
            "start",
            "beginning",
            "back",
        )
        and at > 0
    ):
        at -= 1
    return view.code(at)


def _helper(view: View, verb: Verb) -> str | None:
    """A date among a verb's helping words: "was last month appointed"."""
    for number in range(verb.first, verb.core):
        item = view.items[number]
        if isinstance(item, DateMention):
            return item.when.edtf
    return None


def _leading(view: View, verb: Verb) -> str | None:
    """A date at the beginning of the verb's clause: "In May she resigned"."""
    start = verb.first
    while start > 0 and view.code(start - 1) not in (
        ";",
        ":",
        ".",
        "Q",
        "who",
        "which",
        "where",
        "whose",
        "when",
    ):
        start -= 1
    if view.code(start - 1) == "when":
        day = view.items[start - 3 if view.code(start - 2) == "," else start - 2]
        return day.when.edtf if isinstance(day, DateMention) else None
    for number in range(start, min(start + 5, verb.first)):
        item = view.items[number]
        if number == start and view.code(number).endswith(("ed", "ing")):
            return None
        if (
            isinstance(item, DateMention)
            and view.code(number - 1) not in ("since", "until", "by", "'s")
            and view.code(number + 1) != "'s"
        ):
            return item.when.edtf
    return None
