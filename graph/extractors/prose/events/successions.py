"""Posts that pass from one to another: "succeeded", "replaced", "handed over"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.events.beginnings import begin
from councilgraph.graph.extractors.prose.names.organisations import body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_COMES = (" comes", " came", " steps")
_INTRODUCED = 5
"""So many items may stand between "comes" and who comes: his post, its body."""
_TO_WHOM = ("to", "for", "favour", "")
_APPOINTING = frozenset("appointed appoints named chosen picked selected recruited hired elected".split())


def hand_over(reading: Reading, frame: Frame, person: Person, post: Post, *, new: Person) -> None:
    """Hold that the one before is, or will be, out of the post; who is stood in for keeps it."""
    if _is_for_a_time(frame):
        reading.hold(person, post, Held("current"), frame.view.sentence)
        return
    until = frame.timing.date or frame.timing.since or _begun(reading, new, post)
    if _has_left(reading, person, post):
        until = None  # somebody's own last day is told, which the successor's first is not
    if reading.ledger.is_incoming(post.kind, post.organisation):
        reading.hold(person, post, Held("current", None, until, 0.75), frame.view.sentence)
        return
    status = "current" if frame.verb.is_future or reading.is_ahead(until) else "former"
    reading.hold(person, post, Held(status, None, until, 0.75), frame.view.sentence)


def _is_for_a_time(frame: Frame) -> bool:
    """Whether somebody is replaced "temporarily", "on an interim basis"; not "the interim, P"."""
    codes = frame.view.codes[frame.verb.first : frame.end]
    return any(
        code in ("temporarily", "temporary", "interim") and codes[number - 1 : number] != ["the"]
        for number, code in enumerate(codes)
    )


def _has_left(reading: Reading, person: Person, post: Post) -> bool:
    """Whether it has been told when somebody left a post."""
    return any(
        tenure.until
        and tenure.kind == post.kind
        and body_key(tenure.organisation) == body_key(post.organisation)
        for tenure in reading.ledger.of(person)
    )


def _begun(reading: Reading, person: Person, post: Post) -> str | None:
    """Since when somebody has a post, as far as it has been told."""
    dates = (
        tenure.since
        for tenure in reading.ledger.of(person)
        if tenure.kind == post.kind and body_key(tenure.organisation) == body_key(post.organisation)
    )
    return next((date for date in dates if date), None)


def succeed(reading: Reading, frame: Frame) -> None:
    """As in "P succeeds P2", "P was succeeded by P2", "P will be replaced as R by P2"."""
    verb = frame.verb
    if verb.is_blocked or verb.form.endswith(_COMES):
        (_still_there if verb.is_blocked else _comes_into_place)(reading, frame)
        return
    if frame.view.codes[verb.first : verb.core] == ["to"] and _APPOINTING & set(
        frame.view.codes[: verb.first]
    ):
        return
    people = reading.people_of(frame.subject, frame.view)
    if verb.form.startswith("replac") and _replaces_with(reading, frame):
        return
    if verb.is_passive or (verb.form.endswith("ed") and frame.view.code(verb.last) == "by"):
        new = frame.person_after("by")
        heard = verb.form == "followed" and new is not None and _has_own_now(reading, new)
        if new and not heard and "out" not in frame.view.codes[verb.last : verb.last + 2]:
            follow(reading, frame, people[0] if people else None, new)
        return
    if people:
        _succeeds(reading, frame, people[0])


def _replaces_with(reading: Reading, frame: Frame) -> bool:
    """As in "O has replaced P with P2"."""
    old, new = frame.view.person(frame.verb.last), frame.person_after("with")
    if old is None or new is None or old.person is new:
        return False
    follow(reading, frame, old.person, new)
    return True


def _succeeds(reading: Reading, frame: Frame, new: Person) -> None:
    """As in "P succeeds P2"."""
    verb, objects = frame.verb, frame.persons_after()
    near = bool(objects) and objects[0] <= verb.last + 5
    if near and verb.form.startswith("follow"):
        near = set(frame.view.codes[verb.last : objects[0]]) <= {"R", "the", ",", "O", "'s", "Os", "Ps", "of"}
    if near and frame.view.code(objects[0] + 1) == "on":
        return
    if near and verb.form.startswith("follow") and _has_own(reading, frame, objects[0]):
        return
    old = frame.view.person(objects[0]) if near else None
    if old and old.person is not new:
        follow(reading, frame, old.person, new)


def _present_post(reading: Reading, person: Person) -> Post | None:
    """The post that somebody has or will have, not one that he had."""
    held = reading.ledger.main_tenure(person, reading.order)
    return reading.post_of(person) if held and held.status != "former" else None


def _comes_into_place(reading: Reading, frame: Frame) -> None:
    """As in "Into his place comes P"."""
    owner = frame.view.items[frame.verb.core + 1]
    objects = frame.persons_after()
    new = frame.view.person(objects[0]) if objects else None
    if new and isinstance(owner, PersonMention) and objects[0] <= frame.verb.last + _INTRODUCED:
        follow(reading, frame, owner.person, new.person)


def _has_own(reading: Reading, frame: Frame, number: int) -> bool:
    """Whether somebody who is only followed stands beside a post of his own."""
    mention = frame.view.person(number)
    if mention is None or frame.view.code(number - 1) not in ("R", "O", ","):
        return False
    return any(tenure.status != "former" or tenure.until for tenure in reading.ledger.of(mention.person))


def _has_own_now(reading: Reading, person: Person) -> bool:
    """Whether somebody who only speaks after another is told beside a post of his own."""
    return any(
        tenure.status == "current" and tenure.order == reading.order for tenure in reading.ledger.of(person)
    )


def _still_there(reading: Reading, frame: Frame) -> None:
    """From "Tipped to succeed P as R": which post P has."""
    objects = frame.persons_after()[:1]
    for number in objects:
        mention = frame.view.person(number)
        for phrase in frame.own_phrases:
            if mention and phrase.first > number and frame.view.code(phrase.first - 1) == "as":
                for post in reading.posts_of(phrase):
                    reading.hold(mention.person, post, Held(), frame.view.sentence)


def follow(reading: Reading, frame: Frame, old: Person | None, new: Person) -> None:
    """Hold that one person follows another in a post."""
    posts: list[Post] = []
    phrase: RolePhrase | None = None
    for each in frame.complement():
        if frame.view.code(each.first - 1) == "as":
            phrase = each
            posts = reading.posts_of(each)
            break
    if not posts:
        begun = reading.begun.get(id(new))
        if _had_before(reading, frame, old, new, begun):
            begun = reading.post_of(new, coming=False)
        known = (
            begun
            or (reading.post_of(old) if old else None)
            or (reading.spoken_of if old is None else _present_post(reading, new))
        )
        posts = [known or reading.spoken_of] if known or reading.spoken_of else []  # type: ignore[list-item]
    if old:
        reading.followed[id(old)] = new
    for post in posts:
        begin(reading, frame, new, post, phrase)
        if old:
            hand_over(reading, frame, old, post, new=new)


def _had_before(reading: Reading, frame: Frame, old: Person | None, new: Person, begun: Post | None) -> bool:
    """Whether the post in which somebody followed another is the one he has, not one still to come."""
    if frame.verb.is_future or frame.verb.is_passive or frame.verb.form not in ("followed", "succeeded"):
        return False
    to_come = begun is not None and any(
        tenure.status == "incoming" and tenure.kind == begun.kind for tenure in reading.ledger.of(new)
    )
    unknown = frame.verb.form == "followed" and old is not None and not reading.ledger.of(old)
    return unknown or to_come


def hand_over_to(reading: Reading, frame: Frame) -> None:
    """As in "P will hand over to P2", "makes way for P2", "stood down in favour of P2"."""
    new = next((found for word in _TO_WHOM if (found := frame.person_after(word))), None)
    people = reading.people_of(frame.subject, frame.view)
    if new is None or not people or new is people[0]:
        return
    named = [phrase for phrase in frame.own_phrases if frame.view.code(phrase.first - 1) == "as"]
    told = reading.posts_of(named[0]) if named else []
    post = told[0] if told else reading.post_of(people[0]) or reading.spoken_of
    if post:
        begin(reading, frame, new, post, None)
        reading.followed[id(people[0])] = new
