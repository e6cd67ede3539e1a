"""The requests of the SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from councilgraph.graph.errors import UsageError
from councilgraph.graph.sparql import Dataset
from councilgraph.graph.web.queries import Query

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_MAX_FIELDS = 1000

Fields = Sequence[tuple[str, str]]


class UnsupportedError(UsageError):
    """A body of a kind that is no query (415)."""


def parse_get(url_query: bytes, accept: str, base: str, name: str = "") -> Query | None:
    """The query in the address of a GET, None where there is none. Raises UsageError.

    `name` is that of a format, for a request without the parameter `format`.
    """
    fields = _fields(url_query)
    if not any(name in ("query", "update") for name, _ in fields):
        return None
    return _query(fields, accept, base, name)


def parse_post(media_type: str, parts: Sequence[bytes], accept: str, base: str, name: str = "") -> Query:
    """The query in a POST, as a form or as it is. Raises UsageError, UnsupportedError for another body.

    `parts` are the query of the address, and the body.
    """
    url_query, body = parts
    kind, _, parameters = media_type.lower().partition(";")
    charset = re.search(r'charset\s*=\s*"?([\w-]+)', parameters)
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedError(f"a query in {charset[1]}", hint="send it in UTF-8")
    kind, fields = kind.strip(), _fields(url_query)
    if kind == UPDATE:
        raise UnsupportedError("the store is read only here", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE")
    if kind == FORM:
        return _query([*fields, *_fields(body)], accept, base, name)
    if kind == DIRECT:
        return _query([*fields, ("query", _text(body))], accept, base, name)
    raise UnsupportedError(f"a body of the type {kind[:80]!r}", hint=f"send {DIRECT} or {FORM}")


def _query(fields: Fields, accept: str, base: str, name: str) -> Query:
    if any(name == "update" for name, _ in fields):
        raise UsageError("the store is read only here", hint="send a query")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise UsageError(
            f"{len(queries)} queries in one request" if queries else "no query", hint="send exactly one"
        )
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    return Query(
        queries[0],
        accept,
        next((value for field, value in fields if field == "format"), name),
        Dataset(default, named) if default or named else None,
        base,
    )


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise UsageError("the parameters are not encoded as UTF-8", hint="percent-encode them") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("the query is not in UTF-8", hint="send it in UTF-8") from error
