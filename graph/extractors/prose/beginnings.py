"""How posts begin: appointed, joined, took over, succeeded."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.frames import Frame, job_before
from councilgraph.graph.extractors.prose.ledger import body_key
from councilgraph.graph.extractors.prose.mentions import PersonMention
from councilgraph.graph.extractors.prose.organisations import Organisation
from councilgraph.graph.extractors.prose.people import Person
from councilgraph.graph.extractors.prose.phrases import RolePhrase
from councilgraph.graph.extractors.prose.reading import Held, Post, Reading
from councilgraph.graph.extractors.prose.timing import Timing

_CHOSEN_INSIDE = frozenset("council_leader deputy_leader chair other".split())
_NEEDS_POST = frozenset(
    "seconded sent sends made makes make making given handed announced brought engaged called in "
    "named names naming crowned lured tempted picked picks chose chosen".split()
)
_APPOINTERS = frozenset("department government parliament".split())
_MOVES = (
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
    "rejoined",
    "rejoins",
    "arrived",
    "arrives",
    "switched",
)
_NEEDS_JOB = frozenset("takes took take taken landed lands secured secures won wins got gets".split())
_APPOINTING = frozenset("appointed appoints named chosen picked selected recruited hired elected".split())
_STARTS = ("started", "starts", "start", "starting", "began", "begins", "begin", "beginning")
_AFTER_START = frozenset("on in at next this today work D . , and from there".split())
_OFFICERS = frozenset("chief_executive director_of_childrens_services director head_of_service other".split())
_RISES = frozenset("promoted became becomes appointed made".split())
_AFTER_TAKING = frozenset(
    "as from at the in on when after last this next for and until following today tomorrow temporarily but while before with "
    "full-time permanently officially formally later her his a an shortly immediately earlier once now".split()
)
_STAND_INS = frozenset("stand-in caretaker locum".split())
_HONOURS = frozenset("obe mbe cbe dbe kbe knight dame qc kc silk".split())
_OF_THINGS = frozenset("made given announced sent".split())
_BECOMES = ("became", "becomes", "become", "becoming")


def appoint(reading: Reading, frame: Frame) -> None:
    """As in "P was appointed R", "O has appointed P as R", "O appointed an R, P"."""
    verb = frame.verb
    if verb.is_blocked:
        return
    active = _appointees(frame) if not verb.is_passive and not _is_reduced(frame) else []
    if frame.view.code(verb.last) in ("that", "plans", "proposals") or _HONOURS & set(
        frame.view.codes[verb.last : verb.last + 2]
    ):
        return
    if verb.form in _OF_THINGS and not verb.is_passive and frame.view.code(verb.last) == "by":
        return
    if verb.is_passive and verb.form in ("given", "handed") and _given_to(reading, frame):
        return
    if verb.is_passive and frame.subject.phrase and not frame.subject.people and _named_as(reading, frame):
        return
    if active and not frame.own_phrases and frame.job() is None and _only_pronouns(frame, active):
        return
    if active:
        body = frame.body_after("to") if verb.form.startswith("sen") else frame.subject_body()
        _appoint_all(reading, frame, active, None if body and body.kind in _APPOINTERS else body)
    elif verb.is_passive or _is_reduced(frame):
        people = reading.people_of(frame.subject, frame.view)
        body = (
            frame.body_after("by", "at", "to")
            if verb.form.startswith(("elect", "poach", "recruit"))
            else None
        )
        _appoint_people(reading, frame, list(people), frame.complement(), body)


def _given_to(reading: Reading, frame: Frame) -> bool:
    """As in "His job has been given to P"."""
    new = frame.person_after("to")
    post = job_before(reading, frame) if new else None
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


def _only_pronouns(frame: Frame, numbers: list[int]) -> bool:
    mentions = [frame.view.person(number) for number in numbers]
    return all(mention is not None and mention.naming == "pronoun" for mention in mentions)


def _is_reduced(frame: Frame) -> bool:
    """Whether a form without helpers is a passive one: "P, appointed in May"."""
    verb = frame.verb
    if verb.helper_count or not verb.form.split()[0].endswith(("ed", "en", "made", "sent", "brought", "led")):
        return False
    before = frame.view.code(verb.first - 1)
    if frame.view.code(verb.last) in (".", "", ",", "that", ":", ";"):
        return False
    if before in ("R", "O") and frame.view.code(verb.last) != "by":
        return False
    return before in (",", "(", "-", "P", "R", "O", "and") and not _appointees(frame)


def _appointees(frame: Frame) -> list[int]:
    """The items of the people whom an active verb appoints."""
    found: list[int] = []
    last = frame.verb.last
    if (
        frame.view.code(last) == "Ps"
        and frame.view.code(last + 1) == "R"
        and frame.verb.form.startswith("ma")
    ):
        return [last]
    for number in frame.persons_after():
        if not found and number > frame.verb.last + 9:
            break
        before = frame.view.code(number - 1)
        if found and not (before in ("and", ",") and number - found[-1] <= 2):
            break
        if before in ("by", "from", "after", "replace", "to", "with", "succeed", "under"):
            break
        found.append(number)
    return found


def _appoint_all(reading: Reading, frame: Frame, numbers: list[int], body: Organisation | None) -> None:
    items = [frame.view.items[number] for number in numbers]
    people = [item.person for item in items if isinstance(item, PersonMention)]
    after = [phrase for phrase in frame.own_phrases if phrase.core > numbers[-1]]
    phrases = [phrase for phrase in after if _leads_in(frame, phrase, numbers[-1])]
    if not phrases:
        phrases = [phrase for phrase in after[-1:] if _follows_apposition(frame, after, phrase)]
    if not phrases:
        before = [phrase for phrase in frame.own_phrases if phrase.core < numbers[0]]
        phrases = [
            phrase
            for phrase in before
            if not phrase.organisations and phrase.possessor is None and not phrase.definite
        ]
    _appoint_people(reading, frame, people, phrases, body)


def _follows_apposition(frame: Frame, after: list[RolePhrase], phrase: RolePhrase) -> bool:
    """As in "They made P, head of X, leader": the post after the apposition."""
    ends = [each.last for each in after]
    return frame.view.code(phrase.first - 1) == "," and phrase.first - 1 in ends and not phrase.organisations


def _leads_in(frame: Frame, phrase: RolePhrase, number: int) -> bool:
    """Whether a post after an appointee is the one he is appointed to, not one that he has."""
    before = frame.view.code(phrase.first - 1)
    if before in ("as", "be", "become") or phrase.first in (number, number + 1):
        return True
    if before == "to":
        return True
    return before == "and" and any(frame.view.code(back) == "as" for back in range(number, phrase.first))


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


def _appoint_one(
    reading: Reading, frame: Frame, person: Person, phrases: list[RolePhrase], body: Organisation | None
) -> None:
    verb = frame.verb
    if phrases:
        for phrase in phrases:
            for post in reading.posts_of(phrase, body):
                begin(reading, frame, person, post, phrase)
        return
    if _stands_in(frame) and (meant := reading.open_post()):
        begin(reading, frame, person, meant, None)
        return
    if verb.form in _NEEDS_POST and frame.job() is None:
        return
    implied = _implied(reading, frame, person)
    if implied and body and body_key(implied.organisation) != body_key(body):
        implied = None
    if implied:
        begin(reading, frame, person, implied, None)


def _stands_in(frame: Frame) -> bool:
    """Whether somebody is named "as stand-in", "as a caretaker"."""
    after = frame.view.codes[frame.verb.last : frame.end]
    return any(
        word in _STAND_INS and "as" in after[max(0, number - 2) : number] for number, word in enumerate(after)
    )


def _implied(reading: Reading, frame: Frame, person: Person) -> Post | None:
    """The post of somebody "appointed in April", "chosen to replace him": his, or one spoken of."""
    words = frame.view.codes[frame.verb.last : frame.end + 4]
    for number, word in enumerate(words):
        if word in ("replace", "succeed", "follow"):
            mention = frame.view.person(frame.verb.last + number + 1)
            known = reading.post_of(mention.person) if mention else None
            return known or reading.open_post()
    if "fort" in words or "cover" in words:
        return reading.open_post()
    if frame.verb.form.startswith(("poach", "recruit", "lured", "tempted", "hired")):
        return None
    own = reading.post_of(person)
    if frame.job() is not None:
        return own if own and own.kind not in ("councillor", "mp") else frame.job_meant(reading)
    return own if own and own.kind not in ("councillor", "mp") else None


def begin(reading: Reading, frame: Frame, person: Person, post: Post, phrase: RolePhrase | None) -> None:
    """Hold that somebody takes up a post, and, where no public election did it, that he is appointed."""
    timing, sentence = frame.timing, frame.view.sentence
    status = _status(reading, frame, phrase)
    date = timing.date or timing.since or reading.starts.pop(id(person), None)
    if status == "current" and reading.is_ahead(date):
        status = "incoming"
    since = phrase.since if phrase and phrase.since else date
    until = phrase.until if phrase and phrase.until else timing.until
    clause = frame.view.codes[frame.verb.first : frame.end]
    confirmed = (
        frame.verb.form in ("confirmed", "made permanent") or "permanently" in clause or "permanent" in clause
    )
    if status == "current" and until and not reading.is_ahead(until):
        status = "former"
    held = Held(status, None if confirmed else since, until, 0.9 if confirmed else 0.85)
    reading.hold(person, post, held, sentence)
    reading.spoken_of = post
    reading.begun[id(person)] = post
    if frame.verb.form in _MOVES and status == "current":
        _leave_others(reading, frame, person, post)
    if frame.verb.form in _RISES and status == "current":
        _leave_earlier(reading, frame, person, post, date)
    if not _is_public_election(frame, post) and not frame.verb.form.startswith(
        ("gone back", "goes back", "went back", "returned", "returns")
    ):
        reading.happen(person, "appointed", post, Timing(date), sentence)


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
    if "fort" in words or _STAND_INS & set(words) or "time being" in " ".join(words):
        return "interim"
    if (
        (phrase and "interim" in phrase.holdings)
        or "interim" in words
        or "temporary" in words
        or "temporarily" in words
    ):
        return "interim"
    if (
        frame.verb.is_future
        or reading.is_ahead(frame.timing.date)
        or (phrase and "incoming" in phrase.holdings)
    ):
        return "incoming"
    return "current"


def _is_public_election(frame: Frame, post: Post) -> bool:
    if not frame.verb.form.startswith(("elect", "re-elect", "voted in")):
        return False
    return post.kind not in _CHOSEN_INSIDE


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
    for person in reading.people_of(frame.subject, frame.view):
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
    for post in reading.posts_of(phrase) if phrase and new else []:
        begin(reading, frame, new, post, phrase)  # type: ignore[arg-type]
        if old:
            _hand_over(reading, frame, old, post)


def _take_one(reading: Reading, frame: Frame, person: Person) -> None:
    verb, form = frame.verb, frame.verb.form
    if form.startswith(("take over", "took over", "takes over", "taking over")) and _is_task(frame):
        return
    if (
        form in _NEEDS_JOB
        and not _briefs(frame)
        and (frame.job() is None or not verb.last <= (frame.job() or 0) <= verb.last + 1)
    ):
        return
    body = frame.body_after("", "to", "at") if form in _MOVES else None
    phrases = frame.complement() or _briefs(frame)
    if form in _BECOMES:
        phrases = [
            phrase
            for phrase in phrases
            if phrase.first <= verb.last + 3 or "hold" in frame.view.codes[verb.last : phrase.first]
        ]
    handed = "over" in form or form in ("inherited", "inherits") or (form in _NEEDS_JOB and phrases)
    predecessor = frame.person_after("from") if handed else None
    if phrases:
        for phrase in phrases:
            for post in reading.posts_of(phrase, body):
                begin(reading, frame, person, post, phrase)
                if predecessor:
                    _hand_over(reading, frame, predecessor, post)
        return
    taken = _taken_post(reading, frame, person, predecessor, body)
    if taken is None:
        return
    begin(reading, frame, person, taken, None)
    if predecessor:
        _hand_over(reading, frame, predecessor, taken)


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
    own = reading.begun.get(id(person)) or reading.post_of(person)
    if own and own.kind in ("councillor", "mp"):
        own = None
    if "over" in form:
        job = frame.job_meant(reading)
        known = reading.post_of(predecessor) if predecessor else None
        return job or own or known or (reading.spoken_of if predecessor else None)
    if form.startswith(("return", "gone back", "goes back", "went back")) and frame.job() is not None:
        return own or frame.job_meant(reading)
    if form in _MOVES and body is None and form.startswith("join") and frame.body_after("from"):
        return own
    if form in _MOVES:
        return own if body and own and body_key(own.organisation) == body_key(body) else None
    if form in _STARTS:
        plain = frame.view.code(frame.verb.last) in _AFTER_START
        if plain and own is None and frame.timing.date and not frame.own_phrases:
            reading.starts[id(person)] = frame.timing.date
        return own if plain and frame.timing.date and not frame.own_phrases else None
    if "charge" in form or "appointment" in frame.view.codes[frame.verb.last : frame.end]:
        return own
    if form in _NEEDS_JOB:
        return own or frame.job_meant(reading)
    if "up" in form or "on" in form or "into" in form:
        return (own or frame.job_meant(reading)) if frame.job() is not None else None
    return own if form.startswith("came in") else None


def _hand_over(reading: Reading, frame: Frame, person: Person, post: Post) -> None:
    """Hold that the one before is, or will be, out of the post; who is stood in for keeps it."""
    if {"temporarily", "temporary", "interim"} & set(frame.view.codes[frame.verb.first : frame.end]):
        reading.hold(person, post, Held("current"), frame.view.sentence)
        return
    until = frame.timing.date or frame.timing.since
    if reading.ledger.is_incoming(post.kind, post.organisation):
        reading.hold(person, post, Held("current", None, until, 0.75), frame.view.sentence)
        return
    status = "current" if frame.verb.is_future or reading.is_ahead(until) else "former"
    reading.hold(person, post, Held(status, None, until, 0.75), frame.view.sentence)


def succeed(reading: Reading, frame: Frame) -> None:
    """As in "P succeeds P2", "P was succeeded by P2", "P will be replaced as R by P2"."""
    verb = frame.verb
    if verb.is_blocked:
        _still_there(reading, frame)
        return
    if frame.view.codes[verb.first : verb.core] == ["to"] and _APPOINTING & set(
        frame.view.codes[: verb.first]
    ):
        return
    people = reading.people_of(frame.subject, frame.view)
    if verb.is_passive or (verb.form.endswith("ed") and frame.view.code(verb.last) == "by"):
        new = frame.person_after("by")
        if new and "out" not in frame.view.codes[verb.last : verb.last + 2]:
            _succession(reading, frame, people[0] if people else None, new)
        return
    objects = frame.persons_after()
    near = bool(objects) and objects[0] <= verb.last + 5
    if near and verb.form.startswith("follow"):
        near = set(frame.view.codes[verb.last : objects[0]]) <= {"R", "the", ",", "O", "'s", "Os", "Ps", "of"}
    if near and frame.view.code(objects[0] + 1) == "on":
        return
    if near and verb.form.startswith("follow") and _has_own(reading, frame, objects[0]):
        return
    if near and people:
        old = frame.view.person(objects[0])
        if old and old.person is not people[0]:
            _succession(reading, frame, old.person, people[0])


def _has_own(reading: Reading, frame: Frame, number: int) -> bool:
    """Whether somebody who is only followed stands beside a post of his own."""
    mention = frame.view.person(number)
    if mention is None or frame.view.code(number - 1) not in ("R", "O", ","):
        return False
    return any(tenure.status != "former" or tenure.until for tenure in reading.ledger.of(mention.person))


def _still_there(reading: Reading, frame: Frame) -> None:
    """From "Tipped to succeed P as R": which post P has."""
    objects = frame.persons_after()[:1]
    for number in objects:
        mention = frame.view.person(number)
        for phrase in frame.own_phrases:
            if mention and phrase.first > number and frame.view.code(phrase.first - 1) == "as":
                for post in reading.posts_of(phrase):
                    reading.hold(mention.person, post, Held(), frame.view.sentence)


def _succession(reading: Reading, frame: Frame, old: Person | None, new: Person) -> None:
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
        known = (
            begun
            or (reading.post_of(old) if old else None)
            or (reading.spoken_of if old is None else reading.post_of(new))
        )
        posts = [known or reading.spoken_of] if known or reading.spoken_of else []  # type: ignore[list-item]
    if old:
        reading.followed[id(old)] = new
    for post in posts:
        begin(reading, frame, new, post, phrase)
        if old:
            _hand_over(reading, frame, old, post)


def hand_over_to(reading: Reading, frame: Frame) -> None:
    """As in "P will hand over to P2", "handed over the chief executive's chair to P2"."""
    new = frame.person_after("to")
    people = reading.people_of(frame.subject, frame.view)
    if new is None or not people or new is people[0]:
        return
    post = reading.post_of(people[0]) or reading.spoken_of
    if post:
        begin(reading, frame, new, post, None)
        reading.followed[id(people[0])] = new
