"""How posts begin: appointed, joined, took over, succeeded."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame, is_of_cabinet
from councilgraph.graph.extractors.prose.posts.meanwhile import tells_meanwhile
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

CHOSEN_INSIDE = frozenset("council_leader deputy_leader chair other".split())
MOVES = (
    "joined",
    "joins",
    "join",
    "joining",
    "moved",
    "moves",
    "move",
    "moving",
    "returned",
    "returns",
    "came back",
    "comes back",
    "come back",
    "coming back",
    "went back",
    "goes back",
    "gone back",
    "rejoined",
    "rejoins",
    "arrived",
    "arrive",
    "arrives",
    "switched",
)
_OFFICERS = frozenset("chief_executive director_of_childrens_services director head_of_service other".split())
_RISES = frozenset("promoted became becomes appointed made".split())
_IN_PLACE = frozenset(["in succession to", "in place of"])
_STEPS_IN = ("stepped in", "steps in", "step in", "stepping in")
_FAR = 60
_DAY = len("2015-01-24")
_APPROVAL = ("approv", "confirm", "ratif", "agreement")
_TERMS = frozenset("year term time spell".split())
_FURTHER = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth another further successive".split()
)
_OF_SEVERAL = frozenset("cabinet_member councillor".split())
STAND_INS = frozenset("stand-in caretaker locum".split())


def begin(reading: Reading, frame: Frame, person: Person, post: Post, phrase: RolePhrase | None) -> None:
    """Hold that somebody takes up a post, and, where no public election did it, that he is appointed."""
    timing, sentence = frame.timing, frame.view.sentence
    if is_renewed(frame):
        reading.hold(person, post, Held("current", None, timing.until), sentence)
        reading.spoken_of = post
        return
    confirmed = _is_confirmed(frame, phrase)
    is_since = not confirmed and frame.verb.kind != "succeed"
    date = timing.date or (timing.since if is_since else None) or reading.starts.pop(id(person), None)
    date = date or _day_of_leaving(reading, frame, person, post)
    held = _held(reading, frame, phrase, date, confirmed=confirmed)
    if (old := _in_whose_place(frame)) and old is not person:
        until = None if held.status == "interim" else date
        is_there = held.status in ("incoming", "interim")
        reading.hold(old, post, Held("current" if is_there else "former", None, until, 0.75), sentence)
    if date and frame.verb.kind == "take" and not _is_back(frame):
        reading.ledger.start_later(person, post.kind, post.organisation, date)
    tenure = reading.hold(person, post, held, sentence)
    if date and frame.verb.kind == "appoint" and tenure.since == date:
        tenure.chosen = date
    _place_others(reading, person, post)
    reading.spoken_of = post
    reading.begun[id(person)] = post
    if frame.verb.form in MOVES and held.status == "current":
        _leave_others(reading, frame, person, post)
    if frame.verb.form in _RISES and held.status == "current":
        _leave_earlier(reading, frame, person, post, date)
    if not (
        (_is_back(frame) and not is_of_cabinet(frame))
        or _is_public_election(frame, post)
        or _awaits_approval(frame)
    ):
        reading.happen(person, "appointed", post, Timing(date), sentence)


def _day_of_leaving(reading: Reading, frame: Frame, person: Person, post: Post) -> str | None:
    """The day on which the one before left, as the same sentence says: "P left on D, and P2 was elected"."""
    if frame.verb.kind != "appoint" or not {"was", "were"} & set(
        frame.view.codes[frame.verb.first : frame.verb.core]
    ):
        return None
    told = [
        event.date
        for event in reading.ledger.events
        if event.start == frame.view.sentence.start and event.person is not person and event.kind == post.kind
        if event.event != "appointed" and event.date and len(event.date) == _DAY
    ]
    return told[-1] if told else None


def _is_back(frame: Frame) -> bool:
    """Whether somebody only returns: "went back to her job"."""
    return frame.verb.form.startswith(("gone back", "goes back", "went back", "return"))


def _place_others(reading: Reading, person: Person, post: Post) -> None:
    """Hold that who left in the same sentence left that post: "After P's death P2 was elected leader"."""
    if post.kind in _OF_SEVERAL:
        return
    for told in reading.unplaced[:]:
        here = told.order == reading.order and told.person is not person and not told.left
        if here and told.event and not reading.ledger.of(told.person):
            reading.unplaced.remove(told)
            reading.happen(told.person, told.event, post, Timing(told.date), told.sentence)
            if told.event not in ("suspended", "appointed"):
                reading.hold(told.person, post, Held("former", None, told.date), told.sentence)


def _in_whose_place(frame: Frame) -> Person | None:
    """As in "was elected chair in succession to P", "in place of P": the one before."""
    for number in frame.persons_after():
        back = number - 1
        while frame.view.code(back) in ("R", "O", "'s", "the"):
            back -= 1
        mention = frame.view.person(number)
        if mention and frame.view.before(back + 1, 3) in _IN_PLACE:
            return mention.person
    return None


def _held(
    reading: Reading, frame: Frame, phrase: RolePhrase | None, date: str | None, *, confirmed: bool
) -> Held:
    """How a post is held from its beginning on; since when is open where somebody is only confirmed in it."""
    status = "current" if confirmed and not frame.verb.is_future else _status(reading, frame, phrase)
    if status == "current" and reading.is_ahead(date):
        status = "incoming"
    since = frame.timing.since if confirmed else date
    until = phrase.until if phrase and phrase.until else frame.timing.until
    if status == "current" and until and not reading.is_ahead(until):
        status = "former"
    return Held(status, phrase.since if phrase and phrase.since else since, until, 0.9 if confirmed else 0.85)


def _is_confirmed(frame: Frame, phrase: RolePhrase | None) -> bool:
    """Whether somebody who had a post for a time gets it for good."""
    clause = frame.view.codes[frame.verb.first : frame.end]
    if "permanently" in clause or "permanent" in clause or frame.verb.form == "made permanent":
        return True
    return frame.verb.form == "confirmed" and not (phrase and "interim" in phrase.holdings)


def is_renewed(frame: Frame) -> bool:
    """Whether somebody keeps a post: "re-elected", "elected for a fourth year", "for another term"."""
    if frame.verb.form.startswith(("re-elect", "re-appoint", "reappoint", "retain")):
        return True
    codes = frame.view.codes[frame.verb.last : frame.end]
    return any(
        code in _TERMS and codes[number - 1] in _FURTHER and "for" in codes[max(0, number - 4) : number]
        for number, code in enumerate(codes)
    )


def _awaits_approval(frame: Frame) -> bool:
    """Whether an appointment is still "subject to approval"."""
    words = " ".join(frame.view.codes[frame.verb.last : frame.verb.last + _FAR])
    return "subject to" in words and any(word in words for word in _APPROVAL)


def _leave_others(reading: Reading, frame: Frame, person: Person, post: Post) -> None:
    """Hold that who has joined another body is out of the officer's post that he had."""
    for tenure in reading.ledger.of(person):
        elsewhere = body_key(tenure.organisation) != body_key(post.organisation)
        if elsewhere and tenure.status == "current" and tenure.kind in _OFFICERS:
            old = Post(tenure.kind, tenure.words, tenure.organisation)
            reading.hold(person, old, Held("former"), frame.view.sentence)


