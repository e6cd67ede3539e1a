"""How posts begin that somebody takes: "joined", "became", "took over"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.events.beginnings import MOVES, begin
from councilgraph.graph.extractors.prose.events.successions import hand_over
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame, is_of_cabinet, job_before, same_job
from councilgraph.graph.extractors.prose.posts.ledger import body_key
from councilgraph.graph.extractors.prose.posts.reading import Post, Reading

_NEEDS_JOB = frozenset(
    "takes took take taken landed lands secured secures won wins got gets accepted accepts".split()
)
_STARTS = ("started", "starts", "start", "starting", "began", "begins", "begin", "beginning")
_AFTER_START = frozenset("on in at next this today work D . , and from there".split())
_AFTER_TAKING = frozenset(
    "as from at the in on when after last this next for and until following today tomorrow "
    "temporarily but while before with "
    "full-time permanently officially formally later her his a an shortly immediately earlier once "
    "now".split()
)
_ARRIVES = frozenset(["arrived", "arrive", "arrives", "arriving", "came from", "comes from", "came to"])
_STEPS = frozenset(
    [f"{word} over" for word in ("took", "takes", "take", "taking")]
    + [f"{word} up" for word in ("stepped", "steps", "step", "stepping", "moved")]
)
_CONTESTS = frozenset("race contest battle nod vote".split())
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
    joins = verb.form in MOVES and is_of_cabinet(frame)
    council = (frame.body_after("of", "at", "") or reading.annotated.main) if joins else None
    for person in reading.people_of(frame.subject, frame.view):
        if council:
            begin(reading, frame, person, reading.cabinet_post(person, council), None)
        else:
            _take_one(reading, frame, person)


def _taken_over(reading: Reading, frame: Frame) -> None:
    """As in "His place has been taken by P"."""
    person = frame.person_after("by")
    post = job_before(reading, frame) if person else None
    if person and post and frame.verb.form.startswith("taken"):
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
    if (
        form in _NEEDS_JOB
        and not _briefs(frame)
        and not _CONTESTS.intersection(frame.view.codes[verb.last : verb.last + 3])
        and (frame.job() is None or not verb.last <= (frame.job() or 0) <= verb.last + 1)
    ):
        return
    body = frame.body_after("", "to", "at") if form in MOVES else None
    phrases = frame.complement() or _briefs(frame)
    if form in _BECOMES:
        phrases = [
            phrase
            for phrase in phrases
            if phrase.first <= verb.last + 3 or "hold" in frame.view.codes[verb.last : phrase.first]
        ]
    handed = "over" in form or form in ("inherited", "inherits") or (form in _NEEDS_JOB and phrases)
    before = frame.person_after("from") if handed else None
    predecessor = None if before is person else before
    if phrases:
        for phrase in phrases:
            for post in () if _is_of_meeting(frame, phrase) else reading.posts_of(phrase, body):
                begin(reading, frame, person, post, phrase)
                if predecessor:
                    hand_over(reading, frame, predecessor, post, new=person)
        return
    taken = same_job(reading, frame, person) or _taken_post(reading, frame, person, predecessor, body)
    if taken is None:
        return
    begin(reading, frame, person, taken, None)
    if predecessor:
        hand_over(reading, frame, predecessor, taken, new=person)


def _is_of_meeting(frame: Frame, phrase: RolePhrase) -> bool:
    """Whether somebody only takes "the chair of the meeting"."""
    return bool({"meeting", "session"} & set(frame.view.codes[phrase.core : phrase.core + 4]))


def _briefs(frame: Frame) -> list[RolePhrase]:
    """ "Takes the housing brief": the post just after the verb, told as one that can be taken."""
    verb = frame.verb
    if verb.form not in _NEEDS_JOB:
        return []
    return [
        phrase
        for phrase in frame.own_phrases
        if phrase.head in ("brief", "portfolio") and phrase.first == verb.last
    ]


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
    if predecessor is None and form in _STEPS and frame.job() is None:
        return _left_open(reading, person) or ((own or sought(reading)) if "over" in form else None)
    if "over" in form:
        known = (reading.post_of(predecessor) or reading.spoken_of) if predecessor else None
        return frame.job_meant(reading) or own or known
    if form in MOVES and not (form.startswith(_RETURNS) and frame.job() is not None):
        own = own if body else sought(reading) or own
        return _moved_to(frame, own, body)
    if form in _STARTS:
        return _started(reading, frame, person, own)
    return _job_taken(reading, frame, person, own)


def _left_open(reading: Reading, person: Person) -> Post | None:
    """The post that was left just before, if it isn't that of the person himself."""
    post, own = reading.vacant, reading.post_of(person)
    if post is None or reading.order - reading.vacant_at > 1 or post == own or not post.words:
        return None
    return post if own is None or own.kind != post.kind else None


def sought(reading: Reading) -> Post | None:
    """The post of this sentence or the one before that nobody is known to hold: "O has a new R. P starts"."""
    post = reading.spoken_of
    if post is None or reading.is_held(post):
        return None
    near = reading.annotated.sentences[max(0, reading.order - 1) : reading.order + 1]
    words = {mention.role.words for sentence in near for mention in sentence.roles()}
    return post if post.words in words else None


def _moved_to(frame: Frame, own: Post | None, body: Organisation | None) -> Post | None:
    """Somebody's own post, if it is at the body that he joins."""
    if body is None:
        told = frame.verb.form.startswith("join") or (_ARRIVES & {frame.verb.form} and frame.timing.date)
        there = frame.body_after("from") or frame.verb.form.startswith("arriv")
        return own if told and there and not _is_of(own, frame.body_after("from")) else None
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
    if form.endswith(("office", "reins", "helm")):
        return own or reading.open_post()
    if form.endswith((" charge", " post")) or "appointment" in frame.view.codes[frame.verb.last : frame.end]:
        return own
    takes = form in _NEEDS_JOB
    if not takes and frame.job() is not None:
        takes = form.startswith(_RETURNS) or bool({"up", "on", "into"}.intersection(form.split()))
    if takes:
        return own or frame.job_meant(reading)
    return own if form.startswith("came in") else None
