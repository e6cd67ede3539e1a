"""Lines of work, by the words of a post; and how alike the words of two posts are."""

from __future__ import annotations

import functools

from councilgraph.graph.identity.holdings import is_member, is_officer

BROAD_TRADES = frozenset({"officer", "politics"})
"""Lines of work that so many people follow that it means little to share one."""

_WORDS = {
    "children": "children child childrens families family fostering adoption safeguarding youth",
    "education": "schools education learning school teacher",
    "care": "care social adult adults",
    "housing": "housing homes homelessness",
    "finance": "finance resources treasurer financial 151",
    "law": "legal law solicitor monitoring",
    "planning": "planning",
    "environment": "environment highways transport place waste",
    "health": "health nursing nhs",
    "police": "police constable",
}
_BY_WORD = {word: trade for trade, words in _WORDS.items() for word in words.split()}
_KINDS = {
    "director_of_childrens_services": "children", "inspector": "children", "commissioner": "children",
}  # fmt: skip
_EMPTY = frozenset(
    "the of for a an and its s council councils city county borough district head director chair chairman "
    "chairwoman chairperson cabinet member portfolio holder lead executive service services committee "
    "corporate strategic councillor ward interim acting former new permanent deputy assistant group "
    "department".split()
)


@functools.lru_cache(maxsize=65536)
def trades(kind: str | None, words: str) -> frozenset[str]:
    """The lines of work that a post belongs to; none where it says nothing of that.

    >>> sorted(trades("head_of_service", "head of adoption"))
    ['children', 'officer']
    """
    found = {_BY_WORD[word] for word in words.split() if word in _BY_WORD}
    if kind in _KINDS:
        found.add(_KINDS[kind])
    if is_member(kind):
        return frozenset({"politics"})
    if is_officer(kind):
        found.add("officer")
    return frozenset(found)


@functools.lru_cache(maxsize=65536)
def matter(words: str) -> frozenset[str]:
    """The words of a role that say what it is about.

    >>> sorted(matter("head of legal services"))
    ['legal']
    """
    return frozenset(words.split()) - _EMPTY


@functools.lru_cache(maxsize=65536)
def role_likeness(one: str, other: str) -> float | None:
    """How alike two roles of one kind are, 0 to 1; None where one of them says nothing of its matter."""
    mine, theirs = matter(one), matter(other)
    if one == other and one:
        return 1.0 if mine else None
    if not mine or not theirs:
        return None
    shared = len(mine & theirs)
    return (
        shared / min(len(mine), len(theirs))
        if shared == min(len(mine), len(theirs))
        else shared / len(mine | theirs)
    )
