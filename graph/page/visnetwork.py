"""The door to vis-network, the JavaScript library that pyvis carries in its wheel.

Only its script is taken. Its style sheet serves controls that the page has not (and would add 220 kB);
pyvis itself is not imported, which would import IPython.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from councilgraph.graph.errors import OutputError


@cache
def read_vis_network() -> str:
    """The source of the newest vis-network 9 in the installed pyvis. Raises OutputError where none is."""
    spec = find_spec("pyvis")
    folders = [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]
    found = [path for folder in folders for path in folder.glob("lib/vis-9.*/vis-network.min.js")]
    if not found:
        raise OutputError(
            "vis-network, which draws the page, was not found in the pyvis package",
            hint="install pyvis 0.3.2 again: python -m pip install --force-reinstall pyvis==0.3.2",
        )
    return max(found, key=_version).read_text(encoding="utf-8")


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", path.parent.name))
