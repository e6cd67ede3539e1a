"""Who holds which post, and how posts begin and end: posts and career events, read sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.annotation.narrators import in_third_person
from councilgraph.graph.extractors.prose.clauses.clauses import Verb, View, verbs
from councilgraph.graph.extractors.prose.clauses.ends import clause_end
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase, role_phrases
from councilgraph.graph.extractors.prose.clauses.subjects import Subject, subject
from councilgraph.graph.extractors.prose.clauses.timing import Timing, timing
from councilgraph.graph.extractors.prose.events.appointments import appoint, put_in_charge
from councilgraph.graph.extractors.prose.events.endings import end
from councilgraph.graph.extractors.prose.events.nominals import read_nouns
from councilgraph.graph.extractors.prose.events.successions import succeed
from councilgraph.graph.extractors.prose.events.takings import take
from councilgraph.graph.extractors.prose.events.unplaced import read_unplaced
from councilgraph.graph.extractors.prose.evidence import stands_for
from councilgraph.graph.extractors.prose.names.organisations import body_key
from councilgraph.graph.extractors.prose.posts.asides import read_as
from councilgraph.graph.extractors.prose.posts.attachments import attachments
from councilgraph.graph.extractors.prose.posts.board_seats import read_board_seats
from councilgraph.graph.extractors.prose.posts.bodies import bodies_of
from councilgraph.graph.extractors.prose.posts.cabinets import read_charges, read_topics
from councilgraph.graph.extractors.prose.posts.commissions import read_commissions
from councilgraph.graph.extractors.prose.posts.described import read_described
from councilgraph.graph.extractors.prose.posts.earlier import read_earlier
from councilgraph.graph.extractors.prose.posts.entries import read_entries, read_headed
from councilgraph.graph.extractors.prose.posts.first_person import read_own_words
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.holding import hold
from councilgraph.graph.extractors.prose.posts.leading import lead
from councilgraph.graph.extractors.prose.posts.ledger import Event, Ledger, Tenure
from councilgraph.graph.extractors.prose.posts.lists import (
    read_councillors,
    read_members,
    read_signatures,
    read_unnamed,
)
from councilgraph.graph.extractors.prose.posts.places import read_absences, read_places
from councilgraph.graph.extractors.prose.posts.profiles import read_profile
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import (
    RELATIONAL,
    attach,
    relate,
    relate_before,
    settle_leaders,
    sought,
)
from councilgraph.graph.extractors.prose.posts.seats import read_first_wins, read_seats
from councilgraph.graph.extractors.prose.posts.standing_in import (
    is_in_charge_meanwhile,
    leads_meanwhile,
    stand_in,
)
from councilgraph.graph.model import CareerEventClaim, Claim, PostClaim

_NOT_A_JOB = frozenset("councillor mp minister inspector spokesperson".split())
_LOCAL_HEADS = frozenset(
    "director director_of_childrens_services chief_executive council_leader commissioner".split()
)
_RELATIVE = 5
_BULLETS = frozenset("* • - – >".split())
_FRAMES: dict[str, Callable[[Reading, Frame], None]] = {
    "appoint": appoint,
    "put": put_in_charge,
    "take": take,
    "succeed": succeed,
    "resign": end,
    "dismiss": end,
    "suspend": end,
    "retire": end,
    "die": end,
    "leave": end,
    "lead": lead,
    "hold": hold,
    "stand_in": stand_in,
}
_MEANWHILE: dict[str, Callable[[Reading, Frame], bool]] = {
    "hold": is_in_charge_meanwhile,
    "lead": leads_meanwhile,
}


def claims(reading: Reading) -> Iterator[Claim]:
    """The posts and the career events that the document reports, in the order of the text."""
    for tenure in reading.ledger.tenures:
        yield _post(reading.annotated, tenure)
    for event in reading.ledger.events:
        yield _event(reading.annotated, event)


def read(annotated: Annotated) -> Reading:
    """Everything that the document says of posts: first who stands beside which, then what verbs say."""
    told = replace(annotated, sentences=in_third_person(annotated.sentences))
    reading = Reading(told, bodies_of(annotated), Ledger(issued=annotated.issued))
    views = [View(sentence) for sentence in told.sentences]
    phrases = [role_phrases(view) for view in views]
    for number, view in enumerate(views):
        reading.order = number
        for attachment in attachments(view, phrases[number]):
            if attachment.phrase.head not in RELATIONAL or _is_theirs(attachment.phrase):
                attach(reading, view, attachment)
    read_signatures(reading, views, phrases)
    read_headed(reading, views, phrases)
    read_profile(reading, views, phrases)
    read_unnamed(reading, views, phrases)
    reading.spoken_of = None
    for number, view in enumerate(views):
        reading.order = number
        if view.code(0) in _BULLETS:
            reading.spoken_of = reading.vacant = None
        _read_sentence(reading, view, phrases[number])
    settle_leaders(reading)
    read_councillors(reading, views)
    read_unplaced(reading)
    return reading


def _read_sentence(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """Read the verbs of a sentence, and the people who stand in a relation to others in it."""
    relate_before(reading, view, phrases)
    related = [
        attachment
        for attachment in attachments(view, phrases)
        if attachment.phrase.head in RELATIONAL and not _is_theirs(attachment.phrase)
    ]
    related = [each for each in related if not relate(reading, view, each)]
    read_members(reading, view)
    read_topics(reading, view)
    read_described(reading, view, phrases)
    read_charges(reading, view)
    read_seats(reading, view)
    read_board_seats(reading, view)
    read_own_words(reading, view)
    read_entries(reading, view)
    read_absences(reading, view, phrases)
    read_commissions(reading, view, phrases)
    told = not _is_question(view) and (view.sentence.zone == "body" or "P" in view.codes)
    found = list(verbs(view)) if told else []
    before: Subject = Subject()
    waiting = phrases
    read_to = 0
    for position, verb in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        read_nouns(reading, view, phrases, read_to, verb.first)
        read_to = verb.first
        for phrase in waiting:
            if phrase.core < verb.core and not _is_told_in_passing(reading, view, phrase):
                _speak_of(reading, phrase)
        waiting = [phrase for phrase in waiting if phrase.core >= verb.core]
        before = _read_verb(reading, view, phrases, verb, following, before)
        related = [each for each in related if not relate(reading, view, each)]
    for phrase in waiting:
        _speak_of(reading, phrase)
    read_nouns(reading, view, phrases, read_to, len(view))
    read_as(reading, view, phrases)
    read_places(reading, view)
    read_earlier(reading, view, phrases)
    read_first_wins(reading, view)


def view_is_item(reading: Reading) -> bool:
    """Whether the sentence in hand is part of an item of a list, with a topic of its own."""
    sentence = reading.annotated.sentences[reading.order]
    first = next(
        (each for each in reading.annotated.sentences if each.paragraph == sentence.paragraph), sentence
    )
    return first.skeleton[:1] in "*•->»"


def _is_theirs(phrase: RolePhrase) -> bool:
    """Whether a "boss" is a body's, not a person's."""
    return phrase.head == "boss" and phrase.possessor is None


def _is_question(view: View) -> bool:
    """Whether a sentence only asks."""
    return view.code(len(view) - 1) == "?"


def _is_told_in_passing(reading: Reading, view: View, phrase: RolePhrase) -> bool:
    """Whether a post is only that of "P, who is R at O2", where a sentence beside it looks for another's."""
    before = view.codes[max(0, phrase.first - _RELATIVE) : phrase.first]
    return "who" in before and "," not in before[before.index("who") :] and sought(reading) is not None


