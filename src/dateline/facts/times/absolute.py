"""Readers for calendar dates, weeks, quarters and halves. See reading.py for what a reader is."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dateline.facts.times.arithmetic import NO_YEAR, full_date, two_digit_year, week_value, year_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match
from dateline.facts.times.reading import Reading, day_number, ordinal, which, year_told
from dateline.facts.times.value import date_range

# A month that goods or figures are for is the nearest: so many months ahead at most.
_FOR = re.compile(r"\b(?:for|(?:delivery|contracts?|futures) in) $")
_DELIVERED = 3
_AS = ("early as ", "late as ", "soon as ", "recently as ")


# --- Calendar dates --------------------------------------------------------------------------------------------------


def month_day(match: Match, context: Context) -> Reading:
    """March 3, 3 March 2022, the third of March; without a year the one that tense and nearness tell."""
    month = match.value("MONTH", "MONTHLIKE")
    day = day_number(match.parts["day"])
    if not 1 <= day <= 31:
        return None
    if "year" in match.parts:
        year = year_told(match, context)
        if year is None:
            return "DATE", None
    elif "which" in match.parts:
        year = context.published.year + which(match) if context.published else None
    else:
        year = context.year_of_day(month, day, match.value("WEEKDAY", "WEEKDAYLIKE"), match)
    return "DATE", full_date(year, month, day)


def week_of(match: Match, context: Context) -> Reading:
    """The week of June 3, the weekend of May 4-5."""
    reading = month_day(match, context)
    first, _ = date_range(reading[1]) if reading is not None else (None, None)
    week = week_value(first)
    return None if reading is None else ("DATE", f"{week}-WE" if week and "weekend" in match.words else week)


def numeric_date(match: Match, context: Context) -> Reading:
    """2022-03-23, 3/23/2022, 23.03.2022: the order that is possible, else the one that order.py tells, else no value."""
    text = next(word for word in match.words if any(character.isdigit() for character in word) and len(word) > 4)
    numbers = [int(part) for part in re.split(r"\D", text.split("t")[0])]
    if len(numbers) != 3:
        return None
    if len(re.split(r"\D", text)[0]) == 4:
        year, month, day = numbers
    else:
        first, second, year = numbers
        dotted = "." in text
        if len(re.split(r"\D", text)[2]) == 2:
            full = two_digit_year(year, context.published)
            if full is None:  # no day of publication tells the century
                return "DATE", None
            year = full
        day_first = first > 12 or (second <= 12 and (dotted or context.day_first))
        if first != second and first <= 12 and second <= 12 and not dotted and context.day_first is None:
            return "DATE", None
        month, day = (second, first) if day_first else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    value = full_date(year, month, day)
    if value is None:
        return "DATE", None
    if "t" in text:
        return "TIME", f"{value}T{text.split('t')[1].upper()}"
    return "DATE", value


def month_year(match: Match, context: Context) -> Reading:
    """March 1996, late March of 1996."""
    year = year_of(match.parts.get("year", match.words[-1:])) or next(
        int(word) for word in reversed(match.words) if word.isdecimal() and len(word) == 4
    )
    return "DATE", f"{year:04d}-{match.value('MONTH', 'MONTHLIKE'):02d}"


def month_short_year(match: Match, context: Context) -> Reading:
    """June '25."""
    year = two_digit_year(int(match.words[-1][1:]), context.published)
    return "DATE", None if year is None else f"{year:04d}-{match.value('MONTH', 'MONTHLIKE'):02d}"


def month_relative_year(match: Match, context: Context) -> Reading:
    """June last year."""
    if context.published is None:
        return "DATE", None
    year = context.published.year + which(match)
    return "DATE", f"{year:04d}-{match.value('MONTH', 'MONTHLIKE'):02d}"


def month_of_told(match: Match, context: Context) -> Reading:
    """March of that year: of the one told before."""
    if context.told is None:
        return "DATE", None
    year = int(context.told[:4]) + (which(match) if "which" in match.parts else 0)
    return "DATE", f"{year:04d}-{match.value('MONTH', 'MONTHLIKE'):02d}"


def which_month(match: Match, context: Context) -> Reading:
    """Last March is the latest that is over but for the one just gone, next March the first to come, this March this year's."""
    month, published = match.value("MONTH", "MONTHLIKE"), context.published
    if published is None:
        return "DATE", None
    step = which(match)
    year = published.year
    if step < 0:
        # On March 1, "last February" is a year back: the one just gone would be "February" or "last month".
        year -= (published.month - month) % 12 < 2 or month > published.month
    elif step > 0 and month <= published.month:
        year += 1
    return "DATE", f"{year:04d}-{month:02d}"


def part_of_month(match: Match, context: Context) -> Reading:
    """The last week of May, the first days of March 2020: the value is that of the month."""
    year = year_of(match.parts["year"]) if "year" in match.parts else None
    if year is None:
        return bare_month(match, context)
    return "DATE", f"{year:04d}-{match.value('MONTH', 'MONTHLIKE'):02d}"


