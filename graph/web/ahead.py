"""Pages worked out before anybody asks for them: those to which the page that was asked for last leads.

Somebody who reads a page goes on to one of its links, and has it then as quickly as one that was kept. It is
done while the server has nothing else to do, a page at a time, and given up when another page is asked for.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from councilgraph.graph.errors import CouncilgraphError
from councilgraph.graph.web.addresses import iri_of
from councilgraph.graph.web.asked import Answer, Asked
from councilgraph.graph.web.kept import Kept
from councilgraph.graph.web.pool import Pool
from councilgraph.graph.web.views import SIMPLE

MOST_PAGES = 120
"""So many of the pages to which one leads are worked out."""

_LINK = re.compile(rb'(?:href|src)="(/[^"#]*)')
_THING = "/id/"
_LOOK_S = 0.02


class Ahead:
    """Works ahead as long as it is open."""

    def __init__(self, pages: Pool, kept: Kept, timeout_s: float) -> None:
        self._pages = pages
        self._kept = kept
        self._timeout_s = timeout_s
        self._waiting: deque[Asked] = deque()
        self._come = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._work())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def follow(self, asked: Asked, answer: Answer) -> None:
        """Work out from now on what a page leads to, in the place of what an earlier one did."""
        if asked.syntax == "html" and answer.status == 200:
            self._waiting = deque(islice(led_to(asked, answer.body), MOST_PAGES))
            self._come.set()

    async def _work(self) -> None:
        while True:
            await self._come.wait()
            if not self._waiting:
                self._come.clear()
            elif not self._pages.is_idle:
                await asyncio.sleep(_LOOK_S)
            else:
                await self._work_out(self._waiting.popleft())

    async def _work_out(self, asked: Asked) -> None:
        if self._kept.find(asked) is None:
            # Whoever asks for the page in earnest will be told what is wrong.
            with contextlib.suppress(CouncilgraphError):
                self._kept.keep(asked, await self._pages.ask(asked, self._timeout_s, asyncio.Event().wait))


def led_to(asked: Asked, body: bytes) -> Iterator[Asked]:
    """What a browser would ask for if somebody followed the links of a page, each once, in their order.

    Only pages of known cost: of things, and those with an address that is their view's name.
    """
    links = dict.fromkeys(
        html.unescape(found[1].decode("utf-8", "replace")) for found in _LINK.finditer(body)
    )
    for link in links:
        parts = urlsplit(link)
        name = parts.path.removeprefix("/")
        params = dict(parse_qsl(parts.query))
        if parts.path.startswith(_THING) and "." not in parts.path:
            local = parts.path.removeprefix(_THING)
            yield Asked("anything", parts.path, params, iri_of(local), "html", asked.root, asked.flags)
        elif name in SIMPLE:
            yield Asked(name, parts.path, params, "", "html", asked.root, asked.flags)
