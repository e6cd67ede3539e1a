"""What somebody who writes in the first person says of himself: "I'm P, your R", "I was R at O"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.narrators import author
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading

_BEING = re.compile(
    r"(?<!\S)i(?P<form>['’]m| am| was|['’]ve been| have been) "
    r"(?:(?:also|now|your|a|an|the|still|then|currently|proud|to|be|O|P|,) )*R "
)


def read_author(reading: Reading, views: list[View], phrases: list[list[RolePhrase]]) -> None:
    """Hold the posts that a writer who gives his name says that he has or had."""
    writer = author(view.sentence for view in views)
    if writer is None:
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
                    reading.hold(writer, post, held, view.sentence)
