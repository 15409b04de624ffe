"""Units behind "a" and "an", and the parts of them: more than a mile, a foot of snow, half an hour, a mile and a half."""

from __future__ import annotations

import functools
import re

from dateline.facts.quantities import unit, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line

_ARTICLES = frozenset({"a", "an"})
ONE: frozenset[str] = _ARTICLES | {"one", "1"}
# Behind a unit, what is told with it: "an hour and a half", "a mile and three-quarters".
_AND_PARTS: dict[tuple[str, ...], float] = {
    ("and", "a", "half"): 0.5,
    ("and", "a", "quarter"): 0.25,
    ("and", "three", "quarters"): 0.75,
    ("and", "three", "-"): 0.75,
}
# What may stand behind the half of "two hectares and a half" for it to be one: no thing that is halved.
_BEHIND_PARTS = frozenset(
    {"later", "ago", "after", "before", "in", "on", "at", "to", "from", "by", "away", "long", "wide", "deep", "high"}
    | {"tall", "for", "with", "but", "and", "than"}
)
_FRACTION = re.compile(r"[/⁄½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
# Whose pints and gallons they are.
_SYSTEMS = frozenset({"us", "u.s.", "imperial", "british"})
# Words that are much else, too: "at least a share of it", "nearly a second term".
_DOUBTFUL = frozenset({"point", "share", "degree", "stone", "second", "bit", "knot", "times", "magnitude", "night"})
# Told in round: "in more than a decade" is no measure of anything.
_ROUND = frozenset({"decade", "century"})
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year", "fortnight"})
# "Met over a pint", and who is over a barrel.
_DRUNK = frozenset({"pint", "barrel"})
# Before a span of time these tell when or of what: "over a year", "about a day when"; but "about a week later".
_LOOSE = frozenset({"about", "around", "over", "under", "above", "below", "near", "within", "beyond", "until", "all"})
_SINCE = frozenset({"later", "ago", "earlier", "after", "before", "away", "long", "old"})
_SIZES = frozenset({"long", "wide", "deep", "high", "tall", "thick", "old"})
# What falls or lies so deep that a foot of it is a measure.
_FALLEN = frozenset({"snow", "rain", "water", "ice", "hail", "mud", "ash", "rainfall", "snowfall", "sleet", "slush"})


@functools.cache
def _measured() -> re.Pattern[str]:
    names = {word for word in units.load().phrases if word.isalpha() and len(word) > 2}
    return re.compile(rf"\b[Aa]n? (?:{'|'.join(sorted(names))}|dollar|euro)\b")


def may_stand_in(text: str) -> bool:
    """Whether a unit stands behind an article anywhere in a text."""
    return _measured().search(text) is not None


def begins(line: Line, index: int) -> bool:
    """Whether an article may begin an amount: before a unit, bounded or with a part of it, and before what fell."""
    if line.words[index + 2] == "and":
        return tuple(line.words[index + 2 : index + 5]) in _AND_PARTS
    return len(line.words[index + 1]) > 1 and line.words[index + 1] in units.beginnings()


def read(line: Line, index: int) -> tuple[Amount, int] | None:
    """An hour and a half, a mile and three-quarters; a mile, which `is_told` has to tell from any mile."""
    if line.words[index + 2] == "and":
        part = _AND_PARTS.get(tuple(line.words[index + 2 : index + 5]))
        name = units.of_noun(line.words[index + 1]) if part is not None else None
        if part is not None and name is not None:
            stop = index + 5 + (line.words[index + 4] == "-")
            start, end = line.starts[index], line.ends[stop - 1]
            amount = Amount(start, end, start, end, 1 + part, 1 + part, unit=name, spelled=True)
            return amount, unit.read_per(line, amount, stop)  # "a metre and a half a year"
    if line.words[index] not in _ARTICLES or line.words[index + 1] not in units.beginnings():
        return None
    start, end = line.starts[index], line.ends[index]
    amount = Amount(start, end, start, end, 1.0, 1.0, spelled=True)
    stop = unit.read(line, amount, index + 1)
    if amount.unit is None or amount.unit in _DOUBTFUL | _ROUND or stop == index + 1:
        return None
    if line.words[stop] in DASHES and line.words[stop + 1] not in _SIZES:
        return None  # "about a mile-wide gap", but not "nearly a day-trip"
    amount.end = line.ends[stop - 1]
    return amount, stop


def is_told(line: Line, first: int, stop: int, amount: Amount) -> bool:
    """Whether one of a unit is a measure: bounded or blurred, "more than a mile", or of what fell, "a foot of snow"."""
    if amount.start == amount.first:
        return line.words[stop] == "of" and line.words[stop + 1] in _FALLEN
    loose = line.words[first - 1] in _LOOSE and amount.unit in _SPANS | _DRUNK
    return not loose or line.words[stop] in _SINCE


def and_part(line: Line, amount: Amount, stop: int) -> int:
    """Add the half of "two hectares and a half"; the place behind it."""
    part = _AND_PARTS.get(tuple(line.words[stop : stop + 3]))
    if part is None or amount.unit is None or amount.money or amount.low is None or not amount.low.is_integer():
        return stop
    behind = stop + 3 + (line.words[stop + 2] == "-")
    if line.words[behind].isalpha() and line.words[behind] not in _BEHIND_PARTS:
        return stop  # "two hours and a half marathon"
    amount.low = amount.high = amount.low + part
    return behind


def half_a_unit(line: Line, amount: Amount, stop: int) -> int:
    """Half a mile, half-a-cent, one-half of 1 percent, 1/16 of a US pint, 0.4 of a point: the place of the unit, no longer a
    part of something."""
    at = stop + (line.words[stop] == "of")
    at += line.words[at] in DASHES and line.close(at)
    if line.words[at] not in ONE or amount.money:
        return stop
    told = line.text[amount.first : amount.stop]
    small = told.startswith(("0.", ".")) and line.words[stop] == "of"
    if not (amount.part or small or _FRACTION.search(told)):
        return stop
    at += 1 + (line.words[at + 1] in _SYSTEMS)
    at += line.words[at] in DASHES and line.close(at)
    if units.match(units.load().phrases, line.words, at):
        amount.part = False
        return at
    return stop
