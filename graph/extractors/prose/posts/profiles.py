"""Posts on the labelled lines of a profile of somebody: "Job: R, O", "Previous jobs: R, O; R, O"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading

_NOW = frozenset(
    ["job", "job title", "role", "title", "position", "post", "current role", "current job", "J"]
)
_THEN = frozenset(
    [
        "previous jobs",
        "previous roles",
        "previous job",
        "previous role",
        "previously",
        "career",
        "cv",
        "before that",
    ]
)
_OPENING = 4
_MAX_LABEL = 3


def read_profile(reading: Reading, views: list[View], phrases: list[list[RolePhrase]]) -> None:
    """Hold the posts on the labelled lines of a profile for the only person whom its opening names."""
    lines = [(number, label) for number, view in enumerate(views) if (label := _label(view))]
    person = _subject(views) if lines else None
    if person is None:
        return
    for number, label in lines:
        for phrase in phrases[number]:
            reading.order = number
            over = label in _THEN and not (phrase.since and not phrase.until)
            for post in reading.posts_of(phrase):
                held = Held("former" if over else "current", phrase.since, phrase.until)
                reading.hold(person, post, held, views[number].sentence)


def _label(view: View) -> str:
    """The label that a line without names begins with, if it is one of those for jobs."""
    if "P" in view.codes:
        return ""
    colon = next((at for at in range(1, _MAX_LABEL + 1) if view.code(at) == ":"), 0)
    label = " ".join(view.codes[:colon])
    return label if label in _NOW | _THEN else ""


def _subject(views: list[View]) -> Person | None:
    """The only person whom the first lines of a document name."""
    named = [
        mention for view in views[:_OPENING] for mention in view.sentence.people() if mention.naming == "full"
    ]
    people = {id(mention.person): mention.person for mention in named}
    return next(iter(people.values())) if len(people) == 1 else None
