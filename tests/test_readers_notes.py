"""The notes that come with the program, read as a user's documents are."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.readers import documents_in, read_document

NOTES = list(documents_in(Path(__file__).resolve().parents[1] / "data" / "documents"))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_a_note_says_what_it_is_and_whose_story_it_sums_up(path):
    note = read_document(path)
    assert note.media_type == "text/markdown"
    assert note.title
    assert f"# {note.title}\n" in note.text
    assert (note.publisher or "").endswith("(summarised)")
    assert is_edtf(note.issued or "")
    assert "\nsource: " in note.text
    assert 80 <= len(note.text.partition("\n# ")[2].split()) <= 250
