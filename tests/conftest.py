from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import offline.sitecustomize
import pytest
from served import Served, running, small_store

from councilgraph import cli
from councilgraph.graph.build import build
from councilgraph.graph.store import open_writer

STORIES = Path(__file__).parent / "stories"
"""Invented people in a real council, which has ended since."""

# Importing it has closed the way out of this process; the others that tests start read it by themselves.
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, (str(Path(offline.sitecustomize.__file__).parent), os.environ.get("PYTHONPATH")))
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that make some tests longer."""
    parser.addoption("--moments", type=int, default=3, help="at how many moments each command is killed")
    parser.addoption("--mutants", type=int, default=150, help="how many damaged files are read")
    parser.addoption("--steps", type=int, default=24, help="how much is done to a store in any order")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material that lies beside the project on its own machines."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("needs ../shared (the evaluation material), which is not on this machine")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command as if typed, `run("ask", "who-held", store=...)`."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("COUNCILGRAPH_STORE", raising=False)

    def ran(*arguments: str | Path, store: Path | None = None) -> Ran:
        typed = [*map(str, arguments), *(["--store", str(store)] if store else [])]
        monkeypatch.setattr(sys, "argv", ["councilgraph", *typed])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), out, err)

    return ran


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with the stories, to be changed at will."""
    return Path(shutil.copytree(STORIES, tmp_path / "stories"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the stories, not to be written to."""
    path = tmp_path_factory.mktemp("built") / "s.store"
    with open_writer(path) as writer:
        build(writer, [STORIES], now="2026-01-01T00:00:00+00:00")
    return path


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the store of `served.small_store`."""
    with running(small_store(tmp_path_factory.mktemp("web") / "s.store")) as served:
        yield served
