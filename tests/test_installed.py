"""What decides the bytes of a reading, and how machines differ in it."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from councilgraph.graph import installed
from councilgraph.graph.installed import LIBRARIES, differences

ROOT = Path(__file__).resolve().parents[1]
READING = ("readers", "extractors", "registers", "rdf")


def test_every_library_that_reading_needs_is_compared():
    paths = [path for part in READING for path in (ROOT / "graph" / part).rglob("*.py")]
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or ""
        for path in [*paths, *(ROOT / "graph").glob("*.py")]
        if path in paths or path.stem in {"reading", "dates", "names", "council_names", "gazetteer"}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    roots = (
        {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"councilgraph", "llm"}
    )
    packages = packages_distributions()
    assert {packages[root][0].lower() for root in roots} <= set(LIBRARIES)


def test_all_of_them_are_here():
    assert [name for name, version in installed.installed().items() if version == "missing"] == []


def test_the_same_version_with_another_rule_is_something_else(tmp_path, monkeypatch):
    for part in ("graph", "data", "ontology"):
        (tmp_path / part).mkdir()
    rules = tmp_path / "graph" / "rules.toml"
    rules.write_text('words = ["director"]\n', "utf-8")
    monkeypatch.setattr(installed, "_ROOT", tmp_path)
    before = installed._own_hash()
    (tmp_path / "graph" / "notes.txt").write_text("no rule", "utf-8")
    assert installed._own_hash() == before
    rules.write_text('words = ["head"]\n', "utf-8")
    assert installed._own_hash() != before


def test_differences_are_told_in_words():
    there = {"lxml": "6.0", "Python": "3.11", "extra": "1"}
    here = {"lxml": "6.1", "Python": "3.11", "tld": "2"}
    assert differences(there, here) == [
        "extra is 1 there and missing here",
        "lxml is 6.0 there and 6.1 here",
        "tld is missing there and 2 here",
    ]
