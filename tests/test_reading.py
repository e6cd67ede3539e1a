"""Readings as plain bytes, in which they come back from other machines."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.model import Document, Problem
from councilgraph.graph.reading import Reading, read

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
OPTIONAL = st.none() | TEXT
DOCUMENTS = st.builds(
    Document,
    sha256=TEXT,
    name=TEXT,
    media_type=TEXT,
    text=TEXT,
    page_starts=st.lists(st.integers(0, 10**9)).map(tuple),
    title=OPTIONAL,
    publisher=OPTIONAL,
    issued=OPTIONAL,
    url=OPTIONAL,
)
PROBLEMS = st.lists(st.builds(Problem, st.text(), TEXT, TEXT, TEXT)).map(tuple)
READINGS = st.builds(
    Reading, st.just(Path("a.txt")), st.none() | DOCUMENTS, st.binary(), st.integers(0, 10**6), PROBLEMS
)


@given(READINGS)
def test_a_reading_comes_back_as_it_was(reading):
    assert Reading.from_bytes(Path("a.txt"), reading.to_bytes()) == reading


@pytest.mark.parametrize(
    "wrong", [b"", b"nothing", zlib.compress(b"{}\n"), zlib.compress(b'[{"sha256": 1}, 0, []]\n')]
)
def test_other_bytes_are_none(wrong):
    with pytest.raises(ValueError, match=r"not a reading|Expecting value|unpack"):
        Reading.from_bytes(Path("a.txt"), wrong)


def test_the_bytes_of_a_file_are_read_as_the_file_is(stories):
    for path in stories.iterdir():
        assert read(Path(path.name), content=path.read_bytes()).to_bytes() == read(path).to_bytes()


def test_a_name_that_is_no_text_comes_back_too(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    reading = read(path, content=b"\x00\x01 no text")
    assert reading.problems[0].document == path.name
    assert Reading.from_bytes(path, reading.to_bytes()) == reading
