"""What a bare "director" is the director of: as the text has said before."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.annotate import Annotated
from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key

BARE_DIRECTORS = frozenset(["director", "corporate director"])
_DIRECTORS = frozenset({"director", "director_of_childrens_services"})
_FAR = 200
_ABOUT_CHILDREN = frozenset("children child fostering adoption safeguarding".split())
_OFTEN = 2


def full_kind(annotated: Annotated, order: int, body: Organisation | None) -> str | None:
    """The kind of the director last spoken of in full by sentence `order`, None where none was.

    A director at another council than `body` tells nothing of its own.
    """
    lately = annotated.sentences[max(0, order - 1) : order + 1]
    if any("children 's services" in sentence.skeleton for sentence in lately):
        return "director_of_childrens_services"
    for sentence in reversed(annotated.sentences[max(0, order - _FAR) : order + 1]):
        for mention in reversed(sentence.roles()):
            role = mention.role
            where = mention.organisation or mention.focus
            if body and where and where.kind == "council" and body_key(where) != body_key(body):
                continue
            if role.kind in _DIRECTORS and role.words.lower().removesuffix("s") not in BARE_DIRECTORS:
                return role.kind
    return None


def is_on_children(annotated: Annotated) -> bool:
    """Whether a document is about children's services."""
    words = [
        {*each.skeleton.split(), *(word for role in each.roles() for word in role.role.words.lower().split())}
        for each in annotated.sentences
    ]
    first = any(_ABOUT_CHILDREN & each for each in words[:4])
    return first or sum(bool(_ABOUT_CHILDREN & each) for each in words) > _OFTEN
