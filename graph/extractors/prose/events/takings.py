"""How posts begin that somebody takes: "joined", "became", "took over"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.events.beginnings import MOVES, begin
from councilgraph.graph.extractors.prose.events.rises import rise
from councilgraph.graph.extractors.prose.events.successions import follow, hand_over
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.destinations import body_meant
from councilgraph.graph.extractors.prose.posts.frames import Frame, is_of_cabinet, job_before, same_job
from councilgraph.graph.extractors.prose.posts.held_by import held_by
from councilgraph.graph.extractors.prose.posts.ledger import Unplaced
from councilgraph.graph.extractors.prose.posts.post import Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import sought

_NEEDS_JOB = frozenset(
    "takes took take taken landed lands secured secures won wins got gets accepted accepts "
    "accept accepting secure win winning land landing bagged bags bagging scooped scoops clinched clinches "
    "nabbed nabs pocketed pockets netted nets snared".split()
)
_STARTS = ("started", "starts", "start", "starting", "began", "begins", "begin", "beginning")
_AFTER_START = frozenset("on in at next this today work D . , and from there".split())
_AFTER_TAKING = frozenset(
    "as from at the in on when after last this next for and until following today tomorrow "
    "temporarily but while before with "
    "full-time permanently officially formally later her his a an shortly immediately earlier once "
    "now is was will".split()
)
_ARRIVES = frozenset(["arrived", "arrive", "arrives", "arriving", "came to"])
_STEPS = frozenset(
    [f"{word} over" for word in ("took", "takes", "take", "taking")]
    + [f"{word} up" for word in ("stepped", "steps", "step", "stepping", "moved")]
    + [f"{word} in" for word in ("stepped", "steps", "step", "stepping")]
)
_BEFORE_JOB = frozenset("the a R 's O Os Ps P D , in on top".split())
_CONTESTS = frozenset("race contest battle nod vote".split())
_GAPS = frozenset("vacancy gap void breach place seat".split())
_FOR_A_TIME = frozenset("being is are temporarily temporary interim meanwhile until currently".split())
_REGALIA = ("chain", "chain of office", "chains", "gavel")
_AT_HELM = ("reins", "helm", "charge", "command", "over")
_BECOMES = ("became", "becomes", "become", "becoming")

_RETURNS = ("return", "gone back", "goes back", "went back")


def take(reading: Reading, frame: Frame) -> None:
    """As in "P joined O as R", "became R", "took over (from P2)", "takes up the post"."""
    verb = frame.verb
    if verb.is_blocked:
        return
    if verb.is_passive:
        _taken_over(reading, frame)
        return
    if verb.form.startswith("move") and frame.subject.phrase and not frame.subject.people:
        _moves_on(reading, frame)
        return
    joins = (verb.form in MOVES or verb.form.startswith("enter")) and is_of_cabinet(frame)
    council = (frame.body_after("of", "at", "") or reading.annotated.main) if joins else None
    old = _in_whose_place(frame)
    for person in reading.people_of(frame.subject, frame.view):
        if old and old is not person:
            follow(reading, frame, old, person)
        elif council:
            begin(reading, frame, person, reading.cabinet_post(person, council), None)
        else:
            _take_one(reading, frame, person)


def _in_whose_place(frame: Frame) -> Person | None:
    """Whose place is taken: "takes P's place", "stepped into the shoes of P"."""
    at = frame.verb.last
    mention = frame.view.person(at)
    if mention and frame.view.ahead(at + 1, 2) in ("'s J", "'s place", "'s shoes", "'s seat"):
        return mention.person
    behind = frame.view.ahead(at, 3) in ("the J of", "the place of", "the shoes of", "the seat of")
    named = frame.view.person(at + 3) if behind else None
    return named.person if named else None


def _taken_over(reading: Reading, frame: Frame) -> None:
    """As in "His place has been taken by P"."""
    person = frame.person_after("by")
    if frame.verb.form == "filled" and _FOR_A_TIME & set(frame.view.codes[: frame.end]):
        held_by(reading, frame)
        return
    gap = _GAPS & set(frame.view.codes[: frame.verb.first])
    post = (job_before(reading, frame) or (reading.open_post() if gap else None)) if person else None
    if person and post and frame.verb.form.startswith(("taken", "filled")):
        begin(reading, frame, person, post, None)


def _moves_on(reading: Reading, frame: Frame) -> None:
    """As in "The children's brief moves from P to P2"."""
    new, old = frame.person_after("to"), frame.person_after("from")
    phrase = frame.subject.phrase
    if new is None or phrase is None:
        return
    for post in reading.posts_of(phrase):
        begin(reading, frame, new, post, phrase)
        if old:
            hand_over(reading, frame, old, post, new=new)


def _take_one(reading: Reading, frame: Frame, person: Person) -> None:
    verb, form = frame.verb, frame.verb.form
    if form.startswith(("take over", "took over", "takes over", "taking over")) and _is_task(frame):
        return
    if form in _NEEDS_JOB and not _takes_job(frame):
        return
    body = (frame.body_after("", "to", "at") or frame.which()) if form in MOVES else _there(frame)
    phrases = frame.complement() or _briefs(frame)
    if form in _BECOMES:
        phrases = [
            phrase
            for phrase in phrases
            if phrase.first <= verb.last + 3 or "hold" in frame.view.codes[verb.last : phrase.first]
        ]
    handed = "over" in form or form in ("inherited", "inherits") or (form in _NEEDS_JOB and phrases)
    handed = handed or form.endswith(_REGALIA)
    before = frame.person_after("from") if handed else None
    predecessor = None if before is person else before
    if phrases:
        for phrase in phrases:
            for post in () if _is_of_meeting(frame, phrase) else reading.posts_of(phrase, body):
                begin(reading, frame, person, post, phrase)
                if predecessor:
                    hand_over(reading, frame, predecessor, post, new=person)
        rise(reading, frame, person, phrases[-1])
        return
    _take_unnamed(reading, frame, person, predecessor, body)


def _take_unnamed(
    reading: Reading, frame: Frame, person: Person, predecessor: Person | None, body: Organisation | None
) -> None:
    """As in "took over from P2", "started on D", where the clause does not name the post."""
    taken = same_job(reading, frame, person) or _taken_post(reading, frame, person, predecessor, body)
    if taken is None:
        _wait(reading, frame, person, body)
        return
    form = frame.verb.form
    starts = form in _STARTS or form.endswith((" J", " post", " up", " charge"))
    for post in reading.shared(person, taken) if starts else [taken]:
        begin(reading, frame, person, post, None)
    if predecessor:
        hand_over(reading, frame, predecessor, taken, new=person)


def _there(frame: Frame) -> Organisation | None:
    """The body of "took the reins at O as R", "goes to O, where he becomes R"."""
    return (frame.body_after("at") if frame.verb.form.endswith(_AT_HELM) else None) or body_meant(frame)


def _takes_job(frame: Frame) -> bool:
    """Whether what is taken or won is a post: a brief, "the job", a contest for one."""
    contest = _CONTESTS & set(frame.view.codes[frame.verb.last : frame.verb.last + 3])
    return bool(_briefs(frame) or contest or _is_near_job(frame))


def _wait(reading: Reading, frame: Frame, person: Person, body: Organisation | None) -> None:
    """Remember that somebody took a post which may be told later: "joined O in 2009", "took over in May"."""
    form = frame.verb.form
    if (body and form.startswith("join")) or "over" in form or form.startswith("step"):
        told = Unplaced(person, "appointed", frame.timing.date, frame.view.sentence, reading.order, body)
        reading.unplaced.append(told)


def _is_near_job(frame: Frame) -> bool:
    """Whether "the job" stands just behind the verb, or "the chief executive's job", "in D, the chair"."""
    number = frame.job()
    return number is not None and set(frame.view.codes[frame.verb.last : number]) <= _BEFORE_JOB


def _is_of_meeting(frame: Frame, phrase: RolePhrase) -> bool:
    """Whether somebody only takes "the chair of the meeting"."""
    words = {*frame.view.codes[phrase.core : phrase.core + 4], *phrase.mention.role.words.lower().split()}
    return bool({"meeting", "session"} & words)


def _briefs(frame: Frame) -> list[RolePhrase]:
    """ "Takes the housing brief": the post just after the verb, told as one that can be taken."""
    verb = frame.verb
    if verb.form not in _NEEDS_JOB:
        return []
    return [phrase for phrase in frame.complement() if _can_be_taken(frame, phrase)]


def _can_be_taken(frame: Frame, phrase: RolePhrase) -> bool:
    """Whether a post is told as one that can be taken: "the leadership", "the chair of the board"."""
    if phrase.head in ("chair", "chairs"):
        return frame.view.code(phrase.core + 1) == "of" and not _is_of_meeting(frame, phrase)
    return phrase.head in ("brief", "portfolio") or phrase.head.endswith(("ship", "mayoralty", "presidency"))


def _is_task(frame: Frame) -> bool:
    """Whether what is taken over is a task, no post: "let the mayor take over planning"."""
    word = frame.view.code(frame.verb.last)
    return word.isalpha() and word.islower() and word not in _AFTER_TAKING and not frame.own_phrases


def _taken_post(
    reading: Reading, frame: Frame, person: Person, predecessor: Person | None, body: Organisation | None
) -> Post | None:
    """The post that somebody takes without its being named in the clause."""
    form = frame.verb.form
    own = frame.new_post(reading, person) or reading.begun.get(id(person)) or reading.post_of(person)
    if own and own.kind in ("councillor", "mp"):
        own = None
    if own and id(person) not in reading.begun and _is_over(reading, person):
        own = sought(reading) or own
    if predecessor is None and form in _STEPS and frame.job() is None:
        left = _left_open(reading, person) or (reading.seconds.get(id(person)) if reading.is_open() else None)
        return left or ((own or sought(reading)) if "over" in form else None)
    if "over" in form:
        known = (reading.post_of(predecessor) or reading.spoken_of) if predecessor else None
        return frame.job_meant(reading) or own or known
    returns_to_job = form.startswith(_RETURNS) and frame.job() is not None
    if (form in MOVES or form.endswith(" from")) and not returns_to_job:
        own = own if body else sought(reading) or own or _left_open(reading, person)
        return _moved_to(frame, own, body)
    if form in _STARTS:
        return _started(reading, frame, person, own)
    return _job_taken(reading, frame, person, own)


def _is_over(reading: Reading, person: Person) -> bool:
    """Whether the post that somebody is known by is over: "P, who was R at O until D, takes up the post"."""
    held = reading.ledger.main_tenure(person, reading.order)
    return held is not None and held.status == "former"


def _left_open(reading: Reading, person: Person) -> Post | None:
    """The post that was left just before, if it isn't that of the person himself."""
    post, own = reading.vacant, reading.post_of(person)
    if post is None or not reading.is_open() or post == own or not post.words:
        return None
    is_own = own is not None and own.kind == post.kind and (own.kind != "other" or own.words == post.words)
    return None if is_own else post


