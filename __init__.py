"""councilgraph: a local-first knowledge graph of councils, people and events.

    import councilgraph as cg

    cg.build(["stories"], store="my.store")
    with cg.open_store("my.store") as store:
        cg.ask(store, "successions", council="Cornwall").to_pandas()
        cg.page(cg.network(store, "Cornwall Council")).write("cornwall.html")

All that is in `__all__` is a promise, described in docs/python.md; what is not may change with any version.
Names are loaded when they are first used, so that the import itself takes no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from councilgraph.graph.build import Options, Report
    from councilgraph.graph.errors import AmbiguousError, CouncilgraphError
    from councilgraph.graph.library import (
        RowList,
        ask,
        build,
        central,
        centrality,
        communities,
        network,
        open_store,
        page,
        query,
        rdflib_dataset,
    )
    from councilgraph.graph.network import Scope
    from councilgraph.graph.page import NetworkPage, PageOptions
    from councilgraph.graph.store import Store

__all__ = [
    "AmbiguousError",
    "CouncilgraphError",
    "NetworkPage",
    "Options",
    "PageOptions",
    "Report",
    "RowList",
    "Scope",
    "Store",
    "ask",
    "build",
    "central",
    "centrality",
    "communities",
    "network",
    "open_store",
    "page",
    "query",
    "rdflib_dataset",
]

_HOMES = {"AmbiguousError": "errors", "CouncilgraphError": "errors"}
"""Where a name lives that `library` does not have: errors alone are worth no more than themselves."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"councilgraph.graph.{_HOMES.get(name, 'library')}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
