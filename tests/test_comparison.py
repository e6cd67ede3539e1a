from __future__ import annotations

import json

from councilgraph.graph import build as pipeline
from councilgraph.graph.store import open_writer

NOW = "2026-01-01T00:00:00+00:00"


def test_diff_says_what_changed_in_words_and_as_rows(run, stories, tmp_path):
    for name, files in (("old", ["appointed.txt"]), ("new", ["appointed.txt", "judged.txt"])):
        with open_writer(tmp_path / name) as writer:
            pipeline.build(writer, [stories / file for file in files], now=NOW)
    ran = run("diff", tmp_path / "old", tmp_path / "new", "--format", "json")
    changes = {(row["change"], row["kind"]) for row in json.loads(ran.out)}
    assert ("added", "statement") in changes
    assert ("added", "judgement") in changes
    assert "1 judgement added" in ran.err
    same = run("diff", tmp_path / "new", tmp_path / "new")
    assert (same.code, same.out, same.err) == (0, "", "nothing differs\n")
