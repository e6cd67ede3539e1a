"""What stands behind a post: its bodies and its dates."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
)
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.limits import since_event, until_event
from councilgraph.graph.extractors.prose.names.body_names import BODY_NOUNS
from councilgraph.graph.extractors.prose.names.organisations import Organisation

AT = frozenset("of at for in with on within".split())
DETERMINERS = frozenset(
    "the a an both all its neighbouring nearby next-door old new former then rival".split()
)
_PARTS = frozenset(
    "committee subcommittee sub-committee panel cabinet executive team service services department "
    "directorate division unit branch office commission".split()
)
_MAX_PART = 7
_MAX_DESCRIPTION = 5
_TO = frozenset("to until till and - –".split())
_AREA = frozenset(
    "north south east west north-east north-west south-east south-west midlands of england and humber "
    "region area country county city borough".split()
)


@dataclass(slots=True)
class _Span:
    """Dates that follow a post: `last` is the item after them."""

    last: int
    since: str | None = None
    until: str | None = None


def rightwards(view: View, core: int) -> tuple[int, tuple[Organisation, ...]]:
    """Where "of X and for Y" after a post ends, and the bodies in it."""
    number = core + 1 + (view.code(core + 1) == "respectively")
    bodies: list[Organisation] = []
    while (found := _next_body(view, number, bool(bodies))) is not None:
        at, body = found
        bodies.append(body)
        number = at + 1
        if (
            view.code(number) == "("
            and view.code(number + 2) == ")"
            and view.code(number + 1) not in ("P", "D")
        ):
            number += 3
    if not bodies:
        number, bodies = _after_comma(view, core)
    return number if bodies else _over_area(view, number), tuple(bodies)


def _over_area(view: View, number: int) -> int:
    """The comma after "for the north west" behind a post; the same item where no such words stand there."""
    if view.ahead(number, 2) not in ("for the", "in the"):
        return number
    for at in range(number + 2, number + 6):
        if view.code(at) == "," and view.code(at + 1) == "P":
            return at
        if view.code(at) not in _AREA:
            break
    return number


def _next_body(view: View, number: int, is_further: bool) -> tuple[int, Organisation] | None:
    """The body that "of the ..." gives from an item on, or "and the ..." if it is a further one."""
    at = number
    joined = is_further and view.code(at) in ("and", ",", "&")
    if joined:
        at = _over_aside(view, at + 1)
    if view.code(at) in AT and (joined or not is_further):
        at += 1
    elif not joined:
        return None
    while view.code(at) in DETERMINERS:
        at += 1
    at = _over_description(view, at)
    item = view.items[at] if at < len(view) else None
    if not isinstance(item, OrganisationMention) or item.organisation is None or item.kind == "party":
        return None
    if is_further and not _is_listed(view, at) and view.codes[0:3] != ["the", "R", "of"]:
        return None
    if view.code(at + 1) == "'s":
        part = _part(view, at + 2)
        return (part, item.organisation) if part else None
    return at, item.organisation


def _over_description(view: View, number: int) -> int:
    """The item behind "housing association" or "consultancy" before a body's name; else the same item."""
    for at in range(number, number + _MAX_DESCRIPTION):
        if view.code(at) == "O":
            return at if view.code(at - 1) in BODY_NOUNS else number
        if not view.code(at).replace("-", "").isalpha() and view.code(at) != "'s":
            break
    return number


def _part(view: View, number: int) -> int | None:
    """The last item of the part of a body that a post is in: "R of O's scrutiny committee"."""
    last = None
    for at in range(number, number + _MAX_PART):
        if view.code(at) in _PARTS:
            last = at
        elif not (view.code(at).isalpha() and view.code(at).islower()) or view.code(at) in AT:
            break
    return last


def _over_aside(view: View, at: int) -> int:
    """The item after an aside such as ", at the same time ,"; the same item where there is none."""
    if view.code(at) != ",":
        return at
    for number in range(at + 1, min(at + 6, len(view))):
        if view.code(number) == "," and view.code(number + 1) in AT:
            return number + 1
        if not view.code(number).islower():
            break
    return at


