"""What stayed open: places that may mean several organisations, decisions that go against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from councilgraph.graph.facts.account import ClaimInContext
from councilgraph.graph.identity.decisions import Decision
from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.identity.resolution import Resolved, organisations_in
from councilgraph.graph.model import Problem


def open_places(
    told: Iterable[ClaimInContext], resolved: Mapping[str, Resolved], registered: Registered
) -> Iterator[Problem]:
    """Names of which it is not clear which organisation they mean, once a document and name."""
    seen = set()
    for each in told:
        one = each.said
        for field, name in organisations_in(one.claim):
            place = each.places.get(field)
            if place is None or len(place.candidates) == 1 or (one.document, name) in seen:
                continue
            if getattr(resolved[one.iri], field) == place.open_iri:
                seen.add((one.document, name))
                records = filter(None, map(registered.record, place.candidates))
                labels = ", ".join(record.organisation for record in records)
                yield Problem(
                    one.document_name,
                    f"character {one.claim.quote.start}",
                    f'"{name}" may be any of {labels}',
                    "it was given no code; a document that names the organisation in full would tell",
                )


def refused_decisions(decisions: Iterable[Decision]) -> Iterator[Problem]:
    """Decisions "same" that would join what was decided to be different."""
    for decision in decisions:
        yield Problem(
            "decisions",
            f"{decision.left} and {decision.right}",
            "decided to be the same, but other decisions keep them apart",
            "take one of the decisions back",
        )
