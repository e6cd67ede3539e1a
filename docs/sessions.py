"""Sessions in the docs: what stands behind `$` is run, and what it prints is put below.

A page's ```console blocks share a folder that is empty at first, and a folder `stories` of two invented
ones. A command may be a pipe (`... | head -9`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_WIDTH = 96
STORIES = Path(__file__).resolve().parents[1] / "tests" / "stories"


def refreshed(page: str) -> str:
    """`page` with the output of each command as it is now."""
    if not _BLOCK.search(page):
        return page
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(STORIES, Path(folder) / "stories")
        return _BLOCK.sub(lambda block: f"```console\n{_session(block[1], folder)}```", page)


def _session(text: str, folder: str) -> str:
    commands = [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_output(command, folder)}" for command in commands)


def _output(command: str, folder: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": str(_WIDTH), "LC_ALL": "C.UTF-8", "USER": "you"}
    environment.pop("COUNCILGRAPH_STORE", None)
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n" * bool(done.stdout)
