from __future__ import annotations

from councilgraph.graph.index import DocumentHit, Named, open_index
from councilgraph.graph.model import Document


def document(sha256: str, name: str, text: str) -> Document:
    return Document(sha256=sha256, name=name, media_type="text/plain", text=text, title=name)


def test_names_are_found_folded_exactly_and_by_the_beginnings_of_words():
    index = open_index(None)
    index.replace_names(
        gone=[],
        names=[
            Named("i:1", "council", "Westshire Council"),
            Named("i:1", "council", "Westshire", is_main=False),
            Named("i:2", "person", "Ann O'Dell"),
        ],
    )
    assert index.named("WESTSHIRE") == [Named("i:1", "council", "Westshire", is_main=False)]
    assert index.names_with("wes cou", limit=9) == [Named("i:1", "council", "Westshire Council")]
    assert index.named("ann odell") == [Named("i:2", "person", "Ann O'Dell")]
    assert index.names_with("''--", limit=9) == []


def test_an_entity_that_goes_takes_its_names_along():
    index = open_index(None)
    index.replace_names(gone=[], names=[Named("i:1", "person", "Ann Dell")])
    index.replace_names(gone=["i:1"], names=[Named("i:2", "person", "Ann Dell")])
    assert (
        index.named("Ann Dell") == index.names_with("dell", limit=9) == [Named("i:2", "person", "Ann Dell")]
    )


def test_documents_are_found_by_words_with_a_snippet_and_forgotten():
    index = open_index(None)
    index.put_documents([document("ab12cd", "a.txt", "The ferry sank."), document("ff", "b.txt", "Nothing.")])
    assert list(index.documents_with('ferry "', limit=5)) == [
        DocumentHit("ab12cd", "a.txt", "a.txt", "The «ferry» sank.")
    ]
    assert index.documents_named("ab12") == index.documents_named("a.txt") == [("ab12cd", "a.txt")]
    assert index.text("ab12cd") == "The ferry sank."
    index.remove_documents(["ab12cd"])
    assert [hit.sha256 for hit in index.documents(limit=9)] == ["ff"]
    assert list(index.documents_with("ferry", limit=5)) == []