def _moved_to(frame: Frame, own: Post | None, body: Organisation | None) -> Post | None:
    """Somebody's own post, if it is at the body that he joins."""
    if body is None:
        told = frame.verb.form.startswith(("join", "move", "switch")) or (
            (frame.verb.form in _ARRIVES or frame.verb.form.endswith(" from")) and frame.timing.date
        )
        origin = frame.body_after("" if frame.verb.form.endswith("from") else "from")
        on_a_day = frame.timing.date and frame.view.code(frame.verb.last) in ("on", "in", "D", "last", "from")
        there = origin or on_a_day or frame.verb.form.startswith("arriv")
        return own if told and there and not _is_of(own, origin) else None
    return own if own and body_key(own.organisation) == body_key(body) else None


def _is_of(post: Post | None, body: Organisation | None) -> bool:
    return bool(post and body and body_key(post.organisation) == body_key(body))


def _started(reading: Reading, frame: Frame, person: Person, own: Post | None) -> Post | None:
    """Somebody's own post, in which he "starts on D"; noted where he has none yet."""
    plain = frame.view.code(frame.verb.last) in _AFTER_START and not frame.own_phrases
    held = reading.ledger.main_tenure(person, reading.order)
    if held and held.status == "former":
        own = None
    if own is None or own.words in ("deputy", "assistant"):
        own = sought(reading) or own
    elif frame.verb.is_participle and frame.verb.form.endswith("ing"):
        return None
    elif plain and held and held.status == "current" and id(person) not in reading.begun:
        own = sought(reading) or own
    if own and own.kind == "inspector":
        return None
    if plain and own is None and frame.timing.date:
        reading.starts[id(person)] = frame.timing.date
    return own if plain and frame.timing.date else None


def _job_taken(reading: Reading, frame: Frame, person: Person, own: Post | None) -> Post | None:
    """The post that "takes up the job", "took office", "returns to the job" or "came in" means."""
    form = frame.verb.form
    if form.endswith("shoes"):
        return _left_open(reading, person)
    if form.endswith(("office", "reins", "helm", *_REGALIA)):
        return own or reading.open_post()
    if form.endswith((" charge", " post")) or "appointment" in frame.view.codes[frame.verb.last : frame.end]:
        return own
    takes = form in _NEEDS_JOB
    if not takes and frame.job() is not None:
        takes = form.startswith(_RETURNS) or bool({"up", "on", "into"}.intersection(form.split()))
    if takes:
        return own or frame.job_meant(reading)
    return own if form.startswith("came in") else None
