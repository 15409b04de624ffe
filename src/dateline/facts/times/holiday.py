"""Readers for days that the calendar moves: holidays, Easter and what goes by it, the second Monday of a month."""

from __future__ import annotations

import datetime as dt
import re

from dateline.facts.times.arithmetic import NO_YEAR, day_value, shift_days, week_value, year_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load
from dateline.facts.times.reading import Reading, day_number, month_told, which

_EASTER = "easter"
# Since then Super Tuesday has been the first in March.
_REGULAR = 2012
# "Ukraine's Independence Day", "its Memorial Day".
_OWNER = re.compile(r"(\w[\w.]+)['’]s? $|\b(?:its|their|the country['’]s|the nation['’]s) $")
_BACK = 24
_LAST = 5  # a month has five of a weekday at most


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
    rule = _rule_here(match, context, name) if name in load().values["HOLIDAYOF"] else known.get(name)
    if rule is None and name in load().values["HOLIDAYOF"]:
        return "DATE", None
    if rule is None or (name == "may day" and context.document.text[match.start : match.end].endswith("day")):
        return None  # "the hottest May day"
    if context.published is None and "year" not in match.parts:
        return "DATE", None if rule.startswith(_EASTER) else f"{NO_YEAR}-{rule[: 2 if 'x' in rule else 5]}"
    return "DATE", day_value(_told(match, context, rule))


def _rule_here(match: Match, context: Context, name: str) -> str | None:
    """The rule of a day that countries keep on different days: by whose it is said to be, else by the outlet's country."""
    rules: dict[str, str] = load().values["HOLIDAYOF"][name]
    whose = _OWNER.search(context.document.text, max(0, match.start - _BACK), match.start)
    if whose is None:
        return rules.get(context.document.country or "")
    return rules.get("US") if whose[1] in ("America", "U.S.", "US") else None


def eve_of(match: Match, context: Context) -> Reading:
    """The eve of Easter: span.py puts it before the day that follows."""
    return "DATE", None


def nth_weekday(match: Match, context: Context) -> Reading:
    """The first Sunday in May, the last Friday of November 2024, the second Monday of each month."""
    month, weekday = match.value("MONTH", "MONTHLIKE"), match.value("WEEKDAY", "WEEKDAYLIKE")
    told = month_told(match, context) if "which" in match.parts else None
    if told is not None:
        return "DATE", day_value(_of_month(match, told.year, told.month, weekday))
    if month is None:
        if "which" in match.parts:
            return "DATE", None
        if "the" not in match.words[-2:] or context.is_habit(match):
            return "SET", "P1M"
        month = 0 if context.published is None else context.published.month
    if month == 0:
        return "DATE", None
    year = year_of(match.parts["year"]) if "year" in match.parts else context.year_of_day(month, 15, None, match)
    return "DATE", f"{NO_YEAR}-{month:02d}" if year is None else day_value(_of_month(match, year, month, weekday))


def nth_weekend(match: Match, context: Context) -> Reading:
    """The first weekend in May: the one of the first Saturday."""
    month = match.value("MONTH", "MONTHLIKE")
    year = year_of(match.parts["year"]) if "year" in match.parts else context.year_of_day(month, 15, None, match)
    if year is None:
        return "DATE", f"{NO_YEAR}-{month:02d}"
    week = week_value(_of_month(match, year, month, 6))
    return "DATE", None if week is None else f"{week}-WE"


def _of_month(match: Match, year: int, month: int, weekday: int) -> dt.date | None:
    """The weekday of a month that the part "n" tells."""
    if match.parts["n"][-1] not in ("last", "final"):
        return _nth(year, month, day_number(match.parts["n"]), weekday)
    return _nth(year, month, _LAST, weekday) or _nth(year, month, _LAST - 1, weekday)


def _told(match: Match, context: Context, rule: str) -> dt.date | None:
    """The day of the year told with it, else the last, the next, or the one that tense and nearness tell."""
    published = context.published
    if "year" in match.parts:
        return _day(rule, year_of(match.parts["year"]))
    if published is None:
        return None
    step = which(match) if "which" in match.parts else 0
    days = [day for year in (-1, 0, 1) if (day := _day(rule, published.year + year)) is not None]
    if step > 0:
        return next((day for day in days if day > published), None)
    if step < 0:
        return next((day for day in reversed(days) if day < published), None)
    this = _day(rule, published.year)
    return None if this is None else _day(rule, context.year_of_day(this.month, this.day, None, match))


def _day(rule: str, year: int | None) -> dt.date | None:
    """The day of a year by a rule of HOLIDAYNAME."""
    if year is None or not dt.MINYEAR < year < dt.MAXYEAR:
        return None
    if rule.startswith(_EASTER):
        return shift_days(easter(year), int(rule.removeprefix(_EASTER)))
    rule, _, every = rule.partition("/")
    if every and (year % int(every) or year < _REGULAR):
        return None
    month, _, rest = rule.partition("-")
    if "x" not in rest:
        return dt.date(year, int(month), int(rest))
    nth, _, days = rest.partition("+")
    n, weekday = map(int, nth.split("x"))
    day = _nth(year, int(month), n, weekday) or _nth(year, int(month), n - 1, weekday)
    return shift_days(day, int(days or 0))


def _nth(year: int, month: int, n: int, weekday: int) -> dt.date | None:
    """The n-th weekday of a month, None where the month has fewer."""
    first = dt.date(year, month, 1)
    day = shift_days(first, (weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    return day if day is not None and day.month == month else None
