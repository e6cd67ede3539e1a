from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.formats.rows import cell, format_rows, plain
from councilgraph.graph.rows import Rows

EVIDENCE = {
    "quote": "She left.\nAt once.",
    "document": "a.txt",
    "page": 3,
    "publisher": None,
    "date": "2019-05",
}
ROWS = Rows(
    ("who", "until", "note"),
    [{"who": "Ann Dell", "until": "2019-05", "note": None, "evidence": [EVIDENCE]}],
)


def test_a_table_shows_the_words_below_each_row_and_no_empty_column():
    assert list(format_rows(ROWS, "table", width=60)) == [
        "who       until",
        "────────  ───────",
        "Ann Dell  2019-05",
        "    “She left. At once.”",
        "      — a.txt, page 3 (2019-05)",
    ]


def test_a_table_keeps_within_its_width():
    wide = Rows(("a", "b"), [{"a": "word " * 40, "b": "another " * 40}])
    assert max(map(len, format_rows(wide, "table", width=50))) <= 50


def test_csv_has_the_first_quote_and_how_many_there_are():
    assert list(format_rows(ROWS, "csv")) == [
        "who,until,note,quote,document,page,quotes",
        'Ann Dell,2019-05,,"She left.\nAt once.",a.txt,3,1',
    ]


def test_json_keeps_everything_as_it_is():
    [text] = format_rows(ROWS, "json")
    assert json.loads(text) == [{"who": "Ann Dell", "until": "2019-05", "note": None, "evidence": [EVIDENCE]}]


def test_what_a_spreadsheet_would_run_is_neutralised():
    assert [cell(text) for text in ("=1+1", "+44", "-1", "@x", "\tx", "x", None, ["a", "b"])] == [
        "'=1+1",
        "'+44",
        "'-1",
        "'@x",
        "'\tx",
        "x",
        "",
        "a; b",
    ]


@given(st.text())
def test_no_text_moves_the_cursor_or_turns_the_direction(text):
    shown = plain(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown if char != "\t")
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
