"""The distance of a time of day's clock from UTC."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.extract import extract
from dateline.facts.times.grammar import load
from dateline.facts.times.zone import zone_offset

STORY = "the pumps stopped at 5 p.m. on Tuesday, the water board said."


def offsets(text: str, published: dt.date | None = dt.date(2024, 3, 14)) -> list[str | None]:
    return [time.utc_offset for time in extract(text, published).times]


@pytest.mark.parametrize(
    ("dateline", "offset"),
    [
        ("NAIROBI, Kenya (AP) — ", "+03:00"),
        ("SINGAPORE — ", "+08:00"),
        ("WASHINGTON (Reuters) - ", "-04:00"),
        ("KATHMANDU, Nepal (AP) — ", "+05:45"),
        ("RUSSIA — ", None),  # several zones
        ("LOWER MARRE — ", None),  # not known
        ("", None),
    ],
)
def test_the_clocks_of_the_datelines_place(dateline: str, offset: str | None) -> None:
    assert offsets(dateline + STORY) == [offset]


def test_summer_time_goes_by_the_day_told() -> None:
    text = "LONDON — The doors open at 9 a.m. on March 29 and at 9 a.m. on April 2."
    assert offsets(text) == ["+00:00", "+01:00"]


def test_a_zone_told_is_stronger_than_the_dateline() -> None:
    text = "NAIROBI, Kenya (AP) — It began at 6:30 p.m. GMT on Tuesday and at 10 a.m. ET on March 30, or noon EST."
    assert offsets(text) == ["+00:00", "-04:00", "-05:00"]


def test_local_time_is_somewhere_elses() -> None:
    assert offsets("WASHINGTON (AP) — The jet landed at 4 p.m. local time on Tuesday.") == [None]


def test_ist_can_be_several() -> None:
    assert offsets("NAIROBI, Kenya (AP) — The jet landed at 4 p.m. IST on Tuesday.") == [None]


def test_without_a_day_or_a_clock_there_is_no_offset() -> None:
    text = "NAIROBI, Kenya (AP) — It stopped at 5 p.m. and on Tuesday morning, two days after Sunday."
    assert offsets(text, None) == [None, None, None, None]
    assert offsets("It stopped at 5 p.m. EST.", None) == ["-05:00"]


def test_the_calendar_has_an_end() -> None:
    assert zone_offset("Asia/Tokyo", "9999-12-31", "24", None) is None
    assert zone_offset("Asia/Tokyo", "0001-01-01", "00", "10") is not None


def test_every_zone_is_known_to_the_time_zone_database() -> None:
    told = {zone for zone in load().values["ZONE"].values() if zone[:1] not in ("+", "-", "")}
    for zone in sorted(told | set(gazetteer().zones.values())):
        assert zone_offset(zone, "2024-03-14", "12", "00"), zone
