from __future__ import annotations

import pyoxigraph as ox
import pytest

from councilgraph.graph import store as stores
from councilgraph.graph.errors import StoreError
from councilgraph.graph.store import memory_store, open_store, open_writer

A, B, P, G = (ox.NamedNode(f"https://example.org/{name}") for name in "abpg")
FACT = ox.Quad(A, P, B)
CLAIM = ox.Quad(A, P, ox.Literal("it said “so”\n\\ \N{PILE OF POO}"), G)


def test_readers_see_what_was_published_and_nothing_later(tmp_path):
    path = tmp_path / "s"
    with open_writer(path) as writer:
        writer.apply(removed=[], added=[FACT])
        writer.publish()
        with open_store(path) as before:
            writer.apply(removed=[FACT], added=[CLAIM])
            writer.publish()
            assert set(before.quads(graph=None)) == {FACT}
    with open_store(path) as after:
        assert set(after.quads(graph=None)) == {CLAIM}
        assert list(after.graphs()) == [G.value]


def test_taking_out_and_putting_in_is_one_step_for_any_text():
    writer = memory_store()
    writer.apply(removed=[], added=[CLAIM, FACT])
    writer.apply(removed=[CLAIM], added=[ox.Quad(A, P, CLAIM.object)])
    assert set(writer.quads(graph=None)) == {FACT, ox.Quad(A, P, CLAIM.object)}


def test_an_rdflib_dataset_shows_the_same_quads():
    writer = memory_store()
    writer.apply(removed=[], added=[FACT, CLAIM])
    dataset = writer.rdflib_dataset()
    assert {str(s) for s, _, _, _ in dataset.quads()} == {A.value}
    assert len(list(dataset.quads())) == 2


def test_only_some_revisions_stay_on_disk(tmp_path):
    with open_writer(tmp_path / "s") as writer:
        for _ in range(5):
            writer.publish()
    assert sorted(path.name for path in (tmp_path / "s" / "revisions").iterdir()) == ["4", "5"]


def test_a_second_writer_is_told_to_wait(tmp_path):
    with open_writer(tmp_path / "s"), pytest.raises(StoreError, match="another process is writing"):
        open_writer(tmp_path / "s")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "no such store"),
        (lambda path: (path.mkdir(), (path / "notes.txt").write_text("mine")), "not a councilgraph store"),
        (lambda path: (path.mkdir(), (path / "format").write_text("99")), "format '99'"),
        (lambda path: open_writer(path).close(), "nothing has been built"),
    ],
)
def test_what_is_no_store_is_refused_with_a_hint(tmp_path, make, message):
    make(tmp_path / "s")
    with pytest.raises(StoreError, match=message) as caught:
        open_store(tmp_path / "s")
    assert caught.value.hint


def test_a_creation_that_was_cut_off_is_no_obstacle(tmp_path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "format.new").write_text("")
    with open_writer(tmp_path / "s") as writer:
        assert list(writer.graphs()) == []


def test_a_store_of_another_version_is_refused_for_writing_too(tmp_path):
    open_writer(tmp_path / "s").close()
    (tmp_path / "s" / "format").write_text("0")
    with pytest.raises(StoreError, match="format '0', and this version reads '1'"):
        open_writer(tmp_path / "s")


def test_damage_that_the_engine_has_other_words_for_is_the_same_error(tmp_path):
    with open_writer(tmp_path / "s") as writer:
        writer.publish()
    for folder, opened in (("revisions/1", open_store), ("working", open_writer)):
        (tmp_path / "s" / folder / "CURRENT").write_text("no newline at its end")
        with pytest.raises(StoreError, match="damaged store"):
            opened(tmp_path / "s")


def test_a_damaged_store_is_a_clear_error(tmp_path):
    path = tmp_path / "s"
    with open_writer(path) as writer:
        writer.apply(removed=[], added=[FACT])
        writer.publish()
    for file in (path / "revisions" / "1").iterdir():
        if file.name.startswith("MANIFEST"):
            file.unlink()
    with pytest.raises(StoreError, match="damaged"):
        open_store(path)


def test_a_writer_leaves_other_folders_alone(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match="not a councilgraph store"):
        open_writer(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def said(subject: str, value: str, graph: str | None = None) -> ox.Quad:
    name, predicate = ox.NamedNode(f"https://example.org/{subject}"), ox.NamedNode("https://example.org/p")
    return ox.Quad(name, predicate, ox.Literal(value), ox.NamedNode(graph) if graph else ox.DefaultGraph())


@pytest.mark.parametrize("portion", [1, 2, 5000])
def test_what_is_described_takes_the_place_of_all_else(monkeypatch, portion):
    monkeypatch.setattr(stores, "_PORTION", portion)
    claim = said("a", "said", "https://example.org/document")
    first = [[said("a", "1"), said("a", "2")], [said("b", "1")], [said("c", "1")]]
    then = [[said("a", "1"), said("a", "3")], [said("d", "1")], [said("c", "1")]]
    with memory_store() as writer:
        writer.apply(removed=(), added=[claim])
        for described in (first, then):
            writer.replace_facts(described)
            assert set(writer.quads(graph=None)) == {claim, *(each for one in described for each in one)}
