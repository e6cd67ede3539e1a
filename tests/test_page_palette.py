from __future__ import annotations

import re
from importlib.resources import files

import pytest

from councilgraph.graph.page.palette import (
    COLOURS,
    GROUNDS,
    assign_colours,
    assign_shapes,
    contrast,
    grade_colour,
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_stands_out_from_its_ground(theme: str) -> None:
    low = {name: round(contrast(colour, GROUNDS[theme]), 2) for name, colour in COLOURS[theme].items()}
    assert {name: ratio for name, ratio in low.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheet_has_the_same_grounds_and_readable_text(theme: str) -> None:
    sheet = files("councilgraph.graph.page").joinpath("css", "page.css").read_text(encoding="utf-8")
    rule = ":root {" if theme == "light" else ':root[data-theme="dark"] {'
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", sheet[sheet.index(rule) :].split("}")[0]))
    assert colours["ground"] == GROUNDS[theme]
    for ground in ("ground", "raised"):
        for text in ("ink", "muted", "accent", "alarm"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["line"], colours[ground]) >= 3
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["alarm"], colours["alarm-ground"]) >= 4.5


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_groups_without_a_colour_get_the_free_ones_in_the_order_of_names() -> None:
    assert assign_colours(["council", "person", "body"], {"person": "blue"}) == {
        "body": "orange",
        "council": "green",
        "person": "blue",
    }


def test_kinds_without_a_shape_get_the_free_ones_in_the_order_of_names() -> None:
    assert assign_shapes(["council", "person", "body"], {"person": "circle"}) == {
        "body": "square",
        "council": "diamond",
        "person": "circle",
    }


def test_grades_go_from_blue_to_vermillion() -> None:
    assert [grade_colour(rank, 4) for rank in (1, 2, 3, 4)] == ["blue", "green", "orange", "vermillion"]
    assert [grade_colour(rank, 2) for rank in (1, 2)] == ["blue", "vermillion"]
    assert [grade_colour(None, 4), grade_colour(9, 4), grade_colour(1, 1)] == ["grey", "grey", "blue"]
