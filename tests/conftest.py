from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from councilgraph import cli

STORIES = {
    "appointed.txt": """Westmorland names a new children's chief
The Fell Post, 3 March 2015

Una Garside has been appointed director of children's services at Cumbria County Council. She succeeds Peter Orrell, who resigned in January 2015.

"I know how much there is to do and I look forward to it," Ms Garside said.
""",
    "judged.txt": """Cumbria children's services inadequate
The Fell Post, 14 May 2015

Cumbria County Council's children's services have been rated inadequate by Ofsted after an inspection in March.

Una Garside, director of children's services at Cumbria County Council, said: "The report is fair and we shall put every part of it right."
""",
}
"""Invented people in a real council that has ended since."""


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
    """A folder with two stories."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with the two stories, not to be written to."""
    folder = tmp_path_factory.mktemp("built")
    for name, text in STORIES.items():
        (folder / name).write_text(text, "utf-8")
    store = folder / "s.store"
    with pytest.MonkeyPatch.context() as patch:
        files = [str(folder / name) for name in STORIES]
        patch.setattr(sys, "argv", ["councilgraph", "build", *files, "--store", str(store), "--workers", "1"])
        with pytest.raises(SystemExit):
            cli.main()
    yield store
