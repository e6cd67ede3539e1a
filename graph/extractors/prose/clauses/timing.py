"""When a verb says that something happens: the date in its clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from councilgraph.graph.extractors.prose.annotation.mentions import DateMention
from councilgraph.graph.extractors.prose.clauses.clauses import Verb, View
from councilgraph.graph.extractors.prose.clauses.ends import STOPS
from councilgraph.graph.extractors.prose.clauses.limits import (
    after_event,
    day_after,
    is_beginning,
    neighbouring_day,
    occasion,
    since_event,
    until_event,
)
from councilgraph.graph.extractors.prose.dates.when import When

_RESOLVED = frozenset("resolved agreed approved".split())
_APART = frozenset("has have will now later since then is are".split())
_BEGUN = frozenset(
    "appointed became joined elected named until since from between before after who which".split()
)
_RELATIVES = frozenset("who which where whose".split())
_CLAUSE = 24
_JOINED = frozenset("the O Os R P other others its".split())
_NOT = frozenset("not didn't did n't".split())
_ON = frozenset("in on last the".split())
_LEAVING = frozenset("left leaves leaving leave quit quits moved moves resigned departs departed".split())
_BACK = 16
_BEGINS = frozenset("appoint take succeed".split())
_ENDS = frozenset("leave resign retire die".split())
_LASTS = frozenset("hold lead stand_in".split())
_SUBORDINATE = frozenset("after before because".split())
_AT_ONCE = ("with immediate effect", "immediately", "forthwith", "with effect immediately")


@dataclass(frozen=True, slots=True)
class Timing:
    """Dates of a clause: when it happens, and from when until when it lasts."""

    date: str | None = None
    since: str | None = None
    until: str | None = None

    def or_else(self, other: Timing) -> Timing:
        """These dates, and the other's where there are none."""
        return Timing(self.date or other.date, self.since or other.since, self.until or other.until)


def timing(view: View, verb: Verb, end: int, issued: str | None) -> Timing:
    """The dates of the clause of a verb, which ends before the item `end`."""
    if verb.kind in _ENDS and (day := neighbouring_day(view, verb.first)):
        return Timing(day)
    found = _in_clause(view, verb, end)
    if found == Timing() and verb.kind in _BEGINS | _ENDS:
        found = Timing(_by_event(view, verb, end))
    if found == Timing() and verb.kind in _BEGINS:
        found = Timing(issued if _is_resolved(view, verb) else _shared(view, verb))
    if verb.kind in _LASTS:
        event = until_event(view, end)
        begun = next(filter(None, (since_event(view, at) for at in range(verb.last, end + 1))), None)
        found = found.or_else(Timing(None, begun[0] if begun else None, event[0] if event else None))
    words = " ".join(view.codes[verb.last : end + 2])
    at_once = any(phrase in words for phrase in _AT_ONCE) and "on the day" not in words
    if found.date is None and issued and at_once:
        return replace(found, date=issued)
    return found


def _in_clause(view: View, verb: Verb, end: int) -> Timing:
    """The dates behind the verb, else those before it, else that behind a relative clause."""
    found = Timing()
    for number in range(verb.last, end):
        item = view.items[number]
        if isinstance(item, DateMention):
            found = found.or_else(_dated(view, verb, number, item.when))
    if found == Timing() and view.codes[verb.first : verb.core] != ["to"]:
        since, until = _leading_span(view, verb)
        date = None if since or until else _helper(view, verb) or _leading(view, verb) or _label(view, verb)
        found = Timing(date, since, until)
    if found == Timing() and (at := _over_clause(view, end)) and (later := view.date(at)):
        found = _dated(view, verb, at, later.when)
    return found


def _by_event(view: View, verb: Verb, end: int) -> str | None:
    """The date of a beginning or an end by something else: a meeting, an election, somebody's leaving."""
    found = _dated_when(view, end) if view.code(end) == "when" else None
    if verb.kind in _BEGINS:
        found = found or _when_first(view, verb)
        found = found or day_after(view, end) or after_event(view, end) or _goal(view, end)
    return found or occasion(view, verb.first)


def _when_first(view: View, verb: Verb) -> str | None:
    """The date of a clause that comes first: "When the new council came into being on D, P became"."""
    if view.code(0) not in ("when", "once"):
        return None
    for at in range(1, verb.first):
        if (date := view.date(at)) and view.code(at - 1) in ("on", "in") and view.code(at + 1) == ",":
            return date.when.edtf
        if view.code(at) in STOPS or view.code(at) == ",":
            break
    return None


def _goal(view: View, end: int) -> str | None:
    """The date behind what somebody is chosen to do: "was elected to succeed P at the meeting on D"."""
    if view.code(end) != "to":
        return None
    for at in range(end + 1, min(end + _BACK, len(view))):
        if date := view.date(at):
            return date.when.edtf if view.code(at - 1) in ("on", "at", "in", "from", "last", "P") else None
        if view.code(at) in STOPS or view.code(at) in (",", "R", "and"):
            break
    return None


