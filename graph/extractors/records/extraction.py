"""JSON whose form is known, to claims; any other is a problem."""

from __future__ import annotations

from councilgraph.graph.extractors.records import ftm, popolo
from councilgraph.graph.extractors.records.objects import NoObjectsError, objects
from councilgraph.graph.model import Document, Extraction, Problem

MEDIA_TYPE = "application/json"

_KNOWN = (
    "read are Popolo (an object with lists of persons, organizations, posts and memberships) and "
    "FollowTheMoney (entities with id, schema and properties); save another list as CSV and say what it "
    "means in a mapping"
)


def extract(document: Document) -> Extraction:
    """What a file of Popolo or FollowTheMoney says; each claim quotes its object."""
    try:
        found = list(objects(document))
    except NoObjectsError as error:
        return Extraction((), (Problem(document.name, "", f"no JSON that can be read: {error}", _KNOWN),))
    if ftm.is_ftm(found):
        said = list(ftm.claims(found))
    elif popolo.is_popolo(found):
        said = list(popolo.claims(found))
    else:
        return Extraction((), (Problem(document.name, "", "JSON of no form that is known", _KNOWN),))
    claims = dict.fromkeys(each for each in said if not isinstance(each, Problem))
    ordered = sorted(claims, key=lambda claim: claim.quote.start)
    return Extraction(tuple(ordered), tuple(each for each in said if isinstance(each, Problem)))
