"""Whose a verb is: the person or the post that is its subject, over appositions and relative clauses."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.clauses.clauses import Verb, View
from councilgraph.graph.extractors.prose.clauses.limits import closes_relative
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.people import Person

_ADVERBS = frozenset(
    "also now then since still already too however himself herself meanwhile instead later once "
    "again yesterday today both who "
    "himself therefore reportedly allegedly instead formerly previously recently just only".split()
)
_OBLIQUE = frozenset(
    "of by from with to for under than as between including against told asked called via like "
    "alongside at into upon about "
    "replace replaced replacing succeed succeeds succeeded succeeding follows followed appointed "
    "named joined join thanked".split()
)
_SPANS = frozenset("years year months decades weeks".split())
_CONTESTS = frozenset("beat beats beating beaten defeated defeating".split())
_COORDINATORS = frozenset("and but then or nor yet".split())
_BREAKS = frozenset("; : - – — . ! ?".split())
_SAYS = frozenset("said says added insisted claimed confirmed stressed explained admitted".split())
_WHEN = frozenset("having after before by when while since".split())
_PLACED = frozenset("of at from in".split())
_REACH = 80
_PARTING = frozenset("retiring departing".split())
_BEFORE_PARTING = ("the", "succeed", "replace")
_INTRODUCERS = frozenset("a an another one the their our my its Ps Os".split())
_IS = frozenset("is will was comes".split())


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb is about: people, or a post whose holder is to be found. Empty where neither is clear."""

    people: tuple[Person, ...] = ()
    phrase: RolePhrase | None = None

    def __bool__(self) -> bool:
        return bool(self.people or self.phrase)


def subject(view: View, verb: Verb, phrases: list[RolePhrase], previous: Subject) -> Subject:
    """The subject of a verb. `previous` is that of the verb before it in the sentence, for "and resigned"."""
    if verb.form in _PARTING and view.code(verb.last) == "P" and view.code(verb.first - 1) in _BEFORE_PARTING:
        return Subject(_coordinated(view, verb.last))
    found = _subject(view, verb, phrases, previous)
    if len(found.people) == 1 and "both" in view.codes[verb.first : verb.last]:
        others = [mention.person for number in range(verb.first) if (mention := view.person(number))]
        return Subject(tuple(person for person in others[:1] if person is not found.people[0]) + found.people)
    return found


def _subject(view: View, verb: Verb, phrases: list[RolePhrase], previous: Subject) -> Subject:
    """The first subject met on the way back from the verb, over what may stand between."""
    ends = {phrase.last: phrase for phrase in phrases}
    infinitive = view.codes[verb.first : verb.core] == ["to"]
    if previous and infinitive and (verb.first in ends or _CONTESTS & set(view.codes[: verb.first])):
        return previous
    at: int | Subject | None = verb.first - 1
    for _ in range(_REACH):
        if not isinstance(at, int):
            break
        at = _step(view, verb, ends, at, previous)
    return at if isinstance(at, Subject) else _not_beside(view, verb, previous)


def _step(
    view: View, verb: Verb, ends: dict[int, RolePhrase], number: int, previous: Subject
) -> int | Subject | None:
    """The subject if it is at an item, else the item before it to look at; None where it breaks off."""
    code = view.code(number)
    if code == "who":
        return _antecedent(view, number - 1, ends) or previous
    if code == ",":
        return _over_comma(view, verb, ends, number, previous)
    if code == ")":
        return _bracket(view, number) - 1
    if code == "time" and view.before(number, 2) == "at the":
        return number - 3
    if code in ("P", "O", "R") or number + 1 in ends:
        return _named_at(view, number, ends)
    return _over_word(view, verb, number, previous)


