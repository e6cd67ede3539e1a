"""SPARQL services for tests, each started on a free port of this machine: Oxigraph, Virtuoso 7, and a bad one."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest

from councilgraph.graph.remote import Credentials

_START_S = 60
_SETTINGS = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxSortedTopRows = {most_sorted}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {most_rows}
"""


@dataclass(frozen=True)
class Running:
    """A service: the addresses of its queries, its graphs and its updates, and who may write."""

    query: str
    graph_store: str
    update: str
    credentials: Credentials | None = None


def oxigraph_program() -> str | None:
    """The server of Oxigraph, which comes with the test requirements."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    """An empty Oxigraph server that keeps its data in `folder`."""
    program = oxigraph_program()
    if program is None:
        pytest.skip("needs the oxigraph server: pip install oxigraph")
    port = free_port()
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with process(command, folder, port):
        root = f"http://127.0.0.1:{port}"
        yield Running(f"{root}/query", f"{root}/store", f"{root}/update")


@contextmanager
def virtuoso(folder: Path, *, most_rows: int = 10_000, most_sorted: int = 10_000) -> Iterator[Running]:
    """An empty Virtuoso with the limits on rows that Debian's has, which keeps its data in `folder`."""
    if not shutil.which("virtuoso-t"):
        pytest.skip("needs Virtuoso 7: apt-get install virtuoso-opensource-7-bin")
    port, sql_port = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    limits = {"most_rows": most_rows, "most_sorted": most_sorted}
    settings.write_text(_SETTINGS.format(folder=folder, port=port, sql_port=sql_port, **limits), "ascii")
    with process(["virtuoso-t", "-f", "+configfile", str(settings)], folder, port):
        root = f"http://127.0.0.1:{port}"
        graphs, updates = f"{root}/sparql-graph-crud-auth", f"{root}/sparql-auth"
        yield Running(f"{root}/sparql", graphs, updates, Credentials("dba", "dba"))


@contextmanager
def process(command: list[str], folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs as soon as it listens on a port, with what it keeps in `folder`."""
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _START_S
        while time.monotonic() < until and running.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    yield running
                    return
            time.sleep(0.1)
        pytest.fail(f"{command[0]} did not start")
    finally:
        running.terminate()
        running.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Script:
    """What a bad service does, one step a request, and what it was sent.

    A step is a status (with Retry-After 0), `drop` (hang up), `cut` (half an answer), or `pass`: what the
    service behind it says. When all steps are done, everything passes, but only so many rows of an answer
    (`most_rows`), and nothing that is sent to the paths in `lacking`.
    """

    steps: list[int | str] = field(default_factory=list)
    behind: str = ""
    most_rows: int | None = None
    lacking: tuple[str, ...] = ()
    body: bytes = b""
    location: str = ""
    challenge: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, str, str | None]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def next(self) -> int | str:
        return self.steps.pop(0) if self.steps else "pass"


@contextmanager
def scripted(script: Script) -> Iterator[str]:
    """A service that does as a script says; its root."""
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    script: Script
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.script.seen.append((self.command, self.path, self.headers.get("Authorization")))
        self.script.sizes.append(len(body))
        step = self.script.next()
        if step == "drop":
            self.close_connection = True
        elif self.path.startswith(self.script.lacking):
            self._answer(404, b"there is nothing here")
        elif step == "pass" and self.script.behind:
            self._forward(body)
        elif step == "cut":
            self._answer(200, self.script.body, length=len(self.script.body) + 10)
            self.close_connection = True
        else:
            self._answer(200 if step == "pass" else int(step), self.script.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _do  # noqa: N815 - the base class calls them so

    def _forward(self, body: bytes) -> None:
        names = ("Content-Type", "Accept")
        headers = {name: self.headers[name] for name in names if name in self.headers}
        request = Request(self.script.behind + self.path, body or None, headers, method=self.command)
        with urlopen(request, timeout=60) as reply:
            kind = reply.headers.get("Content-Type")
            said = reply.read()
        if kind == "application/sparql-results+json":
            said = _cut(said, self.script.most_rows)
        self._answer(reply.status, said, kind=kind)

    def _answer(
        self, status: int, body: bytes, *, kind: str | None = None, length: int | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind or "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Retry-After", "0")
        for name, value in self.script.headers.items():
            self.send_header(name, value)
        if self.script.location:
            self.send_header("Location", self.script.location)
        if self.script.challenge and status == 401:
            self.send_header("WWW-Authenticate", self.script.challenge)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _cut(answer: bytes, rows: int | None) -> bytes:
    """An answer with no more than so many rows, which does not say that there are more."""
    said = json.loads(answer)
    if "results" in said:
        said["results"]["bindings"] = said["results"]["bindings"][:rows]
    return json.dumps(said).encode()
