"""Ends of posts that begin another: "leaves for O as its R", "the job has gone to P"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.events.beginnings import begin
from councilgraph.graph.extractors.prose.posts.frames import Frame, job_before
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading


def moves_to(reading: Reading, frame: Frame) -> bool:
    """As in "P moved on to O as R", "leaves for O as its R": whether a post begins elsewhere."""
    body = frame.body_after("" if frame.verb.form.endswith((" to", " for")) else "to", "for")
    phrases = [phrase for phrase in frame.own_phrases if frame.view.code(phrase.first - 1) == "as"]
    if body is None or not phrases:
        return False
    for person in reading.people_of(frame.subject, frame.view)[:1]:
        held, date = reading.ledger.main_tenure(person, reading.order), frame.timing.date
        old = reading.post_of(person) if held and held.status != "incoming" else None
        for post in reading.posts_of(phrases[0], body):
            begin(reading, frame, person, post, phrases[0])
        if old and not reading.is_ahead(date):
            reading.leave_open(old)
        if old and old.organisation != body:
            ahead = frame.verb.is_future or reading.is_ahead(date)
            reading.hold(person, old, Held("current" if ahead else "former", None, date), frame.view.sentence)
    return True


def goes_to(reading: Reading, frame: Frame) -> None:
    """As in "P goes from caretaker to director of X"."""
    phrases = [phrase for phrase in frame.own_phrases if frame.view.code(phrase.first - 1) == "to"]
    for person in reading.people_of(frame.subject, frame.view)[:1]:
        for phrase in phrases[:1]:
            for post in reading.posts_of(phrase):
                begin(reading, frame, person, post, phrase)


def passes(reading: Reading, frame: Frame) -> bool:
    """As in "The job has gone to P", "gave her job to P": the beginning of a post, not an end."""
    new = frame.person_after("to")
    if frame.verb.form in ("gave", "gives", "given", "handed", "hands"):
        named = [phrase for phrase in frame.own_phrases if phrase.first <= frame.verb.last + 1]
        posts = reading.posts_of(named[0]) if new and named else []
        post = posts[0] if posts else frame.job_meant(reading) if new else None
        owner = frame.job_owner()
        if new and post:
            for each in reading.alike(owner, post) if owner else [post]:
                begin(reading, frame, new, each, None)
        return True
    if (
        new is None
        or frame.subject.people
        or frame.verb.form not in ("gone", "goes", "went", "go", "passes", "pass", "passed")
    ):
        return False
    phrase = frame.subject.phrase
    posts = reading.posts_of(phrase) if phrase else []
    post = posts[0] if posts else job_before(reading, frame)
    if post:
        begin(reading, frame, new, post, phrase)
    return post is not None
