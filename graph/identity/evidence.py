"""What speaks for and against two mentions being one person, in points and in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

NO_MATCH = -99.0
"""Points for what can't be."""

JOIN = 2.0
"""From how many points on two mentions are joined."""

REVIEW = 0.0
"""From how many points on two mentions are offered for review."""

OFFER = 1.0
"""Points of a pair that the machine never joins, only offers."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All points on two mentions, which are logarithms (base e) of the odds, and the reasons.

    `is_offer` marks a pair that only a person can join, although the names differ.
    """

    points: float
    reasons: tuple[str, ...]
    is_offer: bool = False

    @property
    def score(self) -> float:
        """How likely they are one person, 0 to 1, to two places."""
        return round(1 / (1 + math.exp(-max(-20.0, min(20.0, self.points)))), 2)
