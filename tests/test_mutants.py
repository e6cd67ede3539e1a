"""Damaged and hostile files: none stops a build, and each one that can't be read is a problem that is shown.

pytest tests/test_mutants.py --mutants 10000
"""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import Seed, mutants
from test_pdf import pdf_file

from councilgraph.graph.build import Options, build
from councilgraph.graph.checks import check
from councilgraph.graph.store import open_writer

HERE = Path(__file__).parent
A_FOLDER = 500
PAGE = """<!doctype html><html><head><title>Fenwick to go</title><meta charset="utf-8"></head><body><nav>Home</nav>
<article><h1>Fenwick to go</h1><p>4 March 2014</p><p>Ada Fenwick, chief executive of Cornwall Council, has resigned.</p>
<p>“It was time,” said Ms Fenwick.</p></article></body></html>"""


def seeds() -> list[Seed]:
    files = [
        *sorted((HERE / "stories").glob("*.txt")),
        *sorted((HERE.parent / "data" / "documents").glob("*.md")),
    ]
    found = [(path.name, path.read_bytes()) for path in files]
    register = (HERE.parent / "data" / "officeholders.csv").read_bytes()
    lines = [
        "Inspection of children's services",
        "Cornwall Council",
        "Inspection dates: 4 to 8 March 2014",
        "Good",
    ]
    return [
        *found,
        ("register.csv", b"".join(register.splitlines(keepends=True)[:40])),
        ("page.html", PAGE.encode()),
        ("report.pdf", pdf_file([lines, ["The lead inspector is Ann Poole."]])),
    ]


def test_no_file_stops_a_build(tmp_path, request):
    count, left, number = request.config.getoption("--mutants"), 0, 0
    source = mutants(seeds(), count, seed=2009)
    while count > left:
        folder = tmp_path / f"files-{number}"
        folder.mkdir()
        for name, content in (next(source) for _ in range(min(A_FOLDER, count - left))):
            (folder / name).write_bytes(content)
        read_folder(folder, tmp_path / f"store-{number}")
        left, number = left + A_FOLDER, number + 1


def read_folder(folder: Path, store: Path) -> None:
    """Build a store from damaged files, and find each of them in it or among the problems."""
    seen = []
    with open_writer(store) as writer:
        options = Options(workers=2)
        report = build(
            writer, [folder], now="2026-01-01T00:00:00+00:00", options=options, on_read=seen.append
        )
        ours = [reading for reading in seen if reading.path.parent == folder]
        assert not [problem for problem in report.problems if "fault in councilgraph" in problem.hint]
        told = {problem.document for problem in report.problems}
        assert [
            reading.path.name for reading in ours if not reading.document and reading.path.name not in told
        ] == []
        assert len(ours) + report.unchanged >= len(list(folder.iterdir())) - _alike(folder)
        shapes = [found.what for found in check(writer) if found.kind == "shape"]
        # A date that was damaged may well put an end before its start.
        assert [what for what in shapes if not what.startswith("LessThanOrEquals")] == []


def _alike(folder: Path) -> int:
    """How many files say the same as another one, or are of a kind that folders are not searched for."""
    known = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".csv", ".tsv")
    files = [path for path in folder.iterdir() if path.suffix in known]
    return len(list(folder.iterdir())) - len({path.read_bytes() for path in files})


@pytest.mark.parametrize("count", [40])
def test_mutants_are_the_same_each_time(count):
    assert list(mutants(seeds(), count, seed=1)) == list(mutants(seeds(), count, seed=1))
