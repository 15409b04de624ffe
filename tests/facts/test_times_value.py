"""TIMEX3 values as calendar days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.facts.times.holiday import easter
from dateline.facts.times.value import date_range


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-03-23", "2022-03-23", "2022-03-23"),
        ("2022-03-23T14:00", "2022-03-23", "2022-03-23"),
        ("2022-03-23TEV", "2022-03-23", "2022-03-23"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2022-W12", "2022-03-21", "2022-03-27"),
        ("2022-W12-WE", "2022-03-26", "2022-03-27"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2022-Q1", "2022-01-01", "2022-03-31"),
        ("2022-H2", "2022-07-01", "2022-12-31"),
        ("2022-SP", "2022-03-01", "2022-05-31"),
        ("2022-WI", "2022-12-01", "2023-02-28"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("201", "2010-01-01", "2019-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_values_that_cover_days(value, first, last):
    assert date_range(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "P3D",
        "PT2H",
        "PXY",
        "PRESENT_REF",
        "XXXX-03-05",
        "XXXX-WXX-3",
        "T20:30",
        "1989-WXX",
        "2022-QX",
        "2022-02-30",
        "2022-13",
        "2022-W54",
        "0000",
        "9999-WI",
        "2022-3",
        "२०२२-०३",
        "nonsense",
    ],
)
def test_values_that_do_not(value):
    assert date_range(value) == (None, None)


@given(st.dates())
def test_a_day_is_in_the_range_of_its_month_week_and_decade(day):
    year, week, _ = day.isocalendar()
    for value in (day.isoformat()[:7], f"{day.year:04d}"):
        first, last = date_range(value)
        assert first <= day <= last
    first, last = date_range(f"{year:04d}-W{week:02d}") if 1 < year < 9999 else (day, day)
    assert first <= day <= last


@given(st.text(max_size=12))
def test_any_text_gives_an_ordered_range_or_none(value):
    first, last = date_range(value)
    assert (first is None) == (last is None)
    assert first is None or first <= last


@given(st.integers(1583, 9998))
def test_easter_is_a_sunday_of_spring(year):
    day = easter(year)
    assert day.isoweekday() == 7
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2038-04-25"]
)
def test_easter_as_it_was_kept(day):
    assert easter(int(day[:4])).isoformat() == day
