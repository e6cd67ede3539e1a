"""What AI assistants may ask of a store, by the Model Context Protocol (https://modelcontextprotocol.io).

`tools` are functions over an open store that run in processes which can be stopped, as requests to the web
server do; `wording` marks what documents say as data; `server` speaks the protocol.
"""

from __future__ import annotations

from councilgraph.graph.errors import UsageError
from councilgraph.graph.web.settings import Limits
from councilgraph.graph.web.work import OpenStore

LIMITS = Limits(pages=1, queries=1)
"""An assistant asks one thing after the other."""


def serve(open_store: OpenStore, limits: Limits = LIMITS) -> None:
    """Answer an assistant on standard input and output until it hangs up.

    `open_store` is called in other processes, see `web.app`. Raises UsageError where the protocol's package
    is not installed.
    """
    try:
        from councilgraph.graph.assistant.server import run
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "councilgraph":
            raise
        raise UsageError(
            f"assistants need a package that is not installed ({missing})",
            hint="in the folder of the program: pip install '.[mcp]'",
        ) from error
    run(open_store, limits)
