"""What can go wrong and is not a bug.

    CouncilgraphError
    ├── UsageError          the caller asked for something that cannot be asked (exit code 2)
    │   ├── AmbiguousError  several entities fit; `candidates` lists them
    │   └── QueryError      SPARQL that does not parse, or is not allowed
    ├── DocumentError       a document cannot be read; becomes a `Problem` in a build
    ├── StoreError          the store is missing, locked, damaged or of another version
    ├── PluginError         what another package adds is broken; becomes a `Problem` in a build
    ├── ClusterError        the cluster that reads documents is lost while it does
    └── OutputError         a file cannot be written

Each carries a `hint`, the next thing to try. `cli.py` maps them to messages and exit codes.
"""

from __future__ import annotations

from collections.abc import Sequence


class CouncilgraphError(Exception):
    """Base of all known errors: a message for people, and a hint."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CouncilgraphError):
    """What was asked for makes no sense as it stands."""


class AmbiguousError(UsageError):
    """Several entities fit what was asked for."""

    def __init__(self, message: str, *, candidates: Sequence[str], hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)


class QueryError(UsageError):
    """A SPARQL query that does not parse or that reaches outside the store."""


class DocumentError(CouncilgraphError):
    """A document that cannot be read. `where` says at which place, if that is known."""

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message, hint=hint)
        self.where = where


class StoreError(CouncilgraphError):
    """A store that cannot be opened or written."""


class PluginError(CouncilgraphError):
    """Something that another package adds and that does not do what it should."""


class ClusterError(CouncilgraphError):
    """Machines that read documents, and no longer do. What they read before is in the store."""


class OutputError(CouncilgraphError):
    """A file that cannot be written."""
