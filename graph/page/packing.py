"""Discs beside each other: what is linked drawn together, what is not packed round it or in rows."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from councilgraph.graph.page.stress import MAX_ENTITIES, Points, spread_discs

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_ROW_GAP = 0.4


def drawn_together(points: Points, radii: Points) -> Points:
    """`points` drawn together as far as discs of `radii` round them allow."""
    points = spread_discs(points, radii)
    for _ in range(12 if len(points) < MAX_ENTITIES else 0):
        points = spread_discs(points * 0.93, radii, steps=6)
    return spread_discs(points, radii)


def arranged(radii: Points, is_small: npt.NDArray[np.bool_]) -> Points:
    """Middles for discs that have nothing to do with each other: the small ones in rows under the others."""
    middles = np.zeros((len(radii), 2))
    large = ~is_small
    if large.any():
        middles[large] = _packed(radii[large])
    if is_small.any():
        middles[is_small] = _in_rows(radii[is_small], middles[large], radii[large])
    return middles


def _packed(radii: Points) -> Points:
    """The first disc in the middle, the others round it."""
    turns = np.arange(len(radii)) * _GOLDEN_ANGLE
    reach = np.sqrt(np.cumsum(radii**2)) * 1.1
    reach[0] = 0
    points = np.column_stack((np.cos(turns), np.sin(turns))) * reach[:, None]
    return spread_discs(points, radii, steps=200 if len(radii) < MAX_ENTITIES else 30)


def _in_rows(radii: Points, above: Points, radii_above: Points) -> Points:
    """Rows as wide as what stands above them, the larger discs first."""
    left, top, width = 0.0, 0.0, math.sqrt(float((4 * radii**2).sum())) * 1.3
    if len(above):
        left = float((above[:, 0] - radii_above).min())
        width = max(float((above[:, 0] + radii_above).max()) - left, 2 * float(radii.max()))
        top = float((above[:, 1] + radii_above).max()) + 2 * float(radii.max())
    middles = np.zeros((len(radii), 2))
    across, height = 0.0, 0.0
    for place in np.argsort(-radii, kind="stable"):
        size = 2 * float(radii[place]) + _ROW_GAP
        if across and across + size > width:
            across, top, height = 0.0, top + height, 0.0
        height = max(height, size)
        middles[place] = (left + across + size / 2, top + height / 2)
        across += size
    return middles
