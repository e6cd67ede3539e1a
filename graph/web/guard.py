"""What every request passes: the host it names, the token it carries; and what every answer carries.

The host is checked because a page elsewhere can make a browser send requests here under a name of its own
(DNS rebinding). No cookie is set or read, so no other site can act for somebody who is known here.
"""

from __future__ import annotations

import base64
import binascii
import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from councilgraph.graph.web.settings import Settings, is_ip_address

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WHOLE_PAGE_POLICY = "sandbox allow-scripts allow-downloads allow-popups allow-modals; frame-ancestors 'self'"
"""For the interactive networks: they bring a policy of their own, which names each script by its hash."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}


class Guard:
    """Turns away requests under another name or without the token; puts headers on the other answers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        refusal = self._refusal(headers)
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        host = host_name(headers.get("host", ""))
        if host not in self._settings.hosts and not (self._settings.token and is_ip_address(host)):
            return PlainTextResponse("this server does not answer under that name\n", 421)
        if self._settings.token and not has_token(headers.get("authorization", ""), self._settings.token):
            return PlainTextResponse(
                "a token is needed\n",
                401,
                headers={"WWW-Authenticate": 'Basic realm="councilgraph", charset="UTF-8"'},
            )
        return None


def host_name(host: str) -> str:
    """The name in a Host header, without the port.

    >>> host_name("LocalHost:8001"), host_name("[::1]:8001"), host_name("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else host.lower()


def has_token(authorization: str, token: str) -> bool:
    """Whether a header carries the token: as a bearer token, or as the password of whatever name."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(value.encode(), token.encode())