def _over_clause(view: View, end: int) -> int | None:
    """The date behind a relative clause that parts it from its verb: "leaves X, where she was R, on D"."""
    if view.code(end) == "," and view.code(end + 1) in _RELATIVES:
        for number in range(end + 2, min(end + _CLAUSE, len(view))):
            if view.code(number) == ",":
                is_date = view.code(number + 1) in ("on", "from", "until", "since") and view.date(number + 2)
                return number + 2 if is_date else None
            if view.code(number) in (";", "Q") or (view.code(number) == "P" and number > end + 2):
                break
    return None


def _is_resolved(view: View, verb: Verb) -> bool:
    """Whether minutes say that somebody "be appointed", which happened at the meeting."""
    before = view.codes[: verb.first]
    return view.codes[verb.first : verb.core] == ["be"] and "that" in before and bool(_RESOLVED & set(before))


def _shared(view: View, verb: Verb) -> str | None:
    """The date of the clause before, of which this one is a part: "left in May and was replaced by P"."""
    helpers = set(view.codes[verb.first : verb.core])
    if helpers == {"to"} and (date := view.date(verb.first - 1)):
        return date.when.edtf if _LEAVING & set(view.codes[: verb.first]) else None
    if view.code(verb.first - 1) not in ("and", ",") or helpers & _APART:
        return None
    for at in range(verb.first - 1, max(-1, verb.first - _BACK), -1):
        if date := view.date(at):
            told = view.code(at - 1) in _ON or view.code(at + 1) in (",", "and")
            begun = _BEGUN & set(view.codes[:at])
            return date.when.edtf if told and not begun and not date.when.is_lasting else None
        if view.code(at) in (";", ":", "P", "R", "but", "who", "which"):
            return None
    return None


def _dated_when(view: View, number: int) -> str | None:
    """The date of the clause that "when" begins: "took over when P left in 2011"."""
    for at in range(number + 1, len(view)):
        if (date := view.date(at)) and view.code(at - 1) in ("in", "on"):
            return date.when.edtf
        is_joined = view.code(at) == "and" and view.code(at + 1) not in _JOINED
        if view.code(at) in STOPS or view.code(at) in (",", ".") or is_joined:
            break
    return None


def _dated(view: View, verb: Verb, number: int, when: When) -> Timing:
    """What one date after a verb tells, by the word before it."""
    word = _before(view, number)
    if word in ("since", "between") or when.is_lasting:
        return Timing(since=when.edtf, until=when.until)
    if word in ("until", "till", "to"):
        is_start = _NOT & set(view.codes[verb.first : verb.core])
        return Timing(when.edtf) if is_start else Timing(until=when.edtf)
    if word == "and" and view.before(number - 1, 2) == "between D":
        return Timing(until=when.edtf)
    if word in ("by", "for", "of") and view.code(number - 1) != "month":
        return Timing()
    goes_on = word == "from" and view.code(number + 1) in ("to", "until", "till")
    goes_on |= word == "from" and verb.kind in _LASTS and not verb.is_future
    if goes_on or is_beginning(view, number) or _since_event(view, verb, number):
        return Timing(since=when.edtf)
    return Timing(when.edtf, when.edtf if when.until else None, when.until)


def _leading_span(view: View, verb: Verb) -> tuple[str | None, str | None]:
    """Dates before the verb from when until when: "Since May she has been", "From 1988 until 1995 he was"."""
    start = verb.first
    while start > 0 and view.code(start - 1) not in (";", ":", ".", "Q", "who", "which", "where", "whose"):
        start -= 1
    since = until = None
    if view.code(start - 1) in ("who", "which", "where", "whose") and "," in view.codes[start : verb.first]:
        return None, None
    for number in range(start, min(start + 6, verb.first)):
        item = view.items[number]
        if view.code(number) == "R" and view.code(start) == "P" and view.code(verb.first - 1) == ",":
            break  # "P, her deputy since D, was made R": the date is the aside's
        if isinstance(item, DateMention):
            word = view.code(number - 1)
            if item.when.is_lasting:
                since = since or item.when.edtf
            elif word in ("since", "from", "between") and (
                word != "from" or view.code(number + 1) in ("to", "until", "till")
            ):
                since, until = since or item.when.edtf, until or item.when.until
            elif word in ("until", "till", "to", "and") and (since or number - 1 == start == 0):
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
    if view.code(start - 1) == "P" and view.code(start - 2) in _SUBORDINATE:
        return None
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
        if view.before(start, 2) == ", and":
            break
        start -= 1
        if view.before(start, 3) == "P , who" and view.code(verb.first - 1) == ",":
            start -= 3  # "when P, who had been R, left"
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
