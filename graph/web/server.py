"""Runs the application on a socket until it is told to stop."""

from __future__ import annotations

import socket

import uvicorn
from starlette.types import ASGIApp

from councilgraph.graph.errors import UsageError
from councilgraph.graph.web.heads import protocol
from councilgraph.graph.web.settings import Limits


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any free one. Raises UsageError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host.strip("[]"), port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error})", hint="choose another --port") from error
    return listening


def server(application: ASGIApp, limits: Limits) -> uvicorn.Server:
    """A server for the application; `run` it with a socket, and set `should_exit` to end it."""
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=protocol(limits.receive_s),
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=limits.connections,
            timeout_graceful_shutdown=5,
            lifespan="on",
            ws="none",
        )
    )


def serve(application: ASGIApp, listening: socket.socket, limits: Limits) -> None:
    """Answer requests on a socket until the process is interrupted."""
    server(application, limits).run(sockets=[listening])
