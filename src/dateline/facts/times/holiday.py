"""Readers for days that the calendar moves: holidays, Easter and what goes by it, the second Monday of a month."""

from __future__ import annotations

import datetime as dt

from dateline.facts.times.arithmetic import NO_YEAR, count_of, day_value, full_date, shift_days, year_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load
from dateline.facts.times.reading import Reading, day_number, which

_EASTER = "easter"


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the algorithm that Nature published in 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(match: Match, context: Context) -> Reading:
    """Christmas Eve, Thanksgiving, Good Friday: the day of that year, of this one where none is told."""
    known: dict[str, str] = load().values["HOLIDAYNAME"]
    name = " ".join(word for word in match.words if not word.isdigit() and word not in ("last", "this", "next", ","))
    rule = known.get(name)
    if rule is None or (name == "may day" and context.document.text[match.start : match.end].endswith("day")):
        return None  # "the hottest May day"
    if rule.startswith(_EASTER):
        return _by_easter(match, context, int(rule.removeprefix(_EASTER)))
    month, _, rest = rule.partition("-")
    if "x" not in rest:
        year = year_of(match.parts["year"]) if "year" in match.parts else None
        if year is None and context.published is not None:
            year = context.year_of_day(int(month), int(rest), None, match)
        return "DATE", full_date(year, int(month), int(rest))
    year = _year(match, context)
    n, weekday = map(int, rest.split("x"))
    return "DATE", f"{NO_YEAR}-{month}" if year is None else _nth(year, int(month), n, weekday)


def holidays_ago(match: Match, context: Context) -> Reading:
    """Two Christmases ago, three Ramadans ago: the year, as the days of some move."""
    count, published = count_of(match.parts["n"]), context.published
    if published is None or count is None or count >= published.year:
        return "DATE", None
    return "DATE", f"{published.year - int(count):04d}"


def nth_weekday(match: Match, context: Context) -> Reading:
    """The first Sunday in May, the last Friday of November 2024."""
    month, weekday = match.value("MONTH", "MONTHLIKE"), match.value("WEEKDAY", "WEEKDAYLIKE")
    year = year_of(match.parts["year"]) if "year" in match.parts else context.year_of_day(month, 15, None, match)
    if year is None:
        return "DATE", f"{NO_YEAR}-{month:02d}"
    if match.parts["n"] != ["last"]:
        return "DATE", _nth(year, month, day_number(match.parts["n"]), weekday)
    value = _nth(year, month, 5, weekday)
    return "DATE", value or _nth(year, month, 4, weekday)


def _by_easter(match: Match, context: Context, days: int) -> Reading:
    year = _year(match, context)
    if year is None or not dt.MINYEAR < year < dt.MAXYEAR:
        return "DATE", None
    day = easter(year) + dt.timedelta(days)
    if "year" not in match.parts and "which" not in match.parts:
        year = context.year_of_day(day.month, day.day, None, match) or year
        day = easter(year) + dt.timedelta(days)
    return "DATE", day_value(day)


def _year(match: Match, context: Context) -> int | None:
    """The year told, or that of the publication, the one before or after it."""
    if "year" in match.parts:
        return year_of(match.parts["year"])
    if context.published is None:
        return None
    return context.published.year + (which(match) if "which" in match.parts else 0)


def _nth(year: int, month: int, n: int, weekday: int) -> str | None:
    """The n-th weekday of a month, None where the month has fewer."""
    first = dt.date(year, month, 1)
    day = shift_days(first, (weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    return day_value(day) if day is not None and day.month == month else None
