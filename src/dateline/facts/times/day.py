"""Readers for weekdays, today and its parts, and times of day. See reading.py for what a reader is."""

from __future__ import annotations

import calendar
import datetime as dt

from dateline.facts.quantities import number
from dateline.facts.times.arithmetic import NO_YEAR, count_of, day_value, full_date, shift_days, shift_months
from dateline.facts.times.clock import is_figure
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match
from dateline.facts.times.reading import Reading, day_number, which

_NAMED_HOURS = {"noon": 12, "midday": 12, "midnight": 0}
_FRACTIONS = {"half": 30, "quarter": 15}
_BESIDE_TOLD = frozenset({"following", "previous", "preceding"})

# --- Weekdays --------------------------------------------------------------------------------------------------------


def _weekday(match: Match) -> int:
    weekday: int = match.value("WEEKDAY", "WEEKDAYLIKE", "WEEKDAYS")
    return weekday


def _with_part(match: Match, value: str | None) -> Reading:
    part = match.part("part", "PART")
    return ("DATE", value) if part is None else ("TIME", None if value is None else f"{value}T{part}")


def week_weekday(match: Match, context: Context) -> Reading:
    """Tuesday of last week."""
    day = shift_days(context.published, 7 * which(match))
    if day is None:
        return "DATE", None
    return "DATE", day_value(shift_days(day, _weekday(match) - day.isoweekday()))


def which_weekday(match: Match, context: Context) -> Reading:
    """Last Friday is the latest before the publication day, next Friday the first after it, this Friday the nearest.

    A Friday no more than two days off would be called "Friday", so that last and next Friday are a week further then. The
    following and the previous Friday are beside the day told before.
    """
    published, step = context.published, which(match)
    if context.day is not None and "the" in match.words and match.parts["which"][-1] in _BESIDE_TOLD:
        return _with_part(match, day_value(_beside(context.day, _weekday(match), step)))
    if published is None:
        return "DATE", None
    ahead = (_weekday(match) - published.isoweekday()) % 7
    if step > 0:
        days = ahead if ahead > 2 else ahead + 7
    elif step < 0:
        days = ahead - 7 if ahead < 5 else ahead - 14
    else:
        days = ahead if context.direction(match) >= 0 else ahead - 7 * (ahead > 0)
    return _with_part(match, day_value(shift_days(published, days)))


def weekday_week(match: Match, context: Context) -> Reading:
    """Sunday week: a week behind the Sunday to come."""
    weekday, published = _weekday(match), context.published
    if published is None:
        return "DATE", None
    return "DATE", day_value(shift_days(published, 7 + (weekday - published.isoweekday()) % 7))


def weekday_day(match: Match, context: Context) -> Reading:
    """Tuesday the 4th: the nearest such day, the past ones first."""
    weekday, day, published = _weekday(match), day_number(match.parts["day"]), context.published
    if published is None or not 1 <= day <= 31:
        return ("DATE", None) if day else None
    for months in range(12):
        for sign in (0, -1) if months == 0 else (-1, 1):
            month = shift_months(published.replace(day=1), sign * months)
            if month is None or day > calendar.monthrange(month.year, month.month)[1]:
                continue
            found = month.replace(day=day)
            if found.isoweekday() == weekday:
                return "DATE", day_value(found)
    return "DATE", None


def day_of_month(match: Match, context: Context) -> Reading:
    """The 15th: of the month of the publication or the one beside it, as the sentence looks back or ahead."""
    last = context.document.tokens_in(match.start, match.end)[-1:]
    if not last or last[0].head.i > last[0].i:  # "the 15th district"
        return None
    published, day = context.published, day_number(match.parts["day"])
    if published is None:
        return "DATE", f"{NO_YEAR}-XX-{day:02d}"
    months = (published.day > day) if context.direction(match) > 0 else -(published.day < day)
    month = shift_months(published.replace(day=1), months)
    return "DATE", None if month is None else full_date(month.year, month.month, day)


def every_weekday(match: Match, context: Context) -> Reading:
    """Every Friday, Mondays."""
    part = match.part("part", "PART")
    return "SET", f"{NO_YEAR}-WXX-{_weekday(match)}" + (f"T{part}" if part else "")


def every_weekend(match: Match, context: Context) -> Reading:
    """Every weekend, at weekends."""
    return "SET", f"{NO_YEAR}-WXX-WE"


def bare_weekday(match: Match, context: Context) -> Reading:
    """A weekday alone: the latest one, the publication day included, unless the sentence looks ahead."""
    weekday, published = _weekday(match), context.published
    if context.day is not None and context.day.isoweekday() == weekday and _names_told(match, context):
        return "DATE", day_value(context.day)
    if published is None or _is_any(match, context):
        return _with_part(match, f"{NO_YEAR}-WXX-{weekday}")
    ahead = (weekday - published.isoweekday()) % 7
    days = ahead if context.direction(match) > 0 else ahead - 7 * (ahead > 0)
    return _with_part(match, day_value(shift_days(published, days)))


