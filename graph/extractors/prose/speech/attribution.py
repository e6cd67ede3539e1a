"""Which words around a quotation say whose it is: "Ada Hart said:" before it, "said Ada Hart" after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from councilgraph.graph.extractors.prose.annotation.mentions import QuotationMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.speech.owners import claimed, possessor
from councilgraph.graph.extractors.prose.speech.reporting import (
    NOBODY,
    REACH,
    SpeechSubject,
    following,
    is_verb,
    subject,
)

_OPENERS = frozenset("\" ' “ ‘ and but yet so then - – — • * ( [".split())
_DASHES = frozenset("- – — -- ( ,".split())
_RESUMING = frozenset(", : ; - – — . and but".split())
_BREAKS = frozenset("; . ! ?".split())
_RELATIVE = frozenset("who which whose whom that as when where while although because".split())
_NOUN_PHRASE = frozenset("the a an one O 's R , P Ps Os D ( ) as - – and of for at in".split())
_INVERTING = frozenset(", so thus".split())
"""Before a verb whose subject follows: "Not so, says Ada Hart: ..."."""
_CLAUSES = frozenset("but while whereas".split())
_MODALS = frozenset("would will might could may should".split())
"""Before the verb of what is reported: "warned that they would appeal: ..."."""
_HOW = ("is how", "was how")
_SOURCES = ("according to", "words of", "view of", "opinion of")
_MIN_VERB = 3
_NO_VERBS = frozenset(
    "this does was has is its whose unless besides towards perhaps always versus across".split()
)
_MAX_GAP = 8
_MAX_SIGNATURE = 16
_FINITE = frozenset("is was were are has had have will would who which that he she they P".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says the quotation at the item `quotation`. `anchor` is the item of the verb or mark that says so.

    Quotations with the same anchor in a sentence are one statement. `is_direct` tells that nothing stands
    between the verb, or a colon, and the quotation: what is quoted may then be short. `resumes` where the
    words go on after an attribution in their middle.
    """

    quotation: int
    anchor: int
    subject: SpeechSubject
    is_direct: bool
    resumes: bool = False


def attributions(view: View) -> dict[int, Attribution]:
    """The attributions of a sentence's quotations, by the item of the quotation."""
    found: dict[int, Attribution] = {}
    spoken = [number for number, item in enumerate(view.items) if isinstance(item, QuotationMention)]
    first = 0
    for position, number in enumerate(spoken):
        last = spoken[position + 1] if position + 1 < len(spoken) else len(view)
        earlier = found.get(spoken[position - 1]) if position else None
        attribution = _of(view, number, first, last, earlier)
        if attribution:
            found[number] = attribution
        first = number + 1
    return found


def _of(view: View, number: int, first: int, last: int, earlier: Attribution | None) -> Attribution | None:
    """The attribution of a quotation between the ones before and after it."""
    used = earlier.anchor if earlier and earlier.anchor >= first else -1
    if _is_first(view, number):
        return _after(view, number, last) or _before(view, number, first, used)
    found = _before(view, number, first, used)
    if found is None and earlier and _shares(view, first, number):
        resumes = earlier.anchor >= first - 1 and view.code(number - 1) in _RESUMING
        found = Attribution(number, earlier.anchor, earlier.subject, resumes, resumes)
    if found and earlier and found.subject.kind == "nobody" and view.code(found.anchor).endswith("ing"):
        found = replace(found, subject=earlier.subject)
    if found is None or found.subject.kind in ("nobody", "role", "noun"):
        after = _after(view, number, last)
        return after if after and (found is None or after.subject.kind == "person") else found
    return found


def _is_first(view: View, number: int) -> bool:
    return all(view.code(before) in _OPENERS for before in range(number))


def _shares(view: View, first: int, number: int) -> bool:
    """Whether no clause of its own stands between two quotations: one attribution governs both."""
    return not any(view.code(at) in _BREAKS for at in range(first, number)) and number - first <= REACH


def _before(view: View, number: int, first: int, used: int) -> Attribution | None:
    """The attribution before a quotation; a verb that the one before it has used up does not count."""
    start = max(first, number - REACH)
    nested = _begins_nested(view, number)
    for at in range(number - 1, start - 1, -1):
        if view.code(at) in _BREAKS and at < number - 1:
            start = at + 1
            break
    if view.code(number - 1) == ":":
        start = _last_clause(view, number, start)
    for at in range(number - 1, start - 1, -1):
        if owner := claimed(view, at):
            return Attribution(number, at, owner, False)
        if (
            at == used
            or not is_verb(view, at)
            or is_enclosed(view, at, start, number)
            or is_infinitive(view, at)
        ):
            continue
        found = subject(view, at, start)
        if found.kind == "nobody" and (at == first or view.code(at - 1) in _INVERTING):
            found = following(view, at + 1, number)
        if nested and found.kind in ("nobody", "noun"):
            continue
        if found.kind in ("nobody", "noun") and view.code(at - 1) in _MODALS:
            continue
        return Attribution(number, at, found, _is_direct(view, at, number))
    return _source_before(view, number, start) or colon(view, number, start)


def _begins_nested(view: View, number: int) -> bool:
    """Whether the words begin with somebody else's words: the verb next to them may be that one's."""
    item = view.items[number]
    return isinstance(item, QuotationMention) and item.quotation.begins_nested


def is_infinitive(view: View, at: int) -> bool:
    """Whether a verb is no more than "to say", what somebody wants or has to."""
    return view.code(at - 1) == "to" and view.code(at - 2) not in ("on", "went", "this")


