"""What a server allows: under which names it answers, to whom, and how much a request may cost."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from councilgraph.graph.errors import UsageError

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_MIN_TOKEN_CHARS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a request may cost. A query's rows beyond `query_rows` are cut, and the answer says so.

    `wait_s` is how long a request waits for a free process. While one waits, those that have taken `busy_s`
    are stopped, so that a few slow queries do not keep everybody out. `memory_mb` is what a process may take
    on top of what it needs when idle (some hundreds at least: the engine's threads reserve that much).
    `pages` and `queries` are the numbers of processes for either.
    """

    page_s: float = 20
    query_s: float = 30
    ruling_s: float = 600
    wait_s: float = 20
    busy_s: float = 5
    receive_s: float = 10
    query_rows: int = 20_000
    query_bytes: int = 50_000_000
    memory_mb: int = 768
    body_bytes: int = 1_000_000
    connections: int = 300
    pages: int = 2
    queries: int = 4


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Who decides about pairs in the browser; `file` is the decision file, `today` gives an ISO 8601 day."""

    file: Path
    who: str
    today: Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server answers. `hosts` are the names (without port) by which it may be called.

    With a `token` each request has to carry it: as a bearer token, or as the password that a browser asks
    for. Then the server may also be called by any address in figures.
    Without `reviewing` nothing can be changed through the server.
    """

    hosts: tuple[str, ...] = LOOPBACK_NAMES
    token: str | None = None
    limits: Limits = field(default_factory=Limits)
    reviewing: Reviewing | None = None


def is_ip_address(host: str) -> bool:
    """Whether a host is named by its address, so that no name server had a say in it."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address; a name other than `localhost` may be anywhere."""
    if not is_ip_address(host):
        return host == "localhost"
    return ipaddress.ip_address(host.strip("[]")).is_loopback


def settings_for(host: str, token: str | None = None, *, reviewing: Reviewing | None = None) -> Settings:
    """The settings of a server that is bound to `host`.

    Raises UsageError for an address that others reach where no token, or a short one, is given.
    """
    if not is_loopback(host) and not token:
        raise UsageError(
            f"{host} can be reached from other machines, and anybody there could read the store",
            hint="give a secret with --token, or leave out --host",
        )
    if token is not None and len(token) < _MIN_TOKEN_CHARS:
        raise UsageError(
            f"the token is too short to be a secret (at least {_MIN_TOKEN_CHARS} characters)",
            hint='make one: python3 -c "import secrets; print(secrets.token_urlsafe())"',
        )
    own = f"[{host}]" if ":" in host and not host.startswith("[") else host
    hosts = tuple(dict.fromkeys((own.lower(), *LOOPBACK_NAMES)))
    return Settings(hosts=hosts, token=token, reviewing=reviewing)
