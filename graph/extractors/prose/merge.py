"""Claims of one document brought together: each thing said once, in the order of the quotes."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.graph.model import Claim


def merged(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in the order of their quotes, without repetition."""
    seen: dict[object, Claim] = {}
    for claim in claims:
        seen.setdefault(claim, claim)
    return sorted(seen.values(), key=lambda claim: (claim.quote.start, claim.quote.end, claim.type))
