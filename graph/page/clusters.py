"""Which entities of a network are drawn together: round each council, say, or in communities.

Everything is counted in integers in the order of IRIs, since networkx's own results change with the hash
of strings.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from councilgraph.graph.centrality.communities import louvain
from councilgraph.graph.page.reading import Rows

SMALL = 4
"""A component with fewer entities is no cluster of its own."""
_SHARED_LINKS = 20
_SHARED_PORTION = 0.25


@dataclass(frozen=True, slots=True)
class Links:
    """A network without directions and parallels: for each entity its neighbours, sorted, and the counts."""

    neighbours: tuple[tuple[int, ...], ...]
    counts: dict[tuple[int, int], int]

    def __len__(self) -> int:
        return len(self.neighbours)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which cluster each entity belongs to, and each cluster's members and chief member.

    The last cluster may be a mixed one, of all that is linked to hardly anything: its chief is None.
    """

    membership: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]
    chiefs: tuple[int | None, ...]


def simple_links(rows: Rows) -> Links:
    """The links of `rows` without directions, parallels and loops."""
    counts: Counter[tuple[int, int]] = Counter()
    for link in rows.links:
        if link.source != link.target:
            counts[min(link.source, link.target), max(link.source, link.target)] += 1
    neighbours: list[list[int]] = [[] for _ in rows.entities]
    for one, other in sorted(counts):
        neighbours[one].append(other)
        neighbours[other].append(one)
    return Links(tuple(tuple(sorted(near)) for near in neighbours), dict(counts))


def find_clusters(rows: Rows, links: Links, seed: int) -> Clusters:
    """Clusters round the entities of the network's `group_kind`, else communities (Louvain)."""
    anchors = _anchors(rows)
    owner: dict[int, int] = _round_anchors(links, anchors) if anchors else {}
    rest = [entity for entity in range(len(links)) if entity not in owner]
    parts: dict[int, list[int]] = {}
    for entity, anchor in sorted(owner.items()):
        parts.setdefault(anchor, []).append(entity)
    clusters = [*parts.values(), *_communities(links, rest, seed)]
    return _clusters(rows, links, clusters, set(anchors))


def components(links: Links, among: Sequence[int]) -> list[list[int]]:
    """The connected parts of `among`, each sorted, the largest first."""
    unseen = set(among)
    found: list[list[int]] = []
    for start in sorted(among):
        if start not in unseen:
            continue
        unseen.discard(start)
        part, queue = [start], deque([start])
        while queue:
            for near in links.neighbours[queue.popleft()]:
                if near in unseen:
                    unseen.discard(near)
                    part.append(near)
                    queue.append(near)
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part[0]))


def _anchors(rows: Rows) -> list[int]:
    kind = rows.attributes.get("group_kind")
    return [
        index for index, entity in enumerate(rows.entities) if kind and kind in (entity.kind, entity.group)
    ]


def _round_anchors(links: Links, anchors: Sequence[int]) -> dict[int, int]:
    """The anchor of each entity that can reach one: the nearest, then the one with most links to it.

    What is linked to many anchors and to none above others (an inspectorate) stays out.
    """
    owner = {anchor: anchor for anchor in anchors}
    shared: set[int] = set()
    frontier = set(anchors)
    while frontier:
        reached = {near for entity in frontier for near in links.neighbours[entity]} - owner.keys() - shared
        chosen: dict[int, int] = {}
        for entity in sorted(reached):
            votes = _votes(links, entity, owner)
            if len(links.neighbours[entity]) > _SHARED_LINKS and _is_spread(votes):
                shared.add(entity)
            else:
                chosen[entity] = min(votes, key=lambda anchor: (-votes[anchor], anchor))
        owner.update(chosen)
        frontier = set(chosen)
    return owner


def _votes(links: Links, entity: int, owner: dict[int, int]) -> Counter[int]:
    votes: Counter[int] = Counter()
    for near in links.neighbours[entity]:
        if near in owner:
            votes[owner[near]] += links.counts[min(entity, near), max(entity, near)]
    return votes


def _is_spread(votes: Counter[int]) -> bool:
    return max(votes.values()) < _SHARED_PORTION * votes.total()


def _communities(links: Links, among: Sequence[int], seed: int) -> list[list[int]]:
    """Louvain communities of the larger components of `among`; small components stay whole."""
    found: list[list[int]] = []
    for part in components(links, among):
        if len(part) < SMALL:
            found.append(part)
            continue
        inside = set(part)
        network: nx.Graph[int] = nx.Graph()
        network.add_nodes_from(part)
        for entity in part:
            network.add_edges_from(
                (entity, near, {"weight": links.counts[entity, near]})
                for near in links.neighbours[entity]
                if near > entity and near in inside
            )
        found.extend(louvain(network, seed))
    return found


def _clusters(rows: Rows, links: Links, parts: list[list[int]], anchors: set[int]) -> Clusters:
    """`parts` as clusters, the largest first; parts that are small and no anchor's become one, the last."""
    own = [part for part in parts if len(part) >= SMALL or anchors & set(part) or _is_linked(links, part)]
    own.sort(key=lambda part: (-len(part), part[0]))
    placed = {entity for part in own for entity in part}
    mixed = [entity for entity in range(len(links)) if entity not in placed]
    degrees = rows.degrees()
    chiefs: list[int | None] = [
        min(part, key=lambda entity: (entity not in anchors, -degrees[entity], entity)) for part in own
    ]
    if mixed:
        own.append(mixed)
        chiefs.append(None)
    membership = [0] * len(links)
    for index, part in enumerate(own):
        for entity in part:
            membership[entity] = index
    return Clusters(tuple(membership), tuple(map(tuple, own)), tuple(chiefs))


def _is_linked(links: Links, part: list[int]) -> bool:
    """Whether `part` is linked to the outside: a small one that is, is drawn on its own (a hub)."""
    inside = set(part)
    return any(near not in inside for entity in part for near in links.neighbours[entity])
