"""Packages with plug-ins, made in a folder that Python looks in, as if they were installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from councilgraph.graph import plugins

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package: its module's text, and its entry points by group."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)

    def installed(
        module: str, text: str, entries: Mapping[str, Mapping[str, str]], *, package: str = ""
    ) -> None:
        name = package or module
        (folder / f"{module}.py").write_text(text, "utf-8")
        about = folder / f"{name}-1.2.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
        lines = []
        for group, named in entries.items():
            lines += [f"[{group}]", *(f"{entry} = {target}" for entry, target in named.items())]
        (about / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
        plugins.forget()

    yield installed
    for module in set(sys.modules) - before:
        if (folder / f"{module}.py").exists():
            del sys.modules[module]
    monkeypatch.undo()
    plugins.forget()
