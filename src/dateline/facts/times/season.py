"""Readers for seasons. See reading.py for what a reader is."""

from __future__ import annotations

import datetime as dt

from dateline.facts.times.arithmetic import NO_YEAR, count_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match
from dateline.facts.times.reading import Reading, which, year_told

_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(match: Match, context: Context) -> Reading:
    """Last summer is over, next summer is to come; the summer is this year's unless the sentence says otherwise."""
    name = match.value("SEASON")
    if "year" in match.parts:
        year = year_told(match, context)
        return "DATE", None if year is None else f"{year:04d}-{name}"
    published = context.published
    if published is None:
        return "DATE", f"{NO_YEAR}-{name}"
    begun, is_going_on = _begun(published, name)
    if match.parts.get("which") == ["that"]:
        return ("DATE", f"{context.told[:4]}-{name}") if context.told else None
    step = which(match) if "which" in match.parts else 1 if context.direction(match) > 0 else 0
    if step < 0:
        year = begun - is_going_on
    elif step > 0 and "which" in match.parts:
        year = begun + 1
    elif step > 0:
        year = begun if is_going_on else begun + 1
    else:
        year = begun if is_going_on or context.direction(match) < 0 else published.year
    return "DATE", f"{year:04d}-{name}"


def season_alone(match: Match, context: Context) -> Reading:
    """The winter was mild; but no "winter games", no "fall of the house" and no water from "the spring"."""
    last = context.document.tokens_in(match.start, match.end)[-1:]
    if (
        not last
        or match.words[-1] in ("fall", "spring")
        or last[0].dep not in ("nsubj", "nsubjpass", "dobj", "npadvmod")
    ):
        return None
    return season(match, context)


def season_of_year(match: Match, context: Context) -> Reading:
    """The spring of next year, last year's summer, the autumn of the following year, which is counted from the time told before."""
    beside_told = match.parts["which"][-1] in ("same", "previous", "following")
    day = context.anchor("Y") if beside_told else context.published
    return "DATE", None if day is None else f"{day.year + which(match):04d}-{match.value('SEASON')}"


def seasons_ago(match: Match, context: Context) -> Reading:
    """Two summers ago: the one before last. Two Ramadans ago is a year, as the days of some holidays move."""
    count, name = count_of(match.parts["n"]), match.value("SEASONS")
    if context.published is None or count is None:
        return "DATE", "PAST_REF" if count is None else None
    if name is None:
        return "DATE", f"{context.published.year - int(count):04d}" if count < context.published.year else None
    begun, is_going_on = _begun(context.published, name)
    year = begun - int(count) + (not is_going_on)
    return "DATE", f"{year:04d}-{name}" if year > 0 else None


def every_season(match: Match, context: Context) -> Reading:
    """Each spring."""
    return "SET", f"{NO_YEAR}-{match.value('SEASON')}"


def _begun(published: dt.date, name: str) -> tuple[int, bool]:
    """The year in which the season of this name began last, and whether it is going on."""
    start = _FIRST_MONTH[name]
    year = published.year if published.month >= start else published.year - 1
    return year, (published.year - year) * 12 + published.month - start <= 2
