"""The same post at an earlier body, told in passing: "P was R at O until D, and before that at O2"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.clauses.phrases import RolePhrase
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_BEFORE = frozenset(
    ["before that", "before it", "before then", "and previously", "and earlier", "and formerly"]
)
_AT = frozenset("in at of for with".split())
_BETWEEN = frozenset(", and ( the".split())
_REACH = 4


def read_earlier(reading: Reading, view: View, phrases: list[RolePhrase]) -> None:
    """Hold the post that somebody had before at another body, of which only the body is named."""
    for phrase in phrases:
        number = _body_before(view, phrase.last)
        item = view.items[number] if number else None
        if number is None or not isinstance(item, OrganisationMention) or item.organisation is None:
            continue
        for post in reading.posts_of(phrase):
            here = [
                tenure
                for tenure in reading.ledger.holders(post.kind, post.organisation)
                if tenure.order == reading.order
            ]
            if here:
                since, until = _span(view, number + 1)
                earlier = Post(post.kind, post.words, item.organisation)
                reading.hold(here[-1].person, earlier, Held("former", since, until, 0.75), view.sentence)


def _body_before(view: View, number: int) -> int | None:
    """The item of the body in ", and before that in O", behind a post that ends at an item."""
    at = number
    while at < number + _REACH and view.code(at) in _BETWEEN and view.ahead(at, 2) not in _BEFORE:
        at += 1
    if view.ahead(at, 2) not in _BEFORE or view.code(at + 2) not in _AT:
        return None
    at += 3
    at += view.code(at) == "the"
    return at if at < len(view) else None


def _span(view: View, number: int) -> tuple[str | None, str | None]:
    """The dates in "from D to D", "until D" at an item."""
    first = view.date(number + 1)
    if first is None:
        return None, None
    if view.code(number) in ("until", "till"):
        return None, first.when.edtf
    last = view.date(number + 3) if view.code(number + 2) in ("to", "until") else None
    if view.code(number) != "from":
        return None, None
    return first.when.edtf, last.when.edtf if last else None
