"""Positions whose distances follow the distances in the network: stress majorization.

The method is that of Gansner, Koren and North (2004): each step solves a linear system and never makes
the stress worse. Links of hubs are drawn longer, so that what hangs on them has room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from councilgraph.graph.page.clusters import Links

Points = npt.NDArray[np.float64]
"""Rows of x and y, here and there another array of numbers."""

MAX_ENTITIES = 420
"""Beyond this many the distances of all pairs cost more than the picture is worth."""
_STEPS = 90
_STILL = 0.01
"""A step that moves nothing further than this is the last."""
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def stress_positions(links: Links, members: Sequence[int], seed: int) -> Points:
    """A row x, y for each of `members`, about one unit from one to the next, centred on nought.

    Beyond MAX_ENTITIES the members stand as the seeds of a sunflower, in the order of their distance
    from the one with most links.
    """
    if len(members) > MAX_ENTITIES:
        return _sunflower(links, members)
    distances = _distances(links, members)
    points = _start(distances, seed)
    return _majorize(points, distances) if len(members) > 2 else points


def spread_discs(points: Points, radii: Points, *, steps: int = 60) -> Points:
    """`points` pushed apart until discs of `radii` round them hardly overlap."""
    moved = points.copy()
    for _ in range(steps if len(points) > 1 else 0):
        apart = moved[:, None, :] - moved[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        wanted = radii[:, None] + radii[None, :]
        lacking = np.clip(wanted - distance, 0, None)
        if lacking.max() < 0.5:
            break
        push = apart / np.maximum(distance, 1e-6)[:, :, None] * (lacking / 2)[:, :, None]
        # Where many overlap, the full sum would overshoot.
        moved += push.sum(axis=1) / np.maximum(1, (lacking > 0).sum(axis=1) / 2)[:, None]
    return moved


def spread_boxes(points: Points, sizes: Points, *, steps: int = 120) -> Points:
    """`points` pushed apart until boxes of `sizes` (width, height) centred on them hardly overlap.

    Each pair moves along the axis on which it needs the shorter way.
    """
    moved = points.copy()
    wanted = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(steps if len(points) > 1 else 0):
        apart = moved[:, None, :] - moved[None, :, :]
        lacking = wanted - np.abs(apart)
        overlaps = (lacking[:, :, 0] > 0) & (lacking[:, :, 1] > 0)
        np.fill_diagonal(overlaps, val=False)
        if not overlaps.any():
            break
        sideways = lacking[:, :, 0] < lacking[:, :, 1]
        direction = np.where(apart >= 0, 1.0, -1.0)
        direction[:, :, :][apart == 0] = 0
        push = direction * lacking / 2
        push[:, :, 0] *= overlaps & sideways
        push[:, :, 1] *= overlaps & ~sideways
        moved += push.sum(axis=1) / np.maximum(1, overlaps.sum(axis=1) / 2)[:, None]
    return moved


def _sunflower(links: Links, members: Sequence[int]) -> Points:
    inside = set(members)
    hub = min(members, key=lambda entity: (-len(links.neighbours[entity]), entity))
    order, seen = [hub], {hub}
    for entity in order:
        fresh = [near for near in links.neighbours[entity] if near in inside and near not in seen]
        seen.update(fresh)
        order.extend(fresh)
    order.extend(entity for entity in members if entity not in seen)
    place = {entity: index for index, entity in enumerate(order)}
    steps = np.array([place[entity] for entity in members], dtype=float)
    radius = np.sqrt(steps) * 0.6
    return np.column_stack((radius * np.cos(steps * _GOLDEN_ANGLE), radius * np.sin(steps * _GOLDEN_ANGLE)))


def _distances(links: Links, members: Sequence[int]) -> Points:
    """The lengths of the shortest ways between all members (Floyd and Warshall, a row at a time)."""
    place = {entity: index for index, entity in enumerate(members)}
    lengths = np.full((len(members), len(members)), np.inf)
    np.fill_diagonal(lengths, 0)
    for entity, index in place.items():
        for near in links.neighbours[entity]:
            if near in place:
                lengths[index, place[near]] = _length(links, entity, near)
    for middle in range(len(members)):
        np.minimum(lengths, lengths[:, middle, None] + lengths[None, middle, :], out=lengths)
    reached = lengths[np.isfinite(lengths)]
    lengths[~np.isfinite(lengths)] = reached.max() + 1
    return lengths


def _length(links: Links, one: int, other: int) -> float:
    """A link is longer, the more neighbours its ends have that they do not share."""
    near, far = set(links.neighbours[one]), set(links.neighbours[other])
    return max(1.0, math.pow(len(near ^ far), 0.4))


def _start(distances: Points, seed: int) -> Points:
    """Classical scaling, with a seeded shake: what is alike would else stand on one spot."""
    size = len(distances)
    if size < 3:
        return np.array([[index * distances.max(), 0.0] for index in range(size)])
    shake = np.random.default_rng(seed).uniform(-0.3, 0.3, (size, 2))
    squares = distances**2
    centred = -0.5 * (squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean())
    first = _main_axis(centred, shake[:, 0])
    rest = centred - np.outer(first, first) / max(float(first @ first), 1e-9) * _value(centred, first)
    second = _main_axis(rest, shake[:, 1])
    return np.column_stack((first, second)) + shake


def _main_axis(matrix: Points, start: Points) -> Points:
    """The eigenvector of the largest eigenvalue, as long as the root of that (power iteration).

    LAPACK would find all of them, in threads: on small matrices on a busy machine ten times slower.
    """
    axis = start - start.mean()
    for _ in range(_STEPS):
        axis = matrix @ axis
        axis /= max(float(np.sqrt(axis @ axis)), 1e-9)
    length: Points = axis * math.sqrt(max(_value(matrix, axis), 0.0))
    return length


def _value(matrix: Points, axis: Points) -> float:
    return float(axis @ (matrix @ axis)) / max(float(axis @ axis), 1e-9)


def _majorize(points: Points, distances: Points) -> Points:
    size = len(points)
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0)
    laplacian = -weights
    np.fill_diagonal(laplacian, weights.sum(axis=1))
    # The Laplacian has no inverse (a shift costs nothing); with the mean fixed, it has.
    solve = np.linalg.inv(laplacian + 1 / size)
    pull = weights * distances
    for _ in range(_STEPS):
        apart = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
        ratio = np.divide(pull, apart, out=np.zeros_like(pull), where=apart > 1e-9)
        b = -ratio
        np.fill_diagonal(b, ratio.sum(axis=1))
        before, points = points, solve @ (b @ points)
        if np.abs(points - before).max() < _STILL:
            break
    centred: Points = points - points.mean(axis=0)
    return centred
