"""Which of several organisations of one name fits best to what else a document speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from councilgraph.graph.identity.registered import Registered
from councilgraph.graph.model import OrganisationClaim
from councilgraph.graph.vocab import COUNCIL_KINDS


class Context:
    """What else a document speaks of: organisations that are clear, and places in its quotes."""

    def __init__(
        self, settled: Sequence[str], words: Sequence[Sequence[str]], registered: Registered
    ) -> None:
        self._registered = registered
        self._settled = frozenset(settled)
        self._councils = [*_councils(settled, registered)]
        self._mentioned = [*_councils(sorted(registered.councils_in(words)), registered)]

    def fitting(self, candidates: tuple[str, ...]) -> tuple[str, ...]:
        """The candidates that fit best; all of them where nothing speaks for any."""
        if len(candidates) < 2:
            return candidates
        scores = {iri: self._score(iri) for iri in candidates}
        best = max(scores.values())
        return tuple(iri for iri in candidates if scores[iri] == best) if best else candidates

    def _score(self, iri: str) -> int:
        """How well a candidate fits: named elsewhere, or beside councils of its county or region."""
        record = self._registered.record(iri)
        if record is None:
            return 0
        if iri in self._settled:
            return 16
        score = 8 * (record in self._mentioned)
        score += 4 * any(_in_one_county(record, other) for other in self._councils)
        score += 2 * any(_in_one_region(record, other) for other in self._councils)
        score += 2 * any(_in_one_county(record, other) for other in self._mentioned)
        return score + any(_in_one_region(record, other) for other in self._mentioned)


def _councils(iris: Iterable[str], registered: Registered) -> Iterator[OrganisationClaim]:
    for iri in iris:
        record = registered.record(iri)
        if record and record.kind in COUNCIL_KINDS:
            yield record


def _in_one_county(one: OrganisationClaim, other: OrganisationClaim) -> bool:
    counties = {one.upper_tier or one.code, other.upper_tier or other.code}
    return len(counties) == 1 and None not in counties


def _in_one_region(one: OrganisationClaim, other: OrganisationClaim) -> bool:
    return bool(one.region) and one.region == other.region
