"""Where entities stand: the same network gives the same picture, one more fact nearly the same.

Two levels: clusters are placed by the links between them, and inside each its members by their own.
Coordinates are pixels at full size, so that a page that shows all of a small network needs no zoom.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from councilgraph.graph.page.clusters import SMALL, Clusters, Links, components, find_clusters, simple_links
from councilgraph.graph.page.model import PageOptions
from councilgraph.graph.page.packing import arranged, drawn_together
from councilgraph.graph.page.reading import Rows
from councilgraph.graph.page.stress import MAX_ENTITIES, Points, spread_boxes, stress_positions

LABELLED = 160
"""Up to so many entities all labels have room."""
_GAP = 14.0
_LABEL_WIDTH = 96.0
_LABEL_HEIGHT = 42.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A position for each entity, and the clusters that a large page shows first.

    `overview` has the clusters' own positions, which leave room for their labels.
    """

    positions: tuple[tuple[int, int], ...]
    clusters: Clusters
    overview: tuple[tuple[int, int], ...]


def lay_out(rows: Rows, options: PageOptions) -> Layout:
    """The layout of `rows`. Entities with a position in `options` keep it."""
    links = simple_links(rows)
    clusters = find_clusters(rows, links, options.seed)
    kept = {
        index: options.positions[entity.iri]
        for index, entity in enumerate(rows.entities)
        if entity.iri in options.positions
    }
    if kept and len(kept) * 2 >= len(links):
        points = _beside(links, kept)
    else:
        points = _afresh(rows, links, clusters, options.seed)
    overview = _overview(points, clusters) if len(links) > options.group_above else np.zeros((0, 2))
    return Layout(_rounded(points), clusters, _rounded(overview))


def _rounded(points: Points) -> tuple[tuple[int, int], ...]:
    return tuple((round(x), round(y)) for x, y in points.tolist())


def _overview(points: Points, clusters: Clusters) -> Points:
    """A position for each cluster: near the middle of its members, with room for its label."""
    middles = np.array([points[list(members)].mean(axis=0) for members in clusters.members])
    count = len(middles)
    extent = max(1.0, float(np.ptp(middles, axis=0).max()))
    scaled = middles * (math.sqrt(count) * 70 / extent)
    return spread_boxes(scaled, np.tile([_LABEL_WIDTH, _LABEL_HEIGHT], (count, 1)), steps=80)


def _afresh(rows: Rows, links: Links, clusters: Clusters, seed: int) -> Points:
    if not len(links):
        return np.zeros((0, 2))
    blocks = _blocks(links, clusters)
    inner = [stress_positions(links, block, seed) for block in blocks]
    radii = np.array([_radius(points) for points in inner])
    centres = _centres(links, blocks, radii, seed)
    points = np.zeros((len(links), 2))
    for block, placed, centre in zip(blocks, inner, centres, strict=True):
        points[list(block)] = placed + centre
    points = _scaled(points)
    return _with_room_for_labels(rows, points) if len(points) <= LABELLED else points


def _blocks(links: Links, clusters: Clusters) -> list[Sequence[int]]:
    """What is laid out in one go: components, and of those that are too large the clusters."""
    blocks: list[Sequence[int]] = []
    large: set[int] = set()
    for part in components(links, range(len(links))):
        if len(part) <= MAX_ENTITIES // 2:
            blocks.append(part)
        else:
            large.update(part)
    for members in clusters.members:
        inside = [entity for entity in members if entity in large]
        if inside:
            blocks.append(inside)
    return sorted(blocks, key=lambda block: (-len(block), block[0]))


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max()) + 0.7


def _centres(links: Links, blocks: Sequence[Sequence[int]], radii: Points, seed: int) -> Points:
    """The middles of the blocks: linked ones near each other, no two over each other."""
    between = _links_between(links, blocks)
    together = components(between, range(len(blocks)))
    centres = np.zeros((len(blocks), 2))
    discs = np.zeros(len(together))
    for index, part in enumerate(together):
        points = stress_positions(between, part, seed) * float(np.median(radii[part])) * 2
        points = drawn_together(points, radii[part])
        points -= points.mean(axis=0)
        centres[part] = points
        discs[index] = (np.sqrt((points**2).sum(axis=1)) + radii[part]).max()
    is_small = np.array([sum(len(blocks[block]) for block in part) < SMALL for part in together])
    for part, shift in zip(together, arranged(discs, is_small), strict=True):
        centres[part] += shift
    return centres


def _links_between(links: Links, blocks: Sequence[Sequence[int]]) -> Links:
    home = {entity: index for index, block in enumerate(blocks) for entity in block}
    counts: dict[tuple[int, int], int] = {}
    for (one, other), count in sorted(links.counts.items()):
        pair = min(home[one], home[other]), max(home[one], home[other])
        if pair[0] != pair[1]:
            counts[pair] = counts.get(pair, 0) + count
    neighbours: list[list[int]] = [[] for _ in blocks]
    for one, other in counts:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return Links(tuple(tuple(sorted(near)) for near in neighbours), counts)


def _scaled(points: Points) -> Points:
    """`points` in pixels: the more there are, the less room each gets."""
    count = len(points)
    room = 84.0 if count <= 60 else max(30.0, 84.0 * (60 / count) ** 0.3)
    extent = np.ptp(points, axis=0) if count > 1 else np.array([1.0, 1.0])
    area = max(float(extent[0]), 1.0) * max(float(extent[1]), 1.0)
    return points * math.sqrt(count * room**2 / area) if count > 1 else points


def _with_room_for_labels(rows: Rows, points: Points) -> Points:
    widths = [min(130, 30 + 6 * min(18, len(entity.label))) for entity in rows.entities]
    heights = [40 + 14 * min(2, len(entity.label) // 18) for entity in rows.entities]
    return spread_boxes(points, np.column_stack((widths, heights)).astype(float))


def _beside(links: Links, kept: Mapping[int, tuple[float, float]]) -> Points:
    """Entities without a position stand beside their neighbours, where there is room."""
    points = np.zeros((len(links), 2))
    for entity, position in kept.items():
        points[entity] = position
    placed = set(kept)
    edge = points[sorted(placed)].max(axis=0) + 60
    for entity in sorted(set(range(len(links))) - placed, key=lambda one: (-_known(links, one, placed), one)):
        near = [other for other in links.neighbours[entity] if other in placed]
        middle = points[near].mean(axis=0) if near else edge
        points[entity] = _free_spot(points[sorted(placed)], middle)
        placed.add(entity)
    return points


def _known(links: Links, entity: int, placed: set[int]) -> int:
    return sum(near in placed for near in links.neighbours[entity])


def _free_spot(taken: Points, middle: Points) -> Points:
    """The first spot on a spiral round `middle` that keeps its distance from what is there."""
    for step in range(2, 400):
        angle = step * math.pi * (3 - math.sqrt(5))
        spot = middle + math.sqrt(step) * _GAP * np.array([math.cos(angle), math.sin(angle)])
        if ((taken - spot) ** 2).sum(axis=1).min() > (3 * _GAP) ** 2:
            return np.asarray(spot)
    return np.asarray(middle)
