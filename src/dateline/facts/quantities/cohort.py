"""Ages told by their decade or as groups by their bound: in her late 40s, the over-60s, under-fives."""

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


# Before a decade of somebody's life.
_OWN = frozenset({"his", "her", "their", "my", "our", "your"})
_PARTS = frozenset({"early", "late", "mid"})
_DECADES = range(20, 100, 10)


def read(line: Line, index: int) -> tuple[Amount, int] | None:
    """The ages of a group whose bound is the number at `index`, or of somebody in this decade, and the place behind it."""
    if line.words[index][-1] == "s" or line.words[index + 1] == "s":
        found = _decade(line, index)
        if found is not None:
            return found
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


def _decade(line: Line, index: int) -> tuple[Amount, int] | None:
    """The ages of "in his late 40s", "in their 20s or 30s", and the place behind them."""
    first = _opening(line, index)
    stop, age = _age(line, index)
    if line.words[first - 1] not in _OWN or age is None or age not in _DECADES:
        return None
    last = age
    if line.words[stop] in ("and", "or", "to"):
        at = stop + 1 + (line.words[stop + 1] in _PARTS) + (line.words[stop + 2] in DASHES)
        behind, other = _age(line, at) if at < len(line.starts) else (at, None)
        if other is not None and other > age and other in _DECADES:
            stop, last = behind, other
    start, end = line.starts[first], line.ends[stop - 1]
    span = Amount(
        start, end, line.starts[index], line.ends[stop - 1], age, last + 9, "exact", "year of age", ranged=True
    )
    return span, stop


def _opening(line: Line, index: int) -> int:
    """Where the "late" or "mid-" before a decade begins."""
    first = index - 1 if line.words[index - 1] in DASHES else index
    return first - 1 if line.words[first - 1] in _PARTS else index


def _age(line: Line, index: int) -> tuple[int, float | None]:
    """The place behind the plural of a number, and the number."""
    word = line.words[index]
    if word.isdecimal() and line.words[index + 1] == "s" and line.close(index + 1):
        value = numeral.decimal(word)
        return index + 2, None if value is None else float(value)
    group = number.vocabulary().cohorts.get(word)
    return index + 1, None if group is None else float(group)
