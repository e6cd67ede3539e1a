"""The server as an ASGI application."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from councilgraph.graph.web.guard import Guard
from councilgraph.graph.web.pool import Pool
from councilgraph.graph.web.requests import Suffixes
from councilgraph.graph.web.routes import http_error, routes
from councilgraph.graph.web.settings import Settings
from councilgraph.graph.web.work import OpenStore


def app(open_store: OpenStore, settings: Settings | None = None) -> Starlette:
    """The explorer and the endpoint over a store.

    `open_store` is called in other processes, again after each build: it must be something that can be
    pickled (a function of a module, or a `functools.partial` of one).
    """
    chosen = settings or Settings()
    limits = chosen.limits
    unlimited = dataclasses.replace(limits, memory_mb=0)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with (
            Pool(open_store, limits.pages, limits) as pages,
            Pool(open_store, limits.queries, limits) as queries,
            Pool(open_store, int(chosen.reviewing is not None), unlimited) as rulings,
        ):
            yield {"pages": pages, "queries": queries, "rulings": rulings, "settings": chosen}

    application = Starlette(
        routes=routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, settings=chosen), Middleware(Suffixes)],
        exception_handlers={HTTPException: http_error},
    )
    application.router.redirect_slashes = False
    return application
