"""What somebody who writes in the first person says of himself: "I'm P, your R", "I was R at O"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.reading import Held, Reading

_NAMED = re.compile(r"(?<!\S)(?:i['’]m|i am|my name is) P ")
_BEING = re.compile(
    r"(?<!\S)i(?P<form>['’]m| am| was|['’]ve been| have been) "
    r"(?:(?:also|now|your|a|an|the|still|then|currently|proud|to|be|O|P|,) )*R "
)


def read_author(reading: Reading, views: list[View], phrases: list[list[RolePhrase]]) -> None:
    """Hold the posts that a writer who gives his name says that he has or had."""
    author = _author(views)
    if author is None:
        return
    for number, view in enumerate(views):
        for match in _BEING.finditer(view.sentence.skeleton):
            core = view.sentence.index(match.end() - 2)
            reading.order = number
            for phrase in (each for each in phrases[number] if each.core == core):
                held = Held(
                    "former" if match["form"] == " was" else "current", phrase.since, phrase.until, 0.7
                )
                for post in reading.posts_of(phrase):
                    reading.hold(author, post, held, view.sentence)


def _author(views: list[View]) -> Person | None:
    """The only person who says "I'm P" outside quotations."""
    named = {}
    for view in views:
        for match in _NAMED.finditer(view.sentence.skeleton):
            if mention := view.person(view.sentence.index(match.end() - 2)):
                named[id(mention.person)] = mention.person
    return next(iter(named.values())) if len(named) == 1 else None
