"""Requests that cost too much are stopped, and those after them are answered; builds show at once."""

from __future__ import annotations

import functools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import CLAIM_IRI, Served, running, small_store
from small_graph import HART

from councilgraph.graph.entities import Person
from councilgraph.graph.rdf import fact_quads
from councilgraph.graph.store import open_store, open_writer
from councilgraph.graph.web import Limits
from councilgraph.graph.web.asked import Asked
from councilgraph.graph.web.queries import Query
from councilgraph.graph.web.work import Desk

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
QUICK = "/sparql?query=ASK%7B%7D"
YES = '{"head": {}, "boolean": true}\n'


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    store = small_store(tmp_path_factory.mktemp("limited") / "s.store")
    limits = Limits(
        pages=1, queries=1, query_s=1, busy_s=1, wait_s=1.2, query_rows=5, memory_mb=400, connections=50
    )
    with running(store, limits=limits) as served:
        assert is_well(served)
        yield served


def is_well(web: Served) -> bool:
    """Whether queries are answered; on a machine that is busy otherwise perhaps not the first one in time."""
    return any(web.get(QUICK, "*/*").text == YES for _ in range(5))


def ask(web: Served, query: str, accept: str = "*/*"):
    return web.get(f"/sparql?{urlencode({'query': query})}", accept)


def test_a_runaway_query_is_really_stopped(limited):
    got = ask(limited, RUNAWAY)
    assert (got.status, got.text) == (
        504,
        "stopped after 1 seconds\nask for less, or narrow the question\n",
    )
    assert is_well(limited)


def test_the_editor_keeps_a_query_that_was_stopped(limited):
    got = ask(limited, RUNAWAY, "text/html")
    assert (got.status, "Stopped after 1 seconds" in got.text, "?j ?k ?l }" in got.text) == (
        504,
        True,
        True,
    )


def test_a_query_that_takes_too_much_memory_is_stopped(limited):
    got = ask(limited, HUNGRY)
    assert got.status in (503, 504)
    assert is_well(limited)


def test_a_result_that_is_too_long_is_cut_and_says_so(limited):
    got = ask(limited, "SELECT * { ?s ?p ?o }")
    assert (got.status, got.headers["councilgraph-cut"], len(got.json["results"]["bindings"])) == (
        200,
        "rows=5",
        5,
    )
    whole = ask(limited, "SELECT * { ?s ?p ?o } LIMIT 5")
    assert "councilgraph-cut" not in whole.headers


def test_pages_are_answered_while_queries_are_stuck(limited):
    stuck = [threading.Thread(target=ask, args=(limited, RUNAWAY)) for _ in range(3)]
    for thread in stuck:
        thread.start()
    assert limited.get("/id/person/hart").status == 200
    for thread in stuck:
        thread.join()


def test_who_waits_too_long_for_a_turn_is_told_so(limited):
    statuses: list[int] = []
    waiting = [
        threading.Thread(target=lambda: statuses.append(ask(limited, RUNAWAY).status)) for _ in range(5)
    ]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join()
    assert set(statuses) == {503, 504}
    assert is_well(limited)


def test_a_slow_query_makes_way_for_others(tmp_path):
    store = small_store(tmp_path / "s.store")
    with running(store, limits=Limits(pages=1, queries=1, query_s=60, busy_s=0.3, wait_s=50)) as served:
        answers: list[str] = []
        slow = threading.Thread(target=lambda: answers.append(ask(served, RUNAWAY).text))
        slow.start()
        time.sleep(0.2)
        assert served.get(QUICK, "*/*").text == YES
        slow.join()
    assert answers[0].startswith("stopped after ")
    assert "seconds: others were waiting\n" in answers[0]


def test_a_query_is_given_up_when_the_client_has_gone(web):
    """The only process for queries is free again long before the time limit of 30 seconds."""
    with socket.create_connection(("127.0.0.1", web.port)) as leaving:
        path = f"/sparql?{urlencode({'query': RUNAWAY})}"
        leaving.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.2)
    assert web.get(QUICK, "*/*").status == 200


def test_what_a_build_publishes_is_there_at_the_next_request(tmp_path):
    store = small_store(tmp_path / "s.store")
    with running(store) as served:
        assert served.get("/index.json").json["revision"] == 1
        assert served.get("/id/person/new.json").status == 404
        with open_writer(store) as writer:
            new = Person(iri=HART.replace("hart", "new"), label="Nora New", claims=(CLAIM_IRI,))
            writer.apply(removed=(), added=fact_quads(new))
            assert served.get("/id/person/new.json").status == 404
            writer.publish()
        assert served.get("/id/person/new.json").json["label"] == "Nora New"
        assert served.get("/index.json").json["revision"] == 2


def test_a_store_that_goes_away_is_a_clean_answer(tmp_path):
    store = small_store(tmp_path / "s.store")
    with running(store) as served:
        assert served.get("/questions").status == 200
        (store / "current").write_text("9")
        got = served.get("/id/person/hart.json")
        assert (got.status, "damaged store" in got.json["error"]) == (503, True)
        (store / "current").write_text("1")
        assert served.get("/id/person/hart.json").status == 200


def test_a_bug_is_an_answer_without_its_trace(tmp_path, monkeypatch):
    desk = Desk(functools.partial(open_store, small_store(tmp_path / "s.store")), Limits())

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setitem(sys.modules["councilgraph.graph.web.work"].VIEWS, "start", broken)
    answer = desk.answer(Asked("start", "/"))
    assert (answer.status, b"secret" in answer.body, "ZeroDivisionError: secret" in answer.bug) == (
        500,
        False,
        True,
    )
    assert desk.answer(Query("ASK {}")).status == 200


def test_the_command_serves_until_it_is_interrupted(tmp_path):
    store = small_store(tmp_path / "s.store")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    code = "from councilgraph.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", "0", "--store", str(store)],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=tmp_path,
        # Whoever runs the tests in the background of a shell has told them to ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    port = int(said.partition("http://127.0.0.1:")[2].partition("/")[0])
    assert Served(port, store).get("/questions").status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read() == ""
    process.stderr.close()


def test_the_command_refuses_to_be_open_to_others_without_a_token(run, tmp_path):
    ran = run("serve", "--host", "0.0.0.0", store=small_store(tmp_path / "s.store"))
    assert (ran.code, "hint: give a secret with --token" in ran.err) == (2, True)
    assert run("serve", store=Path("nothing.store")).code == 3


@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/h"])
@pytest.mark.parametrize("is_second", [False, True])
def test_a_connection_on_which_no_request_comes_is_closed(tmp_path, sent, is_second):
    store = small_store(tmp_path / "s.store")
    with running(store, limits=Limits(pages=1, queries=1, receive_s=0.5)) as served:
        with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
            if is_second:
                connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                assert connection.recv(4096).startswith(b"HTTP/1.1 200 OK")
            connection.sendall(sent)
            while connection.recv(4096):
                pass
        assert served.get("/robots.txt").status == 200
