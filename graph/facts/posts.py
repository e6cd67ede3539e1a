"""Posts, who followed whom in them, and holders whom nobody names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from councilgraph.graph.entities import Contradiction, Entity, Post, Said, Succession, Tenure
from councilgraph.graph.facts.contradictions import contradiction
from councilgraph.graph.facts.dating import may_be_one_day
from councilgraph.graph.facts.services import services
from councilgraph.graph.facts.wordings import HELD_BY_MANY
from councilgraph.graph.identity.holdings import SINGLE_POSTS, days
from councilgraph.graph.identity.resolution import Resolved
from councilgraph.graph.model import PostClaim
from councilgraph.graph.rdf.terms import entity_iri

Told = tuple[Said, PostClaim]

_NEXT_DAYS = 400
"""Whoever starts no later than this after somebody's end is taken for the successor."""


def post_facts(kind: str, said: Sequence[Said], resolved: Mapping[str, Resolved]) -> Iterator[Entity]:
    """The posts of one family of kinds at one organisation, successions in them and tenures of the unnamed.

    `said` are post and event claims of that block.
    """
    by_holder: dict[str, list[Said]] = defaultdict(list)
    unnamed: list[Told] = []
    organisations = set()
    for one in said:
        meant = resolved[one.iri]
        organisations.add(meant.organisation)
        if meant.person:
            by_holder[meant.person].append(one)
        elif isinstance(one.claim, PostClaim):
            unnamed.append((one, one.claim))
    organisation = next(iter(organisations), None)
    if organisation is None:
        return
    named = [
        tenure
        for holder in sorted(by_holder)
        for found in services(holder, organisation, by_holder[holder])
        for tenure in found.tenures
    ]
    nameless = [
        tenure
        for group in _unnamed_groups(unnamed)
        for found in services(None, organisation, [one for one, _ in group])
        for tenure in found.tenures
    ]
    yield from nameless
    yield from _posts([*named, *nameless], said)
    yield from _rivals(named, said)
    if kind not in HELD_BY_MANY:
        yield from _successions(named)


def _unnamed_groups(told: Sequence[Told]) -> list[list[Told]]:
    """Claims about unnamed holders in groups that may each be one holder: those with the same start."""
    groups: list[list[Told]] = []
    for one, claim in sorted(told, key=lambda pair: (pair[1].since is None, pair[0].iri)):
        group = next((g for g in groups if _may_be_one(g[0][1], claim)), None)
        if group is None:
            groups.append([(one, claim)])
        else:
            group.append((one, claim))
    return groups


def _may_be_one(one: PostClaim, other: PostClaim) -> bool:
    return bool(one.since and other.since) and may_be_one_day(one.since or "", other.since or "")


def _posts(tenures: Sequence[Tenure], said: Sequence[Said]) -> Iterator[Post]:
    """The posts of tenures; the evidence of each is its first document's."""
    document_of = {one.iri: one.document for one in said}
    by_post: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        by_post[tenure.post].append(tenure)
    for post in sorted(by_post):
        claims = [claim for tenure in by_post[post] for claim in tenure.claims if claim in document_of]
        first = min(document_of[claim] for claim in claims)
        labels = sorted(by_post[post], key=lambda t: (-len(t.claims), t.iri))
        yield Post(
            iri=post,
            claims=tuple(sorted({claim for claim in claims if document_of[claim] == first})),
            label=labels[0].role,
            organisation=labels[0].organisation,
            role_kind=labels[0].role_kind,
        )


def _rivals(tenures: Sequence[Tenure], said: Sequence[Said]) -> Iterator[Contradiction]:
    """That different documents let different people begin in a single post in the same month."""
    document_of = {one.iri: one.document for one in said}
    starting = [
        t for t in tenures if t.role_kind in SINGLE_POSTS and not t.is_interim and len(t.since or "") > 4
    ]
    for one, other in combinations(sorted(starting, key=lambda t: t.iri), 2):
        if one.person == other.person or (one.since or "")[:7] != (other.since or "")[:7]:
            continue
        documents, others = (
            {document_of[claim] for claim in t.claims if claim in document_of} for t in (one, other)
        )
        if not documents & others:
            yield contradiction(
                one.post, "holder", one.claims, other.claims, f"who began in {(one.since or '')[:7]}"
            )


def _successions(tenures: Sequence[Tenure]) -> Iterator[Succession]:
    """Who followed whom: the next to start after somebody's end, or after the last day known."""
    by_post: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        if _start(tenure) is not None:
            by_post[tenure.post].append(tenure)
    for post in sorted(by_post):
        in_time = sorted(by_post[post], key=lambda t: (_start(t) or 0, t.iri))
        for earlier, later in pairwise(in_time):
            if earlier.person != later.person and _follows(earlier, later):
                yield Succession(
                    iri=entity_iri("succession", "", earlier.iri, later.iri),
                    claims=tuple(sorted({*earlier.claims, *later.claims})),
                    predecessor=earlier.iri,
                    successor=later.iri,
                    post=post,
                )


def _start(tenure: Tenure) -> int | None:
    """The first day known of a tenure; its end where no start is known."""
    date = tenure.since or tenure.in_post_on or tenure.until
    return days(date).first if date else None


def _follows(earlier: Tenure, later: Tenure) -> bool:
    start = later.since or later.in_post_on or later.until
    last = earlier.until or earlier.in_post_on or earlier.since
    if not start or not last:
        return False
    return days(start).last >= days(last).first and days(start).first - days(last).last <= _NEXT_DAYS
