"""The rules of the Reconciliation Service API 0.2 for what a service answers, as JSON schemas of our own wording.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ (the appendix has the schemas).
Where the specification says more in its text than its schemas do (an id is not empty, candidates come by score), it
is here too, or in the tests.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _object(required: dict[str, Schema], **optional: Schema) -> Schema:
    return {"type": "object", "required": [*required], "properties": {**required, **optional}}


def _list(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


TEXT: Schema = {"type": "string", "minLength": 1}
URL: Schema = {"type": "string", "pattern": "^https?://"}
WITH_ID: Schema = {"type": "string", "pattern": r"\{\{id\}\}"}
NAMED = _object({"id": TEXT, "name": TEXT}, description={"type": "string"})
TYPE = _object({"id": TEXT, "name": TEXT}, description={"type": "string"}, broader=_list(NAMED))
TYPE_OR_ID: Schema = {"oneOf": [TEXT, _object({"id": TEXT}, name=TEXT)]}
SERVICE = _object({"service_url": URL, "service_path": {"type": "string", "pattern": "^/"}})
SETTING = _object({"type": {"enum": ["number", "text", "checkbox", "select"]}, "label": TEXT, "name": TEXT})

MANIFEST = _object(
    {
        "versions": _list(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": URL,
        "schemaSpace": URL,
    },
    documentation=URL,
    logo=URL,
    serviceVersion=TEXT,
    authentication=_object({"type": {"enum": ["basic", "apiKey", "oauth2"]}}),
    view=_object({"url": WITH_ID}),
    feature_view=_object({"url": WITH_ID}),
    defaultTypes=_list(TYPE, uniqueItems=True),
    suggest=_object({}, entity=SERVICE, property=SERVICE, type=SERVICE),
    preview=_object({"url": WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    extend=_object({}, propose_properties=SERVICE, property_settings=_list(SETTING)),
    batchSize={"type": "integer", "minimum": 1},
)
FEATURE = _object({"id": TEXT, "value": {"type": ["boolean", "number"]}})
CANDIDATE = _object(
    {"id": TEXT, "name": TEXT, "score": {"type": "number"}},
    description={"type": "string"},
    features=_list(FEATURE),
    match={"type": "boolean"},
    type=_list(TYPE_OR_ID),
)
RESULTS: Schema = {"type": "object", "additionalProperties": _object({"result": _list(CANDIDATE)})}
ENTITIES = _object(
    {"result": _list({**NAMED, "properties": {**NAMED["properties"], "notable": _list(TYPE_OR_ID)}})}
)
PROPERTIES = _object({"result": _list(NAMED)})
TYPES = _object({"result": _list(TYPE)})
PROPOSAL = _object({"properties": _list(NAMED), "type": {"type": "string"}}, limit={"type": "integer"})


def _only(**properties: Schema) -> Schema:
    return {**_object(properties), "additionalProperties": False}


VALUE: Schema = {
    "oneOf": [
        {"type": "object", "maxProperties": 0},
        _only(id=TEXT, name=TEXT),
        _only(id=TEXT, name=TEXT, description={"type": "string"}),
        _only(str={"type": "string"}),
        _only(float={"type": "number"}),
        _only(int={"type": "integer"}),
        _only(date={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"}),
    ]
}
EXTENDED = _object(
    {
        "meta": _list(
            _object({"id": TEXT, "name": TEXT}, type=_object({"id": TEXT}, name=TEXT), service=URL)
        ),
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _list(VALUE)},
        },
    }
)
