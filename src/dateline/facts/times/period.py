"""Readers for the same month, quarter or period of another year. See reading.py for what a reader is."""

from __future__ import annotations

import re

from dateline.facts.times.arithmetic import count_of, other_year, year_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match
from dateline.facts.times.reading import Reading

# The TIMEX3 values of what "the same …" repeats.
_KINDS = {"half": re.compile(r".{4}-H"), "month": re.compile(r".{4}-\d\d$")}
# Of these only the year is told by "the same weekend in 2016".
_UNKEPT = frozenset({"week", "weekend", "season"})


def same_period(match: Match, context: Context) -> Reading:
    """The same month of 2022, the same period a year earlier: what was told last of its kind, in that year."""
    unit, published = match.parts["unit"][0], context.published
    told = context.day.isoformat() if unit == "day" and context.day is not None else context.period
    if unit == "quarter":
        told = "{:04d}-Q{}".format(*context.quarter) if context.quarter is not None else None
    elif unit in _UNKEPT or (told is not None and unit in _KINDS and _KINDS[unit].match(told) is None):
        told = None
    if "year" in match.parts:
        year = year_of(match.parts["year"])
    else:
        since = int(told[:4]) if told is not None else published.year if published is not None else None
        back = count_of(match.parts["n"]) if "n" in match.parts else 1
        year = None if since is None or back is None else since - int(back)
    if year is None:
        return "DATE", None
    return "DATE", f"{year:04d}" if told is None else other_year(told, year)


def quarter_of_year(match: Match, context: Context) -> Reading:
    """The 1988 period: the quarter told last, in that year."""
    year = year_of(match.parts["year"])
    n = context.quarter[1] if context.quarter else None
    return "DATE", f"{year:04d}" if n is None else f"{year:04d}-Q{n}"


def quarter_year_before(match: Match, context: Context) -> Reading:
    """The year-earlier quarter, the comparable quarter."""
    if context.quarter is not None:
        year, n = context.quarter
        return "DATE", f"{year - 1:04d}-Q{n}"
    return "DATE", None if context.published is None else f"{context.published.year - 1:04d}"


def year_before(match: Match, context: Context) -> Reading:
    """Year-earlier."""
    return quarter_year_before(match, context)
