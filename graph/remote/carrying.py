"""How graphs get into a service: by the SPARQL 1.1 Graph Store Protocol, or by SPARQL 1.1 Update.

Either way a graph is replaced as a whole, and replacing it twice is the same as once. An update of bounded
size cannot hold a large graph: that one is gathered in a graph of its own, bit by bit, and copied from there
in one step, so that who reads sees all of it or what was there before. What a push that was cut off has
left there is thrown away by the next one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from itertools import chain
from os import SEEK_END
from typing import IO, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox

from councilgraph.graph.errors import StoreError
from councilgraph.graph.remote.address import Limits
from councilgraph.graph.remote.transport import Call, RefusedError, Transport
from councilgraph.graph.vocab import BASE

ARRIVING = f"{BASE}arriving"
"""The graph in which a large one is gathered."""

_NOT_HERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED})
"""What an address says to a graph that is put there, if it is none of a graph store."""

_GRAPH_STORES = {"query": "store", "sparql": "sparql-graph-crud-auth"}
"""Beside which query endpoint a service has its graph store: Oxigraph, Virtuoso."""


class Carrier(Protocol):
    """A way for graphs."""

    def put(self, graph: str | None, body: IO[bytes]) -> None:
        """Put N-Triples, a line each, in place of what a graph has; None is the default graph."""
        ...

    def drop(self, graph: str) -> None:
        """Take a graph out, unless it is gone."""
        ...


def usual_graph_store(query: str) -> str:
    """The address of the graph store that services usually have beside a query endpoint.

    Oxigraph has `/store` beside `/query`, Virtuoso `/sparql-graph-crud-auth` beside `/sparql`.
    """
    last = posixpath.basename(urlsplit(query).path)
    return _beside(query, _GRAPH_STORES.get(last, "data"))


def usual_update(query: str) -> str:
    """The address at which services usually take updates: beside `/query`, or else where queries go."""
    is_named_so = posixpath.basename(urlsplit(query).path) == "query"
    return _beside(query, "update") if is_named_so else query


class GraphStore:
    """Graphs are put whole, in one request each."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def put(self, graph: str | None, body: IO[bytes]) -> None:
        """Put a graph."""
        headers = {"Content-Type": "application/n-triples", "Content-Length": str(body.seek(0, SEEK_END))}
        self.transport.request(Call("PUT", self._target(graph), body, headers))

    def drop(self, graph: str) -> None:
        """Take a graph out."""
        try:
            self.transport.request(Call("DELETE", self._target(graph)))
        except RefusedError as error:
            if error.status != HTTPStatus.NOT_FOUND:  # it is gone, which an earlier try may have done
                raise

    def _target(self, graph: str | None) -> str:
        target = self.transport.address.target
        where = f"graph={quote(graph, safe='')}" if graph else "default"
        return f"{target}{'&' if '?' in target else '?'}{where}"


class Updates:
    """Graphs are sent as INSERT DATA, so many triples at a time."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self._sweeping = _dropping(ARRIVING) + b" ; "

    def put(self, graph: str | None, body: IO[bytes]) -> None:
        """Put a graph."""
        batches = _batches(body, self.transport.limits)
        first, second = next(batches, b""), next(batches, None)
        if second is None:
            self._send(_dropping(graph) + b" ; " + _inserting(graph, first))
            return
        for batch in chain((first, second), batches):
            self._send(_inserting(ARRIVING, batch))
        self._send(f"COPY GRAPH {_name(ARRIVING)} TO {_name(graph)}".encode())
        self._send(_dropping(ARRIVING))

    def drop(self, graph: str) -> None:
        """Take a graph out."""
        self._send(_dropping(graph))

    def _send(self, update: bytes) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        try:
            text = self._sweeping + update
            self.transport.request(Call("POST", self.transport.address.target, text, headers))
            self._sweeping = b""
        except RefusedError as error:
            error.hint = "see that this is the address at which the service takes updates (--update URL)"
            raise


class Either:
    """Graphs are put whole if the service has a graph store, and sent as updates if it has none."""

    def __init__(self, graphs: GraphStore, updates: Updates) -> None:
        self._graphs = graphs
        self._updates = updates
        self._found: Carrier | None = None

    def put(self, graph: str | None, body: IO[bytes]) -> None:
        """Put a graph."""
        if self._found is not None:
            self._found.put(graph, body)
            return
        try:
            self._graphs.put(graph, body)
            self._found = self._graphs
        except RefusedError as error:
            if error.status not in _NOT_HERE:
                raise
            self._put_otherwise(graph, body, error.status)

    def drop(self, graph: str) -> None:
        """Take a graph out; both ways, where it is not known which one there is."""
        if self._found is not None:
            self._found.drop(graph)
            return
        with suppress(RefusedError):
            self._graphs.drop(graph)
        with suppress(RefusedError):
            self._updates.drop(graph)

    def _put_otherwise(self, graph: str | None, body: IO[bytes], status: int) -> None:
        try:
            self._updates.put(graph, body)
            self._found = self._updates
        except RefusedError as error:
            raise StoreError(
                f"it takes neither graphs at {self._graphs.transport.address} (status {status}) "
                f"nor updates at {self._updates.transport.address} (status {error.status})",
                hint="say where it does: --graph-store URL or --update URL",
            ) from error


def _batches(body: IO[bytes], limits: Limits) -> Iterator[bytes]:
    """The lines of N-Triples in pieces that an update may have; a line that is larger stands alone."""
    body.seek(0)
    waiting: list[bytes] = []
    size = 0
    for line in body:
        if line.startswith(b"_:") or line.split(b" ", 2)[2].startswith(b"_:"):
            raise StoreError(
                "there is a node without a name, which would become another one in each update",
                hint="load it by --graph-store URL",
            )
        if waiting and (size + len(line) > limits.update_bytes or len(waiting) >= limits.update_triples):
            yield b"".join(waiting)
            waiting, size = [], 0
        waiting.append(line)
        size += len(line)
    if waiting:
        yield b"".join(waiting)


def _name(graph: str | None) -> str:
    """A graph's name in an update."""
    return str(ox.NamedNode(graph)) if graph else "DEFAULT"


def _dropping(graph: str | None) -> bytes:
    where = f"GRAPH {_name(graph)}" if graph else "DEFAULT"
    return f"DROP SILENT {where}".encode()


def _inserting(graph: str | None, triples: bytes) -> bytes:
    """An update with triples as they are in N-Triples, which SPARQL reads as they stand."""
    if graph is None:
        return b"INSERT DATA {\n%s}" % triples
    return b"INSERT DATA { GRAPH %s {\n%s} }" % (_name(graph).encode(), triples)


def _beside(query: str, name: str) -> str:
    parts = urlsplit(query)
    return urlunsplit(parts._replace(path=posixpath.join(posixpath.dirname(parts.path), name)))
