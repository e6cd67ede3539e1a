"""The blocks in which facts other than people are made."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.graph.entities import Said
from councilgraph.graph.facts.services import family
from councilgraph.graph.identity.keys import tail
from councilgraph.graph.identity.organisations import Place, Placed
from councilgraph.graph.identity.resolution import organisations_in
from councilgraph.graph.model import (
    CareerEventClaim,
    InspectionClaim,
    InterventionClaim,
    JudgementClaim,
    PostClaim,
    StatementClaim,
)
from councilgraph.graph.names import fold

_FIRST_WORDS = 6


def fact_blocks(one: Said, places: Placed) -> Iterator[str]:
    """The blocks of a claim, for each organisation that it may be about."""
    claim = one.claim
    for field, _ in organisations_in(claim):
        for iri in _possible(places.get((one.iri, field))):
            yield f"organisation:{tail(iri)}"
    about = [tail(iri) for iri in _possible(places.get((one.iri, "organisation")))]
    if isinstance(claim, PostClaim | CareerEventClaim) and claim.role_kind:
        yield from (f"post:{family(claim.role_kind)}@{place}" for place in about)
    elif isinstance(claim, InspectionClaim | JudgementClaim):
        yield from (f"inspection:{place}" for place in about)
    elif isinstance(claim, InterventionClaim):
        yield from (f"intervention:{claim.kind}@{place}" for place in about)
    elif isinstance(claim, StatementClaim):
        yield f"statement:{first_words(claim.words)}"


def first_words(words: str) -> str:
    """The first six words of a statement, folded: those by which it is known again."""
    return " ".join(fold(words).split()[:_FIRST_WORDS])


def _possible(place: Place | None) -> tuple[str, ...]:
    return place.possible if place else ()
