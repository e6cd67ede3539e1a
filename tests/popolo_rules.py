"""The rules of Popolo for what a file of it holds, as JSON schemas of our own wording.

https://www.popoloproject.com/specs/ (person, organization, post, membership, and what they have in common).
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _object(required: dict[str, Schema], **optional: Schema) -> Schema:
    return {"type": "object", "required": [*required], "properties": {**required, **optional}}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


TEXT: Schema = {"type": "string", "minLength": 1}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
LINK = _object({"url": {"type": "string", "pattern": "^https?://[^ ]+$"}}, note=TEXT)
OTHER_NAME = _object({"name": TEXT}, start_date=DATE, end_date=DATE, note=TEXT)
IDENTIFIER = _object({"identifier": TEXT}, scheme=TEXT)
COMMON: dict[str, Schema] = {"links": _list(LINK), "sources": _list(LINK)}
NAMED: dict[str, Schema] = {"other_names": _list(OTHER_NAME), "identifiers": _list(IDENTIFIER)}

PERSON = _object({"id": TEXT, "name": TEXT}, **NAMED, **COMMON)
ORGANIZATION = _object(
    {"id": TEXT, "name": TEXT},
    classification=TEXT,
    founding_date=DATE,
    dissolution_date=DATE,
    **NAMED,
    **COMMON,
)
POST = _object({"id": TEXT, "label": TEXT, "organization_id": TEXT}, role=TEXT, **COMMON)
MEMBERSHIP = _object(
    {"person_id": TEXT, "organization_id": TEXT},
    id=TEXT,
    label=TEXT,
    role=TEXT,
    post_id=TEXT,
    start_date=DATE,
    end_date=DATE,
    **COMMON,
)
FILE = _object(
    {
        "persons": _list(PERSON),
        "organizations": _list(ORGANIZATION),
        "posts": _list(POST),
        "memberships": _list(MEMBERSHIP),
    }
)
