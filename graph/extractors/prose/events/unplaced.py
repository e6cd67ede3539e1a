"""Events whose posts are told only later, or never: "He resigned in 2020. He had been its leader"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.timing import Timing
from councilgraph.graph.extractors.prose.names.organisations import body_key
from councilgraph.graph.extractors.prose.posts.ledger import Unplaced
from councilgraph.graph.extractors.prose.posts.post import Held, Post
from councilgraph.graph.extractors.prose.posts.reading import Reading

_LEFT = frozenset("resigned retired dismissed".split())
_FULL_NAME = 2


def read_unplaced(reading: Reading) -> None:
    """Hold the ends of posts that were told only later."""
    for told in reading.unplaced:
        events = reading.ledger.events
        known = [event for event in events if event.person is told.person and event.event == told.event]
        if told.event == "died" and known and (post := reading.weightiest_of(told.person)):
            known[0].kind, known[0].organisation = post.kind, post.organisation
            _end_all(reading, told, known[0].date)
        if known:
            continue
        post = reading.weightiest_of(told.person) if told.event == "died" else _told_soon(reading, told)
        if post is None and (likeliest := _likeliest(reading, told)):
            reading.happen(told.person, told.event, likeliest, Timing(told.date), told.sentence)
            continue
        if post and told.event:
            reading.happen(told.person, told.event, post, Timing(told.date), told.sentence)
        if post and told.date and told.event != "died":
            as_told = Held("current" if told.left else "former", None, told.date)
            reading.hold(told.person, post, as_told, told.sentence)
    reading.ledger.align()


def _likeliest(reading: Reading, told: Unplaced) -> Post | None:
    """Where something befell somebody whose post then is never told: what he left or joined, or his body."""
    if not told.event or len(told.person.words) < _FULL_NAME:
        return None
    if told.left:
        return Post("other", "", told.left)
    own = reading.post_of(told.person)
    return Post("other", "", own.organisation) if own and own.kind not in ("councillor", "mp") else None


def _end_all(reading: Reading, told: Unplaced, date: str | None) -> None:
    """Hold that the posts of somebody who died are over."""
    events = [event for event in reading.ledger.events if event.person is told.person]
    left = {(event.kind, body_key(event.organisation)) for event in events if event.event in _LEFT}
    for tenure in reading.ledger.of(told.person):
        if tenure.until and date and tenure.until > date:
            tenure.until = date
        if tenure.status != "former" and (tenure.kind, body_key(tenure.organisation)) not in left:
            post = Post(tenure.kind, tenure.words, tenure.organisation)
            reading.hold(told.person, post, Held("former", None, date), told.sentence)


def _told_soon(reading: Reading, told: Unplaced) -> Post | None:
    """The post of the sentences after an end: "He resigned in 2020. He had been its leader"."""
    for tenure in reading.ledger.of(told.person):
        is_soon = told.order <= tenure.order <= told.order + 2
        if told.left and body_key(told.left) != body_key(tenure.organisation):
            continue
        over = tenure.status == "former" or tenure.until or told.left
        if is_soon and tenure.kind not in ("councillor", "mp") and over:
            return Post(tenure.kind, tenure.words, tenure.organisation)
    return None
