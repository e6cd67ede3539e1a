"""Requests to one service: with a time limit, a size limit, and asked again where that may help.

Only requests that may be sent twice are sent at all: queries, graphs put or taken out whole, and updates
that leave the same when they are done again. Nobody is
followed anywhere: a redirect is an error, so what we send goes to the address that was given. What the
environment says of proxies is not looked at.
"""

from __future__ import annotations

import base64
import http.client
import os
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from councilgraph.graph.errors import StoreError
from councilgraph.graph.remote.address import Address, Credentials, Limits

_AGAIN = frozenset({408, 425, 429, 502, 503, 504})
"""Answers after which the same request may fare better."""

_CHUNK = 1 << 12
_LARGE = 1 << 16
_LONGEST_PAUSE_S = 30.0
_SHOWN_CHARS = 300
_NO_ENTRY = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked: `target` is a path with its query; `body` a text, or a file that can be read anew."""

    method: str
    target: str
    body: bytes | IO[bytes] = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer: its status, its headers and its body."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class _NoAnswerError(Exception):
    """The service gave no answer this time. `pause_s` is how long it wants to be left alone."""

    def __init__(self, what: str, pause_s: float = 0) -> None:
        super().__init__(what)
        self.pause_s = pause_s


class Transport:
    """The way to one service. One connection is kept open."""

    def __init__(self, address: Address, credentials: Credentials | None, limits: Limits) -> None:
        self.address = address
        self.limits = limits
        self._credentials = credentials
        self._connection: http.client.HTTPConnection | None = None
        self._challenge: str | None = None

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def request(self, call: Call) -> Reply:
        """The answer to a call, asked again where it fails for now.

        Raises StoreError for an answer that is an error, a redirect or too large, and for none at all.
        """
        for number in range(self.limits.tries):
            try:
                return self._accepted(call, self._once(call))
            except _NoAnswerError as failed:
                self.close()
                if number + 1 == self.limits.tries:
                    raise StoreError(
                        f"{self.address}: no answer ({failed})",
                        hint="try again later; a larger --timeout may help as well",
                    ) from failed
                pause = max(self.limits.pause_s * 2**number, failed.pause_s)
                time.sleep(min(pause, _LONGEST_PAUSE_S))
        raise AssertionError("a call is tried at least once")

    def _once(self, call: Call) -> Reply:
        """The answer to a call, with our name on it if the service asks for that."""
        if self._credentials and self._challenge is None and _size(call) > _LARGE:
            # Virtuoso hangs up on a large body without a name, and what it asked for is lost with it.
            asked = self._sent(Call("HEAD", call.target))
            self._challenge = asked.headers.get("WWW-Authenticate")
        reply = self._sent(call)
        challenge = reply.headers.get("WWW-Authenticate")
        if reply.status == http.HTTPStatus.UNAUTHORIZED and challenge and self._credentials:
            is_first = self._challenge is None
            self._challenge = challenge
            if is_first or "stale=true" in challenge.lower():
                return self._sent(call)
        return reply

    def _sent(self, call: Call) -> Reply:
        until = time.monotonic() + self.limits.timeout_s
        if not isinstance(call.body, bytes):
            call.body.seek(0)
        try:
            connection = self._connected()
            headers = {"Accept-Encoding": "identity", "User-Agent": "councilgraph", **call.headers}
            headers.update(self._authorization(call))
            connection.request(call.method, call.target, call.body, headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, self._read(answer, until))
        except ssl.SSLCertVerificationError as error:
            raise StoreError(
                f"{self.address}: its certificate cannot be trusted ({error.verify_message})",
                hint="see that the address is right",
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise _NoAnswerError(str(error) or type(error).__name__) from error

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            where = (self.address.host, self.address.port)
            if self.address.scheme == "https":
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(
                    *where, timeout=self.limits.timeout_s, context=context
                )
            else:
                self._connection = http.client.HTTPConnection(*where, timeout=self.limits.timeout_s)
        return self._connection

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        body = bytearray()
        while chunk := answer.read(_CHUNK):
            body += chunk
            if len(body) > self.limits.most_bytes:
                self.close()
                raise StoreError(
                    f"{self.address}: the answer is larger than {self.limits.most_bytes:,} bytes",
                    hint="ask for less, with LIMIT say",
                )
            if time.monotonic() > until:
                raise _NoAnswerError(f"not whole after {self.limits.timeout_s:g} seconds")
        if answer.length:  # what was promised and did not come
            raise _NoAnswerError("the answer breaks off")
        return bytes(body)

    def _accepted(self, call: Call, reply: Reply) -> Reply:
        status = reply.status
        if status < http.HTTPStatus.MULTIPLE_CHOICES:
            return reply
        if status in _AGAIN:
            raise _NoAnswerError(f"status {status}", _seconds(reply.headers.get("Retry-After")))
        if status < http.HTTPStatus.BAD_REQUEST:
            raise StoreError(
                f"{self.address}: it sends us elsewhere (to {reply.headers.get('Location', '?')[:200]})",
                hint="nobody is followed; give that address if you trust it",
            )
        if status in _NO_ENTRY:
            raise StoreError(f"{self.address}: it does not let us in (status {status})", hint=_WHO)
        raise RefusedError(status, f"{self.address}: {_words(reply) or 'an error'} (status {status})")

    def _authorization(self, call: Call) -> dict[str, str]:
        known = self._credentials
        if known and known.is_token:
            return {"Authorization": f"Bearer {known.secret}"}
        if not known or self._challenge is None:
            return {}
        scheme, _, rest = self._challenge.partition(" ")
        if scheme.lower() == "digest":
            said = parse_keqv_list(list(filter(None, parse_http_list(rest))))
            return {"Authorization": f"Digest {self._digest(call, known, said)}"}
        pair = base64.b64encode(f"{known.name}:{known.secret}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}

    def _digest(self, call: Call, known: Credentials, said: dict[str, str]) -> str:
        """The answer to a challenge, as the standard library works it out."""
        where = f"{self.address.scheme}://{self.address.host}:{self.address.port}{call.target}"
        book = HTTPPasswordMgrWithDefaultRealm()
        book.add_password(None, where, known.name, known.secret)
        request = Request(where, method=call.method)  # noqa: S310 - only its parts are looked at
        try:
            found = AbstractDigestAuthHandler(book).get_authorization(request, said)
        except ValueError as error:
            raise StoreError(
                f"{self.address}: it asks for a name in a way that is unknown ({error})"
            ) from error
        return str(found or "")


class RefusedError(StoreError):
    """The service answered, and would not do it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message, hint="see that this is the address of a SPARQL service")
        self.status = status


_WHO = "put NAME:PASSWORD into the environment variable COUNCILGRAPH_CREDENTIALS"


def _size(call: Call) -> int:
    """How many bytes a call sends with it."""
    if isinstance(call.body, bytes):
        return len(call.body)
    return call.body.seek(0, os.SEEK_END)


def _words(reply: Reply) -> str:
    """The first line of what an error says."""
    text = reply.body[: _SHOWN_CHARS * 4].decode("utf-8", "replace").strip()
    return text.split("\n", 1)[0][:_SHOWN_CHARS]


def _seconds(text: str | None) -> float:
    return float(text) if text and text.strip().isdigit() else 0
