"""Verbs that let somebody speak, and whose they are: the person, post or body that is their subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.rules import read_rules

_RULES = read_rules("statements")
_SAY = frozenset(_RULES["verbs"]["say"].split())
_AFTER = _SAY | frozenset(_RULES["verbs"]["after"].split())
_BEFORE = _SAY | frozenset(_RULES["verbs"]["judge"].split())
_PHRASES = frozenset(_RULES["verbs"]["phrases"])
_BETWEEN = frozenset(_RULES["between"]["words"].split())
_PASSIVE = frozenset(_RULES["passive"]["words"].split())
_DOCUMENTS = frozenset(_RULES["nouns"]["documents"].split())
_STOPS = frozenset(_RULES["stops"]["words"].split())
_RELATIVE = frozenset("who whose whom which where when as while after".split())
_COORDINATORS = frozenset("and but then or yet nor".split())
_ASKED = frozenset("asked pressed questioned quizzed challenged".split())
_ABOUT = frozenset("about if whether by why how what when where who on for".split())
_ENDS = frozenset(". ; : ! ? Q".split())
_DASHES = frozenset("- – — --".split())
_PREPOSITIONS = frozenset("of for from at in on with within".split())
_OBLIQUE = frozenset("of to for with from".split())
_FINITE = frozenset("is was were are has had have will would who which that".split())
_NOMINAL = frozenset(
    "the a an his her their this these those of any no some such 's Ps Os our my more further".split()
)
_CLAUSE_STARTS = frozenset(
    ", ; : - – — ( R and but while as when that because after before although though if whereas then".split()
) | {"", "yet", "so"}
REACH = 60
"""How many items away from its verb a subject may stand."""

SubjectKind = Literal["person", "role", "organisation", "noun", "nobody"]


@dataclass(frozen=True, slots=True)
class SpeechSubject:
    """What a reporting verb's subject is: the item `number`, and of what kind it is.

    `nobody` where somebody speaks who is not named. `others` are items of people joined to it by "and".
    """

    kind: SubjectKind
    number: int
    others: tuple[int, ...] = ()


_KINDS: dict[str, SubjectKind] = {"R": "role", "O": "organisation"}
NOBODY = SpeechSubject("nobody", -1)


def is_verb(view: View, number: int, *, after: bool = False) -> bool:
    """Whether an item is a verb that lets somebody speak; `after` says that the words stand before it."""
    code = view.code(number)
    if view.ahead(number, 2) in _PHRASES or view.ahead(number, 3) in _PHRASES:
        return True
    if code in _ASKED and view.code(number - 1) in ("", ",") and view.code(number + 1) in _ABOUT:
        return False
    if code not in (_AFTER if after else _BEFORE):
        return False
    return view.code(number - 1) not in _NOMINAL or code in ("said", "says", "told", "wrote")


def is_passive(view: View, number: int) -> bool:
    """Whether the subject of a verb is not the one who speaks: "was described as", "described by"."""
    if view.code(number + 1) == "by" and view.code(number)[-2:] in ("ed", "id", "en", "ld"):
        return True
    back = number - 1
    while view.code(back) in _BETWEEN and view.code(back) not in _PASSIVE and back >= 0:
        back -= 1
    return (
        view.code(back) in _PASSIVE and not view.code(number).endswith("ing") and view.code(number) != "went"
    )


def subject(view: View, verb: int, first: int) -> SpeechSubject:
    """Whose a verb is, among the items from `first` on."""
    if is_passive(view, verb):
        return agent(view, verb, len(view))
    if view.code(verb).endswith("ing") and view.code(verb - 1) not in _PASSIVE:
        return _of_clause(view, verb, max(0, verb - REACH))
    number = _over_adverbs(view, verb - 1, first)
    if view.code(number) == ")":
        number = _back_to(view, number, "(", first) - 1
    code = view.code(number)
    if code in _COORDINATORS or code == "to":
        return _of_clause(view, verb, max(0, verb - REACH))
    return _ending_at(view, number, first)


def _ending_at(view: View, number: int, first: int) -> SpeechSubject:
    """The subject whose last item is `number`: a name, or what a comma or "who" brings it back to."""
    code = view.code(number)
    if number < first:
        return NOBODY
    if code == "," or code in _DASHES:
        return _over_apposition(view, number, first)
    if code in _RELATIVE:
        return _antecedent(view, number - 1, first)
    return _head(view, number, first)


def agent(view: View, verb: int, last: int) -> SpeechSubject:
    """Who speaks with a verb in the passive: "was described by the leader as"."""
    for number in range(verb + 1, min(last, verb + 12)):
        if view.code(number) == "Q":
            continue
        if view.code(number) == "by":
            return following(view, number + 1, last)
    return NOBODY


def following(view: View, number: int, last: int) -> SpeechSubject:
    """The subject that begins at an item: "said **the council's leader, Ada Hart**", "by **inspectors**"."""
    best = NOBODY
    for at in range(number, min(last, number + 18)):
        code = view.code(at)
        if code == "P" and view.code(at + 1) != "'s":
            is_other = best.kind != "nobody" and view.code(at - 1) in _OBLIQUE
            return NOBODY if is_other else SpeechSubject("person", at, _joined_after(view, at))
        if code in _STOPS or code in _ENDS or (code == "Ps" and best.kind != "nobody"):
            break
        if code == "," and view.code(at + 1) not in ("P", "R", "O", "the", "now", "its", "Os", "Ps"):
            break
        if code == "R" or (code == "O" and view.code(at + 1) != "'s" and best.kind == "nobody"):
            best = SpeechSubject("role" if code == "R" else "organisation", at)
        elif code.isalpha() and code.islower() and best.kind in ("nobody", "noun") and code not in _NOMINAL:
            best = SpeechSubject("noun", at)
    return best


def _over_adverbs(view: View, number: int, first: int) -> int:
    """The item before a verb's helpers, adverbs and dates."""
    while number >= first:
        code = view.code(number)
        if code == "D" and view.code(number - 1) in ("on", "in", "at"):
            number -= 2
        elif code in _BETWEEN or code == "D" or (code.endswith("ly") and code.islower()):
            number -= 1
        else:
            break
    return number


