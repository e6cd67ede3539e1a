"""What one document tells, made ready: its claims that count, its organisations, its people."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.graph.entities import Said
from councilgraph.graph.facts.completion import completed
from councilgraph.graph.facts.keys import fact_blocks
from councilgraph.graph.identity.keys import person_blocks
from councilgraph.graph.identity.mentions import Mention, mentions, people_named
from councilgraph.graph.identity.organisations import Place, placed
from councilgraph.graph.identity.registered import Registered


class Account:
    """The claims of one document that become facts, sorted by IRI, with what their names mean there."""

    def __init__(self, document: Sequence[Said], registered: Registered) -> None:
        counted = [one for one in document if one.claim.modality in ("asserted", "planned")]
        self.said = completed(sorted(counted, key=lambda one: one.iri))
        self.by_iri = {one.iri: one for one in self.said}
        self._places = placed(self.said, registered)
        self.people = people_named(self.said)
        self.mentions: tuple[Mention, ...] = mentions(self.said, self._places, self.people)
        self.fact_blocks = {one.iri: frozenset(fact_blocks(one, self._places)) for one in self.said}
        self.blocks_of = {mention.id: person_blocks(mention) for mention in self.mentions}

    def place(self, one: Said, field: str) -> Place | None:
        """What the organisation's name in a field of a claim may mean; None for an empty field."""
        return self._places.get((one.iri, field))
