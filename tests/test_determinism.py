"""The same documents give the same bytes whatever the hash seed, the locale and the time zone of a machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BUILD = """
import sys
from pathlib import Path
from councilgraph.graph.build import Options, build
from councilgraph.graph.formats.export import export
from councilgraph.graph.store import open_writer
folder, store, out, workers = sys.argv[1:]
with open_writer(Path(store)) as writer:
    build(writer, [Path(folder)], now="2026-01-01T00:00:00+00:00", options=Options(workers=int(workers)))
    export(writer, Path(out))
"""
MACHINES = {
    "another hash seed": {"PYTHONHASHSEED": "20150303"},
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
    "UTF-8 elsewhere": {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    "the other side of the day": {"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "3"},
}


def exported(folder: Path, path: Path, environment: dict[str, str], workers: int) -> bytes:
    """What a store of a folder's documents exports, built in a process of its own in that environment."""
    out = path.with_suffix(".nq")
    command = [sys.executable, "-c", BUILD, str(folder), str(path), str(out), str(workers)]
    subprocess.run(command, check=True, env={**os.environ, **environment}, capture_output=True)
    return out.read_bytes()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return exported(HERE / "stories", tmp_path_factory.mktemp("here") / "store", {"PYTHONHASHSEED": "0"}, 1)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_store_has_the_same_bytes_on_any_machine(machine: str, here: bytes, tmp_path: Path) -> None:
    assert here.count(b"\n") > 100
    assert exported(HERE / "stories", tmp_path / "store", MACHINES[machine], 2) == here
