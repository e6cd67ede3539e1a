"""The server as an ASGI application."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from councilgraph.graph.store import current_revision, open_store
from councilgraph.graph.web.ahead import Ahead
from councilgraph.graph.web.guard import Guard
from councilgraph.graph.web.kept import Kept
from councilgraph.graph.web.pool import Pool
from councilgraph.graph.web.requests import Suffixes
from councilgraph.graph.web.routes import http_error, routes
from councilgraph.graph.web.settings import Settings


def app(path: Path, settings: Settings | None = None) -> Starlette:
    """The explorer and the endpoint over the store at `path`; what a build publishes is there at once."""
    chosen = settings or Settings()
    limits, opened = chosen.limits, partial(open_store, path)
    unlimited = dataclasses.replace(limits, memory_mb=0)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        kept = Kept(partial(current_revision, path))
        async with (
            Pool(opened, limits.pages, limits) as pages,
            Ahead(pages, kept, limits.page_s) as ahead,
            Pool(opened, limits.queries, limits) as queries,
            Pool(opened, int(chosen.reviewing is not None), unlimited) as rulings,
        ):
            yield {
                "pages": pages,
                "queries": queries,
                "rulings": rulings,
                "settings": chosen,
                "kept": kept,
                "ahead": ahead,
            }

    application = Starlette(
        routes=routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, settings=chosen), Middleware(Suffixes)],
        exception_handlers={HTTPException: http_error},
    )
    application.router.redirect_slashes = False
    return application
