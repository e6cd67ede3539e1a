"""What people say of their own posts: "I am resigning as mayor of X with effect from tonight"."""

from __future__ import annotations

import re

from councilgraph.graph.extractors.prose.annotation.mentions import (
    OrganisationMention,
    QuotationMention,
    RoleMention,
)
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading
from councilgraph.graph.post_kinds import role_kind

_RESIGNS = re.compile(
    r"\bI(?:['’]m| am|['’]ve| have|['’]ll be| will be| shall be) (?:therefore |today |now |just )?"
    r"(?:resign(?:ed|ing)|stepp(?:ed|ing) down|quit(?:ting)?|st(?:ood|anding) down)\b"
)
_AT_ONCE = re.compile(r"with (?:immediate )?effect|today|tonight|immediately")


def read_own_words(reading: Reading, view: View) -> None:
    """Hold that a speaker resigns who says so."""
    for number, item in enumerate(view.items):
        if not isinstance(item, QuotationMention):
            continue
        words = reading.annotated.text(item.start, item.end)
        found = _RESIGNS.search(words)
        person = _speaker(view, number) if found else None
        if found is None or person is None:
            continue
        post = _post(reading, view, item, item.start + found.start()) or reading.post_of(person)
        if post:
            date = reading.annotated.issued if _AT_ONCE.search(words, found.end()) else None
            reading.happen(person, "resigned", post, Timing(date), view.sentence)
            reading.hold(
                person, post, Held("former" if date is None else "current", None, date), view.sentence
            )


def _speaker(view: View, number: int) -> Person | None:
    """Who stands nearest to a quotation."""
    for at in (number + 1, number + 2, number - 1, number - 2, number + 3, number - 3, number - 4):
        mention = view.person(at)
        if mention:
            return mention.person
    return None


def _post(reading: Reading, view: View, quotation: QuotationMention, start: int) -> Post | None:
    """The post that is named in the quotation, with the body named there."""
    quoted = [each for each in view.sentence.quoted if start < each.start < quotation.end]
    role = next((each for each in quoted if isinstance(each, RoleMention)), None)
    if role is None or role.role.kind is None:
        return None
    body: Organisation | None = next(
        (
            each.organisation
            for each in quoted
            if isinstance(each, OrganisationMention) and each.start > role.start
        ),
        None,
    )
    body = body or role.focus or reading.annotated.main
    return Post(role_kind(role.role.words.lower()), role.role.words, body) if body else None
