"""Small turns of words for pages: links in a sentence, marks in a snippet, plurals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.rdf import concepts
from councilgraph.graph.web.view import Plain


def linked(text: str, entities: Sequence[Plain]) -> Iterator[tuple[str, str | None]]:
    """`text` in pieces, each with the page of the entity that it names, or None.

    >>> list(linked("Ann Hart at Northford", [{"label": "Northford", "page": "/id/n"}]))
    [('Ann Hart at ', None), ('Northford', '/id/n')]
    """
    pages = {each["label"]: each["page"] for each in reversed(entities) if each["label"]}
    if not pages:
        yield text, None
        return
    pattern = "|".join(re.escape(label) for label in sorted(pages, key=len, reverse=True))
    at = 0
    for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        if found.start() > at:
            yield text[at : found.start()], None
        yield found[0], pages[found[0]]
        at = found.end()
    if at < len(text):
        yield text[at:], None


def snippet(text: str) -> Iterator[tuple[str, bool]]:
    """A snippet in pieces, and whether a piece is one of the words that were looked for («so»)."""
    for place, piece in enumerate(re.split("[«»]", text)):
        if piece:
            yield piece, place % 2 == 1


def plural(word: str, count: int = 2) -> str:
    """An English noun for so many.

    >>> plural("county council"), plural("local authority"), plural("Person"), plural("body", 1)
    ('county councils', 'local authorities', 'People', 'body')
    """
    if count == 1:
        return word
    if word.lower().endswith("person"):
        return f"{word[:-5]}eople"
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}s" if not word.endswith(("s", "x", "ch")) else f"{word}es"


def kind_label(kind: str) -> str:
    """What a kind of entity in the index is called: a kind of organisation as the vocabulary has it.

    >>> kind_label("northern_ireland_council"), kind_label("person")
    ('Northern Ireland council', 'Person')
    """
    known = {each.word: each.label for each in concepts("organisation_kinds")}
    return known.get(kind) or kind.replace("_", " ").capitalize()


def spaced(name: str) -> str:
    """The name of a column in words.

    >>> spaced("inPostOn")
    'in post on'
    """
    return re.sub("(?<=[a-z0-9])([A-Z])", lambda found: f" {found[1].lower()}", name).replace("_", " ")


def is_date(value: object) -> bool:
    """Whether a value is a date, so that it is not broken over lines."""
    return isinstance(value, str) and is_edtf(value)
