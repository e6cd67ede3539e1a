"""Measure how much of what documents say is read right, and write `docs/accuracy.md`.

usage: python benchmarks/accuracy.py [--write]

Needs the evaluation material in `../shared`. Without --write the page is printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from councilgraph.graph.build import build
from councilgraph.graph.checks import check, rows
from councilgraph.graph.formats.export import export
from councilgraph.graph.store import Writer, memory_store

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EVAL = SHARED / "eval"
LABELLED = ROOT / "benchmarks" / "labelled"
OTHERS = {
    "n": "yes",
    "w1": "yes",
    "w2": "yes",
    "t1": "yes",
    "t2": "yes",
    "t3": "yes",
    "t4": "yes",
    "w3": "yes",
    "w4": "yes",
    "w5": "yes",
    "w6": "yes",
    "w7": "no",
    "w8": "no",
}
"""The sets of labelled prose, and whether whoever writes the rules has read them."""
TYPES = ("post", "career_event", "inspection", "judgement", "intervention", "statement")
BANDS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


def built(*sources: Path) -> Writer:
    """A store in memory with the documents."""
    writer = memory_store()
    build(writer, sources, now="")
    return writer


def scored(script: str, *arguments: str | Path) -> str:
    """What a scorer prints."""
    command = [sys.executable, str(EVAL / script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=EVAL).stdout


def prose(folder: Path) -> Iterator[str]:
    """Scores on the labelled prose, calibration, and the commonest kinds of error."""
    gold = folder / "gold.jsonl"
    gold.write_text(
        "".join(path.read_text("utf-8") for path in sorted((EVAL / "dev").glob("*_gold.jsonl"))), "utf-8"
    )
    claims = folder / "prose.jsonl"
    with built(EVAL / "dev" / "news", EVAL / "dev" / "written") as writer:
        export(writer, claims, name="claims")
    yield "## Prose\n\n102 labelled documents (the development set).\n\n```text\n"
    yield scored("score.py", gold, claims, "--text-dir", EVAL / "dev")
    yield "```\n\n"
    misses = scored("score.py", gold, claims, "--misses").splitlines()
    yield from _errors(misses)
    yield from _calibration(claims, misses)
    yield (ROOT / "benchmarks" / "unread.md").read_text("utf-8")
    yield from others(folder)


def others(folder: Path) -> Iterator[str]:
    """Scores on the prose of other writers, a row for each set."""
    yield "The same sets with the rules as they are now (`benchmarks/labelled`):\n\n"
    heads = ("set", "documents", "read", "F1", "precision", *(name.replace("_", " ") for name in TYPES))
    yield f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
    for name, is_read in OTHERS.items():
        texts, claims = LABELLED / name, folder / f"{name}.jsonl"
        with built(*sorted(texts.glob("*.txt"))) as writer:
            export(writer, claims, name="claims")
        found = json.loads(scored("score.py", texts / "gold.jsonl", claims, "--json"))
        whole, by_type = found["all"], found["types"]
        figures = [whole["f1"], whole["precision"], *(by_type[each]["f1"] for each in TYPES)]
        cells = (name, str(found["documents"]), is_read, *(f"{figure:.2f}" for figure in figures))
        yield f"| {' | '.join(cells)} |\n"
    yield "\n"


def _errors(misses: list[str]) -> Iterator[str]:
    counted = Counter()
    for line in misses:
        kind = line.split(None, 1)[0]
        if kind in ("MISSED", "WRONG"):
            claim = json.loads(line[line.index("{") :])
            detail = (
                claim.get("role_kind") or claim.get("event") or claim.get("grade") or claim.get("kind") or ""
            )
            counted[(kind.lower(), claim["type"], claim.get("event") or detail)] += 1
    yield "The commonest kinds of error:\n\n| | claim | of | number |\n| --- | --- | --- | --- |\n"
    for (kind, type_, detail), number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:10]:
        yield f"| {kind} | {type_} | {detail} | {number} |\n"
    yield "\n"


def _calibration(claims: Path, misses: list[str]) -> Iterator[str]:
    """How often claims of a given confidence are right."""
    wrong = Counter(_band(json.loads(line[line.index("{") :])) for line in misses if line.startswith("WRONG"))
    said = Counter()
    labelled = {
        json.loads(line)["doc"] for line in (claims.parent / "gold.jsonl").read_text("utf-8").splitlines()
    }
    for line in claims.read_text("utf-8").splitlines():
        claim = json.loads(line)
        if claim["doc"] in labelled and claim.get("speaker_kind") != "organisation":
            said[_band(claim)] += 1
    yield "Confidence, and how often it is right:\n\n"
    yield "| confidence from | claims | right |\n| --- | --- | --- |\n"
    for band in BANDS:
        if said[band]:
            yield f"| {band} | {said[band]} | {1 - wrong[band] / said[band]:.2f} |\n"
    yield "\n"


def _band(claim: dict[str, object]) -> float:
    return next(band for band in BANDS if float(str(claim.get("confidence") or 0)) >= band)


def reports(folder: Path) -> Iterator[str]:
    """Scores on the inspection reports."""
    claims = folder / "reports.jsonl"
    with built(*sorted((SHARED / "reports").glob("*.pdf"))) as writer:
        export(writer, claims, name="claims")
    yield "## Inspection reports\n\n123 published reports, 2012 to 2026 (the development set).\n\n```text\n"
    yield scored("score_reports.py", SHARED / "reports" / "gold.jsonl", claims)
    yield "```\n\n"


def identity(folder: Path) -> Iterator[str]:
    """Scores on the cases of who is who."""
    yield "## Who is who\n\n16 cases of a few short documents each (the development set).\n\n```text\n"
    yield _who(EVAL / "identity", folder / "identity")
    yield "```\n\n62 cases by five other writers (`benchmarks/labelled/who`).\n\n```text\n"
    yield _who(LABELLED / "who", folder / "who")
    yield "```\n\n"
    yield (ROOT / "benchmarks" / "unread_who.md").read_text("utf-8")


def _who(cases: Path, out: Path) -> str:
    out.mkdir()
    for case in sorted(path.parent for path in cases.glob("*/gold.json")):
        with built(*sorted(case.glob("*.txt"))) as writer:
            export(writer, out / f"{case.name}.jsonl", name="claims")
            export(writer, out / f"{case.name}.json", name="tenures")
            (out / f"{case.name}.json").rename(out / f"{case.name}.facts.json")
            found = [row for row in rows(check(writer), writer).rows if row["kind"] == "contradiction"]
        listed = [{"docs": sorted({e["document"] for e in r["evidence"]}), "about": r["what"]} for r in found]
        (out / f"{case.name}.contradictions.json").write_text(json.dumps(listed), "utf-8")
    return scored("score_identity.py", cases, out)


def main() -> None:
    """Print the page, or write it."""
    if not EVAL.is_dir():
        sys.exit("needs the evaluation material in ../shared, which is not on this machine")
    with tempfile.TemporaryDirectory() as name:
        parts = [part for section in (prose, reports, identity) for part in section(Path(name))]
    page = (
        "# Accuracy\n\nWritten by `make accuracy`, with the scorers of the evaluation material.\n\n"
        + "".join(parts)
    )
    if "--write" in sys.argv[1:]:
        (ROOT / "docs" / "accuracy.md").write_text(page, "utf-8")
    else:
        sys.stdout.write(page)


if __name__ == "__main__":
    main()
