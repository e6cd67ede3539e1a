"""Claims -> facts: everything at once (`derive`), or only what a change touches (`update`)."""

from councilgraph.graph.facts.derivation import Derived, Update, derive, update
from councilgraph.graph.facts.snapshot import Memory, Snapshot, blocks

__all__ = ["Derived", "Memory", "Snapshot", "Update", "blocks", "derive", "update"]
