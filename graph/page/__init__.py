"""A network as one HTML file: offline, safe to publish, readable by people and by screen readers.

    from councilgraph.graph.page import PageOptions, render, write_page
    write_page(network, "cornwall.html", PageOptions(selected=iri))

`model` says what a network must carry. The file asks nobody for anything when it is opened.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx

from councilgraph.graph.errors import OutputError, UsageError
from councilgraph.graph.page.blocks import parse_block
from councilgraph.graph.page.document import format_page
from councilgraph.graph.page.layout import lay_out
from councilgraph.graph.page.model import PageOptions
from councilgraph.graph.page.payload import details, drawing
from councilgraph.graph.page.reading import read_rows

__all__ = ["NetworkPage", "PageOptions", "read_positions", "render", "write_page"]


def render(network: nx.MultiDiGraph[str], options: PageOptions | None = None) -> str:
    """The page of `network` as HTML; the same network gives the same text.

    Raises OutputError where the pyvis package lacks the library that draws.
    """
    options = options or PageOptions()
    rows = read_rows(network)
    return format_page(rows.title, drawing(rows, lay_out(rows, options), options), details(rows))


def write_page(network: nx.MultiDiGraph[str], path: str | Path, options: PageOptions | None = None) -> None:
    """Writes the page of `network` to `path`, in UTF-8. Raises OutputError where that cannot be written."""
    text = render(network, options)
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}", hint="choose another file") from error


def read_positions(path: str | Path) -> dict[str, tuple[float, float]]:
    """Where the entities of an earlier page stood, for `PageOptions.positions`.

    Raises UsageError for a file that is no such page.
    """
    try:
        block = parse_block(Path(path).read_text(encoding="utf-8"), "drawing")
        entities, prefix = block["entities"], block["prefix"]
        places = zip(entities["id"], entities["x"], entities["y"], strict=True)
        return {prefix + name: (float(x), float(y)) for name, x, y in places}
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "give an HTML file that `councilgraph page` made"
        raise UsageError(f"{path} holds no network page", hint=hint) from error


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A network that shows itself in a notebook, in a frame that can reach nothing outside itself."""

    network: nx.MultiDiGraph[str]
    options: PageOptions = field(default_factory=PageOptions)

    def write(self, path: str | Path) -> None:
        """Writes the page to `path` as one offline file. Raises OutputError where that cannot be written."""
        write_page(self.network, path, self.options)

    def _repr_html_(self) -> str:
        page = html.escape(render(self.network, self.options))
        height = int(self.options.frame_height_px)
        return (
            f'<iframe sandbox="allow-scripts allow-downloads allow-popups" title="Network" width="100%" '
            f'height="{height}" style="border:0" srcdoc="{page}"></iframe>'
        )
