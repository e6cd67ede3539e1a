"""Posts told by what somebody does: "leads the council", "chairs the board"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.services import lead_service
from councilgraph.graph.extractors.prose.posts.states import COMMONS

_BODIES = frozenset("council combined".split())
_COMMISSION = frozenset("team commissioners them three panel R".split())
_RUN_BY_CHIEFS = frozenset("trust charity company association agency authority".split())
_LED_BY_CHIEFS = frozenset("trust health_trust charity company".split())
_NAMED_TO = frozenset(
    "used leaves leaving left quits quit resigned resigns departs chosen appointed picked moves "
    "moving selected".split()
)

_TEAM = frozenset("inspectors inspection visit assessors R team".split())
_RUN = frozenset("services service council department team group executive cabinet administration".split())
_CHILDREN = re.compile(
    r"(?P<owner>O 's |Os )?(?:the |all )?children 's services (?=at |in |for |since |on |, |and |D |\. |$)"
)
_OFFICES = frozenset(
    "director director_of_childrens_services council_leader cabinet_member minister inspector".split()
)
_SERVICES = frozenset("service services department directorate team committee panel board".split())
_MANAGERS = frozenset(
    "director director_of_childrens_services head_of_service chief_executive council_leader".split()
)
_TO_PARTY = 6
"""Within so many items behind "leads" its object ends."""
_PAST = frozenset("led ran chaired headed represented".split())


def lead(reading: Reading, frame: Frame) -> None:
    """As in "P leads the council", "the board is chaired by P", "P, who runs O"."""
    verb = frame.verb
    if verb.is_blocked:
        return
    if verb.is_passive or _is_reduced(frame):
        person = frame.person_after("by")
        if person and "R" not in frame.view.codes[frame.verb.last : frame.persons_after()[0]]:
            _led(
                reading,
                frame,
                person,
                _left_body(frame),
                _words_before(frame),
            )
        return
    if frame.view.codes[verb.first : verb.core] == ["to"] and not _NAMED_TO & set(
        frame.view.codes[max(0, verb.first - 7) : verb.first]
    ):
        return
    for person in reading.people_of(frame.subject, frame.view)[:1]:
        if lead_service(reading, frame, person):
            return
        if "children 's services" in frame.view.ahead(verb.last, 5):
            _led_children(reading, frame, person)
            return
        _led(
            reading,
            frame,
            person,
            _right_body(frame) or _object_before(frame),
            " ".join(frame.view.codes[verb.last : frame.end]),
        )


def _led_children(reading: Reading, frame: Frame, person: Person) -> None:
    """Who leads all children's services is their director, whatever the title."""
    timing = frame.timing
    if not any(tenure.kind in _OFFICES for tenure in reading.ledger.of(person)):
        _new_director(reading, frame, person)
        return
    for tenure in reading.ledger.of(person):
        if tenure.kind == "director":
            tenure.kind = "director_of_childrens_services"
            post = Post(tenure.kind, tenure.words, tenure.organisation)
            reading.hold(person, post, Held(tenure.status, timing.since, timing.until), frame.view.sentence)
            reading.spoken_of = post


def _new_director(reading: Reading, frame: Frame, person: Person) -> None:
    """As in "P, who has run children's services in X since D", with no title told."""
    whose = _CHILDREN.match(" ".join(frame.view.codes[frame.verb.last : frame.end]) + " ")
    if (
        whose is None
        or reading.is_politician(person)
        or frame.verb.form.startswith(("repr", "chair", "presid"))
    ):
        return
    owner = frame.view.items[frame.verb.last] if whose["owner"] else None
    own = owner.organisation if isinstance(owner, OrganisationMention) else None
    body = own or frame.body_after("at", "in", "for") or reading.annotated.main
    if body and body.kind in _BODIES:
        post = Post("director_of_childrens_services", frame.verb.form + " children's services", body)
        held = Held(_status(frame, post), frame.timing.since, frame.timing.until, 0.7)
        reading.hold(person, post, held, frame.view.sentence)


def _is_reduced(frame: Frame) -> bool:
    return (
        frame.verb.form in ("led", "chaired", "headed", "run", "managed")
        and "by" in frame.view.codes[frame.verb.last : frame.verb.last + 4]
    )


