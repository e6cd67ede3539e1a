"""A post without a holder, and how somebody holds one."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.extractors.prose.names.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of post at a body, without a holder: what "the job" means."""

    kind: str
    words: str
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Held:
    """How somebody holds a post: the status and the dates that a clause gives."""

    status: str = "current"
    since: str | None = None
    until: str | None = None
    confidence: float = 0.8
