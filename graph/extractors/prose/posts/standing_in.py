"""Who does a job for a time: "P is standing in", "Her duties are covered by P", "is minding the shop"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.holding import held_by, held_of
from councilgraph.graph.extractors.prose.posts.ledger import Tenure
from councilgraph.graph.extractors.prose.posts.reading import Held, Post, Reading

_CARED_FOR = frozenset(
    "J Ps R O Os as for council service services department directorate team office shop place things duties "
    "town county".split()
)
_ALWAYS_PASSIVE = ("put", "placed", "left")
_HEAVY = frozenset(
    "chief_executive council_leader mayor director_of_childrens_services director deputy_leader "
    "cabinet_member chair commissioner head_of_service".split()
)
_LATELY = 3
_NAMED = r"(?:(?:the|Os|O 's|O) )?(?:R (?:, )?)?P(?= )"
_COMES = re.compile(
    rf"\bin(?:to)? (?P<owner>Ps|P 's) J (?:comes|came|steps|stepped|is|was|has come|will come) {_NAMED}"
)
_FALLS = re.compile(
    rf"(?:(?P<owner>Ps|P 's) )?(?:J|that brief) (?:(?:will|now|meanwhile|have|has|is|are|be) )*"
    rf"(?:fall|falls|fell|fallen) to {_NAMED}"
)
_HANDS = re.compile(
    rf"(?:(?P<owner>Ps|P 's) )?(?:J|R) (?:(?:is|are|was|now|meanwhile) )+in the hands of {_NAMED}"
)
_RUNS = re.compile(
    r"^(?:running|leading|minding|in charge of) [^.;:]{1,60}? in (?P<owner>Ps|P 's) (?:stead|J|absence) "
    rf"is {_NAMED}"
)


def stand_in(reading: Reading, frame: Frame) -> None:
    """As in "P is standing in for him", "has held the fort", "minding the department in her absence"."""
    view, verb = frame.view, frame.verb
    if verb.is_blocked or view.codes[verb.first : verb.core] == ["to"]:
        return
    if verb.is_passive and not verb.form.startswith(_ALWAYS_PASSIVE):
        held_by(reading, frame)
        return
    if _is_of_others(frame):
        return
    named = [phrase for phrase in frame.own_phrases if view.code(phrase.first - 1) == "as"]
    for person in reading.people_of(frame.subject, view)[:1]:
        if named:
            _stand_in_as(reading, frame, person, named[0])
        else:
            _stand_in_for(reading, frame, person)


def read_places(reading: Reading, view: View) -> None:
    """Hold that one takes a post whose passing on is told before the name: "In her place comes P"."""
    for pattern, status in (
        (_COMES, "current"),
        (_FALLS, "interim"),
        (_HANDS, "current"),
        (_RUNS, "interim"),
    ):
        for match in pattern.finditer(view.sentence.skeleton):
            _take_place(reading, view, match, status)


def _take_place(reading: Reading, view: View, match: re.Match[str], status: str) -> None:
    new = view.items[view.sentence.index(match.end() - 1)]
    owner = view.items[view.sentence.index(match.start("owner"))] if match["owner"] else None
    if not isinstance(new, PersonMention):
        return
    post = vacancy(reading, new.person, owner.person if isinstance(owner, PersonMention) else None)
    if post:
        reading.hold(new.person, post, Held(status, confidence=0.75), view.sentence)
        if status == "current":
            reading.happen(new.person, "appointed", post, Timing(), view.sentence)


def _is_of_others(frame: Frame) -> bool:
    """Whether those looked after are no body and no job: "looked after 41 children"."""
    if frame.verb.form.startswith("look") and "cabinet" in frame.view.codes:
        return True
    after = set(frame.view.codes[frame.verb.last : frame.verb.last + 3])
    return frame.verb.form.startswith(("look", "cover")) and not after & _CARED_FOR


def _stand_in_as(reading: Reading, frame: Frame, person: Person, phrase: RolePhrase) -> None:
    stood_in_for = frame.person_after("for")
    for post in reading.posts_of(phrase):
        reading.hold(person, post, held_of(reading, frame, phrase), frame.view.sentence)
        if stood_in_for and stood_in_for is not person:
            reading.hold(stood_in_for, post, Held(), frame.view.sentence)


def _stand_in_for(reading: Reading, frame: Frame, person: Person) -> None:
    absent = _absent(frame)
    vacant = None if absent is person else vacancy(reading, person, absent)
    if vacant:
        timing, verb = frame.timing, frame.verb
        over = timing.until is not None and not verb.is_future and verb.form in ("covered", "filled in")
        held = Held("former" if over else "interim", timing.since, timing.until, 0.75)
        reading.hold(person, vacant, held, frame.view.sentence)


def _absent(frame: Frame) -> Person | None:
    """Whom somebody stands in for: "for P", "in his absence", "doing P's job"."""
    view, absent = frame.view, frame.person_after("for")
    for number in range(frame.verb.last, frame.end):
        item = view.items[number]
        if isinstance(item, PersonMention) and (
            (item.code == "Ps" and view.code(number + 1) in ("absence", "stead", "J"))
            or view.ahead(number + 1, 2) == "'s J"
        ):
            absent = item.person
    return absent


def vacancy(reading: Reading, person: Person, absent: Person | None = None) -> Post | None:
    """The post of somebody else that a person can only mean to take: left lately, or spoken of lately.

    Who is told beside a post of his own stands in at the same body.
    """
    own = {(tenure.kind, body_key(tenure.organisation)) for tenure in reading.ledger.of(person)}
    beside = [tenure for tenure in reading.ledger.of(person) if tenure.order == reading.order]
    here = beside[-1].organisation if beside else None
    for post in _vacancies(reading, person, absent, here):
        away = all(body_key(tenure.organisation) != body_key(post.organisation) for tenure in beside)
        meant = replace(post, organisation=here) if here and away else post
        if (meant.kind, body_key(meant.organisation)) not in own:
            return meant
    return reading.open_post() if absent else None


def _vacancies(
    reading: Reading, person: Person, absent: Person | None, here: Organisation | None
) -> Iterator[Post]:
    """What may be meant, the likeliest first; posts at the body `here` before what is spoken of elsewhere."""
    theirs = reading.post_of(absent) if absent else None
    yield from (post for post in (theirs, reading.seconds.get(id(person))) if post)
    others = [Post(each.kind, each.words, each.organisation) for each in _told_lately(reading, person)]
    vacant = reading.open_post()
    if vacant and here and body_key(vacant.organisation) != body_key(here):
        yield from (post for post in others if body_key(post.organisation) == body_key(here))
    yield from (post for post in (vacant, reading.spoken_of) if post)
    yield from others


def _told_lately(reading: Reading, person: Person) -> Iterator[Tenure]:
    """The weighty posts of others that the last few sentences tell, the last first."""
    for tenure in reversed(reading.ledger.tenures):
        near = reading.order - _LATELY <= tenure.order <= reading.order
        if near and tenure.person is not person and tenure.kind in _HEAVY:
            yield tenure
