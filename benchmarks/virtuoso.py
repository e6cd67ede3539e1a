"""Virtuoso 7 (Debian's virtuoso-opensource-7) on this machine, with one file loaded, to compare with."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from services import free_port, process

GRAPH = "urn:x-facts"
"""The graph of quads without one."""

_QUERY_S = 600
_SETTINGS = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = {folder}
MaxQueryMem = 2G
VectorSize = 1000
MaxVectorSize = 1000000
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 4
MaxClientConnections = 4
[SPARQL]
ResultSetMaxRows = 100000000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 600
"""
"""As its documentation advises for 2 GB; no limit that would cut an answer off."""


def is_installed() -> bool:
    """Whether Virtuoso is on this machine."""
    return bool(shutil.which("virtuoso-t") and shutil.which("isql-vt"))


class Virtuoso:
    """A server that runs."""

    def __init__(self, port: int) -> None:
        self._port = port

    def answer(self, sparql: str) -> bytes:
        """The answer to a query as SPARQL's JSON, all of it. Raises HTTPError for an error."""
        form = urllib.parse.urlencode({"query": sparql, "default-graph-uri": GRAPH}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/sparql", form, {"Accept": "application/sparql-results+json"}
        )
        with urllib.request.urlopen(request, timeout=_QUERY_S) as reply:
            answer: bytes = reply.read()
            return answer


@contextmanager
def running(file: Path, folder: Path) -> Iterator[Virtuoso]:
    """A server with a file of N-Quads loaded; it keeps everything in `folder`."""
    port, sql_port = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, port=port, sql_port=sql_port), encoding="ascii")
    with process(["virtuoso-t", "-f", "+configfile", str(settings)], folder, sql_port):
        (folder / file.name).hardlink_to(file)
        load = f"ld_dir('{folder}', '{file.name}', '{GRAPH}'); rdf_loader_run(); checkpoint;"
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql_port}", "dba", "dba", f"exec={load}"],
            check=True,
            capture_output=True,
        )
        yield Virtuoso(port)