def _is_listed(view: View, number: int) -> bool:
    """Whether a further body belongs to the same post, and begins no clause of its own."""
    following = view.code(number + 1)
    return following not in (
        "has",
        "have",
        "had",
        "is",
        "was",
        "will",
        "were",
        "are",
        "said",
        "says",
        "did",
        "does",
    )


def _after_comma(view: View, core: int) -> tuple[int, list[Organisation]]:
    """As in "P, designated doctor, Wirral CCG": the body as the next member of a list."""
    item = view.items[core + 2] if core + 2 < len(view) else None
    if (
        view.code(core + 1) == ","
        and isinstance(item, OrganisationMention)
        and (item.naming == "name" or _is_entry(view, core))
        and item.organisation
        and item.kind != "party"
        and view.code(core + 3) in (".", ";", ",", "", ")", "said", "and", "(")
        and view.code(core - 1) in (",", "-", "(", ":", ";", "")
    ):
        return core + 3, [item.organisation]
    return core + 1, []


def _is_entry(view: View, core: int) -> bool:
    """Whether "R, O" is all that is told of somebody: "P (DCS, Bury)", "P, DCS, Bury; P2, ..."."""
    before, after = view.code(core - 1), view.code(core + 3)
    return (before == "(" and after == ")") or (
        before == "," and view.code(core - 2) == "P" and after in (";", ".", "")
    )


def dates_after(view: View, number: int) -> _Span:
    """The dates that follow a post: "since D", "from D to D", "(D to D)", "in D" for a year of office."""
    at = _over_lead(view, number)
    bracket = view.code(at) == "("
    at += bracket
    word = view.code(at)
    first = (
        view.date(at + 1)
        if word in ("since", "from", "between", "until", "till", "for", "in")
        else view.date(at)
    )
    if first is None:
        return _by_event(view, at) or _Span(number)
    last = at + (1 if view.code(at) == "D" else 2)
    if word in ("for", "in") and not first.when.until:
        return _Span(number)
    if word in ("until", "till"):
        return _Span(last, None, first.when.edtf)
    if word == "D" and not bracket and view.code(last) not in _TO and not first.when.until:
        return _Span(at + 1, first.when.edtf) if first.when.is_lasting else _Span(number)
    until, end = _second(view, last)
    if bracket and end == last and view.code(last) != ")":
        return _Span(number)
    last, until = end, until or first.when.until
    last += bracket and view.code(last) == ")"
    return _Span(last, first.when.edtf, until)


def _by_event(view: View, number: int) -> _Span | None:
    """A date that an event tells: "since his party won in D", "until O was abolished on D"."""
    if begun := since_event(view, number):
        return _Span(begun[1] + 1, begun[0])
    event = until_event(view, number)
    return _Span(event[1] + 1, None, event[0]) if event else None


def _second(view: View, last: int) -> tuple[str | None, int]:
    """The date until which something lasts, behind the item of its first date, and the item after it."""
    if view.code(last) in _TO and (second := view.date(last + 1)):
        return second.when.edtf, last + 2
    event = until_event(view, last)
    return (event[0], event[1] + 1) if event else (None, last)


def _is_span(view: View, number: int) -> bool:
    """Whether the date at an item is a span, or begins one: "2008-2012", "2008 to 2012"."""
    date = view.date(number)
    is_one = date and view.code(number + 1) in _TO - {"and"} and view.code(number + 2) == "D"
    return bool(is_one or (date and date.when.until))


def _over_lead(view: View, number: int) -> int:
    """The item at which the dates behind a post begin: over ", in post", ", since"."""
    at = number + (view.code(number) == "|")
    if view.code(at) == "," and (
        view.ahead(at + 1, 2) in ("since D", "from D", "between D", "in post", "in office")
        or _is_span(view, at + 1)
    ):
        at += 1
    if view.ahead(at, 3) in ("in post since", "in office since", "in charge since"):
        at += 2
    if view.ahead(at, 3) == "in J since":
        at += 2
    return at
