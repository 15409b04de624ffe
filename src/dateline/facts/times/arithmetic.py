"""Calendar arithmetic and the spelling of TIMEX3 values; every function gives None beyond the calendar's ends."""

from __future__ import annotations

import calendar
import datetime as dt

from dateline.facts.quantities import number

# What TIMEX3 writes for a year that the text does not tell: "every March", or a day where nobody knows when it was published.
NO_YEAR = "X" * 4
_EXTRA = {"additional", "extra", "full", "whole", "entire"}


def day_value(day: dt.date | None) -> str | None:
    """2022-03-23."""
    return None if day is None else day.isoformat()


def full_date(year: int | None, month: int, day: int) -> str | None:
    """The value of a day: with NO_YEAR for an unknown year, None for a day that doesn't exist."""
    try:
        return (
            f"{NO_YEAR}{dt.date(2024 if year is None else year, month, day).isoformat()[4:]}"
            if year is None
            else dt.date(year, month, day).isoformat()
        )
    except ValueError:
        return None


def month_value(day: dt.date | None) -> str | None:
    """2022-03."""
    return None if day is None else day.isoformat()[:7]


def week_value(day: dt.date | None) -> str | None:
    """2022-W12, by ISO 8601."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shift_days(day: dt.date | None, days: int) -> dt.date | None:
    """The day so many days on; None beyond the calendar's ends."""
    try:
        return None if day is None else day + dt.timedelta(days=days)
    except OverflowError:
        return None


def nearest_weekday(day: dt.date, weekday: int, step: int) -> dt.date | None:
    """The last such weekday before a day, or the first behind it."""
    ahead = (weekday - day.isoweekday()) % 7
    return shift_days(day, ahead - 7 if step < 0 else ahead or 7)


def shift_months(day: dt.date | None, months: int) -> dt.date | None:
    """The same day of another month, or that month's last day; None beyond the calendar's ends."""
    if day is None:
        return None
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_units(day: dt.date | None, steps: int, unit: str) -> dt.date | None:
    """The day so many weeks, months or years on."""
    return shift_days(day, 7 * steps) if unit == "week" else shift_months(day, steps * (12 if unit == "year" else 1))


def year_of(words: list[str]) -> int | None:
    """A year in digits (four, or two as in "15 April of 87") or in words ("nineteen seventy-nine")."""
    joined = [word for word in words if word not in ("-", "and", "of", ",")]
    if len(joined) == 1 and joined[0].isdecimal():
        return int(joined[0])
    if joined and joined[0] == "two" and joined[1:2] == ["thousand"]:
        rest = number.read(joined, 2) if len(joined) > 2 else None
        return 2000 + (int(rest.low) if rest and rest.low is not None else 0)
    century = number.vocabulary().units.get(joined[0]) if joined else None
    if joined and joined[0] == "twenty":
        century = 20
    rest = number.read(joined, 1) if len(joined) > 1 and century else None
    if len(joined) == 3 and joined[1] in number.vocabulary().tens:
        return 100 * (century or 0) + number.vocabulary().tens[joined[1]] + number.vocabulary().units.get(joined[2], 0)
    return 100 * (century or 0) + int(rest.low) if rest and rest.low is not None else None


def other_year(value: str, year: int) -> str | None:
    """The same month, quarter or day of another year; None where it has no such day."""
    return full_date(year, int(value[5:7]), int(value[8:10])) if len(value) == 10 else f"{year:04d}{value[4:]}"


def count_of(words: list[str]) -> float | None:
    """How many: "five", "a", "half an", "one and a half"; None for "several"."""
    words = [word for word in words if word not in _EXTRA] or ["a"]
    if words[0] in ("couple",) or words[:2] == ["a", "couple"]:
        return 2
    if words in (["a"], ["an"], ["another"]):
        return 1
    if words[0] == "half":
        return 0.5
    read = number.read(words)
    return read.low if read and read.low == read.high else None


def period(count: float | None, unit: str) -> str:
    """An ISO 8601 duration; X for an unknown number."""
    if unit == "10Y" and count is None:
        return "PXE"
    if unit in ("100Y", "1000Y") and count is None:
        return "PXC" if unit == "100Y" else "PXL"
    if unit[0].isdigit():
        factor, unit = int(unit[:-1]), unit[-1]
        count = None if count is None else count * factor
    half = count is not None and count != int(count)
    if half and count is not None:  # 1.5 years are 18 months, half an hour 30 minutes
        smaller = {"Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "D": (24, "TH"), "M": (2, "M"), "W": (7, "D")}
        if unit in smaller and unit != "M" and (count * smaller[unit][0]) == int(count * smaller[unit][0]):
            factor, unit = smaller[unit]
            count *= factor
    amount = "X" if count is None else f"{count:.15g}"
    return f"P{'T' if unit[0] == 'T' else ''}{amount}{unit[-1]}"


def offset(day: dt.date | None, count: float, unit: str, *, exact: bool = False) -> str | None:
    """The time so many units from a day, at the unit's own grain: years give a year, the rest a day."""
    if day is None or abs(count) > 100_000:
        return None
    if unit[0] == "T":
        return day_value(day) if unit == "TH" and exact else None
    factor, base = (int(unit[:-1]), unit[-1]) if unit[0].isdigit() else (1, unit)
    if base == "Y":
        year = day.year + count * factor
        if year != int(year):
            moved = shift_months(day, round(12 * count * factor))
            return None if moved is None else f"{moved.year:04d}-{moved.month:02d}"
        return f"{int(year):04d}" if 1 <= year <= 9999 else None
    if base == "Q":
        moved = shift_months(day, round(3 * count))
        return None if moved is None else f"{moved.year:04d}-Q{(moved.month + 2) // 3}"
    if base == "M":
        return day_value(shift_months(day, round(count)))
    return day_value(shift_days(day, round(count * factor * (7 if base == "W" else 1))))


def two_digit_year(year: int, published: dt.date | None) -> int | None:
    """The full year of two digits: the latest at most twenty years after the publication; None without one."""
    if published is None:
        return None
    century = published.year // 100 * 100
    return year + century if year + century <= published.year + 20 else year + century - 100
