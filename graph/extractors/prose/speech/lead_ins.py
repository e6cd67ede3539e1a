"""Who speaks by a sentence that has no direct speech itself, but stands next to it."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.clauses.clauses import View
from councilgraph.graph.extractors.prose.speech.attribution import colon, is_enclosed, is_infinitive, signed
from councilgraph.graph.extractors.prose.speech.owners import verdict
from councilgraph.graph.extractors.prose.speech.reporting import SpeechSubject, following, is_verb, subject

_MAX_BARE = 14
_CLAUSES = frozenset("that it he she they was were is would will had has have P".split())


def announced(view: View, *, is_reported: bool = False) -> SpeechSubject | None:
    """Who speaks in the lines after a sentence: whom "She told members:" announces.

    With `is_reported`, whoever is said to have said anything.
    """
    last = len(view)
    for at in range(last - 1, -1, -1):
        if is_verb(view, at) and not is_infinitive(view, at) and not is_enclosed(view, at, 0, last):
            found = subject(view, at, 0)
            return found if found.kind != "nobody" or not is_reported else None
    mark = None if is_reported else colon(view, last, 0)
    return mark.subject if mark else None


def bare(view: View) -> SpeechSubject | None:
    """Who spoke by a sentence that does no more than attribute: "Ada Hart said.", "- Ada Hart, leader"."""
    if found := verdict(view):
        return found
    if len(view) > _MAX_BARE:
        return None
    for at in range(len(view)):
        if is_verb(view, at, after=True):
            rest = {view.code(after) for after in range(at + 1, len(view))}
            if view.code(at - 1) == "so":
                return following(view, at + 1, len(view))
            found = subject(view, at, 0)
            return found if found.number >= 0 and not rest & _CLAUSES else None
    mark = signed(view, -1, 0, len(view))
    if mark is None and _is_signature(view):
        return SpeechSubject("person", 0)
    return mark.subject if mark else None


def _is_signature(view: View) -> bool:
    """Whether a line is a name and what the person is, without a full stop."""
    return view.code(0) == "P" and view.code(1) in (",", "") and view.code(len(view) - 1) != "."