def _speak_of(reading: Reading, phrase: RolePhrase) -> None:
    """Remember the post that a phrase names as the one that "the job" may mean."""
    role = phrase.mention.role
    if (
        phrase.head in RELATIONAL
        or role.kind in _NOT_A_JOB
        or (role.plural and role.kind not in _LOCAL_HEADS)
    ):
        return
    posts = reading.posts_of(phrase)
    paragraph = reading.annotated.sentences[reading.order].paragraph
    main = reading.annotated.main
    elsewhere = bool(posts) and main is not None and body_key(posts[-1].organisation) != body_key(main)
    of_several = not reading.bodies.of_one_council
    item = of_several or view_is_item(reading) or phrase.is_had or (phrase.definite and phrase.first == 0)
    known = (
        reading.spoken_of is not None
        and main is not None
        and body_key(reading.spoken_of.organisation) == body_key(main)
    )
    if posts and not (elsewhere and ((known and not item) or reading.spoken_in == paragraph)):
        reading.spoken_of, reading.spoken_in = posts[-1], paragraph


def _read_verb(
    reading: Reading,
    view: View,
    phrases: list[RolePhrase],
    verb: Verb,
    following: Verb | None,
    before: Subject,
) -> Subject:
    whose = subject(view, verb, phrases, before)
    limit = clause_end(view, verb, following)
    when = timing(view, verb, limit, reading.annotated.issued)
    if verb.kind == "appoint" and verb.is_passive and when == Timing() and reading.is_record:
        when = Timing(reading.annotated.issued)
    frame = Frame(view, verb, limit, whose, tuple(phrases), when)
    meanwhile = _MEANWHILE.get(verb.kind)
    if meanwhile is None or not meanwhile(reading, frame):
        _FRAMES[verb.kind](reading, frame)
    return whose


def _post(annotated: Annotated, tenure: Tenure) -> PostClaim:
    quote = annotated.document.quote(tenure.start, tenure.end)
    return PostClaim(
        quote=quote,
        confidence=tenure.confidence,
        stands_for=stands_for(annotated, quote, person=tenure.person, organisation=tenure.organisation),
        person=tenure.person.name,
        role=tenure.words,
        role_kind=tenure.kind,
        organisation=tenure.organisation.name,
        status=tenure.status,  # type: ignore[arg-type]
        since=tenure.since,
        until=tenure.until,
    )


def _event(annotated: Annotated, event: Event) -> CareerEventClaim:
    quote = annotated.document.quote(event.start, event.end)
    return CareerEventClaim(
        quote=quote,
        confidence=event.confidence,
        stands_for=stands_for(annotated, quote, person=event.person, organisation=event.organisation),
        person=event.person.name,
        event=event.event,  # type: ignore[arg-type]
        organisation=event.organisation.name,
        role_kind=event.kind,
        date=event.date,
    )
