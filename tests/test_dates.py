from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph.graph.dates import bounds, easter, is_edtf, narrower, overlap, parse_date, written_dates

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("14 July 2009", "2009-07-14"),
        ("Monday, February 28, 2011", "2011-02-28"),
        ("Tuesday, August 5 2008", "2008-08-05"),
        ("Wed 7 Oct 2015", "2015-10-07"),
        ("Weds 5th Feb. 2025", "2025-02-05"),
        ("Thursday the 3rd of May 2012", "2012-05-03"),
        ("12 Dec. 2013", "2013-12-12"),
        ("12 Sept 2011", "2011-09-12"),
        ("12-Mar-2014", "2014-03-12"),
        ("10/09/2010", "2010-09-10"),
        ("30.01.2015", "2015-01-30"),
        ("2020-09-19", "2020-09-19"),
        ("May 2012", "2012-05"),
        ("autumn 2018", "2018"),
        ("Easter 2022", "2022-04"),
        ("Easter 2024", "2024-03"),
        ("Christmas 2013", "2013-12"),
        (" 1 May 2012\n", "2012-05-01"),
    ],
)
def test_dates_as_people_write_them(text, edtf):
    assert parse_date(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2012",
        "May",
        "14 July",
        "3/3/14",
        "31 February 2011",
        "29/02/2011",
        "03/22/2024",
        "Monday 4 January 2015",  # a Sunday
        "on 14 July 2009",
        "14 July 2009 at noon",
        "14 July 20091",
        "20091-07-14",
        "May 2011-12",
        "Newsletter 4 May 2011b",
    ],
)
def test_what_is_no_date(text):
    assert parse_date(text) is None


def test_dates_in_a_text_with_their_places():
    text = "He left on 3 May 2011. (Updated Monday, 9 May 2011; the report came in June 2010.)"
    assert [(text[d.start : d.end], d.edtf) for d in written_dates(text)] == [
        ("3 May 2011", "2011-05-03"),
        ("Monday, 9 May 2011", "2011-05-09"),
        ("June 2010", "2010-06"),
    ]


def test_easter_of_some_years():
    known = ["1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2038-04-25"]
    assert [easter(int(day[:4])).isoformat() for day in known] == known


@given(st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2099, 12, 31)), st.integers(0, 5))
def test_a_day_in_every_style_is_that_day(day, style):
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    styles = (
        f"{day.day} {month} {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday[:3]} {day.day} {month[:3]} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{month.upper()} {day.day} {day.year}",
        day.isoformat(),
    )
    assert parse_date(styles[style]) == day.isoformat()


@given(st.text(alphabet="0123456789 /.-,MayJunemondeast\n", max_size=60))
def test_what_is_found_is_a_date_that_stands_there(text):
    end = 0
    for found in written_dates(text):
        assert end <= found.start < found.end <= len(text)
        assert is_edtf(found.edtf)
        assert parse_date(text[found.start : found.end]) == found.edtf
        end = found.end


EDTF = st.one_of(
    st.integers(1600, 2099).map(str),
    st.tuples(st.integers(1600, 2099), st.integers(1, 12)).map("{0[0]}-{0[1]:02d}".format),
    st.dates(min_value=dt.date(1600, 1, 1)).map(dt.date.isoformat),
)


@given(EDTF, EDTF)
def test_the_narrower_of_two_dates_lies_in_both(one, other):
    result = narrower(one, other)
    if result is not None:
        assert result in (one, other)
        assert overlap(one, other)
        first, last = bounds(result)
        for edtf in (one, other):
            earliest, latest = bounds(edtf)
            assert earliest <= first <= last <= latest
