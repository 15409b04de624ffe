"""Readers for weekdays, today and its parts. See reading.py for what a reader is."""

from __future__ import annotations

import calendar
import re

from dateline.facts.times.arithmetic import NO_YEAR, day_value, full_date, nearest_weekday, shift_days, shift_months
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match
from dateline.facts.times.reading import Reading, day_number, how_many, month_told, which

_BACK = 32
_SUNDAY = 7
_PAPER = re.compile(r"\b[Tt]he (?:Mail|Sun|Star|Independent) on $")
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
    """Last and this past Friday is the latest before the publication day, next Friday the first after it, this Friday the nearest.

    A Friday no more than two days off would be called "Friday", so that last and next Friday are a week further then. The
    following and the previous Friday are beside the day told before.
    """
    published, step = context.published, which(match)
    if context.day is not None and "the" in match.words and match.parts["which"][-1] in _BESIDE_TOLD:
        return _with_part(match, day_value(nearest_weekday(context.day, _weekday(match), step)))
    if published is None:
        return "DATE", None
    ahead = (_weekday(match) - published.isoweekday()) % 7
    if step > 0:
        days = ahead if ahead > 2 else ahead + 7
    elif step < 0:
        days = ahead - 7 if ahead < 5 or match.parts["which"][-1] == "past" else ahead - 14
    else:
        days = ahead if context.direction(match) >= 0 else ahead - 7 * (ahead > 0)
    return _with_part(match, day_value(shift_days(published, days)))


def weekday_week(match: Match, context: Context) -> Reading:
    """Sunday week: a week behind the Sunday to come."""
    weekday, published = _weekday(match), context.published
    if published is None:
        return "DATE", None
    return "DATE", day_value(shift_days(published, 7 + (weekday - published.isoweekday()) % 7))


def weeks_from_weekday(match: Match, context: Context) -> Reading:
    """A week from Friday, two weeks on Tuesday: so many behind the one to come; but "300 cars a week from Monday" is a rate."""
    day, weeks = context.published, how_many(match)
    tokens = context.document.tokens_in(max(0, match.start - 2), match.end)
    if match.parts["n"] == ["a"] and tokens[0].start < match.start and tokens[0].tag in ("NNS", "CD"):
        match.end = match.start + len("a week")
        return "SET", "P1W"
    if day is None or weeks is None:
        return "DATE", None
    return "DATE", day_value(shift_days(day, (_weekday(match) - day.isoweekday()) % 7 + 7 * round(weeks)))


def weeks_ago_weekday(match: Match, context: Context) -> Reading:
    """Two weeks ago Monday is counted from the latest Monday; two weeks ago on Monday is that of the week then."""
    day, weeks = context.published, how_many(match)
    if day is None or weeks is None:
        return "DATE", None
    apart = _weekday(match) - day.isoweekday()
    is_of_week = match.words[-1] == "ago" or "on" in match.words
    return "DATE", day_value(shift_days(day, (apart if is_of_week else apart - 7 * (apart > 0)) - 7 * round(weeks)))


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
    day = day_number(match.parts["day"])
    if "which" in match.parts:  # "the 15th of last month"
        told = month_told(match, context)
        return "DATE", None if told is None else full_date(told.year, told.month, day)
    last = context.document.tokens_in(match.start, match.end)[-1:]
    if not last or last[0].head.i > last[0].i:  # "the 15th district"
        return None
    published, told = context.published, context.month_beside(last[0])
    if told is not None and (published is None or context.direction(match) * (published - told).days <= 0):
        return "DATE", full_date(told.year, told.month, day)
    if published is None:
        return "DATE", f"{NO_YEAR}-XX-{day:02d}"
    months = (published.day > day) if context.direction(match) > 0 else -(published.day < day)
    month = shift_months(published.replace(day=1), months)
    return "DATE", None if month is None else full_date(month.year, month.month, day)


def every_weekday(match: Match, context: Context) -> Reading:
    """Every Friday, Mondays."""
    part = match.part("part", "PART")
    return "SET", f"{NO_YEAR}-WXX-{_weekday(match)}" + (f"T{part}" if part else "")


def every_working_day(match: Match, context: Context) -> Reading:
    """On weekdays, weekday mornings, weeknights."""
    part = "NI" if match.words[-1] in ("weeknight", "weeknights") else match.part("part", "PART")
    return "SET", f"{NO_YEAR}-WXX-WD" + (f"T{part}" if part else "")


def every_weekend(match: Match, context: Context) -> Reading:
    """Every weekend, at weekends."""
    return "SET", f"{NO_YEAR}-WXX-WE"


def bare_weekday(match: Match, context: Context) -> Reading:
    """A weekday alone: the latest one, the publication day included, unless the sentence looks ahead."""
    weekday, published = _weekday(match), context.published
    if weekday == _SUNDAY and _PAPER.search(context.document.text, max(0, match.start - _BACK), match.start):
        return None
    if context.day is not None and context.day.isoweekday() == weekday and _names_told(match, context):
        return "DATE", day_value(context.day)
    if published is None or _is_any(match, context):
        return _with_part(match, f"{NO_YEAR}-WXX-{weekday}")
    ahead = (weekday - published.isoweekday()) % 7
    days = ahead if context.direction(match) > 0 else ahead - 7 * (ahead > 0)
    return _with_part(match, day_value(shift_days(published, days)))


def paper(match: Match, context: Context) -> Reading:
    """The Sunday Times is no day; in "on Sunday times have changed" it is one."""
    words = context.document.text[match.start : match.end].split()
    if words[-1][:1].isupper():
        return None
    match.end = match.start + len(words[0])
    return bare_weekday(match, context)


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
    if match.words[-1] == "last":  # "the Monday before last"
        if context.published is None:
            return "DATE", None
        since = (context.published.isoweekday() - _weekday(match)) % 7
        return "DATE", day_value(shift_days(context.published, -7 - since))
    if day is None or (last and last[0].child("pobj", "pcomp") is not None):
        return "DATE", None
    return "DATE", day_value(nearest_weekday(day, _weekday(match), -1 if match.parts["which"] == ["before"] else 1))


# --- Today and its parts ---------------------------------------------------------------------------------------------


def day_word(match: Match, context: Context) -> Reading:
    """Today, yesterday morning, tonight."""
    days = match.value("DAYWORD")
    value = day_value(shift_days(context.published, days))
    if not {"tonight", "tonite"}.isdisjoint(match.words):
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
