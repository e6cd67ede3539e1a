"""Who does a job for a time: "P is standing in", "Her duties are covered by P", "is minding the shop"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.held_by import held_by
from councilgraph.graph.extractors.prose.posts.holding import held_of
from councilgraph.graph.extractors.prose.posts.meanwhile import is_for_a_time, is_in_charge
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.vacancies import vacancy
from councilgraph.graph.extractors.prose.rules import read_rules

_CARED_FOR = frozenset(
    "J Ps R O Os as for council service services department directorate team office shop place things duties "
    "town county".split()
)
_ALWAYS_PASSIVE = ("put", "placed", "left")
_ABSENT = ("absence", "stead", "J", "work", "duties", "deputy")
_HOLDS = frozenset("hold holds holding held".split())
_ACTS = frozenset("act acts acting acted".split())
_RUN = ("run", "lead", "manag", "head")
_WEAK = frozenset(read_rules("verbs")["stand_in"]["weak"].split("|"))
_PROMISED = frozenset(
    "agreed appointed drafted recruited brought chosen elected hired engaged called".split()
)
_UNTIL_LATELY = 8


def stand_in(reading: Reading, frame: Frame) -> None:
    """As in "P is standing in for him", "has held the fort", "minding the department in her absence"."""
    view, verb = frame.view, frame.verb
    if verb.is_blocked or _is_only_wanted(frame):
        return
    if verb.is_passive and not verb.form.startswith(_ALWAYS_PASSIVE):
        held_by(reading, frame)
        return
    if _is_of_others(frame) or _is_more(frame):
        return
    named = [phrase for phrase in frame.own_phrases if view.code(phrase.first - 1) == "as"]
    for person in reading.people_of(frame.subject, view):
        if named:
            _stand_in_as(reading, frame, person, named[0])
        else:
            stand_in_for(reading, frame, person)


def leads_meanwhile(reading: Reading, frame: Frame) -> bool:
    """As in "Her deputy, P, runs the force meanwhile", "P is running it until somebody is found"."""
    verb = frame.verb
    if verb.is_blocked or verb.is_passive or not verb.form.startswith(_RUN) or not is_for_a_time(frame):
        return False
    people = reading.people_of(frame.subject, frame.view)[:1]
    known = [person for person in people if id(person) in reading.seconds or reading.is_open()]
    told = [stand_in_for(reading, frame, person) for person in known]
    return any(told)


def is_in_charge_meanwhile(reading: Reading, frame: Frame) -> bool:
    """As in "P is in charge until then", "P holds the reins for now", "in the interval P acted"."""
    verb, after = frame.verb, frame.view.code(frame.verb.last)
    does = verb.form in _HOLDS and after == "J" and not frame.own_phrases
    acts = verb.form in _ACTS and after in (".", ",", "", "D", "until")
    if verb.is_blocked or not (does or acts or is_in_charge(frame)):
        return False
    people = reading.people_of(frame.subject, frame.view)
    second = bool(people) and id(people[0]) in reading.seconds and reading.is_open()
    if not second and not is_for_a_time(frame, until_day=True):
        return False
    told = [stand_in_for(reading, frame, person) for person in people]
    return any(told)


def _is_only_wanted(frame: Frame) -> bool:
    """Whether standing in is only a purpose; not of who "agreed to act up" or "was elected to stand in"."""
    view, verb = frame.view, frame.verb
    if view.codes[verb.first : verb.core] != ["to"]:
        return False
    return not _PROMISED & set(view.codes[max(0, verb.first - _UNTIL_LATELY) : verb.first])


def _is_of_others(frame: Frame) -> bool:
    """Whether those cared for are no body and no job: "looked after 41 children", "in charge of a unit"."""
    if frame.verb.form.startswith("look") and "cabinet" in frame.view.codes:
        return True
    after = frame.view.codes[frame.verb.last : frame.verb.last + 3]
    if frame.verb.form.endswith("in charge") and after[:1] == ["of"]:
        return not _CARED_FOR & set(after)
    if not frame.verb.form.startswith(("look", "cover")) or _CARED_FOR & set(after):
        return False
    return frame.verb.form.startswith("look") or after[:1] not in ([], ["."], [","], [";"], ["until"], ["D"])


def _is_more(frame: Frame) -> bool:
    """Whether "does it" is not said to be for a time."""
    already = "already" in frame.view.codes[frame.verb.first : frame.verb.last]
    return frame.verb.form in _WEAK and (already or not is_for_a_time(frame, until_day=True))


def _stand_in_as(reading: Reading, frame: Frame, person: Person, phrase: RolePhrase) -> None:
    stood_in_for = frame.person_after("for")
    for post in reading.posts_of(phrase):
        reading.hold(person, post, held_of(reading, frame, phrase), frame.view.sentence)
        if stood_in_for and stood_in_for is not person:
            reading.hold(stood_in_for, post, Held(), frame.view.sentence)


def stand_in_for(reading: Reading, frame: Frame, person: Person) -> bool:
    """Hold that somebody does the job of another for a time, where it can be told which; whether it could."""
    absent = _absent(frame)
    vacant = None if absent is person else vacancy(reading, person, absent)
    if vacant:
        timing, verb = frame.timing, frame.verb
        over = timing.until is not None and not verb.is_future and verb.form in ("covered", "filled in")
        held = Held("former" if over else "interim", timing.since, timing.until, 0.75)
        reading.hold(person, vacant, held, frame.view.sentence)
    return vacant is not None


def _absent(frame: Frame) -> Person | None:
    """Whom somebody stands in for: "for P", "in his absence", "doing P's job"."""
    view, absent = frame.view, frame.person_after("for")
    for number in range(frame.verb.core, frame.end):
        item = view.items[number]
        if isinstance(item, PersonMention) and (
            (item.code == "Ps" and view.code(number + 1) in _ABSENT)
            or (view.code(number + 1) == "'s" and view.code(number + 2) in _ABSENT)
        ):
            absent = item.person
    return absent
