"""Age groups by their bound: the over-60s, under-fives."""

from __future__ import annotations

from dateline.facts.quantities import number, numeral
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line
from dateline.facts.record import Modifier

_BOUNDS: dict[str, Modifier] = {"over": "more_than", "under": "less_than"}
_OLDEST = 120
# Sides in sport are called by these, "the under-21s beat Norway", and a country's by these, "England's under-18s".
_SIDES = frozenset({17, 19, 20, 21, 23})
_YOUTH = range(13, 24)
# Before "over 60s", which without a hyphen may be a decade.
_OPENERS = frozenset({"the", "among", "all", "for"})


def read(line: Line, index: int) -> tuple[Amount, int] | None:
    """The ages of a group whose bound is the number at `index`, and the place behind it."""
    hyphened = line.words[index - 1] in DASHES
    at = index - 2 if hyphened else index - 1
    modifier = _BOUNDS.get(line.words[at]) if at >= 0 else None
    if modifier is None or not (hyphened or line.words[at - 1] in _OPENERS):
        return None
    stop, age = _age(line, index)
    if age is None or not 0 < age < _OLDEST:
        return None
    if modifier == "less_than" and (age in _SIDES or (age in _YOUTH and line.words[at - 1] == "s")):
        return None
    start, end = line.starts[at], line.ends[stop - 1]
    return Amount(start, end, line.starts[index], line.ends[index], age, age, modifier, "year of age"), stop


def _age(line: Line, index: int) -> tuple[int, float | None]:
    """The place behind the plural of a number, and the number."""
    word = line.words[index]
    if word.isdecimal() and line.words[index + 1] == "s" and line.close(index + 1):
        value = numeral.decimal(word)
        return index + 2, None if value is None else float(value)
    group = number.vocabulary().cohorts.get(word)
    return index + 1, None if group is None else float(group)
