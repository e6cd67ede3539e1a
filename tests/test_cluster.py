"""Documents read by a real Dask cluster: a scheduler and two workers on this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import Dask, certificate, dask, read_or_fail, read_slowly
from services import free_port
from test_build import MAPPING

from councilgraph.graph import build as pipeline
from councilgraph.graph import cluster
from councilgraph.graph.build import Options
from councilgraph.graph.errors import ClusterError
from councilgraph.graph.model import Problem
from councilgraph.graph.reading import Reading, read
from councilgraph.graph.store import Writer, memory_store, open_writer
from councilgraph.graph.workers import Limits

pytest.importorskip("distributed")

NOW = "2026-01-01T00:00:00+00:00"
HINT = "split it or leave it out; all other documents were read"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """A cluster of two workers that no test harms."""
    with dask(tmp_path_factory.mktemp("dask")) as started:
        yield started


@pytest.fixture
def many(stories: Path) -> Path:
    """The stories, and so many more that two workers have something to do."""
    text = (stories / "judged.txt").read_text("utf-8")
    for number in range(14):
        (stories / f"judged{number:02}.txt").write_text(text.replace("2015", f"20{number:02}"), "utf-8")
    return stories


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long, and each document is loaded as soon as it is read."""
    monkeypatch.setattr(cluster, "_CONNECT_S", 1)
    monkeypatch.setattr(cluster, "_LOOK_S", 0.2)
    monkeypatch.setattr(cluster, "_ALONE_S", 1)
    monkeypatch.setattr(pipeline, "_BATCH", 1)


def quads(writer: Writer) -> set[str]:
    return {str(quad) for quad in writer.quads(graph=None)}


def built(source: Path, workers: int | str) -> set[str]:
    writer = memory_store()
    pipeline.build(writer, [source], now=NOW, options=Options(workers=workers))
    return quads(writer)


def test_a_cluster_gives_the_same_bytes_as_one_process(many, two, run, tmp_path):
    for name, workers in (("here", "1"), ("there", two.address)):
        assert run("build", many, "--workers", workers, store=tmp_path / name).code == 0
        run("export", "-o", tmp_path / f"{name}.nq", store=tmp_path / name)
    assert (tmp_path / "there.nq").read_bytes() == (tmp_path / "here.nq").read_bytes()


def test_a_mapping_goes_along(two, run, tmp_path):
    (tmp_path / "officers.csv").write_text("Officer,Council\nIda Blamire,Cumbria County Council\n", "utf-8")
    (tmp_path / "officers.toml").write_text(MAPPING, "utf-8")
    options = ("--mapping", tmp_path / "officers.toml", "--workers", two.address)
    run("build", tmp_path / "officers.csv", *options, store=tmp_path / "s")
    assert "Ida Blamire" in run("find", "Ida Blamire", store=tmp_path / "s").out


def test_where_nothing_is_new_nobody_is_asked(stories, two, run, tmp_path):
    run("build", stories, "--workers", two.address, store=tmp_path / "s")
    again = run("build", stories, "--workers", f"tcp://127.0.0.1:{free_port()}", store=tmp_path / "s")
    assert again.err == "nothing changed: all 6 documents are in the store already\n"


