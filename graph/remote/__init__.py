"""Stores that have outgrown one machine: a SPARQL 1.1 service is read like a store, and loaded from one.

Only the service whose address is given is spoken to. Reading needs its query endpoint alone. What lies beside
a store of this machine (the documents' texts, the ledger, columns, arrays) is not there.
"""

from __future__ import annotations

from councilgraph.graph.remote.address import (
    Credentials,
    Limits,
    is_address,
    parse_address,
    parse_credentials,
)
from councilgraph.graph.remote.copying import here
from councilgraph.graph.remote.engine import RemoteEngine
from councilgraph.graph.remote.names import RemoteIndex, RemoteLedger
from councilgraph.graph.remote.pushing import Pushed, Target, Wishes, push
from councilgraph.graph.remote.transport import Transport
from councilgraph.graph.store import Store

__all__ = [
    "Credentials",
    "Limits",
    "Pushed",
    "RemoteStore",
    "Target",
    "Wishes",
    "here",
    "is_address",
    "open_remote",
    "parse_credentials",
    "push",
]


class RemoteStore(Store):
    """What a service has, to read."""

    def __init__(self, transport: Transport) -> None:
        engine = RemoteEngine(transport)
        super().__init__(engine, RemoteIndex(engine), RemoteLedger())
        self.notes = engine.service.notes
        self._transport = transport

    def close(self) -> None:
        """Hang up."""
        self._transport.close()
        super().close()


def open_remote(
    address: str, credentials: Credentials | None = None, limits: Limits | None = None
) -> RemoteStore:
    """The store that a SPARQL service has, for reading. Nothing is asked yet.

    Raises UsageError for an address that is none, or that is not safe to speak to.
    """
    return RemoteStore(Transport(parse_address(address), credentials, limits or Limits()))