def _words_before(frame: Frame) -> str:
    """The words before the verb, with the kinds of the bodies among them."""
    words: list[str] = []
    for number in range(max(0, frame.verb.first - 12), frame.verb.first):
        item = frame.view.items[number]
        words.append(item.kind if isinstance(item, OrganisationMention) else frame.view.code(number))
    return " ".join(words)


def _left_body(frame: Frame) -> Organisation | None:
    if frame.view.code(frame.verb.first - 1) == "and" and (first := _first_body(frame)):
        return first
    for number in range(frame.verb.first - 1, max(-1, frame.verb.first - 8), -1):
        item = frame.view.items[number]
        if isinstance(item, OrganisationMention):
            return item.organisation
    return None


def _first_body(frame: Frame) -> Organisation | None:
    """The body that two passives are said of: "X is run by P and chaired by P2"."""
    view = frame.view
    number = int(view.code(0) == "the")
    item = view.items[number] if number < len(view) else None
    runs = any(code in ("run", "led", "headed", "chaired") for code in view.codes[number : frame.verb.first])
    return item.organisation if runs and isinstance(item, OrganisationMention) else None


def _right_body(frame: Frame) -> Organisation | None:
    number = frame.verb.last
    while frame.view.code(number) in ("the", "both", "what", "is", "a"):
        number += 1
    if frame.verb.form.startswith("chair") and frame.view.code(number) in ("board", "governors", "trustees"):
        number += 2 + (frame.view.code(number + 2) == "the")
    for item in frame.view.items[number : number + 2]:
        if isinstance(item, OrganisationMention):
            return (
                None
                if frame.view.code(number + 1) == "'s" and _is_task(frame, number + 2)
                else item.organisation
            )
        number += 1
    return None


def _object_before(frame: Frame) -> Organisation | None:
    """The body in "O, which P chairs": before the relative pronoun, over the subject."""
    view, number = frame.view, frame.verb.first - 1
    number -= view.code(number) == "P"
    if view.code(number) not in ("which", "that"):
        return None
    number -= 1 + (view.code(number - 1) == ",")
    item = view.items[number] if number >= 0 else None
    return item.organisation if isinstance(item, OrganisationMention) else None


def _is_task(frame: Frame, number: int) -> bool:
    """Whether what is led is no body but a task: "the county's response"."""
    return frame.verb.form.startswith(("led", "lead")) and not _TEAM.union(_RUN).intersection(
        frame.view.codes[number : number + 3]
    )


def _led(reading: Reading, frame: Frame, person: Person, body: Organisation | None, words: str) -> None:
    post = _post_led(reading, frame, person, body, words)
    if post is None:
        return
    timing = frame.timing
    status = _status(frame, post)
    since = timing.since or (timing.date if status == "incoming" else None)
    reading.hold(person, post, Held(status, since, timing.until, 0.75), frame.view.sentence)
    if status == "incoming" and "opposition" not in words.split()[:7]:
        reading.happen(person, "appointed", post, Timing(timing.date), frame.view.sentence)


def _status(frame: Frame, post: Post) -> str:
    verb, view = frame.verb, frame.view
    helpers = view.codes[verb.first : verb.core]
    used = (
        "used" in helpers or view.before(verb.first, 1) == "used" or view.before(verb.first, 2) == "used to"
    )
    if not used and (verb.is_future or (helpers == ["to"] and "left" not in view.codes)):
        return "incoming"
    past = verb.form in _PAST and not verb.is_passive and "has" not in helpers and not _is_reduced(frame)
    over = past or used or frame.timing.until is not None
    return "former" if over and post.kind != "inspector" else "current"