def test_a_worker_that_is_killed_takes_no_document_with_it(many, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_BATCH", 1)
    monkeypatch.setattr(pipeline, "read", read_slowly)
    writer, seen = memory_store(), []
    with dask(tmp_path) as started:

        def kill_one(reading: Reading) -> None:
            seen.append(reading)
            if len(seen) == 8:
                started.workers[0].kill()

        options = Options(workers=started.address)
        report = pipeline.build(writer, [many], now=NOW, options=options, on_read=kill_one)
        assert started.workers[0].wait() == -signal.SIGKILL
    monkeypatch.setattr(pipeline, "read", read)
    assert report.problems == ()
    assert quads(writer) == built(many, 1)


def test_a_document_that_hangs_or_breaks_is_its_own_problem(stories, two, monkeypatch):
    monkeypatch.setattr(pipeline, "read", read_or_fail)
    for name in ("sleeps", "breaks"):
        (stories / f"{name}.txt").write_text(f"A story that {name}.\n", "utf-8")
    writer = memory_store()
    options = Options(workers=two.address, limits=Limits(seconds=3, megabytes=2000))
    report = pipeline.build(writer, [stories], now=NOW, options=options)
    assert report.read == 6
    assert report.problems == (
        Problem("breaks.txt", "", "the process that read it broke down", HINT),
        Problem("sleeps.txt", "", "reading it took longer than 3 seconds", HINT),
    )


def test_what_can_not_be_read_here_is_a_problem_as_without_a_cluster(stories, two):
    (stories / "gone.txt").symlink_to(stories / "nowhere.txt")
    (stories / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    writers = memory_store(), memory_store()
    found = [
        pipeline.build(writer, [stories], now=NOW, options=Options(workers=workers)).problems
        for writer, workers in zip(writers, (1, two.address), strict=True)
    ]
    assert found[0] == found[1]
    assert [problem.document for problem in found[0]] == ["broken.pdf", "gone.txt"]


def test_only_so_many_bytes_are_under_way(many, two, monkeypatch):
    monkeypatch.setattr(cluster, "_MAX_BYTES", 4000)
    monkeypatch.setattr(cluster, "_TOGETHER_BYTES", 1000)
    opened = cluster.Cluster(two.address, Limits())
    paths = sorted(many.iterdir())
    sent, most = [], 0
    for path in paths:
        sent.append(opened.submit(read, path))
        most = max(most, sum(parcel.size for parcel in opened._parcels))
    assert [each.result() for each in sent] == [read(path) for path in paths]
    opened.close()
    assert 1000 < most <= 4000


def test_documents_that_break_their_worker_together_are_sent_alone(stories, tmp_path, monkeypatch):
    """A machine is lost with each attempt: who is to blame comes out, and the others are read."""
    monkeypatch.setattr(pipeline, "read", read_or_fail)
    (stories / "kills.txt").write_text("A story that kills.\n", "utf-8")
    writer = memory_store()
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with dask(tmp_path, workers=6) as started:
        report = pipeline.build(writer, [stories], now=NOW, options=Options(workers=started.address))
    what = "the process that read it broke down on the cluster"
    assert report.problems == (Problem("kills.txt", "", what, HINT),)
    monkeypatch.setattr(pipeline, "read", read)
    (stories / "kills.txt").unlink()
    assert quads(writer) == built(stories, 1)


def test_a_worker_with_other_libraries_is_refused(stories, tmp_path, run):
    (tmp_path / "old" / "lxml-0.1.dist-info").mkdir(parents=True)
    (tmp_path / "old" / "lxml-0.1.dist-info" / "METADATA").write_text("Name: lxml\nVersion: 0.1\n", "ascii")
    with dask(tmp_path, workers=0) as started:
        started.add_worker(PYTHONPATH=str(tmp_path / "old"))
        ran = run("build", stories, "--workers", started.address, store=tmp_path / "s")
    assert ran.code == 2
    assert f"of the cluster at {started.address} reads differently: lxml is 0.1 there and " in ran.err
    assert "hint: install the same on all machines of the cluster as here, and start its workers" in ran.err


@pytest.mark.parametrize("is_scheduler", [True, False])
def test_so_is_a_machine_without_the_program(stories, tmp_path, run, monkeypatch, is_scheduler):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "councilgraph.py").write_text("", "ascii")
    elsewhere = os.pathsep.join([str(tmp_path / "other"), os.environ["PYTHONPATH"]])
    with monkeypatch.context() as patch:
        if is_scheduler:
            patch.setenv("PYTHONPATH", elsewhere)
        opened = contextlib.ExitStack()
        started = opened.enter_context(dask(tmp_path, workers=0))
    with opened:
        started.add_worker(**({} if is_scheduler else {"PYTHONPATH": elsewhere}))
        ran = run("build", stories, "--workers", started.address, store=tmp_path / "s")
    assert ran.code == 2
    assert ran.err.startswith(f"error: the {'scheduler' if is_scheduler else 'worker'} ")
    assert f"of the cluster at {started.address} can't do it: " in ran.err
    assert "councilgraph" in ran.err


def test_and_one_that_comes_later(stories, two):
    opened = cluster.Cluster(two.address, Limits())
    opened._here = '{"lxml": "7"}'
    with pytest.raises(
        ClusterError, match=r"a worker of the cluster .* reads differently: .*lxml is .* there"
    ):
        opened.submit(read, stories / "judged.txt").result()
    opened.close()


def test_where_nobody_answers_the_store_stays_as_it_is(stories, run, tmp_path, impatient):
    run("build", stories / "judged.txt", "--workers", "1", store=tmp_path / "s")
    before = run("stats", store=tmp_path / "s")
    address = f"tcp://127.0.0.1:{free_port()}"
    ran = run("build", stories, "--workers", address, store=tmp_path / "s")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {address}: no scheduler answers there")
    assert ran.err.endswith("hint: see that the scheduler runs and can be reached from here\n")
    assert run("stats", store=tmp_path / "s") == before


def test_a_cluster_without_workers_is_an_error(stories, run, tmp_path, impatient):
    with dask(tmp_path, workers=0) as started:
        ran = run("build", stories, "--workers", started.address, store=tmp_path / "s")
    assert (ran.code, ran.err) == (
        2,
        f"error: the cluster at {started.address} has no workers\n"
        f"hint: start some: dask worker {started.address}\n",
    )


@pytest.mark.parametrize("is_scheduler", [True, False])
def test_a_cluster_that_is_lost_is_an_error_and_what_was_read_is_kept(
    many, tmp_path, monkeypatch, impatient, is_scheduler
):
    monkeypatch.setattr(pipeline, "read", read_slowly)
    seen = []
    with dask(tmp_path) as started, open_writer(tmp_path / "s") as writer:

        def lose(reading: Reading) -> None:
            seen.append(reading)
            if len(seen) == 8:
                for process in [started.scheduler] if is_scheduler else started.workers:
                    process.kill()

        options = Options(workers=started.address)
        with pytest.raises(ClusterError) as lost:
            pipeline.build(writer, [many], now=NOW, options=options, on_read=lose)
        assert lost.value.hint == (
            "what was read by then is in the store; run the same command again for the rest"
        )
        assert len(list(writer.graphs())) >= 8
        assert writer.ledger.is_settled
        monkeypatch.setattr(pipeline, "read", read)
        monkeypatch.setattr(pipeline, "_BATCH", 200)
        pipeline.build(writer, [many], now=NOW)
        assert quads(writer) == built(many, 1)


def test_an_interrupt_leaves_the_cluster_to_others(many, two, monkeypatch):
    def interrupt(_: Reading) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "_BATCH", 3)
    writer, options = memory_store(), Options(workers=two.address)
    assert pipeline.build(writer, [many], now=NOW, options=options, on_read=interrupt).was_interrupted
    pipeline.build(writer, [many], now=NOW, options=options)
    assert quads(writer) == built(many, 1)


def test_two_builds_may_share_a_cluster(many, stories, two):
    found: list[set[str]] = []
    threads = [threading.Thread(target=lambda: found.append(built(many, two.address))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [built(many, 1)] * 2


def test_with_certificates_in_dasks_own_settings(stories, tmp_path, monkeypatch, run):
    for name, value in certificate(tmp_path).items():
        monkeypatch.setenv(name, value)
    build = [sys.executable, "-c", "from councilgraph.cli import main; main()", "build", str(stories)]
    with dask(tmp_path, workers=0, scheme="tls") as started:
        started.add_worker()
        assert started.address.startswith("tls://")
        options = ["--workers", started.address, "--store", str(tmp_path / "s")]
        subprocess.run([*build, *options], check=True, capture_output=True)
    run("build", stories, "--workers", "1", store=tmp_path / "here")
    assert run("stats", store=tmp_path / "s") == run("stats", store=tmp_path / "here")
