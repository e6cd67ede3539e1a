from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.dates import bounds, is_edtf
from councilgraph.graph.extractors.prose.dates import reckoning
from councilgraph.graph.extractors.prose.dates.tense import AHEAD, PAST, UNKNOWN, tense
from councilgraph.graph.extractors.prose.dates.when import When, dates

CASES = tomllib.loads((Path(__file__).parent / "cases" / "prose_when.toml").read_text(encoding="utf-8"))[
    "case"
]
DAYS = st.dates(min_value=reckoning.dt.date(1990, 1, 1), max_value=reckoning.dt.date(2060, 12, 31))


def written(date: When) -> str:
    return f"{date.edtf}/{date.until}" if date.until else date.edtf


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_dates_in_a_sentence(case: dict[str, Any]) -> None:
    found = dates(case["text"], 0, len(case["text"]), case.get("issued"))
    assert [written(date) for date in found] == case["dates"]


def test_offsets_count_in_the_whole_text() -> None:
    text = "In May it rained. In June 2012 it did not."
    found = dates(text, 18, len(text), "2013-01-05")
    assert [(text[date.start : date.end], date.edtf) for date in found] == [("June 2012", "2012-06")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The leader resigned in @", PAST),
        ("The leader will resign in @", AHEAD),
        ("The report is to be published in @", AHEAD),
        ("The report is expected in @", AHEAD),
        ("The report was expected in @", PAST),
        ("The inquest was adjourned until @", AHEAD),
        ("It must be sent by @", AHEAD),
        ("In @ she will hand over", AHEAD),
        ("In @ we said goodbye", PAST),
        ("The @ inspection is due out", UNKNOWN),
        ("A meeting: @", UNKNOWN),
        ("He went. @", UNKNOWN),
    ],
)
def test_what_the_words_around_a_date_tell(text: str, told: int) -> None:
    at = text.index("@")
    assert tense(text, at, at + 1) == told


@given(DAYS, st.sampled_from(reckoning.WEEKDAYS))
def test_a_day_of_the_week_is_within_a_week(own: Any, name: str) -> None:
    last = bounds(reckoning.weekday(name, own, PAST))[0]
    following = bounds(reckoning.weekday(name, own, AHEAD))[0]
    assert 0 <= (own - last).days < 7
    assert 0 < (following - own).days <= 7
    assert (following - last).days == 7


@given(DAYS, st.integers(1, 12))
def test_a_month_told_as_past_does_not_lie_ahead(own: Any, month: int) -> None:
    year = reckoning.year_of(month, None, own, PAST)
    assert bounds(f"{year}-{month:02d}")[0] <= own + reckoning.dt.timedelta(days=3)


@given(st.text(max_size=200), st.none() | DAYS.map(str))
def test_any_text_gives_dates_of_the_calendar_in_order(text: str, issued: str | None) -> None:
    found = dates(text, 0, len(text), issued)
    assert all(is_edtf(date.edtf) for date in found)
    assert [date.start for date in found] == sorted(date.start for date in found)
