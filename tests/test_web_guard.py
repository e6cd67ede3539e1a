"""Who is answered, and what bad requests get."""

from __future__ import annotations

import base64
import contextlib
import socket

import pytest
from served import Served, running, small_store

from councilgraph.graph.errors import UsageError
from councilgraph.graph.web import Limits, listen, settings_for
from councilgraph.graph.web.accept import best
from councilgraph.graph.web.guard import POLICY

TOKEN = "correct horse battery"
OFFERS = ["text/html", "application/json", "text/turtle"]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A server with a token, that takes short bodies only and does not wait for them."""
    store = small_store(tmp_path_factory.mktemp("guarded") / "s.store")
    limits = Limits(pages=1, queries=1, receive_s=0.5, body_bytes=2000)
    with running(store, limits=limits, token=TOKEN) as served:
        yield served


def raw(web: Served, request: bytes) -> bytes:
    """What the server says to these bytes before it closes the connection, with or without hearing all."""
    with socket.create_connection(("127.0.0.1", web.port), timeout=20) as connection:
        connection.sendall(request)
        parts = []
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200), ("localhost:8001", 200), ("LOCALHOST", 200), ("[::1]:8001", 200),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example:80", 421),
        ("192.168.1.1", 421), ("", 421), ("localhost:80:80", 421),
    ],
)  # fmt: skip
def test_only_requests_under_a_name_of_this_machine_are_answered(web, host, status):
    assert web.get("/questions", Host=host).status == status
    assert web.ask("POST", "/sparql", b"ASK{}", {"Host": host}).status in (415 if status == 200 else 421,)


def test_every_answer_forbids_what_it_does_not_need(web):
    for path in ("/", "/search.json?q=hart", "/nothing", "/sparql?query=ASK%7B%7D", "/static/nothing.js"):
        headers = web.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers
        assert "access-control-allow-origin" not in headers
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    "authorization",
    [f"Bearer {TOKEN}", "Basic " + base64.b64encode(f"anybody:{TOKEN}".encode()).decode()],
)
def test_the_token_opens_the_server(guarded, authorization):
    assert guarded.get("/questions", Authorization=authorization).status == 200


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer wrong", f"Digest {TOKEN}", "Basic !", "Basic /w==", f"bearer {TOKEN}x"],
)
def test_without_the_token_nothing_is_told(guarded, authorization):
    headers = {"Authorization": authorization} if authorization else {}
    for path in ("/questions", "/sparql?query=ASK%7B%7D", "/static/x.js", "/openapi.json", "/nothing"):
        got = guarded.get(path, **headers)
        assert (got.status, got.text) == (401, "a token is needed\n")
        assert got.headers["www-authenticate"].startswith("Basic")


def test_with_a_token_the_server_answers_to_any_address_in_figures(guarded):
    def status(host: str) -> int:
        return guarded.get("/questions", Authorization=f"Bearer {TOKEN}", Host=host).status

    assert (status("192.168.1.5:8001"), status("evil.example")) == (200, 421)


def test_another_address_than_loopback_needs_a_token_that_is_a_secret():
    with pytest.raises(UsageError, match="other machines"):
        settings_for("0.0.0.0")
    with pytest.raises(UsageError, match="other machines"):
        settings_for("example.org")
    with pytest.raises(UsageError, match="too short"):
        settings_for("0.0.0.0", "1234")
    assert settings_for("::1").hosts[0] == "[::1]"
    assert settings_for("0.0.0.0", TOKEN).token == TOKEN


def test_a_port_that_is_taken_is_a_known_error():
    with listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="cannot listen"):
        listen("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/static/../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/site.css", "/id/..%2f..%2f..%2fetc%2fpasswd", "/id/document/..%2f..%2fetc", "//etc/passwd",
        "/static/%00", "/questions/..%2fwho-held", "/id/document/%2e%2e/%2e%2e/etc/passwd.json",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(web, path):
    got = web.get(path)
    assert got.status == 404
    assert "root:" not in got.text


def test_line_ends_in_an_address_stay_in_it(web):
    for path in (
        "/thing?iri=x%0d%0aSet-Cookie:%20a=b",
        "/id/x%0d%0aSet-Cookie:%20a=b",
        "/search?q=%0d%0aX:y",
    ):
        got = web.get(path)
        assert got.status in (200, 404)
        assert not {"set-cookie", "x"} & got.headers.keys()
    moved = web.get("/thing?iri=https%3A%2F%2Fw3id.org%2Fcouncilgraph%2Fid%2Fa%2Fb%0d%0aX:%20y")
    assert (moved.status, "x" in moved.headers) == (404, False)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad\x00Name: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        b"Connection: close\r\n\r\n0\r\n\r\n",
    ],
    ids=["name", "long header", "long path", "nonsense", "negative length", "two lengths"],
)  # fmt: skip
def test_what_is_no_http_is_refused_and_the_server_goes_on(web, request_):
    said = raw(web, request_)
    assert not said or said.startswith(b"HTTP/1.1 4")
    assert web.get("/questions").status == 200


def test_a_body_that_is_too_large_or_never_comes_is_refused(guarded):
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-query"}
    assert guarded.ask("POST", "/sparql", b"#" * 3000, headers).status == 413
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n"
    )
    waiting = raw(guarded, f"{head}Content-Length: 100\r\n\r\nASK".encode())
    assert waiting.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_are_only_read(web, method):
    got = web.ask(method, "/questions", b"")
    assert (got.status, set(got.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})


def test_a_head_has_no_body(web):
    got = web.ask("HEAD", "/questions")
    assert (got.status, got.body) == (200, b"")


def test_robots_are_asked_to_stay_away(web):
    assert web.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_scripts_and_styles_are_kept_by_browsers(web):
    page = web.get("/questions").text
    address = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    got = web.get(address)
    assert (got.status, got.media_type) == (200, "text/css")
    assert "immutable" in got.headers["cache-control"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/*;q=0.5, application/json", "application/json"),
        ("text/html;q=0, */*", "application/json"),
        ("image/png", None),
        ("application/json;q=0.9, text/turtle;q=0.95, text/html;q=0.1", "text/turtle"),
        (",,;;q=x,\x00", None),
    ],
)
def test_the_type_that_is_wanted_most_is_chosen(accept, wanted):
    assert best(accept, OFFERS) == wanted