def _leave_earlier(reading: Reading, frame: Frame, person: Person, post: Post, date: str | None) -> None:
    """Hold that who rises at a body is out of the post that he had there before."""
    risen_from = [
        each
        for phrase in frame.own_phrases
        if frame.view.code(phrase.first - 1) == "from"
        for each in reading.posts_of(phrase, post.organisation)
    ]
    for tenure in reading.ledger.of(person):
        is_other = tenure.kind != post.kind and body_key(tenure.organisation) == body_key(post.organisation)
        held = tenure.since if is_other and tenure.status == "current" else None
        if held and (date is None or held < date):
            risen_from.append(Post(tenure.kind, tenure.words, tenure.organisation))
    for each in risen_from:
        reading.hold(person, each, Held("former", None, date), frame.view.sentence)


def _status(reading: Reading, frame: Frame, phrase: RolePhrase | None) -> str:
    words = frame.view.codes[frame.verb.first : frame.end + 3]
    for participle in ("replacing", "succeeding", "following"):
        words = words[: words.index(participle)] if participle in words else words
    if "fort" in words or STAND_INS & set(words) or tells_meanwhile(" ".join(words)):
        return "interim"
    if (phrase and "interim" in phrase.holdings) or frame.verb.form in _STEPS_IN:
        return "interim"
    told = frame.view.codes[frame.verb.first : frame.verb.core] == ["to"] and frame.timing.date
    if (
        (frame.verb.is_future and not told)
        or reading.is_ahead(frame.timing.date)
        or (phrase and "incoming" in phrase.holdings)
    ):
        return "incoming"
    return "current"


def _is_public_election(frame: Frame, post: Post) -> bool:
    if not frame.verb.form.startswith(("elect", "re-elect", "voted in")) or is_of_cabinet(frame):
        return False
    return post.kind not in CHOSEN_INSIDE
