"""Which address has which page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from councilgraph.graph.errors import UsageError
from councilgraph.graph.review import Reviewer
from councilgraph.graph.web.accept import best
from councilgraph.graph.web.addresses import address, iri_of
from councilgraph.graph.web.asked import MAX_TEXT_CHARS
from councilgraph.graph.web.protocol import UnsupportedError, parse_get, parse_post
from councilgraph.graph.web.queries import Query
from councilgraph.graph.web.reconciliation.endpoint import reconciliation_routes
from councilgraph.graph.web.requests import accepted, read_body, refused, respond, to_asked
from councilgraph.graph.web.results import BY_SYNTAX, TABLE_TYPES
from councilgraph.graph.web.rulings import Ruling
from councilgraph.graph.web.settings import Settings
from councilgraph.graph.web.static import assets
from councilgraph.graph.web.views import SIMPLE

Endpoint = Callable[[Request], Awaitable[Response]]

_FOR_EVER = "public, max-age=31536000, immutable"


def routes() -> list[Route]:
    """All routes of the server; a suffix that says the syntax has been taken off by then."""
    return [
        Route("/", _page("start")),
        *(Route(f"/{name}", _page(name)) for name in SIMPLE),
        Route("/questions/{name}", _page("question")),
        Route("/questions/{name}/network", _page("question_network")),
        Route("/id/{local:path}", _thing),
        Route("/thing", _thing_by_iri),
        Route("/openapi", _page("api")),
        Route("/sparql/terms", _page("terms")),
        Route("/sparql/network", _page("sparql_network")),
        Route("/sparql", _sparql, methods=["GET", "POST"]),
        Route("/sparql/", _sparql, methods=["GET", "POST"]),
        Route("/review", _page("review"), methods=["GET"]),
        Route("/review", _rule, methods=["POST"]),
        *reconciliation_routes(),
        Route("/.well-known/void", _well_known),
        Route("/static/{name}", _static),
        Route("/robots.txt", _robots),
    ]


async def http_error(request: Request, error: Exception) -> Response:
    """The response where no route fits, a method is not allowed, or a body is too large or too slow."""
    if not isinstance(error, HTTPException):
        raise error
    hint = "see the first page for what is here" if error.status_code == 404 else ""
    response = refused(request, UsageError(error.detail, hint=hint), error.status_code)
    response.headers.update(error.headers or {})
    return response


def _page(view: str) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await respond(request, to_asked(request, view, request.path_params.get("name", "")))

    return endpoint


async def _thing(request: Request) -> Response:
    """What has an address of ours."""
    return await respond(request, to_asked(request, "anything", iri_of(request.path_params["local"])))


async def _thing_by_iri(request: Request) -> Response:
    """What has any other address; those of ours have a shorter one."""
    iri = request.query_params.get("iri", "")
    own = address(iri)
    if own.startswith("/id/"):
        return RedirectResponse(own, 308)
    return await respond(request, to_asked(request, "anything", iri))


async def _sparql(request: Request) -> Response:
    """The endpoint: a query's result, the editor for a browser, else the description of the service."""
    try:
        query = await _query(request)
    except UnsupportedError as error:
        return refused(request, error, 415)
    except UsageError as error:
        return refused(request, error, 400)
    syntax = request.scope.get("syntax")
    offers = [*TABLE_TYPES, "text/html"] if query else ["text/turtle", "application/ld+json", "text/html"]
    is_page = best(request.headers.get("accept", ""), offers) == "text/html"
    if is_page and not syntax and not (query and query.name):
        params = dict(request.query_params) | ({"query": query.text} if query else {})
        return await respond(request, to_asked(request, "sparql", params=params))
    if query is not None:
        return await respond(request, query)
    request.scope["syntax"] = syntax or accepted(request, ("ttl", "jsonld"))
    return await respond(request, to_asked(request, "void", params={}))


async def _query(request: Request) -> Query | None:
    """The query that was sent. Raises UsageError, and HTTPException as `read_body` does."""
    accept, url_query = request.headers.get("accept", ""), request.url.query.encode()
    base = f"{str(request.base_url).rstrip('/')}/sparql"
    name = BY_SYNTAX.get(request.scope.get("syntax", ""), "")
    if request.method != "POST":
        return parse_get(url_query, accept, base, name)
    body = await read_body(request, request.state.settings.limits)
    return parse_post(request.headers.get("content-type", ""), [url_query, body], accept, base, name)


async def _rule(request: Request) -> Response:
    """Carry out what somebody decided about a pair, if that is allowed and it comes from our own page.

    No cookie says who asks, so a page elsewhere could send the form; but not under our own origin.
    """
    settings: Settings = request.state.settings
    if settings.reviewing is None:
        raise HTTPException(403, "nothing can be decided here")
    if request.headers.get("origin") != str(request.base_url).rstrip("/"):
        raise HTTPException(403, "this was not sent from a page of this server")
    body = await read_body(request, settings.limits)
    try:
        fields = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10))
    except ValueError:
        raise HTTPException(400, "the form cannot be read") from None
    reviewing = settings.reviewing
    ruling = Ruling(
        fields.get("pair", ""),
        fields.get("verdict", ""),
        fields.get("why", "")[:MAX_TEXT_CHARS],
        Reviewer(reviewing.file, reviewing.who, reviewing.today()),
        accepted(request, ("html", "json")) == "html",
    )
    return await respond(request, ruling)


async def _well_known(request: Request) -> Response:
    return RedirectResponse("/void", 303)


async def _static(request: Request) -> Response:
    asset = assets().get(request.url.path)
    if asset is None:
        raise HTTPException(404, "no such file")
    return Response(asset.body, headers={"Content-Type": asset.media_type, "Cache-Control": _FOR_EVER})


async def _robots(request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