def is_enclosed(view: View, at: int, start: int, number: int) -> bool:
    """Whether a verb stands in a relative clause that is over before the quotation begins."""
    if not any(view.code(after) == "," for after in range(at + 1, number - 1)):
        return False
    if view.code(at + 1) == "," == view.code(number - 1):
        return False
    for back in range(at - 1, start - 1, -1):
        if view.code(back) == ",":
            return view.code(back + 1) in _RELATIVE
    return False


def _is_direct(view: View, at: int, number: int) -> bool:
    between = [view.code(after) for after in range(at + 1, number)]
    return not between or between[-1] in (":", ",") or between[-1] in _DASHES


def _source_before(view: View, number: int, start: int) -> Attribution | None:
    """The source before the words: "according to the leader, ..."."""
    for at in range(start, number - 1):
        if view.ahead(at, 2) in _SOURCES:
            found = following(view, at + 2, number)
            if found.kind != "nobody":
                return Attribution(number, at, found, False)
    return None


def colon(view: View, number: int, start: int) -> Attribution | None:
    """Somebody and a colon, without a verb: "the leader was blunter: ..."."""
    if view.code(number - 1) != ":":
        return None
    for at in range(start, number - 1):
        before = view.code(at - 1) if at > start else ""
        if (
            view.code(at) == "P"
            and view.code(at + 1) != "'s"
            and before not in ("of", "from", "by", "about", "with")
        ):
            return Attribution(number, number - 1, SpeechSubject("person", at), True)
    return Attribution(number, number - 1, _lead_in(view, number - 1, start), True)


def _last_clause(view: View, number: int, start: int) -> int:
    """Where the last clause with a person in it begins: ", but Ada Hart did so: ..."."""
    for at in range(number - 2, start, -1):
        if view.code(at) in _CLAUSES and view.code(at - 1) == "," and "P" in view.codes[at + 1 : number]:
            return at + 1
    return start


def _lead_in(view: View, colon: int, start: int) -> SpeechSubject:
    """Who speaks after a colon that no person stands before: "The leader:", "Her message to ministers:"."""
    for at in range(start, colon):
        if view.code(at) == "R" and at - start <= 2:
            return SpeechSubject("role", at)
    return possessor(view) or NOBODY


def _after(view: View, number: int, last: int) -> Attribution | None:
    """The attribution after a quotation."""
    at = number + 1
    if view.code(at) == ",":
        at += 1
    if view.ahead(at, 2) in _SOURCES or view.ahead(at + 2, 2) in _SOURCES:
        at += 2 if view.ahead(at, 2) in _SOURCES else 4
        return Attribution(number, at, following(view, at, last), False)
    if view.ahead(at, 2) in _HOW:
        found = following(view, at + 2, last)
        return Attribution(number, at, found, False) if found.kind != "nobody" else None
    if is_verb(view, at, after=True) and not view.code(at).endswith("ing"):
        found = following(view, at + 1, last)
        if view.code(at + 1) not in ("Q", "to", "in") or found.kind == "person":
            return Attribution(number, at, found, True)
    return (
        _clause_after(view, number, at, last)
        or signed(view, number, at, last)
        or _by_any_verb(view, number, at, last)
    )


def _by_any_verb(view: View, number: int, at: int, last: int) -> Attribution | None:
    """The attribution by a verb that no list has, where speech leads on to it: "..., thundered Ada Hart"."""
    item = view.items[number] if number >= 0 else None
    if not isinstance(item, QuotationMention) or not item.quotation.leads_on or not _is_first(view, number):
        return None
    if view.code(at) == "P" and _may_be_verb(view.code(at + 1)):
        return Attribution(number, at + 1, SpeechSubject("person", at), True)
    if _may_be_verb(view.code(at)) and view.code(at + 1) in ("P", "R", "O", "the"):
        found = following(view, at + 1, last)
        return Attribution(number, at, found, True) if found.kind in ("person", "role") else None
    return None


def _may_be_verb(code: str) -> bool:
    return code.isalpha() and len(code) > _MIN_VERB and code.endswith(("ed", "s")) and code not in _NO_VERBS


def _clause_after(view: View, number: int, start: int, last: int) -> Attribution | None:
    """A clause after the words: "..., the council's leader, Ada Hart, told members"."""
    for at in range(start, min(last, start + REACH)):
        if view.code(at) in _BREAKS:
            return None
        if not is_verb(view, at, after=True) or view.code(at).endswith("ing"):
            continue
        found = subject(view, at, start)
        if found.number < 0 or not _begins_clause(view, start, found.number):
            return None
        if found.kind == "noun" and at - start > _MAX_GAP:
            return None
        return Attribution(number, at, found, True)
    return None


def _begins_clause(view: View, start: int, number: int) -> bool:
    """Whether only the words of a noun phrase stand before a subject."""
    strange = [view.code(at) for at in range(start, number) if view.code(at) not in _NOUN_PHRASE]
    return len(strange) <= _MAX_GAP and not any(is_verb(view, at) for at in range(start, number))


def signed(view: View, number: int, start: int, last: int) -> Attribution | None:
    """The attribution by a name after a dash, and nothing else: "..." - Ada Hart, leader."""
    if view.code(start) not in _DASHES and view.code(start - 1) not in _DASHES:
        return None
    at = start + 1 if view.code(start) in _DASHES else start
    while view.code(at) in ("R", "O", "'s", "the", ",") and at < last:
        at += 1
    rest = view.codes[at + 1 : last]
    if view.code(at) != "P" or len(rest) > _MAX_SIGNATURE or _FINITE.intersection(rest):
        return None
    if any(is_verb(view, after) for after in range(at + 1, last)):
        return None
    return Attribution(number, at, SpeechSubject("person", at), True)
