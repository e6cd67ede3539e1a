"""What changed between two stores, in words."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from councilgraph.graph.drawing import Captions, drawing
from councilgraph.graph.entities import CareerEvent, Entity
from councilgraph.graph.rdf import read_facts
from councilgraph.graph.rdf.fields import class_of
from councilgraph.graph.rows import Rows
from councilgraph.graph.store import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is only in the newer store, only in the older, or not the same in both."""

    change: Literal["added", "gone", "changed", "other documents"]
    kind: str
    what: str
    fact: str


def differences(old: Store, new: Store) -> list[Difference]:
    """All facts that differ, by kind and words; also those that only other documents tell."""
    before, after = _facts(old), _facts(new)
    was, now = Captions(old), Captions(new)
    found = []
    for iri in sorted(before.keys() | after.keys()):
        if iri not in before:
            found.append(Difference("added", _kind(after[iri]), now[iri], iri))
        elif iri not in after:
            found.append(Difference("gone", _kind(before[iri]), was[iri], iri))
        elif before[iri] != after[iri]:
            found.append(Difference(_change(before[iri], after[iri]), _kind(after[iri]), now[iri], iri))
    return sorted(found, key=lambda one: (one.kind, one.change, one.what, one.fact))


def in_words(found: list[Difference]) -> Iterator[str]:
    """The differences counted: "2 tenures added", "1 judgement gone"."""
    if not found:
        yield "nothing differs"
    counted = Counter((one.kind, one.change) for one in found)
    for (kind, change), number in sorted(counted.items()):
        yield f"{number} {kind}{'s' * (number != 1)} {change}"


def rows(found: list[Difference]) -> Rows:
    """The differences as rows."""
    listed = ({"change": one.change, "kind": one.kind, "what": one.what, "fact": one.fact} for one in found)
    return Rows(("change", "kind", "what"), listed)


def _facts(store: Store) -> dict[str, Entity]:
    return {fact.iri: fact for fact in read_facts(store.quads())}


def _kind(fact: Entity) -> str:
    """The class of a fact in words; of a career event, what happened."""
    label = drawing().labels.get(class_of(type(fact)).value, type(fact).__name__).lower()
    return f"{label} ({fact.event})" if isinstance(fact, CareerEvent) else label


def _change(before: Entity, after: Entity) -> Literal["changed", "other documents"]:
    same = dataclasses.replace(before, claims=()) == dataclasses.replace(after, claims=())
    return "other documents" if same else "changed"
