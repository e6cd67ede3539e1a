from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from councilgraph.graph import build as pipeline
from councilgraph.graph.errors import DocumentError
from councilgraph.graph.store import Writer, memory_store, open_store, open_writer

NOW = "2026-01-01T00:00:00+00:00"


def quads(writer: Writer) -> set[str]:
    return {str(quad) for quad in writer.quads(graph=None)}


def test_the_order_of_the_documents_does_not_count(stories):
    paths = sorted(stories.iterdir())
    one, other = memory_store(), memory_store()
    pipeline.build(one, paths, now=NOW)
    for path in reversed(paths):
        pipeline.build(other, [path], now=NOW)
    assert quads(one) == quads(other)


def test_several_workers_give_the_same_as_one(stories, tmp_path):
    for number in range(6):
        text = (stories / "judged.txt").read_text("utf-8")
        (stories / f"judged{number}.txt").write_text(text.replace("2015", f"201{number}"), "utf-8")
    alone, together = memory_store(), memory_store()
    pipeline.build(alone, [stories], now=NOW)
    pipeline.build(together, [stories], now=NOW, options=pipeline.Options(workers=2))
    assert quads(alone) == quads(together)


def test_building_the_same_again_changes_nothing_and_says_so(stories, tmp_path):
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [stories], now=NOW)
        before = quads(writer)
        report = pipeline.build(writer, [stories], now=NOW)
        assert report.in_words() == ["nothing changed: all 6 documents are in the store already"]
        assert quads(writer) == before


def test_removing_a_document_gives_the_graph_from_before(stories):
    writer = memory_store()
    pipeline.build(writer, [stories / "appointed.txt"], now=NOW)
    before = quads(writer)
    pipeline.build(writer, [stories / "judged.txt"], now=NOW)
    [sha256] = [sha256 for sha256, _ in writer.index.documents_named("judged.txt")]
    after = quads(writer)
    pipeline.remove(writer, sha256, now=NOW)
    assert quads(writer) == before
    assert pipeline.build(writer, [stories], now=NOW).read == 1
    assert quads(writer) == after


def test_a_changed_file_takes_the_place_of_what_it_held(stories, tmp_path):
    path = stories / "appointed.txt"
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [path], now=NOW)
        path.write_text(path.read_text("utf-8").replace("Garside", "Thwaite"), "utf-8")
        report = pipeline.build(writer, [path], now=NOW)
        assert (report.read, report.replaced) == (1, 1)
        assert writer.index.named("Una Garside") == []
        assert [name.label for name in writer.index.named("Una Thwaite")] == ["Una Thwaite"]


def test_one_bad_document_stops_none_of_the_others(stories):
    (stories / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (stories / "empty.txt").write_bytes(b"")
    writer = memory_store()
    report = pipeline.build(writer, [stories], now=NOW)
    assert report.read == 6
    assert sorted(problem.document for problem in report.problems if problem.hint)[:2] == [
        "broken.pdf",
        "empty.txt",
    ]


def test_a_fault_in_the_program_is_a_problem_of_that_document(stories, monkeypatch):
    def fault(path: Path, *_: object) -> None:
        raise ZeroDivisionError("nothing to divide by")

    monkeypatch.setattr("councilgraph.graph.reading._read", fault)
    report = pipeline.build(memory_store(), [stories / "judged.txt"], now=NOW)
    assert "ZeroDivisionError: nothing to divide by" in {
        p.what.removeprefix("cannot be read: ") for p in report.problems
    }


def test_an_interrupted_build_keeps_whole_documents_and_goes_on_later(stories, tmp_path, monkeypatch):
    real = pipeline.read

    def interrupted(path: Path, **options: object) -> object:
        if path.name == "judged.txt":
            raise KeyboardInterrupt
        return real(path, **options)

    monkeypatch.setattr(pipeline, "_BATCH", 1)
    monkeypatch.setattr(pipeline, "read", interrupted)
    with open_writer(tmp_path / "s") as writer:
        assert pipeline.build(writer, [stories], now=NOW).was_interrupted
    with open_store(tmp_path / "s") as store:
        assert [name.label for name in store.index.named("Una Garside")] == ["Una Garside"]
    monkeypatch.setattr(pipeline, "read", real)
    whole = memory_store()
    pipeline.build(whole, [stories], now=NOW)
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [stories], now=NOW)
        assert quads(writer) == quads(whole)


def test_a_build_that_was_killed_is_made_good_by_the_next(stories, tmp_path, monkeypatch):
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [stories / "appointed.txt"], now=NOW)
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "settle", _killed)
            with pytest.raises(SystemExit):
                pipeline.build(writer, [stories], now=NOW)
    with open_store(tmp_path / "s") as store:
        assert len(list(store.graphs())) == 5
    whole = memory_store()
    pipeline.build(whole, [stories], now=NOW)
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [stories], now=NOW)
        assert quads(writer) == quads(whole)


def test_a_power_cut_takes_nothing_back_that_the_ledger_calls_settled(stories, tmp_path):
    path = tmp_path / "s"
    with open_writer(path) as writer:
        pipeline.build(writer, [stories], now=NOW)
        (stories / "appointed.txt").unlink()
        [sha256] = [sha256 for sha256, _ in writer.index.documents_named("judged.txt")]
        pipeline.remove(writer, sha256, now=NOW)
        wanted = quads(writer)
        # What is in the write-ahead log only may not be on the disk yet.
        shutil.copytree(path, tmp_path / "cut", ignore=shutil.ignore_patterns("0*.log", "LOCK"))
    with open_writer(tmp_path / "cut") as writer:
        assert writer.ledger.is_settled
        assert quads(writer) == wanted


