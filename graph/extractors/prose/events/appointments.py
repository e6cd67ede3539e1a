"""How posts begin that somebody gives: "appointed", "named", "elected", "promoted"."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.events.appointees import (
    appointees,
    can_be_given,
    follows_apposition,
    leads_in,
    only_pronouns,
)
from councilgraph.graph.extractors.prose.events.beginnings import begin
from councilgraph.graph.extractors.prose.events.given import (
    FOLLOWS,
    appoint_to_own,
    is_brought_in,
    post_implied,
    posts_given,
    stands_in,
)
from councilgraph.graph.extractors.prose.events.moves import passes
from councilgraph.graph.extractors.prose.events.nominals import ENDS
from councilgraph.graph.extractors.prose.events.rises import rise
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.destinations import body_meant
from councilgraph.graph.extractors.prose.posts.frames import Frame, is_of_cabinet, job_before, listed
from councilgraph.graph.extractors.prose.posts.post import Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import sought
from councilgraph.graph.extractors.prose.rules import read_rules

_NEEDS_POST = frozenset(read_rules("verbs")["appoint"]["weak"].split("|"))
_APPOINTERS = frozenset("department government parliament".split())
_HONOURS = frozenset("obe mbe cbe dbe kbe knight dame qc kc silk".split())
_INTRODUCING = frozenset("the its our own a an Os O 's R , past former new".split())
_BEHIND_REDUCED = frozenset("by to in last D".split())
_FAR = 12
"""Within so many items "in charge" follows "has put"."""
_HEADS = frozenset("chief_executive director_of_childrens_services director".split())
_LURED = frozenset(
    "lured tempted transferred seconded redeployed posted assigned headhunted head-hunted sent".split()
)
_OF_THINGS = frozenset("made given announced sent".split())


def appoint(reading: Reading, frame: Frame) -> None:
    """As in "P was appointed R", "O has appointed P as R", "O appointed an R, P"."""
    verb = frame.verb
    if verb.is_blocked:
        return
    active = appointees(frame) if not verb.is_passive and not _is_reduced(frame) else []
    if _over_date(frame) in ("that", "plans", "proposals") or _HONOURS & set(
        frame.view.codes[verb.last : verb.last + 2]
    ):
        return
    if verb.form in _OF_THINGS and not verb.is_passive and _is_done_by(frame):
        return
    if verb.is_passive and verb.form in ("given", "handed") and _given_to(reading, frame):
        return
    if verb.is_passive and frame.subject.phrase and not frame.subject.people and _named_as(reading, frame):
        return
    if active and ENDS & set(frame.view.codes[verb.last : active[0]]):
        return
    if active:
        told = frame.own_phrases or frame.job() is not None or frame.timing.date
        if told or not only_pronouns(frame, active):
            body = frame.body_after("to") if verb.form.startswith("sen") else frame.subject_body()
            _appoint_all(reading, frame, active, None if body and body.kind in _APPOINTERS else body)
        else:
            appoint_to_own(reading, frame, active)
    elif verb.is_passive or not _appoint_apart(reading, frame):
        _be_appointed(reading, frame)


def _be_appointed(reading: Reading, frame: Frame) -> None:
    """As in "P was appointed R", "P, appointed in May"."""
    if not (frame.verb.is_passive or _is_reduced(frame)):
        return
    people = reading.people_of(frame.subject, frame.view)
    is_won = frame.verb.form.startswith(("elect", "poach", "recruit"))
    is_lured = frame.verb.form in _LURED
    body = frame.body_after("by", "at", "to") if is_won else frame.body_after("to") if is_lured else None
    body = body or body_meant(frame)
    _appoint_people(reading, frame, list(people), frame.complement(), body)


def _appoint_apart(reading: Reading, frame: Frame) -> bool:
    """As in "P, whom O appointed R", "O has appointed an R: P", "O has given the job to P"."""
    if whom := frame.whom():
        _appoint_people(reading, frame, [whom], frame.complement(), frame.subject_body())
        return True
    if named := _behind_colon(frame):
        _appoint_named(reading, frame, named)
        return True
    if frame.verb.form == "given":
        return passes(reading, frame)
    phrases = [phrase for phrase in frame.complement()[:1] if phrase.indefinite or phrase.definite]
    is_told = not phrases or frame.persons_after() or not frame.subject_body()
    new = None if is_told else reading.named_next()
    if new:
        _appoint_people(reading, frame, [new], phrases, frame.subject_body())
    return new is not None


def _behind_colon(frame: Frame) -> PersonMention | None:
    """Who is named behind the clause: "has appointed an R: P", "a commissioner: our own past R, P"."""
    at = frame.end + 1
    while frame.view.code(frame.end) == ":" and frame.view.code(at) in _INTRODUCING:
        at += 1
    return frame.view.person(at) if frame.view.code(frame.end) == ":" else None


def _appoint_named(reading: Reading, frame: Frame, named: PersonMention) -> None:
    """As in "O has appointed a new R: P"."""
    body = frame.subject_body()
    sent = body is not None and body.kind in _APPOINTERS
    phrases = frame.complement()[:1]
    several = bool(phrases) and phrases[0].mention.role.plural
    people = listed(frame.view, frame.view.items.index(named)) if several else [named.person]
    _appoint_people(reading, frame, people, phrases, None if sent else body)


def _over_date(frame: Frame) -> str:
    """The word after the verb, over a date: "announced on Monday that"."""
    at = frame.verb.last
    while frame.view.code(at) in ("on", "D"):
        at += 1
    return frame.view.code(at)


def _is_done_by(frame: Frame) -> bool:
    """As in "plans announced today by P": whether the person is he who does it."""
    at = frame.verb.last
    while frame.view.code(at) in ("D", "(", ")", ","):
        at += 1
    return frame.view.code(at) == "by"


def put_in_charge(reading: Reading, frame: Frame) -> None:
    """As in "O has put its R, P, in charge": the post that was left, else that of the head of the body."""
    active = appointees(frame) if not frame.verb.is_passive and not frame.verb.is_blocked else []
    clause = frame.view.codes[frame.verb.last : frame.verb.last + _FAR]
    if "charge" not in clause or "in" not in clause[: clause.index("charge")]:
        return
    after = frame.view.codes[frame.verb.last + clause.index("charge") + 1 :][:1]
    body = frame.subject_body() if active else None
    mention = frame.view.person(active[0]) if active else None
    vacant = reading.open_post()
    if mention is None or after == ["of"] or body is None or body.kind in _APPOINTERS:
        return
    if vacant is None or body_key(vacant.organisation) != body_key(body) or vacant.kind not in _HEADS:
        vacant = Post("chief_executive", "in charge", body)
    begin(reading, frame, mention.person, vacant, None)


def _given_to(reading: Reading, frame: Frame) -> bool:
    """As in "His job has been given to P"."""
    new = frame.person_after("to")
    post = job_before(reading, frame) if new else None
    phrase = frame.subject.phrase
    if new and post is None and phrase and phrase.head in ("brief", "portfolio"):
        post = next(iter(reading.posts_of(phrase)), None)
    if new and post:
        begin(reading, frame, new, post, None)
    return post is not None


def _named_as(reading: Reading, frame: Frame) -> bool:
    """As in "Its chair has been named as P"."""
    number = frame.verb.last + 1
    mention = frame.view.person(number)
    phrase = frame.subject.phrase
    if mention is None or phrase is None or frame.view.code(frame.verb.last) != "as":
        return False
    for post in reading.posts_of(phrase):
        begin(reading, frame, mention.person, post, phrase)
    return True


def _is_reduced(frame: Frame) -> bool:
    """Whether a form without helpers is a passive one: "P, appointed in May"."""
    verb = frame.verb
    if verb.helper_count or not verb.form.split()[0].endswith(("ed", "en", "made", "sent", "brought", "led")):
        return False
    before = frame.view.code(verb.first - 1)
    if frame.view.code(verb.last) in (".", "", ",", "that", ":", ";"):
        return False
    if before == "R" and frame.subject.people and frame.view.code(verb.last) in _BEHIND_REDUCED:
        return not appointees(frame)
    if before in ("R", "O") and frame.view.code(verb.last) != "by":
        return False
    if verb.first == 0 and verb.form not in _OF_THINGS:
        return True
    return before in (",", "(", "-", "P", "R", "O", "and") and not appointees(frame)


def _appoint_all(reading: Reading, frame: Frame, numbers: list[int], body: Organisation | None) -> None:
    items = [frame.view.items[number] for number in numbers]
    people = [item.person for item in items if isinstance(item, PersonMention)]
    after = [phrase for phrase in frame.own_phrases if phrase.core > numbers[-1]]
    phrases = [phrase for phrase in after if leads_in(frame, phrase, numbers[-1])]
    if not phrases:
        phrases = [phrase for phrase in after[-1:] if follows_apposition(frame, after, phrase)]
    if not phrases:
        before = [phrase for phrase in frame.own_phrases if phrase.core < numbers[0]]
        phrases = [phrase for phrase in before if can_be_given(frame, phrase)]
    _appoint_people(reading, frame, people, phrases, body)


def _appoint_people(
    reading: Reading, frame: Frame, people: list[Person], phrases: list[RolePhrase], body: Organisation | None
) -> None:
    """Appoint people to posts, each to each, or "respectively"."""
    if not people:
        return
    if "respectively" in frame.view.codes and len(people) == len(phrases):
        for person, phrase in zip(people, phrases, strict=True):
            _appoint_one(reading, frame, person, [phrase], body)
        return
    for person in people:
        _appoint_one(reading, frame, person, phrases, body)


def _posts_given(reading: Reading, frame: Frame, phrase: RolePhrase, body: Organisation | None) -> list[Post]:
    """The posts that a phrase means, at each of the bodies that together appoint somebody."""
    together = () if phrase.organisations else frame.sharers()
    return [post for each in together or (body,) for post in posts_given(reading, phrase, each)]


def _appoint_one(
    reading: Reading, frame: Frame, person: Person, phrases: list[RolePhrase], body: Organisation | None
) -> None:
    verb = frame.verb
    if phrases:
        for phrase in phrases:
            for post in _posts_given(reading, frame, phrase, body):
                begin(reading, frame, person, post, phrase)
        if verb.is_passive:
            rise(reading, frame, person, phrases[-1])
        return
    if is_of_cabinet(frame) and (council := body or frame.body_after("of", "at") or reading.annotated.main):
        begin(reading, frame, person, reading.cabinet_post(person, council), None)
        return
    meant = reading.open_post() if stands_in(frame) else None
    if meant and (body is None or body_key(meant.organisation) == body_key(body)):
        begin(reading, frame, person, meant, None)
        return
    if (
        verb.form in _NEEDS_POST
        and frame.job() is None
        and not is_brought_in(reading, frame, person)
        and not (verb.is_passive and sought(reading))
        and not FOLLOWS & set(frame.view.codes[verb.last : frame.end])
    ):
        return
    _appoint_to_implied(reading, frame, person, body)


def _appoint_to_implied(reading: Reading, frame: Frame, person: Person, body: Organisation | None) -> None:
    """Appoint somebody to the post that the clause leaves to be understood."""
    implied = post_implied(reading, frame, person)
    if implied and body and body_key(implied.organisation) != body_key(body):
        implied = None
    if implied:
        for each in frame.sharers() or (implied.organisation,):
            begin(reading, frame, person, replace(implied, organisation=each), None)
