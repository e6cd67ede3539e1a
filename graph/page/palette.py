"""Colours that colour-blind readers can tell apart, on a light and on a dark ground, and their contrast.

The hues are those of Okabe and Ito (2008), made darker on the light ground where they would stand out
less than 3:1 (WCAG 2.2, 1.4.11). Nothing is told by colour alone: kinds have a shape, grades a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, get_args

from councilgraph.graph.page.model import Colour, Shape

Choice = TypeVar("Choice", bound=str)

GROUNDS: dict[str, str] = {"light": "#ffffff", "dark": "#14181d"}
COLOURS: dict[str, dict[Colour, str]] = {
    "light": {
        "blue": "#0072b2",
        "orange": "#bd7600",
        "green": "#008f68",
        "vermillion": "#d04f00",
        "purple": "#b5588e",
        "sky": "#2f8fc7",
        "yellow": "#948a00",
        "grey": "#6e7781",
    },
    "dark": {
        "blue": "#3a9ad9",
        "orange": "#e69f00",
        "green": "#1fb388",
        "vermillion": "#ec7a3c",
        "purple": "#cc79a7",
        "sky": "#7cc7f2",
        "yellow": "#f0e442",
        "grey": "#8b949e",
    },
}
GRADE_COLOURS: tuple[Colour, ...] = ("blue", "green", "orange", "vermillion")
"""From the best grade to the worst."""

_ORDER: tuple[Colour, ...] = ("blue", "orange", "green", "purple", "vermillion", "sky", "yellow")
_SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "hexagon", "triangle", "pentagon", "star")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def assign_colours(groups: Iterable[str], given: Mapping[str, Colour]) -> dict[str, Colour]:
    """A colour for each group: the given one, else the next that is free, in the order of names."""
    return _assigned(groups, given, _ORDER, get_args(Colour))


def assign_shapes(groups: Iterable[str], given: Mapping[str, Shape]) -> dict[str, Shape]:
    """A shape for each group: the given one, else the next that is free, in the order of names."""
    return _assigned(groups, given, _SHAPES, get_args(Shape))


def grade_colour(rank: int | None, worst: int) -> Colour:
    """The colour of a grade with `rank` of `worst`; grey for one outside the scale."""
    if rank is None or not 1 <= rank <= worst:
        return "grey"
    step = (rank - 1) / max(1, worst - 1) * (len(GRADE_COLOURS) - 1)
    return GRADE_COLOURS[round(step)]


def _assigned(
    groups: Iterable[str], given: Mapping[str, Choice], order: Sequence[Choice], allowed: Sequence[Choice]
) -> dict[str, Choice]:
    taken = {choice for choice in given.values() if choice in allowed}
    free = [choice for choice in order if choice not in taken] or list(order)
    chosen: dict[str, Choice] = {}
    missing = 0
    for group in sorted(set(groups)):
        if given.get(group) in allowed:
            chosen[group] = given[group]
        else:
            chosen[group] = free[missing % len(free)]
            missing += 1
    return chosen


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
