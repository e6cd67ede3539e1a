"""How posts end: resigned, dismissed, retired, died, left; and suspensions, after which they go on."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.events.beginnings import begin
from councilgraph.graph.extractors.prose.events.moves import goes_to, moves_to, passes
from councilgraph.graph.extractors.prose.events.posts_left import posts_left
from councilgraph.graph.extractors.prose.events.successions import hand_over_to
from councilgraph.graph.extractors.prose.names.organisations import body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.ledger import Unplaced
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_EVENTS = {
    "resign": "resigned",
    "dismiss": "dismissed",
    "suspend": "suspended",
    "retire": "retired",
    "die": "died",
}

_LOSES = frozenset({"lost", "loses"})
_CONFIDENCE = frozenset({"confidence", "no-confidence"})
_POSTS = frozenset("R J leadership seat chairmanship cabinet party whip notice place".split())
_NOTICE = frozenset("notice resignation letter resignations".split())
_ELECTORS = frozenset("voters electorate electors polls poll election elections".split())
_WINS = frozenset("ousted ousts toppled topples deposed unseated overthrew".split())
_GIVES_UP = ("gives", "gave", "given", "giving", "relinquish", "lay", "laid", "surrender", "renounce")
_ITS_OBJECT = (" Ps services", " Ps contract", " Ps employment")
_GOES = frozenset({"goes", "went", "gone"})
_LEAVES = ("left", "leav", "depart")


def end(reading: Reading, frame: Frame) -> None:
    """Hold that the people whom the verb is about leave their posts, or are suspended from them."""
    verb = frame.verb
    if verb.is_blocked:
        _still_held(reading, frame)
        return
    if verb.kind == "leave" and passes(reading, frame):
        return
    if verb.kind == "leave" and moves_to(reading, frame):
        return
    if verb.form in _GOES and frame.view.code(verb.last) == "from":
        goes_to(reading, frame)
        return
    if _loses_confidence(frame):
        _end_all(reading, frame, reading.people_of(frame.subject, frame.view)[:1], "dismissed")
        return
    if not _ends_post(frame):
        return
    if _hands_over(frame):
        hand_over_to(reading, frame)
    _end_all(reading, frame, _leavers(reading, frame), _event(frame))
    if verb.form in _WINS and not verb.is_passive and reading.vacant and reading.vacant_at == reading.order:
        for winner in frame.subject.people[:1]:
            begin(reading, frame, winner, reading.vacant, None)


def _event(frame: Frame) -> str | None:
    """What befalls somebody; who leaves a party has resigned from it."""
    if frame.verb.kind == "leave" and frame.verb.form.startswith(_LEAVES):
        body = frame.body_after("")
        return "resigned" if body and body.kind == "party" else None
    return _EVENTS.get(frame.verb.kind)


def _hands_over(frame: Frame) -> bool:
    """Whether a post passes on: "hands over to", "makes way for", "stands down in favour of"."""
    form = frame.verb.form
    if "favour" in frame.view.codes[frame.verb.last : frame.end] or form.endswith(" way for"):
        return True
    return (form.startswith("hand") and "over" in form) or (
        frame.verb.kind == "leave" and form.endswith(" to")
    )


def _end_all(reading: Reading, frame: Frame, people: tuple[Person, ...], event: str | None) -> None:
    for person in people:
        posts = posts_left(reading, frame, person, event)
        is_left = frame.verb.kind == "leave" and frame.verb.form.startswith(_LEAVES) and frame.timing.date
        left = frame.body_after("") if is_left else None
        if left:
            posts = [post for post in posts if body_key(post.organisation) == body_key(left)]
        for post in posts:
            _end_one(reading, frame, person, post, event)
        if (event and (event == "died" or not posts)) or (left and not posts):
            told = Unplaced(person, event or "", frame.timing.date, frame.view.sentence, reading.order, left)
            reading.unplaced.append(told)


def _loses_confidence(frame: Frame) -> bool:
    """Whether somebody "lost a vote of confidence"."""
    verb = frame.verb
    following = frame.view.codes[verb.last : verb.last + 7]
    return verb.form in _LOSES and not _CONFIDENCE.isdisjoint(following)


def _ends_post(frame: Frame) -> bool:
    """Whether a verb is about a post: not "sacked the town", "passed a law", "lost his keys"."""
    verb = frame.verb
    clause = set(frame.view.codes[verb.last : frame.end])
    voted = _ELECTORS & clause or (verb.form == "unseated" and not frame.own_phrases)
    if verb.kind == "dismiss" and (
        voted or not _PLACES.isdisjoint(frame.view.codes[verb.last : verb.last + 4])
    ):
        return False
    if verb.form.startswith(("hand", "tender", "submi")) and verb.kind == "resign":
        return not _NOTICE.isdisjoint(frame.view.codes[verb.last : verb.last + 4])
    if verb.form.startswith(_GIVES_UP) and verb.kind == "resign" and not _gives_up_post(frame):
        return False
    if verb.form in ("passes", "pass", "passed") or (verb.form in _LOSES and frame.job() is None):
        return False
    if _stands_elsewhere(frame) or (verb.form == "had enough" and not _has_enough_of_post(frame)):
        return False
    return verb.kind != "leave" or _really_leaves(frame)


def _has_enough_of_post(frame: Frame) -> bool:
    """Whether what somebody "has had enough" of is the post: not "of chairs on pavements"."""
    of_what = frame.view.codes[frame.verb.last : frame.verb.last + 4]
    return of_what[:1] != ["of"] or bool({"J", "R", "being"} & set(of_what))


def _stands_elsewhere(frame: Frame) -> bool:
    """Whether "did not stand" is of no election, or somebody was "signed off" by a doctor."""
    if frame.verb.form == "signed off":
        return frame.verb.is_passive
    return frame.verb.form.endswith(" stand") and frame.view.code(frame.verb.last) not in _AFTER_STANDING


def _really_leaves(frame: Frame) -> bool:
    """Whether "left" or "goes" means a post: not "left the room", not "went on to say"."""
    form, following = frame.verb.form, frame.view.code(frame.verb.last)
    if form.startswith("finish"):
        return following in _AFTER_FINISH and frame.timing != Timing()
    if form.split()[0] in ("goes", "go", "went", "gone"):
        is_dated = following == "on" and frame.view.code(frame.verb.last + 1) == "D"
        from_both = following == "from" and frame.view.code(frame.verb.last + 1) in ("both", "each")
        return following in _AFTER_GO or is_dated or from_both
    if form.split()[0] in ("left", "leaves", "leave", "leaving"):
        after = frame.view.code(frame.verb.last + 1)
        return following in _AFTER_LEAVE or (following == "the" and after in _LEFT_PLACES)
    return True


_PLACES = frozenset("chamber meeting room building premises gallery house home hospital road site".split())
_AFTER_FINISH = frozenset("D on at in by as there".split())
_AFTER_STANDING = frozenset("D in at on this last again after , . and".split())
_AFTER_GO = frozenset("D . , in at within with last after and".split()) | {""}
_AFTER_LEAVE = _AFTER_GO | frozenset(
    "O Os J Ps us office by for to on next from as post this following amid under via local ;".split()
)
_LEFT_PLACES = frozenset(
    "R O J council authority organisation board trust service department county borough".split()
)


def _still_held(reading: Reading, frame: Frame) -> None:
    """From "P has not resigned as R": which post he has."""
    objects = [mention.person for number in frame.persons_after() if (mention := frame.view.person(number))]
    active = frame.verb.kind in ("dismiss", "suspend") and not frame.verb.is_passive
    people = tuple(objects) if active else reading.people_of(frame.subject, frame.view)
    for person in people[:1]:
        if not reading.ledger.of(person):
            for phrase in frame.own_phrases:
                if frame.view.code(phrase.first - 1) == "as":
                    for post in reading.posts_of(phrase):
                        reading.hold(person, post, Held(), frame.view.sentence)


def _leavers(reading: Reading, frame: Frame) -> tuple[Person, ...]:
    """Whom the verb is about: the object of an active "sacked", else the subject."""
    verb = frame.verb
    if apart := _leavers_apart(frame):
        return apart
    whose = frame.view.items[frame.verb.core + 1 : frame.verb.last]
    if verb.kind == "dismiss" and verb.form.endswith(_ITS_OBJECT):
        return tuple(item.person for item in whose if isinstance(item, PersonMention))
    if verb.form.startswith("part") and not frame.subject.people:
        old = frame.person_after("with")
        return (old,) if old else ()
    if verb.kind in ("dismiss", "suspend") and not verb.is_passive:
        objects = [
            number
            for number in frame.persons_after()
            if number <= verb.last + 6 and frame.view.code(number - 1) != "by"
        ]
        if objects:
            mention = frame.view.person(objects[0])
            return (mention.person,) if mention else ()
        if not (verb.is_participle or frame.view.code(verb.last) == "by") or verb.form.endswith("ing"):
            return ()
    return reading.people_of(frame.subject, frame.view, leaves=True)


def _leavers_apart(frame: Frame) -> tuple[Person, ...]:
    """As in "threw P out", "Out go P and P2", "P, whom O has suspended"."""
    verb = frame.verb
    thrown = frame.view.items[verb.core + 1] if verb.form.endswith((" P out", " Ps out")) else None
    if isinstance(thrown, PersonMention):
        return (thrown.person,)
    if verb.form.startswith("out "):
        listed = [number for number in frame.persons_after() if frame.view.code(number - 1) != "by"]
        return tuple(mention.person for number in listed if (mention := frame.view.person(number)))
    whom = frame.whom() if verb.kind in ("dismiss", "suspend") and not verb.is_passive else None
    return (whom,) if whom else ()


def _gives_up_post(frame: Frame) -> bool:
    """Whether what is given up is a post: not "her allowance"."""
    after = frame.view.codes[frame.verb.last : frame.verb.last + 4]
    if after[:1] == ["work"]:
        return False
    return "Ps" not in after or not _POSTS.isdisjoint(after)


def _end_one(reading: Reading, frame: Frame, person: Person, post: Post, event: str | None) -> None:
    timing, sentence = frame.timing, frame.view.sentence
    date = timing.date or timing.until
    leaving = frame.verb.form.split()[0].endswith("ing") and {"is", "are"} & set(
        frame.view.codes[frame.verb.first : frame.verb.core]
    )
    ahead = (
        bool(leaving)
        or frame.verb.is_future
        or reading.is_ahead(date)
        or _is_still_to_come(reading, frame, date)
    )
    if event:
        reading.happen(person, event, post, Timing(date), sentence)
    if post.words:
        reading.leave_open(post)
    if event == "died" and any(each.status == "former" for each in reading.ledger.of(person)):
        return
    if event == "suspended" and post.words and not reading.ledger.of(person):
        reading.hold(person, post, Held(), sentence)
    if not post.words or event == "suspended":
        return
    if event is None and date:
        reading.ledger.date_event(person, date, sentence.start)
    status = "current" if ahead else "former"
    if event is None and not date and not ahead:
        reading.hold(person, post, Held("former", None, None, 0.7), sentence)
        return
    reading.hold(person, post, Held(status, None, date, 0.85), sentence)


def _is_still_to_come(reading: Reading, frame: Frame, date: str | None) -> bool:
    """Whether a present tense with a date of this month or year looks ahead: "retires in March"."""
    issued = reading.annotated.issued
    present = frame.verb.form.split()[0] in ("retires", "leaves", "steps", "stands", "departs")
    return bool(present and date and issued and len(date) < len(issued) and date >= issued[: len(date)])
