"""Answers that are kept for as long as the store stays as it is."""

from __future__ import annotations

import dataclasses

from councilgraph.graph.build import Options, build
from councilgraph.graph.store import open_writer
from councilgraph.graph.web import kept
from councilgraph.graph.web.asked import Answer, Asked
from councilgraph.graph.web.kept import Kept, tag
from tests.served import running

PAGE = Asked("search", "/search", {"q": "council", "page": "1"})
ANSWER = Answer(b"<p>found</p>", "text/html")


def test_an_answer_is_kept_until_the_store_changes():
    revision = [1]
    answers = Kept(lambda: revision[0])
    assert answers.find(PAGE) is None
    answers.keep(PAGE, ANSWER)
    assert answers.find(dataclasses.replace(PAGE, params={"page": "1", "q": "council"})) is ANSWER

    revision[0] = 2
    assert answers.find(PAGE) is None


def test_what_was_worked_out_while_the_store_changed_is_not_kept():
    revision = [1]
    answers = Kept(lambda: revision[0])
    answers.find(PAGE)
    revision[0] = 2
    answers.keep(PAGE, ANSWER)
    revision[0] = 1
    assert answers.find(PAGE) is None


def test_requests_that_differ_in_anything_have_answers_of_their_own():
    answers = Kept(lambda: 1)
    answers.find(PAGE)
    answers.keep(PAGE, ANSWER)
    for other in (
        {"syntax": "json"},
        {"params": {"q": "council"}},
        {"name": "x"},
        {"root": "http://localhost"},
        {"flags": frozenset({"reviewing"})},
    ):
        assert answers.find(dataclasses.replace(PAGE, **other)) is None


def test_errors_and_pairs_to_decide_are_not_kept():
    answers = Kept(lambda: 1)
    review = Asked("review", "/review")
    for asked, answer in ((PAGE, dataclasses.replace(ANSWER, status=504)), (review, ANSWER)):
        answers.find(asked)
        answers.keep(asked, answer)
        assert answers.find(asked) is None


def test_the_oldest_go_when_there_is_no_more_room(monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 2 * len(ANSWER.body))
    answers = Kept(lambda: 1)
    pages = [dataclasses.replace(PAGE, name=str(number)) for number in range(3)]
    for page in pages:
        answers.find(page)
        answers.keep(page, ANSWER)
        answers.find(pages[0])
    assert [answers.find(page) is not None for page in pages] == [True, False, True]


def test_a_page_that_the_browser_has_already_is_not_sent_again(web):
    first = web.get("/questions")
    again = web.get("/questions", **{"If-None-Match": first.headers["etag"]})

    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"] == tag(Answer(first.body, ""))
    assert web.get("/questions.json").headers["etag"] != first.headers["etag"]


def test_a_build_shows_at_the_next_click(tmp_path):
    story = tmp_path / "story.txt"
    store = tmp_path / "s"
    story.write_text("Orla Quillfeather is chief executive of Cornwall Council.\n")
    with open_writer(store) as writer:
        build(writer, [], now="2026-01-01T00:00:00+00:00")
    with running(store) as web:
        assert b"Quillfeather" not in web.get("/entities?kind=person").body
        with open_writer(store) as writer:
            build(writer, [story], now="2026-01-01T00:00:00+00:00", options=Options())
        assert b"Quillfeather" in web.get("/entities?kind=person").body