def _is_any(match: Match, context: Context) -> bool:
    """Whether it is one of many: "died on a Thursday", but not "in a Thursday statement"."""
    first = next(iter(context.document.tokens_in(match.start, match.end)), None)
    return (
        first is not None and first.dep == "pobj" and first.i > 0 and context.document.tokens[first.i - 1].lower == "a"
    )


def _names_told(match: Match, context: Context) -> bool:
    """Whether it says what day the one told before was: "on May 3, a Friday"."""
    first = next(iter(context.document.tokens_in(match.start, match.end)), None)
    return first is not None and first.dep == "appos" and context.document.tokens[first.i - 1].lower == "a"


def weekday_beside(match: Match, context: Context) -> Reading:
    """The Friday after: the first one behind the day told before; the Friday after the vote is counted from the vote."""
    last, day = context.document.tokens_in(match.start, match.end)[-1:], context.anchor()
    if day is None or (last and last[0].child("pobj", "pcomp") is not None):
        return "DATE", None
    return "DATE", day_value(_beside(day, _weekday(match), -1 if match.parts["which"] == ["before"] else 1))


def _beside(day: dt.date, weekday: int, step: int) -> dt.date | None:
    """The last such weekday before a day, or the first behind it."""
    ahead = (weekday - day.isoweekday()) % 7
    return shift_days(day, ahead - 7 if step < 0 else ahead or 7)


# --- Today and its parts ---------------------------------------------------------------------------------------------


def day_word(match: Match, context: Context) -> Reading:
    """Today, yesterday morning, tonight."""
    days = match.value("DAYWORD")
    value = day_value(shift_days(context.published, days))
    if match.words[-1] in ("tonight", "tonite"):
        return "TIME", None if value is None else f"{value}TNI"
    return _with_part(match, value)


def day_part(match: Match, context: Context) -> Reading:
    """This morning, last night, overnight."""
    if match.words[-1] == "overnight":
        return "TIME", None if context.published is None else f"{day_value(context.published)}TNI"
    if match.parts["which"][-1] in ("past", "previous", "prior", "coming", "following", "same", "current", "preceding"):
        return None
    return _with_part(match, day_value(shift_days(context.published, which(match))))


def bare_part(match: Match, context: Context) -> Reading:
    """In the morning: the day is put before it where the sentence tells one."""
    return "TIME", f"T{match.part('part', 'PART')}"


def small_hours(match: Match, context: Context) -> Reading:
    """The small hours of Sunday: the day is joined to them."""
    return "TIME", "TMO"


def spoken_clock(match: Match, context: Context) -> Reading:
    """Half past five, ten to eight, a quarter past midnight; but "at five to nine points" counts points."""
    words = match.parts["hour"]
    hour = _NAMED_HOURS.get(words[0], count_of(words))
    minutes = match.parts["minute"]
    past = _FRACTIONS.get(minutes[0]) or count_of([word for word in minutes if word != "-"])
    if hour is None or past is None or not (0 <= hour <= 12 and 0 < past < 60):
        return None
    if match.parts.get("side") == ["to"]:
        behind = context.document.tokens_in(match.end, match.end + 2)[-1:]
        if behind and behind[0].pos not in ("PUNCT", "ADP", "SCONJ", "CCONJ", "PRON", "DET", "PROPN"):
            return None
        hour, past = (hour - 1) % 24, 60 - past
    if match.part("part", "PART") in ("AF", "EV") and hour < 12:
        hour += 12
    return "TIME", f"T{int(hour):02d}:{int(past):02d}"


def clock(match: Match, context: Context) -> Reading:
    """A time of day; the day is put before it where one stands beside it."""
    if "begun" in match.parts:
        return "TIME", "T00:00"  # the midnight at which the day began
    if word := match.value("CLOCKWORD"):
        return "TIME", f"T{word}" if word != "12" else "T12"
    digits = next((word for word in match.words if ":" in word or (word.count(".") == 1 and word[0].isdigit())), None)
    if digits:
        hour, *rest = [int(part) for part in digits.replace(".", ":").split(":")]
    else:
        read = number.read(match.parts["hour"])
        if read is None or read.low is None:
            return None
        hour, rest = int(read.low), []
        if hour > 100:  # 1730 GMT
            hour, minute = divmod(hour, 100)
            rest = [minute]
    meridiem = match.value("MERIDIEM")
    if (
        meridiem is None
        and digits
        and "." in digits
        and match.value("ZONE") is None
        and is_figure(context.document, match)
    ):
        return None
    part = match.part("part", "PART")
    if part is not None:
        meridiem = 12 if part in ("AF", "EV") or (part == "NI" and hour > 5) else 0
    if meridiem is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + meridiem
    if hour > 24 or any(part > 59 for part in rest):
        return None
    utc = "Z" if rest and match.value("ZONE") == "+00:00" else ""
    return "TIME", "T" + ":".join(f"{part:02d}" for part in (hour, *rest)) + utc
