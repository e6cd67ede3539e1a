"""The addresses for programs as an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

from councilgraph.graph import questions
from councilgraph.graph.web.asked import MAX_PER_PAGE, MAX_TEXT_CHARS
from councilgraph.graph.web.results import TABLE_TYPES, TRIPLE_TYPES

Schema = dict[str, Any]

API_VERSION = "1"
_TEXT: Schema = {"type": "string", "maxLength": MAX_TEXT_CHARS}
_DAY: Schema = {"type": "string", "format": "date"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ERROR = {"$ref": "#/components/schemas/Error"}
_ENTITY = "An address, a name, or enough of a name to be the only one."


def openapi(root: str) -> Schema:
    """The document for a server at `root`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "councilgraph",
            "version": API_VERSION,
            "description": "Every page is there as .json, most as .csv, things also as .ttl and .jsonld.",
        },
        "servers": [{"url": root}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }


def _paths() -> Schema:
    part = [
        _query("page", _number(1_000_000), "which part"),
        _query("per", _number(MAX_PER_PAGE), "its size"),
    ]
    day = _query("as_of", _DAY, "what held on this day")
    kind = _query("kind", _TEXT, "only this kind")
    found = {
        "/search.json": (
            "Entities by name, documents by words",
            [_query("q", _TEXT, "words"), _query("what", {"enum": ["", "entities", "documents"]}), *part],
        ),
        "/suggest.json": ("Names that begin so", [_query("q", _TEXT), _query("kind", _TEXT)]),
        "/entities.json": ("Entities of a kind", [kind, *part]),
        "/documents.json": ("Documents, the newest first", part),
        "/id/{kind}/{name}.json": (
            "An entity, a fact, a claim or a document by its address",
            [
                _path("kind"),
                _path("name"),
                day,
                kind,
                _query("at", _number(10**9 - 1, 0), "in a document"),
                *part,
            ],
        ),
        "/questions.json": ("The ready-made questions", []),
        "/questions/{name}.json": ("The answer to a question", [_question(), *_parameters(), *part]),
        "/connection.json": (
            "How two entities are connected",
            [_query("from", _TEXT, _ENTITY), _query("to", _TEXT, _ENTITY), day],
        ),
        "/compare.json": (
            "What held on two days",
            [_query("entity", _TEXT, _ENTITY), _query("first", _DAY), _query("last", _DAY)],
        ),
        "/trajectory.json": ("A council's grades in order of time", [_query("council", _TEXT, _ENTITY)]),
    }
    paths = {path: {"get": _operation(path, *about)} for path, about in found.items()}
    return {**paths, "/sparql": _endpoint()}


def _operation(path: str, summary: str, parameters: list[Schema]) -> Schema:
    name = path.strip("/").removesuffix(".json").replace("/", "_").replace("{", "").replace("}", "")
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": _response({"$ref": f"#/components/schemas/{_SHAPES.get(path, 'Anything')}"}, "found"),
            "300": _response(_ERROR, "several entities have the name"),
            **_failures(404),
        },
    }


_SHAPES = {
    "/search.json": "Found",
    "/entities.json": "Entities",
    "/documents.json": "Documents",
    "/questions.json": "Questions",
    "/questions/{name}.json": "Answer",
    "/connection.json": "Connection",
}


def _endpoint() -> Schema:
    """The SPARQL endpoint: https://www.w3.org/TR/sparql11-protocol/."""
    results: Schema = {
        media_type: {"schema": {}} for media_type in dict.fromkeys((*TABLE_TYPES, *TRIPLE_TYPES))
    }
    responses = {"200": {"description": "the result", "content": results}, **_failures(406, text=True)}
    query = {"type": "string", "maxLength": 200_000}
    return {
        "get": {
            "operationId": "sparql_get",
            "summary": "A SPARQL 1.1 query, read only",
            "parameters": [_query("query", query, "the query")],
            "responses": responses,
        },
        "post": {
            "operationId": "sparql_post",
            "summary": "A SPARQL 1.1 query, read only",
            "requestBody": {
                "required": True,
                "content": {"application/sparql-query": {"schema": {"type": "string"}}},
            },
            "responses": {**responses, **_failures(413, text=True), **_failures(415, text=True)},
        },
    }


def _failures(*more: int, text: bool = False) -> Schema:
    schema: Schema = {"type": "string"} if text else _ERROR
    words = {
        400: "it cannot be asked so",
        404: "not here",
        406: "not in that format",
        413: "too large",
        415: "no query",
        503: "too much at once",
        504: "stopped at the time limit",
    }
    return {
        str(status): _response(schema, words[status], "text/plain" if text else "application/json")
        for status in (400, *more, 503, 504)
    }


def _response(schema: Schema, words: str, media_type: str = "application/json") -> Schema:
    return {"description": words, "content": {media_type: {"schema": schema}}}


def _query(name: str, schema: Schema, words: str = "") -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": words}


def _path(name: str) -> Schema:
    schema = {"type": "string", "pattern": "^[a-z0-9-]+$"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _question() -> Schema:
    names = [each.name for each in questions.questions()]
    return {"name": "name", "in": "path", "required": True, "schema": {"enum": names}}


def _parameters() -> list[Schema]:
    """The parameters of all questions together; which of them a question takes, its page says."""
    found = {
        parameter.name: _query(parameter.name, _TEXT, parameter.help)
        for question in questions.questions()
        for parameter in question.parameters
    }
    return [found[name] for name in sorted(found)]


def _number(most: int, least: int = 1) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _object(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "required": required.split(), "properties": properties}


def _schemas() -> dict[str, Schema]:
    rows: Schema = {"type": "array", "items": {"type": "object"}}
    return {
        "Anything": {"type": "object"},
        "Error": _object("error hint", error={"type": "string"}, hint={"type": "string"}),
        "Found": _object("q", q=_TEXT, entities={"type": "object"}, documents={"type": "object"}),
        "Entities": _object("entities total shown", entities=rows, total=_COUNT, shown=_COUNT),
        "Documents": _object("documents total shown", documents=rows, total=_COUNT, shown=_COUNT),
        "Questions": _object("questions", questions=rows),
        "Answer": _object("name parameters rows", name={"type": "string"}, parameters=rows, rows=rows),
        "Connection": _object("links ends", links=rows, ends=rows),
    }
