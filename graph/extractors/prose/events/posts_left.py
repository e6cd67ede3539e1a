"""Which posts somebody leaves: those that the clause names, the one he is called by, his own."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention, RoleMention
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.attachments import attachments
from councilgraph.graph.extractors.prose.posts.frames import Frame, same_job
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import RELATIONAL
from councilgraph.graph.extractors.prose.rules import read_rules

_PARTIES: dict[str, str] = read_rules("words")["parties"]
_JOBS = frozenset("J job post role position".split())
_NO_EMPLOYERS = frozenset("department government parliament inspectorate union".split())
_YEARS = 7
"""So many items behind "after" the post can begin: "after nearly nine years in all as"."""


def posts_left(reading: Reading, frame: Frame, person: Person, event: str | None) -> list[Post]:
    """The posts that somebody leaves: those named in the clause, a party, else his own."""
    if party := _party(reading, frame, person):
        return [Post("other", "", party)]
    body = frame.body_after("from", "at", "") or _ender(frame)
    if event is None and frame.verb.form.startswith(("hand", "go", "went", "off")):
        body = None
    same = same_job(reading, frame, person) if frame.job() is not None else None
    named = (
        [same]
        if same
        else (
            _relative_job(reading, frame)
            or _named(reading, frame, body)
            or _after_years(reading, frame, body)
        )
    )
    if named:
        return named
    if event and body and body.kind != "board" and frame.job() is None and not reading.post_of(person, body):
        return [Post("other", "", body)]
    if _is_from_cabinet(frame) and (council := body or reading.annotated.main):
        return [reading.cabinet_post(person, council)]
    if frame.subject.phrase and not reading.post_of(person):
        return _of_subject(reading, frame, person, frame.subject.phrase)
    return _not_named(reading, frame, person, event, body)


def _named(reading: Reading, frame: Frame, body: Organisation | None) -> list[Post]:
    """The posts that the clause names: "as R", "from R", "quits R"."""
    return [
        post
        for phrase in frame.complement()
        if frame.view.code(phrase.first - 1) in ("as", "from")
        or frame.view.before(phrase.first, 3) in ("ceased to be", "ceases to be", "cease to be")
        or (phrase.first == frame.verb.last and phrase.head not in RELATIONAL)
        for post in reading.posts_of(phrase, body)
    ]


def _not_named(
    reading: Reading, frame: Frame, person: Person, event: str | None, body: Organisation | None
) -> list[Post]:
    """The posts that somebody has, where the clause names none; not where he leaves another body."""
    if event is None and body and body.kind not in ("board", "party") and not reading.post_of(person, body):
        return []
    if seat := _seat(reading, frame, person):
        return [seat]
    own = _own(reading, frame, person, body)
    if own is None and _means_spoken_of(reading, frame, event):
        own = reading.spoken_of
    if event == "died":
        own = reading.weightiest_of(person) or own
    if own is None:
        return []
    return reading.alike(person, own) if body is None else [own]


def _after_years(reading: Reading, frame: Frame, body: Organisation | None) -> list[Post]:
    """As in "P retires after nine years as its R": the post behind the clause."""
    view, end = frame.view, frame.end
    if view.code(end) != "after":
        return []
    return [
        post
        for phrase in frame.phrases
        if end < phrase.first <= end + _YEARS and view.code(phrase.first - 1) == "as"
        for post in reading.posts_of(replace(phrase, organisations=(body,)) if body else phrase)
    ]


def _of_subject(reading: Reading, frame: Frame, person: Person, phrase: RolePhrase) -> list[Post]:
    """As in "P is on the move. The director of O is retiring": the post by which somebody is called."""
    posts = reading.posts_of(phrase) if phrase.head not in RELATIONAL else []
    for post in posts:
        reading.hold(person, post, Held("current", phrase.since), frame.view.sentence)
    return posts


def _ender(frame: Frame) -> Organisation | None:
    """The body that suspends or dismisses somebody: "The council has suspended him"."""
    verb = frame.verb
    is_active = verb.kind in ("suspend", "dismiss") and not verb.is_passive and frame.own_phrases == []
    body = frame.subject_body() if is_active and frame.job() is None else None
    return body if body and body.kind not in _NO_EMPLOYERS else None


def _seat(reading: Reading, frame: Frame, person: Person) -> Post | None:
    """What "his seat" is: in parliament, or on the council where he has posts, which are over with it."""
    number = frame.job()
    item = frame.view.items[number] if number is not None else None
    if not isinstance(item, RoleMention) or item.role.head != "seat":
        return None
    held = reading.ledger.of(person)
    seats = [tenure for tenure in held if tenure.kind in ("councillor", "mp")]
    if seats:
        return Post(seats[-1].kind, seats[-1].words, seats[-1].organisation)
    on_councils = [tenure for tenure in held if tenure.organisation.kind == "council"]
    for tenure in on_councils:
        post = Post(tenure.kind, tenure.words, tenure.organisation)
        reading.hold(person, post, Held("former"), frame.view.sentence)
    return Post("councillor", "seat", on_councils[-1].organisation) if on_councils else None


def _relative_job(reading: Reading, frame: Frame) -> list[Post]:
    """As in "director of O, a job he resigned from in 2013"."""
    view, first = frame.view, frame.verb.first
    for number in range(max(2, first - 4), first):
        if view.code(number) in _JOBS and view.before(number, 2) in (", a", ", the"):
            before = [phrase for phrase in frame.phrases if phrase.last == number - 2]
            return reading.posts_of(before[0]) if before else []
    return []


def _own(reading: Reading, frame: Frame, person: Person, body: Organisation | None) -> Post | None:
    """The post that somebody has, the one that "the job" means, or the one beside his name."""
    left = reading.vacant if frame.verb.kind == "leave" and reading.vacant_at == reading.order else None
    if left and any(tenure.kind == left.kind for tenure in reading.ledger.of(person)):
        return left  # as in "P resigned as R and left on D"
    own = (reading.post_of(person, body) if body else None) or reading.post_of(person, coming=False)
    job = frame.job_meant(reading)
    if own is None or (job and job.kind == "cabinet_member"):
        own = job or own
    return own or _beside(reading, frame, person, body)


def _means_spoken_of(reading: Reading, frame: Frame, event: str | None) -> bool:
    """Whether the post that somebody without one leaves is the one spoken of last."""
    spoken = reading.spoken_of
    if event is None:
        return reading.spoken_in == frame.view.sentence.paragraph and frame.timing.date is not None
    return spoken is not None and spoken.kind != "other" and reading.is_near(spoken)


def _is_from_cabinet(frame: Frame) -> bool:
    """Whether somebody leaves the cabinet, whatever his brief there."""
    after = frame.view.codes[frame.verb.last : frame.verb.last + 4]
    return "cabinet" in after and frame.job() is None and not {"meeting", "over", "office"} & set(after)


def _beside(reading: Reading, frame: Frame, person: Person, body: Organisation | None) -> Post | None:
    """The post that stands beside somebody, at the body that he leaves: "Judge P retires from X"."""
    for attachment in attachments(frame.view, list(frame.phrases)):
        if attachment.person.person is person:
            where = body or attachment.phrase.mention.focus or reading.annotated.main
            for post in reading.posts_of(attachment.phrase, where):
                reading.hold(person, post, Held(), frame.view.sentence)
                return post
    return None


def _party(reading: Reading, frame: Frame, person: Person) -> Organisation | None:
    """The party that somebody leaves; "the party" is his own, or the one named last."""
    body = frame.body_after("from", "by", "")
    if body or not _is_the_party(frame):
        return body if body and body.kind == "party" else None
    mentions = [phrase.mention for phrase in frame.phrases if phrase.core < frame.verb.first]
    beside = [reading.annotated.text(mention.start, mention.end) for mention in mentions]
    for words in [*beside, *(tenure.words for tenure in reading.ledger.of(person))]:
        if (first := words.lower().split()[:1]) and first[0] in _PARTIES:
            return Organisation(_PARTIES[first[0]], "party")
    sentences = reading.annotated.sentences[: reading.order + 1]
    named = [mention.organisation for sentence in sentences for mention in sentence.organisations()]
    return next((each for each in reversed(named) if each and each.kind == "party"), None)


def _is_the_party(frame: Frame) -> bool:
    """Whether somebody leaves "the party", which is not named."""
    last = frame.verb.last
    item = frame.view.items[last + 1] if last + 1 < len(frame.view) else None
    is_party = isinstance(item, OrganisationMention) and item.organisation is None and item.kind == "party"
    return is_party and frame.view.code(last) in ("from", "by")
