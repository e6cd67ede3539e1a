from __future__ import annotations

import json
from pathlib import Path

import pytest

from councilgraph.graph import build as pipeline
from councilgraph.graph import review
from councilgraph.graph.identity.decisions import decision_file, read_decisions
from councilgraph.graph.store import open_writer

NOW = "2026-01-01T00:00:00+00:00"
NAMESAKES = {
    "one.txt": "Audit report\nThe Fell Post, 3 March 2015\n\n"
    "David Whitmore, head of finance at Cumbria County Council, signed the report.\n",
    "two.txt": "Charity news\nThe Tarn Echo, 9 June 2018\n\n"
    "David Whitmore, chief executive of Plymouth City Council, opened the fair.\n",
}


@pytest.fixture
def undecided(tmp_path: Path) -> Path:
    """A store with one pair that waits for a decision."""
    for name, text in NAMESAKES.items():
        (tmp_path / name).write_text(text, "utf-8")
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [tmp_path / name for name in NAMESAKES], now=NOW)
    return tmp_path / "s"


def facts(store: Path) -> set[str]:
    with open_writer(store) as writer:
        return {str(quad) for quad in writer.quads()}


def waiting(run, store: Path) -> list[dict[str, object]]:
    """The pairs that wait and are not from the registers that every store has."""
    rows = json.loads(run("review", "--list", "--format", "json", store=store).out)
    return [row for row in rows if row["left"] == "David Whitmore"]


def test_pairs_are_listed_with_the_quotes_of_both_sides(run, undecided):
    rows = waiting(run, undecided)
    assert [(row["left"], row["verdict"], row["by"]) for row in rows] == [
        ("David Whitmore", "unsure", "machine")
    ]
    assert {one["document"] for one in rows[0]["evidence"]} == set(NAMESAKES)


def test_a_decision_joins_two_and_its_undoing_leaves_no_trace(run, undecided):
    before = facts(undecided)
    [row] = waiting(run, undecided)
    ran = run(
        "review", "--decide", row["id"], "same", "--because", "same signature", "--by", "amy", store=undecided
    )
    assert ran.code == 0
    [decision] = read_decisions(decision_file(undecided))
    assert (decision.verdict, decision.who, decision.why) == ("same", "amy", "same signature")
    people = json.loads(run("find", "Whitmore", "--format", "json", store=undecided).out)
    assert len([row for row in people if row["what"] == "person"]) == 1
    assert run("review", "--undo", row["id"], store=undecided).code == 0
    assert list(read_decisions(decision_file(undecided))) == []
    assert facts(undecided) == before


def test_a_decision_outlives_the_store(run, undecided):
    [row] = waiting(run, undecided)
    run("review", "--decide", row["id"], "same", store=undecided)
    joined = facts(undecided)
    undecided.rename(undecided.with_name("old"))
    run("build", *[undecided.parent / name for name in NAMESAKES], store=undecided)
    assert facts(undecided) == joined


def test_unknown_pairs_and_verdicts_are_usage_errors(run, undecided):
    assert run("review", "--decide", "ffff", "same", store=undecided).code == 2
    [row] = waiting(run, undecided)
    ran = run("review", "--decide", row["id"], "perhaps", store=undecided)
    assert (ran.code, "one of: same, different, unsure" in ran.err) == (2, True)


def test_the_keyboard_goes_through_pair_after_pair(run, undecided, monkeypatch):
    answers = iter(["s", "I asked her", "q"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    ran = run("review", store=undecided)
    assert "1 of " in ran.out
    assert [decision.why for decision in read_decisions(decision_file(undecided))] == ["I asked her"]


def test_candidates_can_list_decided_pairs_too(undecided):
    with open_writer(undecided) as writer:
        [pair] = [each for each in review.candidates(writer) if each.left.label == "David Whitmore"]
        reviewer = review.Reviewer(decision_file(undecided), "amy", "2026-01-01")
        review.decide(writer, pair, "different", reviewer=reviewer)
        assert pair.id not in {each.id for each in review.candidates(writer)}
        decided = {each.id: each.pair for each in review.candidates(writer, is_undecided=False)}
        assert (decided[pair.id].verdict, decided[pair.id].by) == ("different", "amy")
