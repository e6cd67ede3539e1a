"""People called only by a post in the sentence after their name: "P is leaving. The R of O will go"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import PersonMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase, role_phrases
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.extractors.prose.posts.relations import RELATIONAL, status_of

_NOT_BEHIND = frozenset("P 's of who whom".split())
_SHE_IS = ("she is P ", "he is P ")
_LONGEST = 4
"""So many words has what somebody is called by: "the former soldier, a councillor at O,"."""


def read_described(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """Hold the post by which a sentence calls whoever the one before is about."""
    _read_told_first(reading, view)
    person = _spoken_of(reading) if phrases else None
    first = phrases[0] if person else None
    if person is None or first is None or first.head in RELATIONAL or first.mention.role.plural:
        return
    if _is_aside(view, first):
        for post in reading.posts_of(first):
            reading.hold(person, post, Held(status_of(first), first.since, first.until), view.sentence)
    elif _is_subject(view, first) and not reading.ledger.of(person):
        for post in reading.posts_of(first):
            if not reading.ledger.holders(post.kind, post.organisation):
                reading.hold(person, post, Held("current", first.since), view.sentence)


def _read_told_first(reading: Reading, view: View) -> None:
    """As in "O and O2 will share a R from D. She is P"."""
    person = view.person(2) if view.sentence.skeleton.startswith(_SHE_IS) and reading.order else None
    before, here = (
        reading.annotated.sentences[reading.order - 1 : reading.order + 1] if person else (None, None)
    )
    if person is None or before is None or here is None or before.paragraph != here.paragraph:
        return
    told = [] if before.people() else [each for each in role_phrases(View(before)) if each.indefinite]
    for phrase in told if len(told) == 1 else ():
        reading.order -= 1
        posts = reading.posts_of(phrase)
        reading.order += 1
        status = "incoming" if "will" in before.skeleton.split() else status_of(phrase)
        for post in posts:
            reading.hold(person.person, post, Held(status, phrase.since, phrase.until), view.sentence)


def _spoken_of(reading: Reading) -> Person | None:
    """Who the sentence before begins with, if it is of the same paragraph and names nobody else."""
    if not reading.order:
        return None
    before, here = reading.annotated.sentences[reading.order - 1 : reading.order + 1]
    named = {id(mention.person) for mention in before.people()}
    first = before.items[0] if before.items else None
    if before.paragraph != here.paragraph or not isinstance(first, PersonMention) or len(named) != 1:
        return None
    return first.person if first.naming != "pronoun" and before.skeleton.startswith("P ") else None


def _is_subject(view: View, phrase: RolePhrase) -> bool:
    """Whether a sentence begins with "The R of O" and tells no name behind it."""
    behind = view.code(phrase.last + (view.code(phrase.last) == ","))
    is_named = behind == "P" or (view.code(phrase.last) != "," and behind in _NOT_BEHIND)
    return phrase.first == 0 and phrase.definite and phrase.possessor is None and not is_named


def _is_aside(view: View, phrase: RolePhrase) -> bool:
    """Whether a sentence begins as in "The peer, a former R of O,"."""
    comma = phrase.first - 1
    called = view.codes[1:comma]
    return (
        view.code(0) == "the"
        and view.code(comma) == ","
        and 0 < len(called) <= _LONGEST
        and all(word.islower() or word[0].isdigit() for word in called)
        and phrase.indefinite
        and view.code(phrase.last) == ","
        and view.code(phrase.last + 1) != "P"
    )
