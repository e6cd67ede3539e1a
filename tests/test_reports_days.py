from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.extractors.reports.days import Period, parse_period


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11 to 15 September 2023", ("2023-09-11", "2023-09-15")),
        ("6 December 2021 to 17 December 2021", ("2021-12-06", "2021-12-17")),
        ("28 March to 1 April 2022", ("2022-03-28", "2022-04-01")),
        ("29 April - 22 May 2014", ("2014-04-29", "2014-05-22")),
        ("5 July 2016-27 July 2016", ("2016-07-05", "2016-07-27")),
        ("1/06/2015 - 25/06/2015", ("2015-06-01", "2015-06-25")),
        ("1.6.15 to 25.6.15", ("2015-06-01", "2015-06-25")),
        ("28 July 2016", ("2016-07-28",)),
        ("28 November to 16 January 2015", ("2014-11-28", "2015-01-16")),
        ("2-5 and 9-12 July 2018", ("2018-07-02", "2018-07-05", "2018-07-09", "2018-07-12")),
        (
            "19 November-11 December 2013 and 28 - 30 \nJanuary 2014",
            ("2013-11-19", "2013-12-11", "2014-01-28", "2014-01-30"),
        ),
        (
            "8 July 2019 to 12 July 2019 and 7 to 8 August",
            ("2019-07-08", "2019-07-12", "2019-08-07", "2019-08-08"),
        ),
        ("Monday 3rd to Friday 7th Febuary 2014", ("2014-02-03", "2014-02-07")),
        ("7 Feb. 20142", ("2014-02-07",)),
        ("Sept 2012", ("2012-09",)),
    ],
)
def test_days_as_they_are_written(text: str, days: tuple[str, ...]) -> None:
    assert parse_period(text + "\nReport published") == Period(days, len(text))


@pytest.mark.parametrize(
    "text", ["", "to be confirmed", "31 June 2015", "14 to 18 May", "99 May 2015", "2015"]
)
def test_no_whole_date_is_none(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [("14 to 25 May 2018", 12), ("28 July 2016", 1), ("2-5 and 9-12 July 2018", None), ("May 2018", None)],
)
def test_length_counts_both_ends_of_one_visit(text: str, length: int | None) -> None:
    period = parse_period(text)
    assert period is not None
    assert period.length == length


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 10, 31)),
    st.integers(0, 60),
    st.sampled_from([" to ", "-", " - "]),
)
def test_written_periods_come_back(first: dt.date, days: int, between: str) -> None:
    last = first + dt.timedelta(days=days)
    text = f"{first.day} {first:%B}{between}{last.day} {last:%B} {last.year}"
    assert parse_period(text) == Period((first.isoformat(), last.isoformat()), len(text))
