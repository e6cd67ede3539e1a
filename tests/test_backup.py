"""A store as one file and back: whole, checked, and taken while a build runs."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import threading

import pytest

from councilgraph.graph import build as pipeline
from councilgraph.graph.backup import back_up, restore
from councilgraph.graph.errors import OutputError, StoreError, UsageError
from councilgraph.graph.formats.export import export
from councilgraph.graph.identity.decisions import decision_file
from councilgraph.graph.store import open_store, open_writer

NOW = "2026-01-01T00:00:00+00:00"


def exported(path, folder):
    file = folder / f"{path.name}.nq"
    with open_store(path) as store:
        export(store, file)
        texts = {sha256: store.index.text(sha256) for sha256 in store.index.hashes()}
        settled = store.ledger.is_settled
    return file.read_bytes(), texts, settled


def test_a_store_comes_back_whole_and_can_be_built_on(built, stories, tmp_path):
    before = exported(built, tmp_path)
    file = tmp_path / "kept.tar"
    assert back_up(built, file).documents == len(before[1])
    assert restore(file, tmp_path / "s").documents == len(before[1])
    assert exported(tmp_path / "s", tmp_path) == before
    with open_writer(tmp_path / "s") as writer:
        report = pipeline.build(writer, [stories], now=NOW)
    assert (report.read, report.settlement.came) == (0, {})


def test_decisions_come_along_and_are_never_overwritten(built, tmp_path):
    store = tmp_path / "one"
    shutil.copytree(built, store)
    decided = decision_file(store)
    decided.write_text("# who is who\n", "utf-8")
    back_up(store, tmp_path / "kept.tar")
    decision_file(tmp_path / "two").write_text("# others\n", "utf-8")
    with pytest.raises(UsageError, match="other decisions are there already"):
        restore(tmp_path / "kept.tar", tmp_path / "two")
    assert not (tmp_path / "two").exists()
    restore(tmp_path / "kept.tar", tmp_path / "three")
    assert decision_file(tmp_path / "three").read_text("utf-8") == "# who is who\n"


def test_a_backup_of_an_unchanged_store_is_the_same_twice(built, tmp_path):
    for name in ("a.tar", "b.tar"):
        back_up(built, tmp_path / name)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.999])
def test_a_damaged_backup_is_refused_and_leaves_nothing(built, tmp_path, place):
    file = tmp_path / "kept.tar"
    back_up(built, file)
    content = bytearray(file.read_bytes())
    told = len(content.rstrip(b"\0"))  # the zeros that fill up a tar archive say nothing
    for cut in (content[: int(told * place)], flipped(content, place)):
        file.write_bytes(cut)
        with pytest.raises(StoreError):
            restore(file, tmp_path / "s")
        assert [path.name for path in tmp_path.iterdir()] == ["kept.tar"]


def flipped(content, place):
    changed = bytearray(content)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        member = max(archive.getmembers(), key=lambda each: each.size)
    changed[member.offset_data + int(member.size * place)] ^= 1
    return changed


@pytest.mark.parametrize(
    "name", ["../out", "/etc/out", "revision/../../out", "revision/a/b", "other", "revision/.."]
)
def test_nothing_is_written_outside_of_the_folder(tmp_path, name):
    file = tmp_path / "hostile.tar"
    with tarfile.open(file, "w") as archive:
        info = tarfile.TarInfo(name)
        info.size = 3
        archive.addfile(info, io.BytesIO(b"out"))
    with pytest.raises(StoreError, match="no backup"):
        restore(file, tmp_path / "s")
    assert [path.name for path in tmp_path.iterdir()] == ["hostile.tar"]


def test_links_in_an_archive_are_refused(tmp_path):
    file = tmp_path / "hostile.tar"
    with tarfile.open(file, "w") as archive:
        info = tarfile.TarInfo("revision/CURRENT")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    with pytest.raises(StoreError, match="no backup"):
        restore(file, tmp_path / "s")


def test_what_is_there_is_not_overwritten(built, tmp_path):
    back_up(built, tmp_path / "kept.tar")
    with pytest.raises(UsageError, match="there is something already"):
        restore(tmp_path / "kept.tar", built)
    with pytest.raises(OutputError):
        back_up(built, tmp_path / "no" / "kept.tar")
    with pytest.raises(UsageError, match="cannot be read"):
        restore(tmp_path / "none.tar", tmp_path / "s")
    with pytest.raises(StoreError, match="no such store"):
        back_up(tmp_path / "none", tmp_path / "b.tar")


def test_backups_that_are_taken_while_builds_run_hold_whole_revisions(stories, tmp_path):
    store = tmp_path / "s"
    with open_writer(store) as writer:
        pipeline.build(writer, [], now=NOW)
    ended = threading.Event()

    def build_on():
        for story in sorted(stories.glob("*.txt")):
            command = [sys.executable, "-c", "from councilgraph.cli import main; main()", "build", str(story)]
            subprocess.run(
                [*command, "--store", str(store), "--workers", "1"], check=True, capture_output=True
            )
        ended.set()

    building = threading.Thread(target=build_on)
    building.start()
    number = 0
    while not ended.is_set() and number < 50:
        number += 1
        back_up(store, tmp_path / f"{number}.tar")
    building.join()
    whole = exported(store, tmp_path)
    for each in sorted({1, number // 2 or 1, number}):
        kept = tmp_path / f"restored-{each}"
        restore(tmp_path / f"{each}.tar", kept)
        with open_writer(kept) as writer:
            pipeline.build(writer, [stories], now=NOW)
        assert exported(kept, tmp_path) == whole
