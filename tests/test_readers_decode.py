from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.errors import DocumentError
from councilgraph.graph.readers.decode import decode

TEXT = "“It’s £5” – café\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("windows-1252"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("windows-1252"),
    ],
)
def test_one_text_in_many_encodings(content):
    assert decode(content) == TEXT


def test_latin_1():
    assert decode("Café Señor £5".encode("latin-1")) == "Café Señor £5"


def test_a_declared_encoding_counts_where_the_text_is_no_utf8():
    assert decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź"
    assert decode("Łódź".encode(), declared="iso-8859-2") == "Łódź"
    assert decode("£".encode("latin-1"), declared="no-such-encoding") == "£"


def test_a_few_bad_bytes_do_not_garble_the_rest():
    cut_off = TEXT.encode() + "’".encode()[:2]
    assert decode(cut_off) == TEXT + "\ufffd"


def test_utf_16_that_is_cut_off():
    assert decode("Saltby".encode("utf-16")[:-1]) == "Saltb"


def test_what_cannot_be_seen_is_kept():
    text = "zero\u200bwidth\u00a0\u00ad \ufeff\t\f\x1b[0m"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02\x03",
        b"Saltby\x00Council",
        bytes(range(1, 256)) * 4,
        "Saltby".encode("utf-16-le"),
        b"\xff\xfe\x00\xd8\x00\xd8",
        b"\x81\x8d\x8f",
    ],
)
def test_binary_data_is_no_text(content):
    with pytest.raises(DocumentError) as caught:
        decode(content)
    assert caught.value.message == "not a text file: it holds binary data"
    assert caught.value.hint


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_printing_text_comes_back_from_every_unicode_encoding(text):
    text = text.removeprefix("\ufeff")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_document_error(content):
    try:
        text = decode(content)
    except DocumentError:
        return
    assert "\r" not in text
    text.encode()
