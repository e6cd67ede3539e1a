"""Posts that come before "is" and their holders behind: "The lead inspector was P", "her deputy is P"."""

from __future__ import annotations

from dataclasses import replace

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.posts.attachments import Attachment
from councilgraph.graph.extractors.prose.posts.frames import Frame
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import RELATIONAL, attach, relate

_ADVERBS = frozenset("one now still currently again once then".split())


def is_reversed(reading: Reading, frame: Frame) -> bool:
    """Whether a post is the subject and its holder follows, who is then held to have it."""
    view, verb = frame.view, frame.verb
    if verb.form not in ("is", "was", "are", "were", "be"):
        return False
    number = verb.last + (view.code(verb.last) in _ADVERBS)
    listed = _listed(view, number)
    mention = view.person(number)
    phrase = next(
        (each for each in frame.phrases if each.last <= verb.first and each.last >= verb.first - 4), None
    )
    if (
        mention is None
        or mention.naming == "pronoun"
        or phrase is None
        or view.code(phrase.first - 1) in ("by", "of", "from")
    ):
        return False
    if any(view.code(between) in ("P", "who", ",") for between in range(phrase.last, verb.first)):
        return False
    if verb.is_future:
        phrase = replace(phrase, holdings=(*phrase.holdings, "incoming"))
    for each in listed if phrase.mention.role.plural else (number,):
        if holder := view.person(each):
            attachment = Attachment(each, holder, phrase)
            (relate if phrase.head in RELATIONAL else attach)(reading, view, attachment)
    return True


def _listed(view: View, number: int) -> list[int]:
    """The items of a person and of those joined to him: "P, P2 and P3"."""
    found = [number]
    while view.code(number + 1) in (",", "and") and view.code(number + 2) == "P":
        number += 2
        found.append(number)
    return found
