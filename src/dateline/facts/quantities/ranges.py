"""Ranges: two numbers that are the ends of one amount."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from dateline.facts.quantities import number, power, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import change_words, changing_nouns, moving_verbs
from dateline.facts.quantities.line import DASHES, Line

# Letters that are powers of ten behind money or digits; "5m" can be metres, too.
SUFFIXES = {"m": 6, "b": 9, "cr": 7}
# Behind a verb of change: "edged higher $40 to $9,310".
_MOVED = frozenset({"higher", "lower", "back"})
# What is told as so many to one, and how far before it, in words.
_RATIOS = frozenset({"ratio", "odds"})
_RATIO_REACH = 20
# By so many times the ends of a change hardly differ.
_FAR = 5
# Who loses a tenth is not at twice as much.
_NARROW = 2
# The prices of a buyer and a seller, "928.50/928.80", differ by no more than this.
_SPREAD = 1.05


def second_end(line: Line, leading: str, stop: int) -> int | None:
    """Where the second number would begin, if the words behind the first can join two ends; `leading` stands before it."""
    joint, at = line.words[stop], stop + 1
    if joint in DASHES and line.words[at] in ("to", "or"):  # 200,000 to-260,000, four- to six-
        joint, at = line.words[at], at + 1
    if joint == "to" and line.words[at] in DASHES:
        at += 1
    if not (
        joint in DASHES or joint in ("to", "or") or (joint == "and" and leading == "between") or is_quoted(line, stop)
    ):
        return None
    if not line.words[at][:1].isdigit():
        at = _behind_currency(line, at)
    return at if at < len(line.starts) and line.ends[at] - line.ends[stop - 1] < 60 else None


def is_quoted(line: Line, stop: int) -> bool:
    """Whether a stroke at `stop` parts the prices of a buyer and a seller: "4.1250/1400", "928.50/928.80"."""
    if line.words[stop] != "/" or not line.close(stop) or not line.close(stop + 1):
        return False
    digits, other = len(line.words[stop - 1].partition(".")[2]), line.words[stop + 1]
    return digits > 1 and (len(other.partition(".")[2]) == digits or (len(other) == digits and other.isdecimal()))


def _behind_currency(line: Line, at: int) -> int:
    """The place of the numeral behind a currency's sign or code at `at`, "$", "Rs." or "RM"; `at` where none stands there."""
    for numeral in range(at + 1, min(at + 4, len(line.starts))):
        if line.words[numeral][0].isdigit():
            money = units.currency_before(line.text, line.starts[numeral])
            return numeral if money is not None and money[1] == line.starts[at] else at
    return at


def combined(line: Line, leading: str, stop: int, plain: bool, one: Amount, other: Amount, end: int) -> Amount | None:
    """The range from one amount to the other, or None where they are two amounts.

    `plain`: the first is a bare numeral, so that it shares the second's "million" ("3-5 million").
    """
    low, high = one.low, other.high
    if low is None or high is None or one.high != low or one.part != other.part:
        return None
    if one.unit == "degree" and other.unit in ("celsius", "fahrenheit"):
        one = replace(one, unit=other.unit)  # "1.5° to 4°C"
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return None
    if other.unit is None and one.unit is not None and not one.money:
        return None
    if leading in ("in", "since") and plain and _is_year(low) and not _is_year(high):
        return None  # "from 900 in 2019 to 640"
    joint = "-" if line.words[stop] in DASHES and line.words[stop + 1] not in ("to", "or") else line.words[stop]
    if plain and joint in "-/" and high >= 10:
        high = _in_full(line.text[one.first : one.stop], line.text[other.first : other.stop], low) or high
    if joint == "/" and high > low * _SPREAD:
        return None
    told_as_change = leading == "from" and joint == "to"
    if told_as_change and high == 1 and not _RATIOS.isdisjoint(line.words[max(0, stop - _RATIO_REACH) : stop]):
        return None  # "a ratio of 22 to one, down from 26 to one"
    if plain:
        low = shared(line, low, high, stop, end, falls=told_as_change)
    if low >= high and not told_as_change:
        return None
    if joint == "or" and high > low * 2 + 1:
        return None
    if joint == "-" and (low < 0 or one.spelled != other.spelled):
        return None  # 5--3, 7-Eleven
    is_change = joint == "to" and (
        leading == "by" or leading in _MOVED or leading in change_words() or _is_of_change(line, leading, one)
    )
    if is_change and one.unit is not None and not _is_span(one, leading, low, high):
        return None  # "rose by $3 to $8": how far, and where to
    if is_change and other.unit is None and high > _FAR * low:
        return None  # "claims fell 9,000 to 213,000"
    merged = replace(
        one, low=min(low, high), high=max(low, high), unit=other.unit or one.unit, per=other.per or one.per,
        money=one.money or other.money, stop=other.stop, end=other.end, ranged=True,
    )  # fmt: skip
    if told_as_change:
        merged.before, merged.after = low, high
    return merged


def _is_of_change(line: Line, leading: str, one: Amount) -> bool:
    """Whether an amount is how far something rose or fell: "a drop of 35 cents to 83 cents", but not "a rise of 5% to 10%"."""
    if leading != "of" or one.unit == "percent":
        return False
    first = bisect_left(line.starts, one.start)
    return first > 1 and line.words[first - 2] in changing_nouns()


def _is_span(one: Amount, leading: str, low: float, high: float) -> bool:
    """Whether two shares are the ends of one change: "could lose 5% to 10%", but not "support fell 12% to 20%"."""
    is_open = leading == "by" or leading.endswith("ing") or leading in moving_verbs()
    return is_open and one.unit == "percent" and high <= _NARROW * low


def note_origin(line: Line, previous: Amount | None, amount: Amount) -> None:
    """Note in a range what it was before: the 24.2 of "from 24.2 to 33-35 billion euros"."""
    if previous is None or previous.low is None or previous.low != previous.high or previous.unit != amount.unit:
        return
    told = line.text[previous.end : amount.start] == " to " and line.text.endswith("from ", 0, previous.start)
    amount.before = previous.low if told else amount.before


def _in_full(one: str, other: str, low: float) -> float | None:
    """The high end of "154.71-73 yen" and "4.1250/1400 to the dollar", which leave out what the two ends share."""
    digits = len(one.partition(".")[2])
    if digits < 2 or len(other) != digits or not other.isdecimal():
        return None
    high = float(one[:-digits].replace(",", "") + other)
    return high if high > low else None


def _is_year(value: float) -> bool:
    return value.is_integer() and 1900 <= value < 2100


def shared(line: Line, low: float, high: float, stop: int, end: int, *, falls: bool = False) -> float:
    """The low end times the power of ten that is written once, behind the high end.

    `falls`: it may be the higher, "from 40 to 33 billion", but not "from 900 to 1.2 million".
    """
    at = next((at for at in range(stop, end) if line.words[at] in power.SIGNS), None)
    if at is not None:  # "2-3 × 10^6"
        raised = power.read(line.words, at - 1, Decimal(str(low)))
        return float(raised[0]) if raised is not None else low
    powers = SUFFIXES | number.vocabulary().powers | {word: power for word, (power, _) in units.load().scales.items()}
    scale = next((powers[word] for word in line.words[stop:end] if word in powers), None)
    if scale is None or high < 10**scale or low > high / 10**scale * (_FAR if falls else 1):
        return low
    return float(f"{low:.15g}e{scale}") if low < 1e15 else low
