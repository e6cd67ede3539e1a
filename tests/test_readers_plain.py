from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.dates import is_edtf, parse_date
from councilgraph.graph.model import Document
from councilgraph.graph.readers import documents_in, read_document
from councilgraph.graph.readers.head import Head, parse_head
from councilgraph.graph.readers.plain import parse_plain

CASES = tomllib.loads((Path(__file__).parent / "cases" / "heads.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_the_head_of_a_story_says(case):
    wanted = Head(case.get("title"), case.get("publisher"), case.get("issued"))
    assert parse_head(case["text"].lstrip("\n")) == wanted


def test_a_text_file_is_its_text():
    text = "\n  Saltby picks a leader\nThe Saltby Lantern, 14 July 2010\n\nShe won by a vote. \n"
    assert parse_plain(text, name="d1.txt", sha256="ab") == Document(
        sha256="ab",
        name="d1.txt",
        media_type="text/plain",
        text=text,
        title="Saltby picks a leader",
        publisher="The Saltby Lantern",
        issued="2010-07-14",
    )


@pytest.mark.parametrize(
    "text", ["", "\n\n", "x", "x" * 100_000, "14 July 2009\n" * 1000, "| " * 5000, " " * 9999]
)
def test_odd_texts_have_a_head_too(text):
    head = parse_head(text)
    assert head.issued in (None, "2009-07-14")


WORDS = st.sampled_from(
    (
        *("Published", "Updated", "by", "on", "in", "at", "the", "Saltby", "Lantern", "News", "Comments"),
        *("14", "July", "2009", "12/03/2014", "Monday", ",", "|", "-", "(", ")", ".", ":", "\n", "cookies"),
    )
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whatever_the_lines_say_the_date_is_a_date(text):
    head = parse_head(text)
    assert head.issued is None or is_edtf(head.issued)


def test_the_second_line_of_the_identity_cases(shared):
    stories = [
        path
        for path in documents_in(shared / "eval" / "identity")
        if path.suffix == ".txt" and path.stem[0] == "d"
    ]
    assert stories
    for path in stories:
        document = read_document(path)
        headline, second = document.text.split("\n")[:2]
        publisher, _, date = second.rpartition(", ")
        assert (document.title, document.issued) == (headline, parse_date(date)), path
        assert document.publisher in (publisher, None), path
