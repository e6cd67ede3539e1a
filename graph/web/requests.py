"""HTTP requests to what is asked, and answers to HTTP responses."""

from __future__ import annotations

import asyncio
import functools
import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from councilgraph.graph.errors import CouncilgraphError, UsageError
from councilgraph.graph.web.accept import best
from councilgraph.graph.web.asked import MEDIA_TYPES, Answer, Asked, Syntax
from councilgraph.graph.web.calls import Call
from councilgraph.graph.web.guard import WHOLE_PAGE_POLICY
from councilgraph.graph.web.kept import Kept, tag
from councilgraph.graph.web.mistakes import Job, answer_error
from councilgraph.graph.web.pages.sparql import editor, query_of
from councilgraph.graph.web.pool import BusyError, MemoryLimitError, Pool, TimeLimitError
from councilgraph.graph.web.queries import Query
from councilgraph.graph.web.render import render
from councilgraph.graph.web.rulings import Ruling
from councilgraph.graph.web.settings import Limits
from councilgraph.graph.web.views import QUERIES, WHOLE

_LOG = logging.getLogger("councilgraph.web")
_SUFFIXES: dict[str, Syntax] = {f".{syntax}": syntax for syntax in MEDIA_TYPES if syntax != "html"}
_STATUSES: dict[type[CouncilgraphError], int] = {BusyError: 503, MemoryLimitError: 503, TimeLimitError: 504}
_RETRY_S = "5"


class Suffixes:
    """Takes the suffix that says the syntax off a path: `/search.json` is `/search`, as JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with the syntax noted."""
        if scope["type"] == "http":
            path, dot, name = scope["path"].rpartition(".")
            syntax = _SUFFIXES.get(dot + name)
            if syntax:
                scope = {**scope, "path": "/" if path == "/index" else path, "syntax": syntax}
        await self._app(scope, receive, send)


def to_asked(request: Request, view: str, name: str = "", *, params: dict[str, str] | None = None) -> Asked:
    """What a request asks for, in the syntax of its path's suffix, else of its Accept header."""
    return Asked(
        view,
        request.scope["path"],
        params if params is not None else dict(request.query_params),
        name,
        request.scope.get("syntax") or accepted(request, tuple(MEDIA_TYPES)),
        str(request.base_url).rstrip("/"),
        frozenset({"reviewing"} if request.state.settings.reviewing else ()),
    )


def accepted(request: Request, syntaxes: tuple[Syntax, ...]) -> Syntax:
    """The syntax that a client wants most, the first one where it wants none of them."""
    types = {MEDIA_TYPES[syntax]: syntax for syntax in syntaxes}
    return types[best(request.headers.get("accept", ""), list(types)) or next(iter(types))]


async def respond(request: Request, job: Job) -> Response:
    """The response to a page or a query: one that was kept, else worked out in a process to be stopped."""
    kept: Kept = request.state.kept
    answer = kept.find(job)
    if answer is None:
        answer = await _worked_out(request, job)
        kept.keep(job, answer)
    headers = _headers(request, job, answer)
    if isinstance(job, Asked) and answer.status == 200:
        request.state.ahead.follow(job, answer)
        headers["ETag"] = tag(answer)
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
    return to_response(answer, headers)


async def _worked_out(request: Request, job: Job) -> Answer:
    pool, timeout_s = _pool(request, job)
    # What is being written is written, even if nobody waits for it any more.
    gone = asyncio.Event().wait if isinstance(job, Ruling) else functools.partial(_gone, request)
    try:
        answer = await pool.ask(job, timeout_s, gone)
    except CouncilgraphError as error:
        answer = _stopped(job, error)
    if answer.bug:
        _LOG.error("%s\n%s", job, answer.bug)
    return answer


def _pool(request: Request, job: Job) -> tuple[Pool, float]:
    """The processes for a job, and its time limit."""
    limits: Limits = request.state.settings.limits
    if isinstance(job, Ruling):
        return request.state.rulings, limits.ruling_s
    if isinstance(job, Query) or (job.is_query if isinstance(job, Call) else job.view in QUERIES):
        return request.state.queries, limits.query_s
    return request.state.pages, limits.page_s


def to_response(answer: Answer, headers: dict[str, str] | None = None) -> Response:
    """An answer as a response."""
    more = {"Retry-After": _RETRY_S} if answer.status == 503 else {}
    response = Response(answer.body, answer.status, {**answer.headers, **(headers or {}), **more})
    response.headers["Content-Type"] = answer.media_type
    return response


def refused(request: Request, error: UsageError, status: int) -> Response:
    """The response where what was asked for cannot even be read."""
    return to_response(answer_error(error, to_asked(request, ""), status))


def _headers(request: Request, job: Job, answer: Answer) -> dict[str, str]:
    if not isinstance(job, Asked):
        return {"Vary": "Accept"}
    if job.view in WHOLE and answer.status == 200:
        return {"Content-Security-Policy": WHOLE_PAGE_POLICY}
    if request.scope.get("syntax"):
        return {}
    return {"Vary": "Accept", "Content-Location": job.in_syntax(job.syntax)}


def _stopped(job: Job, error: CouncilgraphError) -> Answer:
    """The answer where a job was stopped; in the editor, the editor with what was typed."""
    status = _STATUSES.get(type(error), 500)
    if isinstance(job, Asked) and job.view == "sparql" and job.syntax == "html":
        view = editor(query_of(job), job.params.get("view", ""), UsageError(error.message, hint=error.hint))
        answer = render(view, job)
        return Answer(answer.body, answer.media_type, status)
    return answer_error(error, job, status)


async def _gone(request: Request) -> None:
    """Return once whoever asked has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def read_body(request: Request, limits: Limits) -> bytes:
    """The body of a request. Raises HTTPException for one that is too large or takes too long to come."""
    body = bytearray()
    try:
        async with asyncio.timeout(limits.receive_s):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.body_bytes:
                    raise HTTPException(413, "the query is too large")
    except TimeoutError:
        raise HTTPException(408, "the query did not come in time") from None
    return bytes(body)
