"""Ends of posts whose posts are told only later: "He resigned in 2020. He had been its leader"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.ledger import Unplaced
from councilgraph.graph.extractors.prose.reading import Held, Post, Reading
from councilgraph.graph.extractors.prose.timing import Timing


def read_unplaced(reading: Reading) -> None:
    """Hold the ends of posts that were told only later."""
    for told in reading.unplaced:
        events = reading.ledger.events
        if any(event.person is told.person and event.event == told.event for event in events):
            continue
        post = reading.weightiest_of(told.person) if told.event == "died" else _told_soon(reading, told)
        if post:
            reading.happen(told.person, told.event, post, Timing(told.date), told.sentence)
        if post and told.date and told.event != "died":
            reading.hold(told.person, post, Held("former", None, told.date), told.sentence)


def _told_soon(reading: Reading, told: Unplaced) -> Post | None:
    """The post of the sentences after an end: "He resigned in 2020. He had been its leader"."""
    for tenure in reading.ledger.of(told.person):
        is_soon = told.order <= tenure.order <= told.order + 2
        if is_soon and tenure.kind not in ("councillor", "mp") and tenure.status == "former":
            return Post(tenure.kind, tenure.words, tenure.organisation)
    return None