def _head(view: View, number: int, first: int) -> SpeechSubject:
    """The subject whose last word is an item: "Ada Hart MP", "a spokesman for the council", "the report"."""
    number = _before_of(view, number, first)
    code = view.code(number)
    if code == "R" and view.code(number - 1) == "P":
        return SpeechSubject("person", number - 1)
    if code == "P":
        is_other = number > first and view.code(number - 1) in _OBLIQUE
        return NOBODY if is_other else SpeechSubject("person", number, _joined_before(view, number, first))
    if code in _KINDS:
        return SpeechSubject(_KINDS[code], number)
    return SpeechSubject("noun", number) if code.islower() and code[0].isalpha() else NOBODY


def _before_of(view: View, number: int, first: int) -> int:
    """The noun that "of the council" belongs to; `number` itself where it is no such phrase."""
    if view.code(number - 1) in _PREPOSITIONS and number - 2 >= first and view.code(number) in ("O", "D"):
        return _before_of(view, number - 2, first)
    determined = view.code(number - 2) in _PREPOSITIONS and view.code(number - 1) in _NOMINAL
    return _before_of(view, number - 3, first) if determined and number - 3 >= first else number


def _over_apposition(view: View, comma: int, first: int) -> SpeechSubject:
    """The subject before what the comma at `comma` closes: "Ada Hart, who leads the council, said"."""
    before = comma - 1
    if view.code(before) == ")":
        before = _back_to(view, before, "(", first) - 1
    if view.code(before) == "R" and view.code(before - 1) == "P":
        before -= 1
    is_named = before == first or view.code(before - 1) in (",", "R", "and", "'s")
    if view.code(before) == "P" and is_named:
        return SpeechSubject("person", before, _joined_before(view, before, first))
    fallback = NOBODY
    for number in range(comma - 1, max(first, comma - REACH) - 1, -1):
        if view.code(number) in (";", ":"):
            break
        if view.code(number) != "," and view.code(number) not in _DASHES:
            continue
        head = _head_before(view, number, first)
        if head.kind == "person" and not _is_within_relative(view, head.number, first):
            return replace(head, others=head.others or _first_of_two(view, head.number, first))
        if head.kind in ("role", "organisation", "noun") and view.code(number + 1) != "P":
            fallback = head
    return fallback


