"""The main job, on five published stories that lie beside the project: what they say, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from councilgraph.graph.build import build
from councilgraph.graph.store import open_store, open_writer

RESIGNATION = ("Dean Ashton", "resigned")


@pytest.fixture(scope="module")
def five(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("five") / "five.store"
    with open_writer(path) as writer:
        build(writer, sorted((shared / "eval" / "dev" / "news").glob("00*.txt")), now="")
    return path


def answer(run, five: Path, *arguments: str) -> list[dict[str, object]]:
    ran = run(*arguments, "--format", "json", store=five)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_who_directed_childrens_services_in_cornwall(run, five):
    post = ("--post", "director_of_childrens_services")
    rows = answer(run, five, "ask", "who-held", *post, "--council", "Cornwall")
    assert {
        (row["person"], row["until"], row["ending"], row["inPostOn"], row["interim"]) for row in rows
    } == {
        ("Dean Ashton", None, "resigned", None, False),
        ("Richard Hubbard", None, None, "2009-10-19", True),
        ("Trevor Doughty", None, None, "2011-02-28", False),
    }
    assert all(row["evidence"] for row in rows)


@pytest.mark.parametrize(
    ("council", "judgements"),
    [
        (
            "Cornwall",
            {("overall", "adequate"), ("overall", "inadequate"), ("safeguarding", "inadequate")},
        ),
        ("Warrington", {("safeguarding", "adequate"), ("safeguarding", "inadequate")}),
        (
            "Cheshire East",
            {
                ("overall", "inadequate"),
                ("quality of practice", "inadequate"),
                ("help and protection", "adequate"),
                ("leadership", "adequate"),
            },
        ),
    ],
)
def test_the_judgements_of_a_council(run, five, council, judgements):
    rows = answer(run, five, "ask", "judgements", "--council", council)
    assert {(row["aspect"], row["grade"]) for row in rows} == judgements
    assert all(row["evidence"] for row in rows)


def test_what_two_stories_tell_alike_is_one_fact_with_two_quotes(run, five):
    for name in ("Dean Ashton", "Richard Hubbard", "Kevin Peers"):
        rows = [row for row in answer(run, five, "show", name) if row["kind"] == "Career event"]
        assert len(rows) == 1, rows
        assert len({one["document"] for one in rows[0]["evidence"]}) == 2, rows


def test_the_minister_has_her_office_from_the_register_and_what_she_said(run, five):
    rows = answer(run, five, "show", "Dawn Primarolo")
    office = next(row for row in rows if row["kind"] == "Tenure")
    assert office["when"] == "2009-06 to 2010-05"
    said = [row for row in rows if row["kind"] == "Statement"]
    assert any("deeply concerning" in row["what"] and row["evidence"] for row in said)


def test_a_connection_is_explained_link_by_link(run, five):
    rows = answer(run, five, "path", "Dawn Primarolo", "Kevin Peers")
    assert rows[0]["from"] == "Dawn Primarolo" or rows[0]["to"] == "Dawn Primarolo"
    assert all(row["evidence"] for row in rows)


def test_quotes_are_verbatim_for_the_scorer(run, five, shared, tmp_path):
    evaluation = shared / "eval"
    assert run("export", "-f", "claims", "-o", tmp_path / "c.jsonl", store=five).code == 0
    command = [sys.executable, evaluation / "score.py", evaluation / "dev" / "news_gold.jsonl"]
    command += [tmp_path / "c.jsonl", "--text-dir", evaluation / "dev", "--json"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    quotes = json.loads(done.stdout)["quotes_verbatim"]
    assert quotes["n"] > 40
    assert quotes["share"] == 1


def test_check_finds_no_broken_shape(run, five):
    ran = run("check", "--format", "json", store=five)
    assert [row for row in json.loads(ran.out) if row["kind"] == "shape"] == []


def test_comments_related_articles_and_cookie_notices_are_nowhere(five):
    with open_store(five) as store:
        words = " ".join(str(quad.object) for quad in store.quads(graph=None))
    for phrase in ("command and control", "load of tosh", "appears to have cookies", "Latest digital issues"):
        assert phrase not in words
