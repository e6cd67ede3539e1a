"""Reading and building inspection reports, against `pdftotext -layout` over the same files.

    python benchmarks/reading.py [--reports FOLDER] [--rounds 2]

Both are measured in turns, by the clock and by the processors. Memory is compared over the reports once
and over three times as many (copies that differ by a byte).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from measuring import Cost, cost_of, row

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
TARGET = 0.6
_WORKERS = "2"


def compare(reports: Path, rounds: int) -> None:
    """Print how the build compares with pdftotext, and its memory with one and three times the reports."""
    files = sorted(reports.glob("*.pdf"))
    if not files:
        print(f"reports: skipped, there are none in {reports}")
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        builds = [_build([reports], work / "store")]
        references: list[Cost] = []
        if shutil.which("pdftotext"):
            for number in range(rounds):
                references.append(_pdftotext(files))
                builds.append(_build([reports], work / f"again-{number}"))
        _print_reading(files, builds, references)
        tripled = _tripled(files, work / "tripled")
        larger = _build([tripled], work / "store-tripled")
        print(row("  peak memory, 1x and 3x reports (MB)", builds[0].peak_mb, larger.peak_mb,
                  larger.peak_mb / builds[0].peak_mb))  # fmt: skip


def _print_reading(files: list[Path], builds: list[Cost], references: list[Cost]) -> None:
    print(row(f"{len(files)} reports, {_WORKERS} workers", "build", "pdftotext", "ratio", "target"))
    if not references:
        print("  skipped: pdftotext (poppler-utils) is not installed")
        return
    for name, attribute in (("  seconds by the clock", "wall_s"), ("  seconds of the processors", "cpu_s")):
        ours, theirs = (min(getattr(cost, attribute) for cost in costs) for costs in (builds, references))
        print(row(name, ours, theirs, ours / theirs, TARGET if attribute == "wall_s" else ""))


def _build(sources: list[Path], store: Path) -> Cost:
    command = [sys.executable, "-c", "from councilgraph.cli import main; main()", "build"]
    return cost_of([*command, *map(str, sources), "--store", str(store), "--workers", _WORKERS])


def _pdftotext(files: list[Path]) -> Cost:
    quoted = 'for file in "$@"; do pdftotext -layout "$file" /dev/null 2>/dev/null || :; done'
    return cost_of(["sh", "-c", quoted, "sh", *map(str, files)])


def _tripled(files: list[Path], folder: Path) -> Path:
    """The reports and two copies of each; a byte after the end of a PDF makes another document of it."""
    folder.mkdir()
    for copy in range(3):
        for file in files:
            (folder / f"{copy}-{file.name}").write_bytes(file.read_bytes() + b"\n" * copy)
    return folder


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    compare(options.reports, options.rounds)


if __name__ == "__main__":
    main()
