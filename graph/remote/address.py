"""The address of a SPARQL service, and what is asked there with whose name."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from councilgraph.graph.errors import UsageError

_SCHEMES = ("http://", "https://")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service answers. `target` is the path, with whatever query the address has."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and its password, or a token alone. They are never part of what is printed."""

    name: str = ""
    secret: str = ""
    is_token: bool = False

    def __repr__(self) -> str:
        return "Credentials(...)"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may take in seconds, how large it may be in bytes, and how often it is asked for.

    `pause_s` is how long is waited before asking again for the first time; it doubles each time. `page` is
    how many rows are asked for at once where there may be very many. One update has at most `update_bytes`
    (web servers in front of a service often take a megabyte) and `update_triples` (Virtuoso takes 4,900).
    """

    timeout_s: float = 120
    most_bytes: int = 1 << 28
    tries: int = 5
    pause_s: float = 0.5
    page: int = 100_000
    update_bytes: int = 500_000
    update_triples: int = 2000


def is_address(text: str) -> bool:
    """Whether a text is the address of a service and not a folder."""
    return text.lower().startswith(_SCHEMES)


def parse_address(text: str) -> Address:
    """The address that a text is.

    Raises UsageError for one that is none, that would send a password in the open, or that has one in it.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{text!r} is no address of a service ({error})", hint=_EXAMPLE) from error
    if parts.scheme not in _PORTS or not host or parts.fragment or any(c.isspace() for c in text):
        raise UsageError(f"{text!r} is no address of a service", hint=_EXAMPLE)
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "a password does not belong into an address, where others can see it",
            hint="put NAME:PASSWORD into the environment variable COUNCILGRAPH_CREDENTIALS",
        )
    if parts.scheme == "http" and not _is_this_machine(host):
        raise UsageError(f"{host}: only this machine is spoken to without encryption", hint="use https://")
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], _target(parts))


def parse_credentials(text: str) -> Credentials:
    """What an environment variable holds: NAME:PASSWORD, or `Bearer TOKEN`. Raises UsageError."""
    kind, _, token = text.strip().partition(" ")
    if kind.lower() == "bearer" and token:
        return Credentials(secret=token.strip(), is_token=True)
    name, colon, secret = text.partition(":")
    if not colon or not name or any(ord(c) < 32 for c in text):
        raise UsageError(
            "the credentials cannot be understood", hint='they are NAME:PASSWORD, or "Bearer TOKEN"'
        )
    return Credentials(name, secret)


_EXAMPLE = "an address looks like https://data.example/sparql"


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
