"""What one holder did in one organisation, kind of post by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from councilgraph.graph.entities import Said
from councilgraph.graph.facts.tenures import Service, service
from councilgraph.graph.identity.trades import matter
from councilgraph.graph.model import CareerEventClaim, PostClaim
from councilgraph.graph.names import fold

_DIRECTOR, _CHILDRENS_DIRECTOR = "director", "director_of_childrens_services"


def family(kind: str) -> str:
    """The kinds of post among which a document may not tell apart, by one of them."""
    return _DIRECTOR if kind == _CHILDRENS_DIRECTOR else kind


def services(holder: str | None, organisation: str, said: Sequence[Said]) -> Iterator[Service]:
    """The services of `holder` that post and event claims of one family tell of, by kind.

    Whoever directs children's services in one document and is a director, of nothing in particular
    or of something with children, in another is the same director.
    """
    by_kind: dict[str, list[Said]] = defaultdict(list)
    kinds = {_kind(one) for one in said}
    for one in said:
        kind = _kind(one)
        is_vague = kind == _DIRECTOR and _CHILDRENS_DIRECTOR in kinds and _may_be_childrens(one)
        by_kind[_CHILDRENS_DIRECTOR if is_vague else kind].append(one)
    for kind in sorted(by_kind):
        yield service(holder, organisation, kind, by_kind[kind])


def _kind(one: Said) -> str:
    claim = one.claim
    return (claim.role_kind or "") if isinstance(claim, PostClaim | CareerEventClaim) else ""


def _may_be_childrens(one: Said) -> bool:
    words = matter(fold(one.claim.role)) if isinstance(one.claim, PostClaim) else frozenset()
    return not words or "children" in words
