"""Which files a build reads: those that were named, and what comes with the program."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.readers import documents_in

BUNDLED_REGISTERS = ("councils.csv", "bodies.csv", "changes.csv", "officeholders.csv")
"""What every store holds, so that names can be resolved."""


def bundled_sources() -> list[Path]:
    """The documents that come with the program, beside the registers."""
    folder = Path(str(resources.files("councilgraph.data")))
    found = [folder / "inspections.csv", *sorted((folder / "documents").glob("*.md"))]
    return [path for path in found if path.exists()]


def bundled_registers() -> list[Path]:
    """The registers that are part of every store."""
    folder = Path(str(resources.files("councilgraph.data")))
    return [folder / name for name in BUNDLED_REGISTERS]


def files_of(sources: Iterable[Path]) -> list[Path]:
    """The files that files and folders name, each once.

    Raises DocumentError for what is not there, and for an empty folder.
    """
    found: dict[Path, None] = {}
    for source in sources:
        if not source.exists() and not source.is_symlink():
            raise DocumentError(f"{source}: no such file or folder", hint="check the path")
        found.update(dict.fromkeys(documents_in(source) if source.is_dir() else [source]))
    return list(found)