def test_what_a_file_held_is_replaced_though_a_build_was_killed_in_between(stories, tmp_path, monkeypatch):
    path = stories / "appointed.txt"
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [path], now=NOW)
        path.write_text(path.read_text("utf-8").replace("Garside", "Thwaite"), "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "_load", _killed)
            with pytest.raises(SystemExit):
                pipeline.build(writer, [path], now=NOW)
        assert pipeline.build(writer, [path], now=NOW).replaced == 1
        assert writer.index.named("Una Garside") == []


def test_an_interrupt_between_taking_out_and_loading_is_made_good(stories, tmp_path, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    path = stories / "appointed.txt"
    with open_writer(tmp_path / "s") as writer:
        pipeline.build(writer, [stories], now=NOW)
        path.write_text(path.read_text("utf-8").replace("Garside", "Thwaite"), "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(type(writer), "load", interrupted)
            assert pipeline.build(writer, [stories], now=NOW).was_interrupted
        assert writer.index.named("Peter Orrell") == []
        pipeline.build(writer, [stories], now=NOW)
        whole = memory_store()
        pipeline.build(whole, [stories], now=NOW)
        assert quads(writer) == quads(whole)


def _killed(*_: object, **__: object) -> None:
    raise SystemExit("killed")


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(DocumentError):
        pipeline.build(memory_store(), [tmp_path], now=NOW)


MAPPING = """
[match]
columns = ["officer", "council"]

[[claim]]
type = "post"
person = { column = "officer" }
role = { value = "chief executive" }
role_kind = { value = "chief_executive" }
organisation = { column = "council" }
"""


def test_a_dry_run_shows_what_a_mapping_makes_of_a_register_and_writes_nothing(run, tmp_path):
    rows = "".join(f"Ida Blamire {letter},Cumbria County Council\n" for letter in "ABCDEFGHIJKLMNOP")
    (tmp_path / "officers.csv").write_text(f"Officer,Council\n{rows}Jo,\n", "utf-8")
    (tmp_path / "officers.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "wrong.toml").write_text(MAPPING.replace("officer", "official"), "utf-8")
    asked = ("build", tmp_path / "officers.csv", "--dry-run", "--mapping")
    ran = run(*asked, tmp_path / "officers.toml", store=tmp_path / "s")
    assert ran.out.count("“Ida Blamire") == 10
    assert "problem: officers.csv (row 18, column council): no organisation" in ran.err
    assert "nothing was written" in ran.err
    wrong = run(*asked, tmp_path / "wrong.toml", store=tmp_path / "s")
    assert '"wrong" is the nearest: it also needs official.' in wrong.err
    assert not (tmp_path / "s").exists()


def test_a_source_that_is_not_there_stops_the_build_before_it_begins(run, tmp_path):
    wrong = run("build", tmp_path / "no-folder", store=tmp_path / "s")
    assert (wrong.code, wrong.err) == (
        3,
        f"error: {tmp_path / 'no-folder'}: no such file or folder\nhint: check the path\n",
    )


def test_with_a_mapping_registers_are_read_again_and_nothing_else(run, tmp_path):
    (tmp_path / "officers.csv").write_text("Officer,Council\nIda Blamire,Cumbria County Council\n", "utf-8")
    (tmp_path / "officers.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "story.txt").write_text("Ida Blamire has left.\n", "utf-8")
    sources = ("build", tmp_path / "officers.csv", tmp_path / "story.txt")
    assert "6 documents read" in run(*sources, store=tmp_path / "s").err
    mapped = run(*sources, "--mapping", tmp_path / "officers.toml", store=tmp_path / "s")
    assert mapped.err.startswith("1 document read, 1 claim, 5 unchanged\n  person: 1 added\n")


def test_each_source_that_cannot_be_read_is_a_problem(run, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).symlink_to(tmp_path / "gone.txt")
    ran = run("build", tmp_path / "a.txt", tmp_path / "b.txt", store=tmp_path / "s")
    assert [line for line in ran.err.splitlines() if line.startswith("problem")] == [
        f"problem: {name}.txt: a link to a file that is not there" for name in "ab"
    ]


def test_one_of_something_is_not_called_several(run, tmp_path):
    (tmp_path / "officers.csv").write_text("Officer,Council\nJo,\n", "utf-8")
    assert (
        "documents read, 1071 claims, 1 problem\n"
        in run("build", tmp_path / "officers.csv", store=tmp_path / "s").err
    )


def test_a_users_register_is_read_with_a_users_mapping(run, tmp_path):
    (tmp_path / "officers.csv").write_text("Officer,Council\nIda Blamire,Cumbria County Council\n", "utf-8")
    (tmp_path / "officers.toml").write_text(MAPPING, "utf-8")
    unknown = run("build", tmp_path / "officers.csv", store=tmp_path / "s")
    assert "the columns of this register fit no mapping" in unknown.err
    known = run(
        "build", tmp_path / "officers.csv", "--mapping", tmp_path / "officers.toml", store=tmp_path / "s"
    )
    assert (known.code, "1 added" in known.err) == (0, True)
    assert (
        "Ida Blamire"
        in run("ask", "who-held", "--council", "Cumbria County Council", store=tmp_path / "s").out
    )


def test_reading_again_changes_nothing(stories):
    writer = memory_store()
    pipeline.build(writer, [stories], now=NOW)
    before = quads(writer)
    report = pipeline.build(writer, [stories], now=NOW, options=pipeline.Options(is_again=True))
    assert (report.read, quads(writer) == before) == (6, True)
