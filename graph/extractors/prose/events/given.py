"""Which post somebody is given where the clause does not say it by its name: his own, or one that is open."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.events.beginnings import STAND_INS, begin
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.post import Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import SECONDS, sought

_CHOOSES = frozenset(["brought in", "lured", "tempted", "chosen", "picked", "named", "engaged"])
_CHOSEN = frozenset("appointed elected chosen chose picked selected installed".split())
FOLLOWS = frozenset("replace succeed follow".split())


def posts_given(reading: Reading, phrase: RolePhrase, body: Organisation | None) -> list[Post]:
    """The posts that a phrase means; that of the one before for "as her successor"."""
    if phrase.head in ("successor", "replacement"):
        owner = phrase.possessor
        known = (reading.post_of(owner) if owner else None) or reading.open_post()
        return [known] if known else []
    if phrase.head in SECONDS and phrase.possessor and (boss := reading.post_of(phrase.possessor)):
        kind = "deputy_leader" if boss.kind == "council_leader" else "other"
        return [Post(kind, phrase.head, boss.organisation)]
    return reading.posts_of(phrase, body)


def is_brought_in(reading: Reading, frame: Frame, person: Person) -> bool:
    """As in "the director, P, who was brought in from O in May": whether he has his post since then."""
    if not frame.verb.is_passive or frame.verb.form not in _CHOOSES or frame.timing.date is None:
        return False
    origin, own = frame.body_after("from"), reading.post_of(person)
    return bool(own and not (origin and body_key(origin) == body_key(own.organisation)))


def stands_in(frame: Frame) -> bool:
    """Whether somebody is named "as stand-in", "as a caretaker"."""
    after = frame.view.codes[frame.verb.last : frame.end]
    return any(
        word in STAND_INS and "as" in after[max(0, number - 2) : number] for number, word in enumerate(after)
    )


def post_implied(reading: Reading, frame: Frame, person: Person) -> Post | None:
    """The post of somebody "appointed in April", "chosen to replace him": his, or one spoken of."""
    if board := _board(frame):
        return Post("other", "board member", board)
    words = frame.view.codes[frame.verb.last : frame.end + 4]
    for number, word in enumerate(words):
        if word in FOLLOWS:
            mention = frame.view.person(frame.verb.last + number + 1)
            known = reading.post_of(mention.person) if mention else None
            return known or reading.open_post()
    if "fort" in words or "cover" in words:
        return reading.open_post()
    is_won = frame.verb.form.startswith(("poach", "recruit", "lured", "tempted", "hired", "head"))
    return None if is_won and not frame.timing.date else _own(reading, frame, person)


def _own(reading: Reading, frame: Frame, person: Person) -> Post | None:
    """The post that somebody has; who has none gets the one that the clause or the sentence before means."""
    date = frame.timing.date
    is_past = date is not None and not frame.verb.is_future and not reading.is_ahead(date)
    own = reading.post_of(person, coming=not is_past)
    told_of = frame.verb.is_passive and "who" in frame.view.codes[: frame.verb.first - 1]
    wanted = sought(reading) if told_of and _has_it_elsewhere(reading, person, own) else None
    if own and own.kind not in ("councillor", "mp"):
        return wanted or own
    if frame.job() is not None:
        return frame.job_meant(reading)
    return sought(reading) if own is None and frame.verb.is_passive else None


def _has_it_elsewhere(reading: Reading, person: Person, own: Post | None) -> bool:
    """Whether somebody's post is at another body than the one that has found somebody: "P, R at O2"."""
    post, held = reading.spoken_of, reading.ledger.main_tenure(person, reading.order)
    is_new = held is not None and (held.status == "incoming" or id(person) in reading.begun)
    return bool(post and own and not is_new and body_key(post.organisation) != body_key(own.organisation))


def _board(frame: Frame) -> Organisation | None:
    """The body in "was appointed to the board of O", "co-opted on to the board of O"."""
    after = " ".join(
        code for code in frame.view.codes[frame.verb.last : frame.verb.last + 6] if code != "the"
    )
    if after.startswith(("to O of O", "on to O of O", "onto O of O")):
        return frame.body_after("to", "onto")
    return None


def appoint_to_own(reading: Reading, frame: Frame, numbers: list[int]) -> None:
    """As in "P is the new leader. Councillors elected her on D", "O has appointed him from D"."""
    mention = frame.view.person(numbers[0])
    post = reading.post_of(mention.person) if mention else None
    if mention is None or post is None or frame.verb.form not in _CHOSEN or not frame.timing.date:
        return
    for each in reading.shared(mention.person, post):
        begin(reading, frame, mention.person, each, None)