def _post_led(
    reading: Reading, frame: Frame, person: Person, body: Organisation | None, words: str
) -> Post | None:
    """The post that leading, running or chairing something means."""
    form = frame.verb.form
    tokens = words.split()
    if body is None and (own := _own_work(reading, frame, person, tokens)):
        return own
    if form.startswith(("chair", "presid")):
        return _chair(reading, body, tokens)
    if "group" in tokens[:7] or "opposition" in tokens[:7] or _party(frame):
        council = reading.annotated.main if body is None or body.kind == "party" else body
        return Post("other", _words(reading, frame), council) if council else None
    if form.startswith(("led", "lead")):
        return _of_team(reading, tokens) if _is_team(reading, tokens) else _of_leader(body, form)
    return _of_runner(reading, form, person, body) if form.startswith(("ran", "run")) else None


def _own_work(reading: Reading, frame: Frame, person: Person, tokens: list[str]) -> Post | None:
    """The post by which somebody is known, of "who has run the service since D", "had led it since D"."""
    if not (frame.timing.since or frame.timing.until):
        return None
    if tokens[:1] != ["it"] and not (tokens[:1] == ["the"] and _SERVICES.intersection(tokens[1:2])):
        return None
    kinds = {"chair"} if frame.verb.form.startswith(("chair", "presid")) else _MANAGERS
    held = [tenure for tenure in reading.ledger.of(person) if tenure.kind in kinds]
    return Post(held[-1].kind, held[-1].words, held[-1].organisation) if held else None


def _is_team(reading: Reading, tokens: list[str]) -> bool:
    """Whether those led are inspectors, or commissioners who have been spoken of."""
    object_ends = tokens.index(",") if "," in tokens else len(tokens)
    return bool(_TEAM.intersection(tokens[: min(6, object_ends)])) or _leads_commissioners(reading, tokens)


def _leads_commissioners(reading: Reading, tokens: list[str]) -> bool:
    spoken = reading.spoken_of
    return bool(spoken and spoken.kind == "commissioner" and _COMMISSION.intersection(tokens))


def _of_team(reading: Reading, tokens: list[str]) -> Post | None:
    if _leads_commissioners(reading, tokens) and reading.spoken_of:
        return Post("commissioner", "commissioner", reading.spoken_of.organisation)
    inspectorate = reading.bodies.inspectorate
    return Post("inspector", "led", inspectorate) if inspectorate and "commissioners" not in tokens else None


def _of_leader(body: Organisation | None, form: str) -> Post | None:
    if body and body.kind in _LED_BY_CHIEFS:
        return Post("chief_executive", form, body)
    return Post("council_leader", "leader", body) if body and body.kind in _BODIES else None


def _of_runner(reading: Reading, form: str, person: Person, body: Organisation | None) -> Post | None:
    if body is None or not (body.kind in _RUN_BY_CHIEFS or body.kind in _BODIES):
        return None
    leads = body.kind not in _RUN_BY_CHIEFS and reading.is_politician(person)
    return Post("council_leader" if leads else "chief_executive", form, body)


def _chair(reading: Reading, body: Organisation | None, tokens: list[str]) -> Post | None:
    if "select" in tokens:
        return Post("chair", "chair", COMMONS)
    if body is None and tokens[:1] == ["our"] and reading.annotated.issuer:
        body = reading.annotated.issuer
    if body is None and set(tokens) & {"committee", "panel", "board", "scrutiny", "meeting", "cabinet"}:
        body = reading.annotated.main
    return Post("chair", "chair", body) if body and body.kind != "party" else None


def _party(frame: Frame) -> int | None:
    """The item of the party in "leads the Conservatives", "leads the council's six Liberal Democrats"."""
    if not frame.verb.form.startswith(("led", "lead")) or frame.verb.is_passive:
        return None
    for number in range(frame.verb.last, frame.verb.last + _TO_PARTY):
        item = frame.view.items[number] if number < len(frame.view) else None
        if isinstance(item, OrganisationMention) and item.kind == "party":
            return None if frame.view.code(number + 1) in ("party", "'s") else number
        if frame.view.code(number) in (",", ".", "in", "on", "for", "from", "by", "with", "Ps"):
            break
    return None


def _words(reading: Reading, frame: Frame) -> str:
    """The document's words from the verb to "group"."""
    view, core = frame.view, frame.verb.core
    last = _party(frame) or next(
        (number for number in range(core, len(view)) if view.code(number) in ("group", "opposition")), core
    )
    return reading.annotated.text(view.items[core].start, view.items[last].end)
