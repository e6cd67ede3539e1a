"""Interventions, told by several documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from councilgraph.graph.entities import Intervention, Said
from councilgraph.graph.facts.dating import agreements, days_apart
from councilgraph.graph.facts.spells import dated
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import InterventionClaim
from councilgraph.graph.rdf.terms import entity_iri

_SAME_DAYS = 92
"""Interventions of one kind whose dates are no further apart are one: announced, then begun."""


def intervention_facts(said: Sequence[Said], resolved: Mapping[str, Resolved]) -> Iterator[Intervention]:
    """The interventions of one kind at one organisation. Undated claims go with the first of them."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=_in_time):
        date = _claim(one).date
        near = groups and (date is None or _is_near(groups[-1], date))
        if near:
            (groups[-1] if date else groups[0]).append(one)
        else:
            groups.append([one])
    for number, group in enumerate(groups, 1):
        first = resolved[group[0].iri]
        dates = agreements(dated(one, date) for one in group if (date := _claim(one).date))
        actors = sorted({actor for one in group if (actor := resolved[one.iri].actor)})
        yield Intervention(
            iri=entity_iri("intervention", "", first.organisation, _claim(group[0]).kind, str(number)),
            claims=tuple(sorted(one.iri for one in group)),
            organisation=first.organisation or "",
            kind=_claim(group[0]).kind,
            actor=actors[0] if actors else None,
            date=dates[0].date if dates else None,
        )


def _claim(one: Said) -> InterventionClaim:
    return cast(InterventionClaim, one.claim)


def _in_time(one: Said) -> tuple[bool, str, str]:
    date = _claim(one).date
    return date is None, date or "", one.iri


def _is_near(group: Sequence[Said], date: str) -> bool:
    return any(days_apart(other, date) <= _SAME_DAYS for one in group if (other := _claim(one).date))