def _first_of_two(view: View, number: int, first: int) -> tuple[int, ...]:
    """The first of two subjects that have appositions both: "A, the leader, and B, her deputy, said"."""
    if view.code(number - 1) != "and" or view.code(first) != "P" or view.code(first + 1) != ",":
        return ()
    between = range(first + 2, number - 1)
    return () if any(view.code(at) in _FINITE or is_verb(view, at) for at in between) else (first,)


def _head_before(view: View, comma: int, first: int) -> SpeechSubject:
    number = comma - 1
    if view.code(number) == ")":
        number = _back_to(view, number, "(", first) - 1
    return _head(view, number, first) if number >= first else NOBODY


def _is_within_relative(view: View, number: int, first: int) -> bool:
    """Whether a person stands in a relative clause or an apposition that is about somebody else."""
    for back in range(number - 1, first, -1):
        if view.code(back) == "," and not (back == number - 1 and view.code(back - 1) == "R"):
            return view.code(back + 1) in _RELATIVE or (
                view.code(back - 1) == "P"
                and number - back > 1
                and view.code(number - 1) in ("to", "of", "by", "replaced")
            )
    return False


def _antecedent(view: View, number: int, first: int) -> SpeechSubject:
    """Whom "who" means: the nearest person who is no modifier, else what stands right before."""
    while number >= first and view.code(number) in (",", "and", "but", *_DASHES):
        number -= 1
    if number >= first and view.code(number) in _DOCUMENTS:
        return SpeechSubject("noun", number)
    if number >= first and view.code(number) not in ("P", "R", "O", ")", "D"):
        return NOBODY
    for back in range(number, max(first, number - 16) - 1, -1):
        if view.code(back) == "P" and view.code(back + 1) != "'s":
            return SpeechSubject("person", back, _joined_before(view, back, first))
        if view.code(back) in (";", ":"):
            break
    return _head(view, number, first) if view.code(number) == "R" else NOBODY


def _of_clause(view: View, verb: int, first: int) -> SpeechSubject:
    """The subject that a participle or a second verb shares with the verb before it."""
    for number in range(verb - 1, first, -1):
        if is_verb(view, number) and not view.code(number).endswith("ing") and not is_passive(view, number):
            before = view.code(_over_adverbs(view, number - 1, first))
            if before in _COORDINATORS or before == "to":
                continue
            found = subject(view, number, first)
            if found.kind != "nobody":
                return found
    return _head_of_clause(view, verb, first)


def _head_of_clause(view: View, verb: int, first: int) -> SpeechSubject:
    """Whom a clause is about: the first person or post in it that is no modifier."""
    for number in range(first, verb):
        code, before = view.code(number), view.code(number - 1) if number > first else ""
        is_modifier = view.code(number + 1) in ("'s", "P") or view.ahead(number + 1, 2) == ", P"
        if code == "P" and before in _CLAUSE_STARTS and view.code(number + 1) != "'s":
            return SpeechSubject("person", number, _joined_after(view, number))
        if code in _KINDS and number <= first + 2 and not is_modifier:
            return SpeechSubject(_KINDS[code], number)
    return NOBODY


def _joined_before(view: View, number: int, first: int) -> tuple[int, ...]:
    """The people whom commas and "and" join to the one at an item: "A (Con), B (Lab) and C (Ind) said"."""
    others: list[int] = []
    link = "and"
    while view.code(number - 1) == link and number - 2 >= first:
        number -= 2
        if view.code(number) == ")":
            number = _back_to(view, number, "(", first) - 1
        if view.code(number) != "P" or number < first:
            break
        others.insert(0, number)
        link = ","
    return tuple(others)


def _joined_after(view: View, number: int) -> tuple[int, ...]:
    return tuple(_people_after(view, number))


def _people_after(view: View, number: int) -> Iterator[int]:
    while view.code(number + 1) in ("and", ",") and view.code(number + 2) == "P":
        number += 2
        if view.code(number - 1) == "," and view.code(number + 1) not in ("and", ","):
            return
        yield number


def _back_to(view: View, number: int, code: str, first: int) -> int:
    """The item of that code before `number`; `first` where there is none."""
    while number > first and view.code(number) != code:
        number -= 1
    return number
