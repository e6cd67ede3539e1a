"""The addresses of the service. Of pages of other servers only those of this machine can read it (CORS).

The specification wants every web page to be let in. A store may hold what is not published, and any page that
somebody visits could then read it; OpenRefine runs on the same machine, and is let in.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from councilgraph.graph.errors import UsageError
from councilgraph.graph.web.calls import Call, Work
from councilgraph.graph.web.guard import POLICY, host_name
from councilgraph.graph.web.reconciliation.candidates import propose, reconcile, suggest
from councilgraph.graph.web.reconciliation.schema import PATH, manifest
from councilgraph.graph.web.reconciliation.values import extend
from councilgraph.graph.web.requests import read_body, refused, respond, to_asked
from councilgraph.graph.web.settings import Settings, is_loopback

_LOCAL = "http://127.0.0.1:* http://localhost:* http://[::1]:*"
PREVIEW_POLICY = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {_LOCAL}")
_METHODS = ["GET", "POST", "OPTIONS"]
_MAX_FIELDS = 10


def reconciliation_routes() -> list[Route]:
    """The routes of the service."""
    return [
        Route(PATH, _service, methods=_METHODS),
        Route(f"{PATH}/suggest/{{name}}", _suggest, methods=_METHODS),
        Route(f"{PATH}/properties", _propose, methods=_METHODS),
        Route(f"{PATH}/preview", _preview),
    ]


async def _service(request: Request) -> Response:
    """The manifest, the answer to a batch of queries, or the values of properties."""
    if request.method == "OPTIONS":
        return _let_in(request, Response(None, 204))
    fields = dict(request.query_params)
    if request.method == "POST":
        settings: Settings = request.state.settings
        body = await read_body(request, settings.limits)
        try:
            sent = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
        except ValueError:
            return _let_in(request, refused(_as_json(request), UsageError("the form cannot be read"), 400))
        fields |= {name: values[0] for name, values in sent.items()}
    for name, work in (("queries", reconcile), ("extend", extend)):
        if name in fields:
            return await _answer(request, work, {name: fields[name]})
    if fields or request.method == "POST":
        error = UsageError("neither queries nor extend", hint="send one of them")
        return _let_in(request, refused(_as_json(request), error, 400))
    root = str(request.base_url).rstrip("/")
    has_token = request.state.settings.token is not None
    return _let_in(request, JSONResponse(manifest(root, has_token=has_token)))


async def _suggest(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ("entity", "type", "property"):
        return _let_in(request, refused(_as_json(request), UsageError("no such service"), 404))
    return await _asked(request, suggest, name)


async def _propose(request: Request) -> Response:
    return await _asked(request, propose, "")


async def _preview(request: Request) -> Response:
    """A small page about an entity, to be shown in a frame of a program on this machine."""
    request.scope["syntax"] = "html"
    asked = to_asked(request, "preview", request.query_params.get("id", ""))
    response = await respond(request, asked)
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


async def _asked(request: Request, work: Work, name: str) -> Response:
    if request.method != "GET":
        return _let_in(request, Response(None, 204 if request.method == "OPTIONS" else 405))
    return await _answer(request, work, {"request": to_asked(request, "", name)})


async def _answer(request: Request, work: Work, arguments: dict[str, object]) -> Response:
    return _let_in(request, await respond(request, Call(work, arguments)))


def _as_json(request: Request) -> Request:
    request.scope["syntax"] = "json"
    return request


def _let_in(request: Request, response: Response) -> Response:
    """The response, to be read by pages of programs on this machine too."""
    origin = request.headers.get("origin", "")
    response.headers.add_vary_header("Origin")
    if _is_local(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    return response


def _is_local(origin: str) -> bool:
    scheme, separator, host = origin.partition("://")
    return scheme in ("http", "https") and bool(separator) and is_loopback(host_name(host))