def _over_word(view: View, verb: Verb, number: int, previous: Subject) -> int | Subject | None:
    """The item before a word that stands between a subject and its verb."""
    code = view.code(number)
    if code in _SPANS and (back := _before_span(view, number)) is not None:
        return back
    if code in ("on", "upon") and verb.is_participle and view.code(number - 1) == "P":
        return Subject(_coordinated(view, number - 1))
    if code in _COORDINATORS:
        return previous or _nearest(view, number)
    is_joined = verb.form.split()[0].endswith("ing") or view.code(verb.first) == "being"
    if code in _WHEN and previous and is_joined:
        return previous
    if code in _WHEN and not previous and verb.form.split()[0].endswith("ing"):
        return _later(view, verb)
    return number - 1 if code in _WHEN or code in _ADVERBS or code == "D" else None


def _before_span(view: View, number: int) -> int | None:
    """The item before "for sixteen years" that ends at an item."""
    for at in range(number - 1, max(-1, number - 4), -1):
        if view.code(at) in ("for", "of", "over"):
            return at - 1 if view.code(at) == "for" else None
    return None


def _named_at(view: View, number: int, ends: dict[int, RolePhrase]) -> Subject | None:
    """The person or the post that ends at an item."""
    code = view.code(number)
    if code == "P":
        return Subject(_coordinated(view, number))
    if code == "O" and view.code(number - 1) in _PLACED and view.code(number - 2) == "P":
        return Subject(_coordinated(view, number - 2))
    return _of_phrase(view, ends[number + 1]) if number + 1 in ends else None


def _over_comma(
    view: View, verb: Verb, ends: dict[int, RolePhrase], number: int, previous: Subject
) -> int | Subject:
    """The subject just before a comma, else the item before what the comma closes."""
    is_reduced = verb.is_participle and not closes_relative(view, number)
    if is_reduced and view.code(number - 1) == "P":
        return Subject(_coordinated(view, number - 1))
    if is_reduced and number in ends:
        return _of_phrase(view, ends[number])
    if _is_appositive(view, number, ends):
        return Subject(_coordinated(view, number - 1))
    if view.code(number - 1) in _SAYS and view.before(number - 1, 2) == ", P":
        return number - 4
    opening = _opening(view, number, ends)
    return (previous or _later(view, verb)) if opening is None else opening - 1


def _not_beside(view: View, verb: Verb, previous: Subject) -> Subject:
    """The subject of a verb that none stands before: of a participle, an infinitive, "having left"."""
    helpers = view.codes[verb.first : verb.core]
    if helpers[:1] == ["having"] or helpers == ["to"]:
        return previous or _nearest(view, verb.first) or _main(view, verb)
    fronted = verb.first <= 1 or view.before(verb.first, verb.first) in ("as well as", "apart from")
    if verb.first == 0 and view.code(verb.last) == ":" and view.code(verb.last + 1) == "P":
        return Subject(_coordinated(view, verb.last + 1))
    if fronted and (verb.form.split()[0].endswith("ing") or verb.first == 0):
        return _main(view, verb)
    if verb.is_participle or _is_near(view, verb.first):
        return _nearest(view, verb.first) or previous
    return Subject()


def _is_appositive(view: View, comma: int, ends: dict[int, RolePhrase]) -> bool:
    """Whether ", P ," names the holder of the post before it; a post or a party may introduce him."""
    number = comma - 2
    if view.code(comma - 1) != "P":
        return False
    if _is_described(view, number):
        return True
    while view.code(number) in ("and", ",") and view.code(number - 1) == "P":
        number -= 2
    owned = view.code(number - 2) in ("Os", "Ps", "the", "'s")
    if view.code(number) == "," and owned and view.code(number - 1).islower():
        return True
    while view.code(number) in ("R", "O", "'s", "the", "a", "labour", "independent"):
        number -= 1
    return view.code(number) == "," and number in ends


def _is_described(view: View, comma: int) -> bool:
    """Whether a noun before a comma says who the person behind it is: "Their daughter, P, is R"."""
    opener = comma - 2 - (view.code(comma - 2) not in _INTRODUCERS)
    opens = opener == 0 or (
        opener > 0 and view.code(opener - 1) in (";", ",", "-", "–", "—", "and", "but", ":")
    )
    return (
        view.code(comma) == ","
        and view.code(opener) in _INTRODUCERS
        and opens
        and all(view.code(at).isalpha() and view.code(at).islower() for at in range(opener + 1, comma))
    )


