"""What a reader is, and what readers share.

A reader turns a matched expression into its type and TIMEX3 value. It gets the match and the context (publication date,
tense, the times told before) and returns None where the words are no time expression after all. Nothing is guessed:
what can't be resolved has the value None or unknown digits (X).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dateline.facts.quantities import number
from dateline.facts.record import TimeType
from dateline.facts.times.arithmetic import count_of, shift_months, two_digit_year, year_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load

# Parts of a match that make a number of units two.
_HEDGES = frozenset({"other", "range", "two"})

Reading = tuple[TimeType, str | None] | None
Reader = Callable[[Match, Context], Reading]


def day_number(words: list[str]) -> int:
    """The number of "3", "3rd", "third" or "twenty-third"; 0 for other words."""
    digits = "".join(character for character in words[-1] if character.isdigit())
    if digits:
        return int(digits)
    tens = number.vocabulary().tens.get(words[0], 0) if len(words) > 1 else 0
    ordinals: dict[str, int] = load().values["ORDINAL"]
    return tens + ordinals.get(words[-1], 0)


def year_told(match: Match, context: Context) -> int | None:
    """The year of the part "year", in full where only two digits are told; None where those can't be told apart."""
    words = match.parts["year"]
    digits = words[-1].lstrip("'")
    if len(words) == 1 and len(digits) <= 2 and digits.isdecimal():
        return two_digit_year(int(digits), context.published)
    return year_of(words)


def ordinal(match: Match) -> int:
    """The number of the part "n": "third", "3rd", "Q3"."""
    return match.part("n", "QUARTERNAME") or day_number(match.parts["n"])


def which(match: Match) -> int:
    """-1, 0 or 1 for last, this and next."""
    word = match.parts["which"][-1]
    values = load().values
    return next((values[name][word] for name in ("LAST", "THIS", "NEXT") if word in values[name]), 0)


def month_told(match: Match, context: Context) -> dt.date | None:
    """A day of last, this or next month."""
    return shift_months(context.published, which(match))


def unit_of(match: Match) -> str:
    """The ISO letter of the unit, with T before parts of a day; empty where none is told."""
    return match.part("unit", "UNIT") or match.part("unit", "UNITS") or ""


def how_many(match: Match) -> float | None:
    """How many units; None where the words don't tell: "several years", "years", "two or three years", "a year or two"."""
    if not _HEDGES.isdisjoint(match.parts):
        return None
    words = match.parts.get("n") or (["many"] if match.part("unit", "UNITS") else ["a"])
    if words[-1] in load().values["FEW"] or words[0] in ("dozens", "hundreds", "thousands", "many"):
        return None
    count = count_of(words)
    return count + part_of(match) if count is not None else None


def part_of(match: Match) -> float:
    """The half of "an hour and a half", the three quarters of "a year and three quarters"."""
    words = match.parts.get("half")
    return 0 if words is None else 0.5 if words[-1] == "half" else 0.25 if words[0] == "a" else 0.75