def day_in_month(match: Match, context: Context) -> Reading:
    """The first day of May, the last day of February 2024."""
    month, is_last = match.value("MONTH", "MONTHLIKE"), match.parts["n"][-1] in ("last", "final")
    day = 28 if is_last else day_number(match.parts["n"])
    year = year_of(match.parts["year"]) if "year" in match.parts else context.year_of_day(month, day, None, match)
    if year is None:
        return "DATE", f"{NO_YEAR}-{month:02d}"
    return "DATE", full_date(year, month, calendar.monthrange(year, month)[1] if is_last else day)


def every_month(match: Match, context: Context) -> Reading:
    """Each July."""
    return "SET", f"{NO_YEAR}-{match.value('MONTH', 'MONTHLIKE'):02d}"


def bare_month(match: Match, context: Context) -> Reading:
    """A month without a year: before the publication unless the sentence looks ahead."""
    month, published = match.value("MONTH", "MONTHLIKE"), context.published
    if published is None:
        return "DATE", f"{NO_YEAR}-{month:02d}"
    months_ago, direction = (published.month - month) % 12, context.direction(match)
    if months_ago >= 12 - _DELIVERED and _FOR.search(context.document.text, max(0, match.start - 16), match.start):
        direction = 1  # "gas for September traded at 262 euros"
    # Where the sentence doesn't tell, the nearer one is meant.
    before = context.document.text[max(0, match.start - 12) : match.start].lower()
    if before.endswith("as ") and match.value("MONTH") is None and not before.endswith(_AS):
        return None  # "as May said"
    if direction > 0 or (direction == 0 and months_ago >= 8):
        year = published.year + (month < published.month)
    else:
        year = published.year - (month > published.month)
    return "DATE", f"{year:04d}-{month:02d}"


# --- Weeks, quarters, halves ---------------------------------------------------------------------------------------


def week_number(match: Match, context: Context) -> Reading:
    """Week 31, the first week of 2015: weeks of ISO 8601, in the year of publication where none is told."""
    if "year" in match.parts:
        year = year_of(match.parts["year"])
    else:
        year = context.published.isocalendar().year if context.published else None
    if year is None:
        return "DATE", None
    weeks = dt.date(year, 12, 28).isocalendar().week  # December 28 always lies in the last week
    n = weeks if match.parts["n"] == ["last"] else day_number(match.parts["n"])
    return "DATE", f"{year:04d}-W{n:02d}" if 1 <= n <= weeks else None


def quarter(match: Match, context: Context) -> Reading:
    """The third quarter, the September quarter: of the year told with it, else the one that tense and nearness tell."""
    month = match.part("month", "MONTH") or match.part("month", "MONTHLIKE")
    n = (month + 2) // 3 if month else ordinal(match) if "n" in match.parts else 4  # the last quarter of the year
    if not 1 <= n <= 4:
        return None
    if "year" in match.parts:
        return "DATE", context.remember_quarter(year_told(match, context), n)
    if "which" not in match.parts and context.is_quartered:
        return None  # of a game
    published = context.published
    if published is None:
        return "DATE", f"{NO_YEAR}-Q{n}"
    if "which" in match.parts:
        return "DATE", context.remember_quarter(published.year + which(match), n)
    now, year = (published.month + 2) // 3, published.year
    ahead = context.direction(match) > 0
    if (n - now >= 2 and not ahead) or (month and n > now and context.direction(match) < 0):
        year -= 1  # no month's quarter is over before it began, as those of a firm's own year may be
    elif now - n >= 2 and ahead:  # the quarter that ended last is still to be reported on
        year += 1
    return "DATE", context.remember_quarter(year, n)


def half_year(match: Match, context: Context) -> Reading:
    """The first half of 2023, the second half of last year."""
    half = match.part("n", "HALFNAME") or (1 if match.parts["n"] == ["first"] else 2)  # second or latter
    if "year" in match.parts:
        return "DATE", f"{year_of(match.parts['year']):04d}-H{half}"
    if context.published is None:
        return "DATE", None
    year = context.published.year + (which(match) if "which" in match.parts else 0)
    if half == 2 and "which" not in match.parts and context.published.month < 7 and context.direction(match) < 0:
        year -= 1  # what fell in the second half of the year is told in spring
    return "DATE", f"{year:04d}-H{half}"


def half_told(match: Match, context: Context) -> Reading:
    """First-half profit, the second half: of the year told by tense and nearness; but no half of a match."""
    if not context.is_business:
        return None
    published = context.published
    if published is None:
        return "DATE", None
    half = match.part("n", "HALFNAME") or (1 if match.parts["n"] == ["first"] else 2)
    over = context.direction(match) <= 0 and published.month < (4 if half == 1 else 7)
    return "DATE", f"{published.year - over:04d}-H{half}"


def this_quarter(match: Match, context: Context) -> Reading:
    """The quarter told before, else the one of the publication date."""
    if context.quarter is not None:
        return "DATE", context.remember_quarter(*context.quarter)
    if "this" in match.words and context.published is not None:
        return "DATE", f"{context.published.year:04d}-Q{(context.published.month + 2) // 3}"
    return None
