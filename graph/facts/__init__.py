"""Claims -> facts: everything at once (`derive`), or only what a change touches (`update`)."""

from councilgraph.graph.facts.derivation import Derived, Update, derive, update
from councilgraph.graph.facts.snapshot import Memory, Snapshot, blocks
from councilgraph.graph.facts.whole import Whole

__all__ = ["Derived", "Memory", "Snapshot", "Update", "Whole", "blocks", "derive", "update"]
