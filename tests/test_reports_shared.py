from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.extractors.reports import extract, is_report
from councilgraph.graph.model import Claim
from councilgraph.graph.readers.pdf import read_pdf


def exchanged(path: Path) -> Iterator[tuple[Claim, dict[str, Any]]]:
    """The claims of a report, and as the scorer takes them: nothing but their own fields."""
    content = path.read_bytes()
    try:
        document = read_pdf(content, name=path.name, sha256=hashlib.sha256(content).hexdigest())
    except DocumentError:
        return
    assert is_report(document)
    for claim in extract(document):
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.text
        values = {each.name: getattr(claim, each.name) for each in fields(claim)}
        yield claim, values | {"doc": path.name, "type": claim.type}


def test_published_reports_are_read_right(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(shared / "eval"))
    scorer = importlib.import_module("score_reports")
    tally = scorer.Tally()
    lines = (shared / "reports" / "gold.jsonl").read_text("utf-8").splitlines()
    for gold in map(json.loads, lines):
        claims = [values for _, values in exchanged(shared / "reports" / gold["file"])]
        if gold.get("valid", True):
            scorer.score_report(gold, claims, tally)
        else:
            assert claims == []
    assert tally.errors == []
