"""Posts held in a passive: "her duties were covered by P", "the post of R is held by P"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.posts.frames import Frame, job_before
from councilgraph.graph.extractors.prose.posts.post import Held
from councilgraph.graph.extractors.prose.posts.reading import Reading


def held_by(reading: Reading, frame: Frame) -> bool:
    """As in "Her duties were covered by P", "the post of R is held by P": the one who does the job."""
    person = frame.person_after("by")
    view, verb = frame.view, frame.verb
    if person is None or verb.form in ("is", "was", "been", "be"):
        return False
    post = job_before(reading, frame)
    if post is None:
        return False
    standing = verb.form == "held" and "temporary" not in view.codes[verb.last : frame.end]
    over = "had" in view.codes[verb.first : verb.core] or "were" in view.codes[verb.first : verb.core]
    ended = frame.timing.until is not None and not ({"is", "are"} & set(view.codes[verb.first : verb.core]))
    status = "former" if over or ended else "current" if standing else "interim"
    reading.hold(person, post, Held(status, frame.timing.since, frame.timing.until), view.sentence)
    reading.spoken_of = post
    reading.leave_open(post)
    return True
