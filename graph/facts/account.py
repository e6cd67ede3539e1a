"""What one document tells, made ready: its claims that count, its organisations, its people."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from councilgraph.graph.dates import is_edtf
from councilgraph.graph.entities import Said
from councilgraph.graph.facts.completion import completed
from councilgraph.graph.facts.keys import fact_blocks
from councilgraph.graph.identity.keys import person_blocks
from councilgraph.graph.identity.mentions import Mention, mentions, people_named, source_of
from councilgraph.graph.identity.organisations import Place, placed
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import organisations_in

_DATE_FIELDS = ("since", "until", "date", "end", "published")


@dataclass(frozen=True, slots=True)
class ClaimInContext:
    """A claim with what its names mean in its document.

    `people` are the field, the name and the mention of each; `places` the organisations by field.
    """

    said: Said
    people: Sequence[tuple[str, str, str]]
    places: Mapping[str, Place]


class Account:
    """The claims of one document that become facts, sorted by IRI, with what their names mean there.

    Each row of a table is read by itself, as if it were a document.
    """

    def __init__(self, document: Iterable[Said], registered: Registered) -> None:
        told: dict[str, list[Said]] = defaultdict(list)
        for one in sorted(document, key=lambda one: one.iri):
            if one.claim.modality in ("asserted", "planned"):
                told[source_of(one)].append(_with_dates(one))
        self.people: dict[str, Sequence[tuple[str, str, str]]] = {}
        self._places: dict[tuple[str, str], Place] = {}
        found: list[Said] = []
        people: list[Mention] = []
        for source, claims in told.items():
            said = completed(claims)
            places, named = placed(said, registered), people_named(source, said)
            found += said
            people += mentions(source, said, places, named, registered)
            self.people.update(named)
            self._places.update(places)
        self.said = tuple(sorted(found, key=lambda one: one.iri))
        self.by_iri = {one.iri: one for one in self.said}
        self.mentions = tuple(sorted(people, key=lambda mention: mention.id))
        self.fact_blocks = {one.iri: frozenset(fact_blocks(one, self._places)) for one in self.said}
        self.blocks_of = {mention.id: person_blocks(mention) for mention in self.mentions}

    def in_context(self, one: Said) -> ClaimInContext:
        """A claim of the document with what its names mean there."""
        fields = [field for field, _ in organisations_in(one.claim)]
        places = {field: place for field in fields if (place := self._places.get((one.iri, field)))}
        return ClaimInContext(one, self.people[one.iri], places)


def _with_dates(one: Said) -> Said:
    """A claim without what is no date, whoever wrote it into the store."""
    wrong = [name for name in _DATE_FIELDS if (date := getattr(one.claim, name, None)) and not is_edtf(date)]
    nothing: dict[str, Any] = dict.fromkeys(wrong)
    if wrong:
        one = dataclasses.replace(one, claim=dataclasses.replace(one.claim, **nothing))
    return dataclasses.replace(one, issued=None) if one.issued and not is_edtf(one.issued) else one
