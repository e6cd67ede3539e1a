"""What a careful reader adds to a claim from the others of its document."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from councilgraph.graph.entities import Said
from councilgraph.graph.model import CareerEventClaim, PostClaim
from councilgraph.graph.names import fold


def completed(told: Sequence[Said]) -> tuple[Said, ...]:
    """The claims of one document or row, with an event's post and the end that a death brings filled in.

    An event that names no post is about the person's post in that organisation, if there is one such
    post. A post that somebody held until death ended on that day.
    """
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    deaths: dict[str, str] = {}
    for one in told:
        claim = one.claim
        if isinstance(claim, PostClaim) and claim.person:
            kinds[fold(claim.person), fold(claim.organisation)].add(claim.role_kind)
        elif isinstance(claim, CareerEventClaim) and claim.event == "died" and claim.date:
            deaths[fold(claim.person)] = claim.date
    return tuple(_completed(one, kinds, deaths) for one in told)


def _completed(one: Said, kinds: dict[tuple[str, str], set[str]], deaths: dict[str, str]) -> Said:
    claim = one.claim
    if isinstance(claim, CareerEventClaim) and claim.role_kind is None and claim.event != "died":
        found = kinds.get((fold(claim.person), fold(claim.organisation)), set())
        if len(found) == 1:
            return dataclasses.replace(one, claim=dataclasses.replace(claim, role_kind=next(iter(found))))
    if (
        isinstance(claim, PostClaim)
        and claim.person
        and not claim.until
        and claim.status in ("current", "interim")
    ):
        died = deaths.get(fold(claim.person))
        if died:
            return dataclasses.replace(one, claim=dataclasses.replace(claim, until=died, status="former"))
    return one
