"""Services that somebody runs below the top: "ran early help at X", "X, where she heads repairs"."""

from __future__ import annotations

import re
from functools import cache

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.destinations import body_meant
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.rules import read_rules

_RUN = ("ran", "run", "led", "lead", "head", "manag")
_SERVICE = re.compile(
    r"^(?:all |both )?(?P<article>the |its |our |their |Os |O 's )?"
    r"(?P<words>(?:[a-z][a-z-]* (?:and |of )?){1,5}?)"
    r"(?=(?:for |at |in |with |of )(?:the )?O |for D |since |until |from |before |D |there |, |\. |$)"
)
_UNITS = frozenset(
    "service services unit team department division section branch directorate hub teams".split()
)
_WORK = frozenset(
    "inspection inspectors inquiry investigation review campaign children's whole football cricket rugby "
    "netball hockey choir band orchestra club election quiz appeal bid".split()
)
_OWN = frozenset("children social council".split())
_WEIGHTY = frozenset(
    "council_leader cabinet_member minister mayor mp councillor inspector commissioner".split()
)


@cache
def _topics() -> frozenset[str]:
    return frozenset(read_rules("roles")["topics"]["words"].split())


def lead_service(reading: Reading, frame: Frame, person: Person) -> bool:
    """Hold that somebody runs a part of a body, with no title told; whether the clause says so."""
    verb, view = frame.verb, frame.view
    match = _SERVICE.match(" ".join(view.codes[verb.last : frame.end]) + " ")
    if (
        match is None
        or not verb.form.startswith(_RUN)
        or not _is_service(match["words"].split(), match["article"])
    ):
        return False
    body = _whose(reading, frame, match)
    if body is None or body.kind in ("party", "department", "government") or _is_known(reading, person, body):
        return False
    first = verb.core
    last = verb.last + len(match[0].split()) - 1
    words = reading.annotated.text(view.items[first].start, view.items[last].end)
    kind = "other" if verb.form.startswith("manag") else "head_of_service"
    reading.hold(person, Post(kind, words, body), _held(frame), view.sentence)
    return True


def _is_service(words: list[str], article: str | None) -> bool:
    """Whether words name a part of a body: "early help", "the fostering service"; all of it is not a part."""
    if _WORK & set(words) or (len(words) == 1 and words[0] in _UNITS) or words[0] in _OWN:
        return False
    if words[-1] in _UNITS:
        return len(words) > 1
    return article is None and all(word in _topics() or word in ("and", "of") for word in words)


def _whose(reading: Reading, frame: Frame, match: re.Match[str]) -> Organisation | None:
    """Whose part it is: the body behind or before it, the one that "where" means, or "our"."""
    view, verb = frame.view, frame.verb
    owner = view.items[verb.last] if (match["article"] or "").startswith("O") else None
    if isinstance(owner, OrganisationMention):
        return owner.organisation
    if (match["article"] or "").startswith("our"):
        return reading.annotated.issuer
    return frame.body_after("at", "in", "for", "of", "with") or body_meant(frame)


def _is_known(reading: Reading, person: Person, body: Organisation) -> bool:
    """Whether somebody's post at a body is told by its title, or he is no officer."""
    here = body_key(body)
    return any(
        tenure.kind in _WEIGHTY or body_key(tenure.organisation) == here
        for tenure in reading.ledger.of(person)
    )


def _held(frame: Frame) -> Held:
    helpers = frame.view.codes[frame.verb.first : frame.verb.core]
    past = frame.verb.form in ("ran", "led", "headed", "managed") and not {"has", "have"} & set(helpers)
    if frame.verb.is_future:
        return Held("incoming", frame.timing.since or frame.timing.date, None, 0.7)
    over = past or frame.timing.until is not None
    return Held("former" if over else "current", frame.timing.since, frame.timing.until, 0.7)
