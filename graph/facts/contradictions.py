"""What can't both be true, kept with both sides."""

from __future__ import annotations

from collections.abc import Iterable

from councilgraph.graph.entities import Contradiction
from councilgraph.graph.rdf.terms import entity_iri


def contradiction(
    about: str, field: str, left: Iterable[str], right: Iterable[str], note: str
) -> Contradiction:
    """A contradiction about a field of a fact; claims that are on both sides count for neither."""
    one, other = set(left), set(right)
    sides = (
        tuple(sorted(one - other)) or tuple(sorted(one)),
        tuple(sorted(other - one)) or tuple(sorted(other)),
    )
    first, second = sorted(sides)
    return Contradiction(
        iri=entity_iri("contradiction", "", about, field, *first, None, *second),
        claims=tuple(sorted({*first, *second})),
        about=about,
        field=field,
        left_claims=first,
        right_claims=second,
        note=note,
    )
