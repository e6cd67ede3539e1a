"""Careers told in one sentence: "became R in 2009, R2 in 2011 and, in May 2013, R3"."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.events.beginnings import begin
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.reading import Reading

_BREAKS = frozenset("P ; : Q who which where when while until that is was has".split())
_DATED_BY = frozenset("in from on".split())


def rise(reading: Reading, frame: Frame, person: Person, first: RolePhrase) -> None:
    """Hold the posts that somebody took, each with its date, after the `first` of a clause."""
    view, last = frame.view, first
    post = next(iter(reading.posts_of(first)), None)
    for phrase in frame.phrases:
        if post is None or phrase.first < last.last:
            continue
        if _BREAKS & set(view.codes[last.last : phrase.first]):
            return
        if date := _date_of(view, phrase):
            for risen_to in reading.posts_of(phrase, post.organisation):
                begin(reading, replace(frame, timing=Timing(date)), person, risen_to, phrase)
            last = phrase


def _date_of(view: View, phrase: RolePhrase) -> str | None:
    """The date of a post in a list of them: "and R in D", "and, in D, R"."""
    before, after = view.date(phrase.first - 2), view.date(phrase.last + 1)
    joined = view.code(phrase.first - 1) in (",", "and", "then")
    if joined and after and view.code(phrase.last) in _DATED_BY:
        return after.when.edtf
    if before and view.before(phrase.first, 3) == "in D ,":
        return before.when.edtf
    return phrase.since if joined else None
