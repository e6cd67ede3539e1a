"""Answers to requests that cannot be met: in the syntax of the request, with what to try next."""

from __future__ import annotations

import json
from typing import Any

from councilgraph.graph.errors import AmbiguousError, CouncilgraphError, StoreError, UsageError
from councilgraph.graph.web.asked import Answer, Asked
from councilgraph.graph.web.calls import Call
from councilgraph.graph.web.queries import NotAcceptableError, Query
from councilgraph.graph.web.render import environment
from councilgraph.graph.web.rulings import Ruling
from councilgraph.graph.web.view import MissingError, Plain

_TITLES = {
    300: "Which one?",
    400: "That cannot be asked",
    401: "Who is asking?",
    403: "Not allowed",
    404: "Not here",
    406: "Not in that format",
    413: "Too large",
    503: "Not now",
    504: "That took too long",
}


Job = Asked | Query | Ruling | Call


def status_of(error: CouncilgraphError) -> int:
    """The HTTP status for an error."""
    if isinstance(error, AmbiguousError):
        return 300
    if isinstance(error, MissingError):
        return 404
    if isinstance(error, NotAcceptableError):
        return 406
    if isinstance(error, UsageError):
        return 400
    return 503 if isinstance(error, StoreError) else 500


def answer_error(error: CouncilgraphError, job: Job | None = None, status: int = 0) -> Answer:
    """The answer for a known error."""
    content: Plain = {"error": error.message, "hint": error.hint}
    if isinstance(error, AmbiguousError):
        content["candidates"] = [_candidate(each) for each in error.candidates]
    return _answer(content, job, status or status_of(error))


def answer_bug(job: Job | None, trace: str) -> Answer:
    """The answer for a bug: the trace is for the log and goes to nobody else."""
    content = {
        "error": "something went wrong in councilgraph itself",
        "hint": "please report it, with the address of this page",
    }
    answer = _answer(content, job, 500)
    return Answer(answer.body, answer.media_type, answer.status, answer.headers, bug=trace)


def _answer(content: Plain, job: Job | None, status: int) -> Answer:
    syntax = job.syntax if isinstance(job, Asked) else "json" if isinstance(job, Call) else "text"
    if syntax == "html" and isinstance(job, Asked):
        template = environment().get_template("error.html")
        title = _TITLES.get(status, "Something went wrong")
        text = template.render(title=title, content=content, asked=job, others=[])
        return Answer(text.encode("utf-8", "replace"), "text/html; charset=utf-8", status)
    if syntax in ("json", "jsonld"):
        return Answer(json.dumps(content, ensure_ascii=False).encode(), "application/json", status)
    lines = [content["error"], content["hint"], *(each["text"] for each in content.get("candidates", ()))]
    text = "\n".join(filter(None, lines)) + "\n"
    return Answer(text.encode("utf-8", "replace"), "text/plain; charset=utf-8", status)


def _candidate(line: str) -> dict[str, Any]:
    """A candidate's line, and the address at its end if it has one."""
    last = line.rsplit("  ", 1)[-1]
    return {"text": line, "value": last if "://" in last else None}
