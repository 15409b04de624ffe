"""TIMEX3 values as calendar days: which days a value such as "2022-W12" covers."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

# A season's months, as news uses the words in the northern hemisphere; a winter begins in the year it is named after.
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?", re.ASCII)
_PART = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))", re.ASCII)
_YEARS = re.compile(r"\d{2,4}", re.ASCII)

Range = tuple[dt.date | None, dt.date | None]


@functools.lru_cache(maxsize=4_096)
def date_range(value: str | None) -> Range:
    """The first and the last day a TIMEX3 value covers: "2022-02" is 1 to 28 February 2022, "201" is 2010 to 2019.

    (None, None) for durations, sets, references such as PAST_REF, unknown digits, and days that don't exist.
    """
    if not value:
        return None, None
    try:
        return _range(value)
    except ValueError:  # February 30, week 54 or the year 0000
        return None, None


def _range(value: str) -> Range:
    if match := _DAY.fullmatch(value):
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := _WEEK.fullmatch(value):
        year, week = int(match[1]), int(match[2])
        return dt.date.fromisocalendar(year, week, 6 if match[3] else 1), dt.date.fromisocalendar(year, week, 7)
    if match := _PART.fullmatch(value):
        year = int(match[1])
        if match[2]:
            return _months(year, 3 * int(match[2]) - 2, 3 * int(match[2]))
        if match[3]:
            return _months(year, 6 * int(match[3]) - 5, 6 * int(match[3]))
        return _months(year, *_SEASONS[match[4]])
    if _YEARS.fullmatch(value):  # four digits are a year, three a decade, two a century
        span = 10 ** (4 - len(value))
        first = int(value) * span
        return dt.date(first, 1, 1), dt.date(first + span - 1, 12, 31)
    return None, None


def _months(year: int, first: int, last: int) -> Range:
    """From the first day of a month to the last day of another, in the next year if its number is lower."""
    stop_year = year if last >= first else year + 1
    return dt.date(year, first, 1), dt.date(stop_year, last, calendar.monthrange(stop_year, last)[1])
