"""Which post somebody can only mean to take: left lately, or spoken of lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from councilgraph.graph.extractors.prose.names.organisations import Organisation, body_key
from councilgraph.graph.extractors.prose.names.people import Person
from councilgraph.graph.extractors.prose.posts.ledger import Tenure
from councilgraph.graph.extractors.prose.posts.post import Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_HEAVY = frozenset(
    "chief_executive council_leader mayor director_of_childrens_services director deputy_leader "
    "cabinet_member chair commissioner head_of_service".split()
)
_LATELY = 3
_OFFICERS = frozenset("chief_executive director_of_childrens_services director head_of_service".split())
_ELECTED = frozenset("council_leader deputy_leader cabinet_member mayor councillor".split())
_NO_OFFICE = frozenset("councillor mp inspector spokesperson".split())
_LAY = frozenset(
    "leader chair chairman chairwoman convener branch group governor trustee coun councillor member".split()
)
_OFFICIAL = frozenset("officer director head manager chief solicitor clerk executive".split())


def vacancy(reading: Reading, person: Person, absent: Person | None = None) -> Post | None:
    """The post of somebody else that a person can only mean to take: left lately, or spoken of lately.

    Who is told beside a post of his own stands in at the same body.
    """
    own = {_key(tenure.kind, tenure.words, tenure.organisation) for tenure in reading.ledger.of(person)}
    beside = [
        tenure
        for tenure in reading.ledger.of(person)
        if tenure.order == reading.order and tenure.status == "current"
    ]
    here = beside[-1].organisation if beside else None
    for post in _vacancies(reading, person, absent, here):
        away = all(body_key(tenure.organisation) != body_key(post.organisation) for tenure in beside)
        meant = replace(post, organisation=here) if here and away and absent is None else post
        key = _key(meant.kind, meant.words, meant.organisation)
        if key not in own and _suits(reading, person, meant):
            return meant
    return reading.open_post() if absent else None


def _key(kind: str, words: str, body: Organisation) -> tuple[str, str, str]:
    """What makes two posts one for who stands in: of "other" posts also their words."""
    return kind, words.lower() if kind == "other" else "", body_key(body)


def _suits(reading: Reading, person: Person, post: Post) -> bool:
    """Whether somebody can be meant to stand in: officers do not for councillors, nor these for them."""
    if post.kind in _NO_OFFICE:
        return False
    if reading.is_politician(person):
        return post.kind not in _OFFICERS
    words = {word for tenure in reading.ledger.of(person) for word in tenure.words.lower().split()}
    lay = post.kind in _ELECTED or (
        post.kind in ("chair", "other") and _LAY & set(post.words.lower().split())
    )
    return not lay or not words & _OFFICIAL


def _vacancies(
    reading: Reading, person: Person, absent: Person | None, here: Organisation | None
) -> Iterator[Post]:
    """What may be meant, the likeliest first; posts at the body `here` before what is spoken of elsewhere."""
    theirs = reading.post_of(absent) if absent else None
    yield from (post for post in (theirs, reading.seconds.get(id(person))) if post)
    others = [Post(each.kind, each.words, each.organisation) for each in _told_lately(reading, person)]
    vacant = reading.open_post()
    if vacant and here and body_key(vacant.organisation) != body_key(here):
        yield from (post for post in others if body_key(post.organisation) == body_key(here))
    yield from (post for post in (vacant, reading.spoken_of) if post)
    yield from others


def _told_lately(reading: Reading, person: Person) -> Iterator[Tenure]:
    """The weighty posts of others that the last few sentences tell, the last first."""
    for tenure in reversed(reading.ledger.tenures):
        near = reading.order - _LATELY <= tenure.order <= reading.order
        if near and tenure.person is not person and tenure.kind in _HEAVY:
            yield tenure
