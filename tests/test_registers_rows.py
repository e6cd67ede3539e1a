from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.registers.rows import Row, header, rows


def test_rows_with_cells_of_several_lines_and_blank_rows():
    text = '\ufeffname,note\r\n"Exford\r\nBorough","a ""b"", c"\r\n,\r\nBarle,\r\n'
    assert list(rows(text)) == [
        Row(1, 0, 12, ("\ufeffname", "note")),
        Row(2, 12, 44, ("Exford\r\nBorough", 'a "b", c')),
        Row(4, 47, 55, ("Barle", "")),
    ]
    assert header(text) == ("name", "note")


def test_rows_after_a_quotation_mark_that_never_closes():
    text = 'name,note\n"Exford,1\nBarle,2\n'
    assert [(r.number, r.start, r.end, r.cells) for r in rows(text)] == [
        (1, 0, 10, ("name", "note")),
        (2, 10, 20, ()),
        (3, 20, 28, ("Barle", "2")),
    ]
    assert list(rows(text))[1].fault == "unexpected end of data"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_rows_with_another_delimiter(delimiter):
    assert [
        r.cells for r in rows(f"name{delimiter}size{delimiter}note\nExford{delimiter}1,5{delimiter}a, b")
    ] == [
        ("name", "size", "note"),
        ("Exford", "1,5", "a, b"),
    ]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1))
def test_rows_of_what_a_spreadsheet_writes(table):
    text = io.StringIO()
    csv.writer(text).writerows([["one", "two"], *table])
    written = text.getvalue()
    read = list(rows(written))
    assert [r.cells for r in read[1:]] == [tuple(cells) for cells in table if any(c.strip() for c in cells)]
    for r in read:
        assert tuple(next(csv.reader(io.StringIO(written[r.start : r.end], newline="")))) == r.cells


@given(st.text(alphabet='ab",;\t\r\n\x00 '))
def test_any_text_has_rows_that_do_not_overlap(text):
    end = 0
    for r in rows(text):
        assert end <= r.start < r.end <= len(text)
        end = r.end
