"""Where somebody goes: the body in "leaves for X to become R", "left X, where P was R"."""

from __future__ import annotations

from councilgraph.graph.extractors.prose.annotation.mentions import OrganisationMention
from councilgraph.graph.extractors.prose.names.organisations import Organisation
from councilgraph.graph.extractors.prose.posts.frames import Frame

_MOVES = frozenset(
    "goes go going gone went moves moving moved leaves leaving left heads heading headed bound off returns "
    "returning switches switched switching transfers transferring transferred".split()
)
_LEAVES = frozenset(
    "goes going off leaves leaving left leave quits quit quitting resigned resigns departs departing "
    "departed moves moving".split()
)


def is_leaving_for(frame: Frame) -> bool:
    """Whether somebody leaves to be R, or for a body where he will be R."""
    view, verb = frame.view, frame.verb
    before = set(view.codes[: verb.first])
    told = view.codes[verb.first : verb.core] == ["to"] or body_meant(frame) is not None
    return told and bool(_LEAVES & before)


def leaving_date(frame: Frame) -> str | None:
    """The date of "leaves in May to be R", between the two verbs."""
    view, first = frame.view, frame.verb.first
    for number in range(first - 1, -1, -1):
        if view.code(number) in _LEAVES:
            dates = [view.date(at) for at in range(number, first)]
            return next((date.when.edtf for date in dates if date), None)
    return None


def body_meant(frame: Frame) -> Organisation | None:
    """The body that "where" means ("left X, where P was R"), or to which somebody goes "to be R"."""
    if frame.view.codes[frame.verb.first : frame.verb.core] == ["to"]:
        return _goal(frame)
    for number in range(frame.verb.first - 1, max(0, frame.verb.first - 5), -1):
        if frame.view.code(number) == "where":
            for back in (number - 1, number - 2, number - 3):
                item = frame.view.items[back] if back >= 0 else None
                if isinstance(item, OrganisationMention):
                    return item.organisation
    return None


def _goal(frame: Frame) -> Organisation | None:
    """The body in "goes to X (on D) to be R", "is leaving for X to become R"."""
    view = frame.view
    for number in range(frame.verb.first - 1, max(1, frame.verb.first - 5), -1):
        item = view.items[number]
        if isinstance(item, OrganisationMention):
            moves = bool(_MOVES & set(view.codes[max(0, number - 4) : number]))
            return item.organisation if moves and view.code(number - 1) in ("to", "for") else None
    return None