def _of_phrase(view: View, phrase: RolePhrase) -> Subject:
    """The person whom a post stands beside, else the post itself."""
    if view.code(phrase.first - 1) == "," and view.code(phrase.first - 2) == "P":
        return Subject(_coordinated(view, phrase.first - 2))
    return Subject((), phrase)


def _antecedent(view: View, number: int, ends: dict[int, RolePhrase]) -> Subject:
    """Whom "who" means."""
    while view.code(number) in (",", "and"):
        number -= 1
    if view.code(number) == ")":
        number = _bracket(view, number) - 1
    if view.code(number) == "P":
        return Subject(_coordinated(view, number)[-1:])
    if number + 1 in ends:
        return _of_phrase(view, ends[number + 1])
    for back in range(number, max(-1, number - 7), -1):
        if view.code(back) == "P":
            return Subject(_coordinated(view, back)[-1:])
        if view.code(back) in _BREAKS:
            break
        if back + 1 in ends and view.code(back + 1) in _PLACED:
            return _of_phrase(view, ends[back + 1])
    return Subject()


def _coordinated(view: View, number: int) -> tuple[Person, ...]:
    """The person at an item, and those before it that are joined to it."""
    found: list[Person] = []
    while (mention := view.person(number)) is not None:
        found.insert(0, mention.person)
        if (view.code(number - 1) == "and" and view.code(number - 2) == "P") or (
            view.code(number - 1) == "," and view.code(number - 2) == "P" and len(found) > 1
        ):
            number -= 2
        else:
            break
    return tuple(found)


def _opening(view: View, comma: int, ends: dict[int, RolePhrase]) -> int | None:
    """The comma that opens what the one at `comma` closes: an apposition or a relative clause."""
    for number in range(comma - 1, max(-1, comma - 60), -1):
        code = view.code(number)
        if code in _BREAKS:
            return None
        if code == "," and (view.code(number - 1) in ("P", ")") or number in ends):
            return number
    return None


def _bracket(view: View, closing: int) -> int:
    for number in range(closing - 1, -1, -1):
        if view.code(number) == "(":
            return number
    return 0


def _later(view: View, verb: Verb) -> Subject:
    """The subject of a clause that comes first: "Before joining X, P was ..."."""
    return _main(view, verb) if verb.form.split()[0].endswith("ing") else Subject()


def _main(view: View, verb: Verb) -> Subject:
    """The subject of the main clause behind a participle: "Appointed in May, P was ..."."""
    for number in range(verb.last, len(view)):
        if view.code(number) == "P" and view.code(number - 1) == ",":
            return Subject(_coordinated(view, number))
        if view.code(number) == "," and (named := _named_after(view, number + 1)):
            return Subject((named,))
        if view.code(number) in _IS and (named := _named_after(view, number + 1)):
            return Subject((named,))
    return Subject()


def _named_after(view: View, number: int) -> Person | None:
    """Who is named behind "is", over a post: "Replacing her is the county's director, P"."""
    for at in range(number, min(number + 6, len(view))):
        if mention := view.person(at):
            return mention.person
        if view.code(at) not in ("be", "the", "a", "O", "'s", "Os", "R", ",", "Ps"):
            break
    return None


def _is_near(view: View, first: int) -> bool:
    """Whether the nearest person before a verb stands close to it, with no other clause between."""
    for number in range(first - 1, max(-1, first - 8), -1):
        code = view.code(number)
        if code == "P":
            return True
        if code in _BREAKS or code in ("who", "which", "that", "where", "whose", "Q", "O", "Ps"):
            return False
    return False


def _nearest(view: View, first: int) -> Subject:
    """The person before an item who can be a subject: not after a preposition."""
    for number in range(first - 1, -1, -1):
        code = view.code(number)
        if code in _BREAKS:
            break
        if code == "P" and view.code(number - 1) not in _OBLIQUE:
            return Subject(_coordinated(view, number))
    return Subject()
