"""Deciding about pairs in the browser: off unless asked for, undoable, and only from our own page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from served import running
from test_review import NAMESAKES, NOW

from councilgraph.graph import build as pipeline
from councilgraph.graph.identity.decisions import read_decisions
from councilgraph.graph.store import open_writer
from councilgraph.graph.web import Limits, Reviewing

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    """A server that lets decide, over a store with a pair that waits."""
    folder = tmp_path_factory.mktemp("reviewed")
    for name, text in NAMESAKES.items():
        (folder / name).write_text(text, "utf-8")
    with open_writer(folder / "s.store") as writer:
        pipeline.build(writer, [folder / name for name in NAMESAKES], now=NOW)
    reviewing = Reviewing(folder / "people.decisions", "amy", lambda: "2026-01-02")
    with running(folder / "s.store", limits=Limits(pages=1, queries=1), reviewing=reviewing) as served:
        yield served


def waiting(web) -> list[dict[str, object]]:
    pairs = web.get("/review.json?per=50").json["pairs"]
    return [each for each in pairs if each["left"]["label"] == "David Whitmore"]


def rule(web, *, origin: str | None = None, **fields: str):
    headers = {**FORM, "Origin": origin or web.root}
    return web.ask("POST", "/review", urlencode(fields).encode(), headers)


def test_pairs_are_shown_side_by_side_with_their_quotes(reviewed):
    [pair] = waiting(reviewed)
    documents = {pair[side]["evidence"][0]["document"] for side in ("left", "right")}
    assert (pair["verdict"], pair["by"], documents) == ("unsure", "machine", set(NAMESAKES))
    page = reviewed.get("/review?per=50").text
    assert '<button name="verdict" value="same">' in page


def test_a_decision_is_written_and_can_be_taken_back(reviewed):
    [pair] = waiting(reviewed)
    before = reviewed.get("/search.json?q=whitmore").json["entities"]["total"]
    done = rule(reviewed, pair=pair["id"], verdict="same", why="same signature")
    assert (done.status, done.headers["location"]) == (303, "/review")
    [decision] = read_decisions(reviewed.store.with_name("people.decisions"))
    assert (decision.verdict, decision.who, decision.when, decision.why) == (
        "same", "amy", "2026-01-02", "same signature",
    )  # fmt: skip
    assert waiting(reviewed) == []
    assert reviewed.get("/search.json?q=whitmore").json["entities"]["total"] == before - 1
    [decided] = reviewed.get("/review.json").json["decided"]
    assert (decided["by"], decided["verdict"]) == ("amy", "same")
    assert rule(reviewed, pair=decided["id"], verdict="undo").status == 303
    assert reviewed.get("/search.json?q=whitmore").json["entities"]["total"] == before
    assert list(read_decisions(reviewed.store.with_name("people.decisions"))) == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_another_page_decides_nothing(reviewed, origin):
    [pair] = waiting(reviewed)
    assert rule(reviewed, origin=origin, pair=pair["id"], verdict="same").status == 403
    body = urlencode({"pair": pair["id"], "verdict": "same"}).encode()
    assert reviewed.ask("POST", "/review", body, FORM).status == 403
    assert len(waiting(reviewed)) == 1


def test_what_is_no_pair_or_no_verdict_is_refused(reviewed):
    [pair] = waiting(reviewed)
    assert rule(reviewed, pair="0" * 16, verdict="same").status == 400
    assert rule(reviewed, pair=pair["id"], verdict="perhaps").status == 400
    assert rule(reviewed, pair=pair["id"], verdict="undo").status == 400
    assert rule(reviewed).status in (300, 400)
    assert len(waiting(reviewed)) == 1


def test_while_a_build_writes_a_decision_has_to_wait(reviewed):
    [pair] = waiting(reviewed)
    with open_writer(reviewed.store):
        got = rule(reviewed, pair=pair["id"], verdict="same")
    assert (got.status, "another process is writing" in got.text) == (503, True)
    assert len(waiting(reviewed)) == 1


def test_unless_it_is_asked_for_nothing_can_be_decided(web):
    page = web.get("/review")
    assert (page.status, "serve --review" in page.text, "<button name" in page.text) == (200, True, False)
    body = urlencode({"pair": "2", "verdict": "same"}).encode()
    assert web.ask("POST", "/review", body, {**FORM, "Origin": web.root}).status == 403
