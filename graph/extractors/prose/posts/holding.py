"""How posts are held: "P is R", "P led O from D to D", "the board is chaired by P"."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.attachments import Attachment
from councilgraph.graph.extractors.prose.posts.destinations import body_meant, is_leaving_for, leaving_date
from councilgraph.graph.extractors.prose.posts.frames import Frame, same_job
from councilgraph.graph.extractors.prose.posts.held_by import held_by
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import SECONDS, relate, sought
from councilgraph.graph.extractors.prose.posts.reversals import is_reversed
from councilgraph.graph.extractors.prose.titles.role_words import Holding

_PRESENT = frozenset(
    "is are 's remains remain stays stay serves serve acts act works work continues holds hold "
    "covers stands in keeps keep sits sit doubles double".split()
) | {
    f"{verb} {job}"
    for verb in ("has", "have", "does", "do", "doing", "shares", "share")
    for job in ("J", "the J")
}
_CEASED = frozenset("ceased cease ceases stopped".split())
_GOES_ON = frozenset(["go on as", "carry on as", "continue", "remain", "stay"])
_CLAUSE = 10
_TENSES: dict[str, tuple[Holding, ...]] = {"former": ("former",), "incoming": ("incoming",)}
_HOLDS = frozenset("holds held hold holding keeps kept keep".split())
_KIN = frozenset(
    "relation related son daughter brother sister wife husband widow widower partner father mother cousin "
    "nephew niece uncle aunt friend ally critic rival namesake".split()
)
_IN_POST = frozenset("post charge office helm chair saddle".split())
_SITS = frozenset("sat sits sit served serves serve stays stay remains remain".split())


def hold(reading: Reading, frame: Frame) -> None:
    """As in "P is R", "P was R until D", "P has been in post since D", "P remains R"."""
    verb = frame.verb
    _still_holds(reading, frame)
    if verb.is_blocked or _is_denied(frame) or (verb.is_passive and held_by(reading, frame)):
        return
    if verb.form.endswith(" J"):
        people = reading.people_of(frame.subject, frame.view)
        if not any(_has_same(reading, frame, person) for person in people[:1]):
            _has_job(reading, frame)
        return
    phrases = _predicates(frame)
    if not phrases and is_reversed(reading, frame):
        return
    people = reading.people_of(frame.subject, frame.view)
    if len(people) == 1:
        phrases = [phrase for phrase in phrases if not phrase.mention.role.plural]
    if not phrases and (owned := _whose(frame)):
        phrases = [owned]
    for person in people:
        if not phrases and not _sits(reading, frame, person) and not _has_same(reading, frame, person):
            _in_post(reading, frame, person)
        for phrase in phrases:
            _hold_one(reading, frame, person, phrase)


def _still_holds(reading: Reading, frame: Frame) -> None:
    """As in "P does not wish to go on as R": who is in the post."""
    is_told = frame.verb.is_blocked and frame.verb.form in _GOES_ON
    for person in reading.people_of(frame.subject, frame.view)[:1] if is_told else ():
        for phrase in _predicates(frame)[:1]:
            for post in reading.posts_of(phrase):
                reading.hold(person, post, Held(confidence=0.7), frame.view.sentence)


def _is_denied(frame: Frame) -> bool:
    """Whether a "not" follows the verb, or it has "ceased to" be so; "not only", "not just" deny nothing."""
    if frame.view.code(frame.verb.first - 1) in _CEASED and frame.view.code(frame.verb.first) == "to":
        return True
    view, last = frame.view, frame.verb.last
    return view.code(last) in ("not", "n't", "neither", "never") and view.code(last + 1) not in (
        "only",
        "just",
    )


def _hold_one(reading: Reading, frame: Frame, person: Person, phrase: RolePhrase) -> None:
    if phrase.head in SECONDS and phrase.possessor and phrase.possessor is not person:
        mention = PersonMention(frame.view.sentence.start, frame.view.sentence.end, person, "pronoun")
        status = held_of(reading, frame, phrase).status
        told: tuple[Holding, ...] = _TENSES.get(status, ())
        relate(reading, frame.view, Attachment(phrase.core, mention, replace(phrase, holdings=told)))
        return
    if _is_trade_once(frame, phrase):
        return
    goal = body_meant(frame)
    if goal and frame.view.code(phrase.first) == "Os":
        phrase = replace(phrase, organisations=(goal,))
    for post in reading.posts_of(phrase, goal):
        held = held_of(reading, frame, phrase)
        reading.hold(person, post, held, frame.view.sentence)
        if held.status == "incoming" and is_leaving_for(frame):
            date = frame.timing.date or frame.timing.since or leaving_date(frame)
            reading.hold(person, post, replace(held, since=held.since or date), frame.view.sentence)
            reading.happen(person, "appointed", post, Timing(date), frame.view.sentence)


def _is_trade_once(frame: Frame, phrase: RolePhrase) -> bool:
    """Whether somebody only "used to be" this or that, at no body that is told."""
    used = frame.view.before(frame.verb.core, 2) == "used to"
    return used and phrase.indefinite and not phrase.organisations and phrase.mention.role.kind == "other"


def _sits(reading: Reading, frame: Frame, person: Person) -> bool:
    """As in "P sat as an independent on O", "has served on O since D": a seat on a council."""
    body = frame.body_after("on") if frame.verb.form in _SITS else None
    if body is None or body.kind != "council":
        return False
    since, until = frame.timing.since, frame.timing.until
    over = frame.verb.form in ("sat", "served") and _is_over(frame, since, until)
    status = "former" if over else "current"
    reading.hold(
        person, Post("councillor", "councillor", body), Held(status, since, until), frame.view.sentence
    )
    return True


def _has_same(reading: Reading, frame: Frame, person: Person) -> bool:
    """As in "P has held the same job at O since D"."""
    post = same_job(reading, frame, person)
    if post:
        since, until = frame.timing.since, frame.timing.until
        over = _is_over(frame, since, until)
        status = "former" if over else "incoming" if frame.verb.is_future else "current"
        since = since or (frame.timing.date if not over and "from" in frame.view.codes else None)
        reading.hold(person, post, Held(status, since, until), frame.view.sentence)
    return post is not None


def _whose(frame: Frame) -> RolePhrase | None:
    """ "O, whose R P had been since D": the post before the subject."""
    view, at = frame.view, frame.verb.first - 1
    return next(
        (
            phrase
            for phrase in frame.phrases
            if phrase.last == at and view.code(at) == "P" and view.code(phrase.first) == "whose"
        ),
        None,
    )


def _has_job(reading: Reading, frame: Frame) -> None:
    """As in "Who has the job now", "who does the job meanwhile"."""
    post = reading.open_post()
    body = frame.body_after("at", "in", "for")
    if post and body and body.kind == "council":
        post = Post(post.kind, post.words, body)
    for person in reading.people_of(frame.subject, frame.view)[:1]:
        if post and frame.verb.form.startswith(("ha", "do", "di")):
            past = frame.verb.form in ("had J", "did J")
            status = "former" if past else "current" if frame.verb.form.startswith("ha") else "interim"
            reading.hold(
                person, post, Held(status, frame.timing.since, frame.timing.until), frame.view.sentence
            )


def _predicates(frame: Frame) -> list[RolePhrase]:
    """The posts that the verb says somebody holds."""
    found: list[RolePhrase] = []
    verb = frame.verb
    needs_as = not verb.form.endswith(" as") and verb.form not in (
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "being",
        "'s",
        "remains",
        "remained",
        "remain",
        "stays",
        "stayed",
    )
    for phrase in frame.own_phrases:
        between = frame.view.codes[verb.last : phrase.first]
        held = phrase.head in ("brief", "portfolio") and not between and verb.form in _HOLDS
        held |= verb.form in _HOLDS and frame.view.codes[verb.last : phrase.core] in (
            ["J", "of"],
            ["the", "posts", "of"],
        )
        if needs_as and not found and not held and "as" not in between:
            continue
        if not found and (
            len(between) > 4
            or any(code in ("P", "O", "J", "to", "by", "with", "R") for code in between)
            or _KIN & set(between)
        ):
            break
        if found and not (between[-1:] in (["and"], [","]) and phrase.first - found[-1].last <= 2):
            break
        found.append(phrase)
    return found


def held_of(reading: Reading, frame: Frame, phrase: RolePhrase) -> Held:
    """How the clause says that the post of a phrase is held."""
    verb, timing = frame.verb, frame.timing
    if len(frame.own_phrases) > 1 and (phrase.since or phrase.until):
        timing = Timing()
    since = phrase.since or timing.since
    until = phrase.until or timing.until
    if "used" in frame.view.codes[max(0, verb.first - 2) : verb.core]:
        return Held("former", since, until)
    if until is None and verb.form in ("was", "been") and not verb.is_future:
        until = _moved_away(frame)
    if "incoming" in phrase.holdings or (
        verb.is_future and not verb.form.startswith(("act", "contin", "remain", "stay"))
    ):
        return Held("incoming", since or timing.date, until)
    if "interim" in phrase.holdings or verb.form in (
        "acting",
        "acts",
        "act",
        "acted",
        "covering",
        "covers",
        "standing in",
    ):
        return Held("former" if _is_over(frame, since, until) else "interim", since, until)
    if "former" in phrase.holdings:
        return Held("former", since, until)
    if _is_over(frame, since, until):
        return Held("former", since, until)
    return Held("current", since, until)


def _moved_away(frame: Frame) -> str | None:
    """The date in "P was R before he moved to O in D"."""
    view = frame.view
    if view.code(frame.end) != "before":
        return None
    for number in range(frame.end + 1, min(frame.end + _CLAUSE, len(view))):
        if (date := view.date(number)) and view.code(number - 1) in ("in", "on"):
            return date.when.edtf
        if view.code(number) in (",", ";", ".", "R"):
            return None
    return None


def _is_over(frame: Frame, since: str | None, until: str | None) -> bool:
    """Whether a tense says that a post was held and no longer is."""
    verb = frame.verb
    helpers = frame.view.codes[verb.first : verb.core]
    if verb.is_future:
        return False
    if (verb.form in _PRESENT or helpers[-1:] in (["is"], ["are"])) and "has" not in helpers:
        return False
    if "has" in helpers or "have" in helpers:
        return bool(since and until)
    return verb.form not in ("be", "being")


def _in_post(reading: Reading, frame: Frame, person: Person) -> None:
    """As in "Who has been in post since D", "held the job until D": dates for the post that somebody has."""
    codes = frame.view.codes[frame.verb.last : frame.end]
    relative = (
        frame.verb.form in ("held", "holds")
        and "J" in frame.view.codes[max(0, frame.verb.first - 3) : frame.verb.first]
    )
    relative = relative or (frame.verb.form in _HOLDS and codes[:1] == ["it"])
    told = relative or frame.job() is not None or _IN_POST & set(codes) or "at it" in " ".join(codes)
    since = frame.timing.since or (frame.timing.date if "from" in codes else None)
    if codes[:2] == ["it", "before"] and frame.verb.form == "held" and (post := reading.spoken_of):
        reading.hold(person, post, Held("former", since, frame.timing.until, 0.75), frame.view.sentence)
        return
    if not told or not (since or frame.timing.until):
        return
    own = reading.post_of(person) or sought(reading)
    if own is None and frame.timing.until and reading.spoken_of and reading.is_near(reading.spoken_of):
        own = reading.spoken_of
    body = frame.body_after("at", "in", "for")
    if own and body and body.kind == "council" and body_key(body) != body_key(own.organisation):
        own = Post(own.kind, own.words, body)
    if own:
        over = frame.timing.until is not None and not reading.is_ahead(frame.timing.until)
        status = "former" if over else "incoming" if reading.is_ahead(since) else "current"
        held = Held(status, since, frame.timing.until, 0.75)
        reading.hold(person, own, held, frame.view.sentence)
