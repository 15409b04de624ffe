"""Ranges: two numbers that are the ends of one amount."""

from __future__ import annotations

from dataclasses import replace

from dateline.facts.quantities import number, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import change_words, moving_verbs
from dateline.facts.quantities.line import DASHES, Line

_SUFFIXES = {"m": 6, "b": 9}
# By so many times the ends of a change hardly differ.
_FAR = 5
# Who loses a tenth is not at twice as much.
_NARROW = 2


def second_end(line: Line, leading: str, stop: int) -> int | None:
    """Where the second number would begin, if the words behind the first can join two ends; `leading` stands before it."""
    joint, at = line.words[stop], stop + 1
    if joint in DASHES and line.words[at] in ("to", "or"):  # 200,000 to-260,000, four- to six-
        joint, at = line.words[at], at + 1
    if joint == "to" and line.words[at] in DASHES:
        at += 1
    if not (joint in DASHES or joint in ("to", "or") or (joint == "and" and leading == "between")):
        return None
    while line.words[at] in ("$", "£", "€", "¥", "us", "a", "c", "hk") and (
        line.words[at] in "$£€¥" or line.words[at + 1] == "$"
    ):
        at += 1
    return at if at < len(line.starts) and line.ends[at] - line.ends[stop - 1] < 60 else None


def combined(line: Line, leading: str, stop: int, plain: bool, one: Amount, other: Amount, end: int) -> Amount | None:
    """The range from one amount to the other, or None where they are two amounts.

    `plain`: the first is a bare numeral, so that it shares the second's "million" ("3-5 million").
    """
    low, high = one.low, other.high
    if low is None or high is None or one.high != low or one.part != other.part:
        return None
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return None
    if other.unit is None and one.unit is not None and not one.money:
        return None
    if leading in ("in", "since") and plain and _is_year(low) and not _is_year(high):
        return None  # "from 900 in 2019 to 640"
    joint = "-" if line.words[stop] in DASHES and line.words[stop + 1] not in ("to", "or") else line.words[stop]
    if plain:
        low = _shared(line, low, high, stop, end)
    told_as_change = leading == "from" and joint == "to"
    if low >= high and not told_as_change:
        return None
    if joint == "or" and high > low * 2 + 1:
        return None
    if joint == "-" and (low < 0 or one.spelled != other.spelled):
        return None  # 5--3, 7-Eleven
    is_change = joint == "to" and (leading == "by" or leading in change_words())
    if is_change and one.unit is not None and not _is_span(one, leading, low, high):
        return None  # "rose by $3 to $8": how far, and where to
    if is_change and other.unit is None and high > _FAR * low:
        return None  # "claims fell 9,000 to 213,000"
    merged = replace(
        one, low=min(low, high), high=max(low, high), unit=other.unit or one.unit, per=other.per or one.per,
        money=one.money or other.money, stop=other.stop, end=other.end, ranged=True,
    )  # fmt: skip
    if leading == "from":
        merged.before, merged.after = low, high
    return merged


def _is_span(one: Amount, leading: str, low: float, high: float) -> bool:
    """Whether two shares are the ends of one change: "could lose 5% to 10%", but not "support fell 12% to 20%"."""
    is_open = leading == "by" or leading.endswith("ing") or leading in moving_verbs()
    return is_open and one.unit == "percent" and high <= _NARROW * low


def _is_year(value: float) -> bool:
    return value.is_integer() and 1900 <= value < 2100


def _shared(line: Line, low: float, high: float, stop: int, end: int) -> float:
    """The low end times the power of ten that is written once, behind the high end."""
    powers = _SUFFIXES | number.vocabulary().powers | {word: power for word, (power, _) in units.load().scales.items()}
    power = next((powers[word] for word in line.words[stop:end] if word in powers), None)
    if power is None or high < 10**power or low > high / 10**power:
        return low
    return float(f"{low:.15g}e{power}") if low < 1e15 else low
