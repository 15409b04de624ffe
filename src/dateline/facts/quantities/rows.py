"""What a number takes from the one behind it in a row: the hours of "two, three and even four hours", the tons of "40 of the
firm's 90 tons", the other end of "between the ages of 18 and 54"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.facts.quantities import alike, units
from dateline.facts.quantities.amount import Amount

_BETWEEN_AGES = re.compile(r"\bbetween (?:the )?ages (?:of )?$")
# Between the "two" and the "three hours" of a row of lengths.
_OR_EVEN = re.compile(r",? (?:and|or)(?: even| sometimes| maybe| perhaps)? ")
_LISTED = re.compile(r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)), $")
# Between a part and the whole that it is of.
_OF_ITS = re.compile(r" of (?:the|its|their|his|her|our|[A-Z][\w.&-]*[’']s|the [\w-]+[’']s?) (?:total )?")
# Between the sides of a thing: "73 by 92 centimetres", "a 60-by-40-foot flag".
_SIDES = frozenset({" by ", "-by-", " x ", "x", " × ", "×"})
_LENGTHS = frozenset({"meter", "centimeter", "millimeter", "kilometer", "foot", "inch", "yard", "mile"})
_FAR = 20
_WHOLES = frozenset(
    {"share", "ton", "metric ton", "kilogram", "hectare", "acre", "barrel", "kilometer", "mile", "megawatt"}
)
# How many of the smaller unit are one of the larger, where a measure is told in both; feet may have bare inches behind them.
_RESTS: dict[tuple[str | None, str], int] = {
    ("hour", "minute"): 60, ("hour", "second"): 3600, ("minute", "second"): 60, ("year", "month"): 12, ("foot", "inch"): 12,
    ("pound", "ounce"): 16, ("stone", "pound"): 14,
    ("hour", "meter"): 60,  # "1h 45m", where no hours and metres stand together
}  # fmt: skip
_LARGE = frozenset(unit for unit, _ in _RESTS)
_OF_BARE: dict[str | None, str] = {"foot": "inch"}
_COINS = 100  # of most money
_BETWEEN = frozenset({" ", " and ", ", ", ", and ", "-", ""})
_OF_FEET = frozenset({"-"})
# The inches of "6 ft 2 in tall", which is mostly a preposition.
_INCHES = re.compile(r" in(?= (?:tall|long|wide|high|deep|and|or|by)\b|[.,;:)])")
# How far off what is told before it may be.
_EITHER_WAY = re.compile(r"±|\+/[-−–]|plus or minus\b")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_BEHIND = (
    " of",
    " after",
    " before",
    " later",
    " earlier",
    " ago",
    " on",
    " in",
    " ahead",
    " behind",
    " faster",
    " slower",
    " clear",
    " off",
)
_MANY = 1_000  # of money; fewer may be things
_OF_ALL = re.compile(r" of (?:(?:the|its|their|his|her|our|a|that) )?(?:total )?")


def joined(text: str, one: Amount, other: Amount) -> Amount | None:
    """The one amount that two are, where the second only says the first again, is the other end of a range of ages or the rest
    of a measure: "two hours and 48 minutes"."""
    if text[other.start] in "±+p" and _EITHER_WAY.match(text, other.start):
        return _give_or_take(text, one, other)
    factor = _RESTS.get((one.unit, other.unit or _OF_BARE.get(one.unit, ""))) if one.unit in _LARGE else None
    if factor is not None and one.after is not None:
        return _rest_of_end(text, one, other, factor)
    if factor is not None:
        if other.unit is None and _INCHES.match(text, other.end):
            other = replace(other, unit="inch", end=other.end + 3)
        return _whole(text, one, other, factor)
    if one.end > one.stop and (one.money or one.unit == "pound"):
        paid = _with_coins(text, one, other)
        if paid is not None:
            return paid
    if _repeats(text, one, other):
        return replace(other, start=one.start)
    return replace(one, high=other.high, ranged=True, end=other.end) if _are_ages(text, one, other) else None


def _give_or_take(text: str, one: Amount, other: Amount) -> Amount | None:
    """The value told with how far off it may be, "27 ± 2 millimetres", with the unit and the millions behind both."""
    numeral = _NUMERAL.match(text, other.first)
    apart = text[one.end : other.start].strip() or one.unit not in (None, other.unit)
    if apart or numeral is None or one.low is None or one.low != one.high or other.low is None:
        return None
    less = float(numeral[0])
    scale = other.low / less if less and one.low < _MANY else 1
    return replace(
        one, low=one.low * scale, high=one.low * scale, unit=other.unit, per=other.per, stop=other.stop, end=other.end,
        modifier="approximately",
    )  # fmt: skip


def _rest_of_end(text: str, one: Amount, other: Amount, factor: int) -> Amount | None:
    """The minutes that belong to the second end of "from 5 hours to 2 hours 15 minutes"."""
    if one.after is None or one.before is None or other.low is None or other.ranged or not 0 < other.low < factor:
        return None
    if text[one.end : other.start] not in (" ", " and ") or text.startswith(_BEHIND, other.end):
        return None
    after = one.after + other.low / factor
    return replace(one, low=min(one.before, after), high=max(one.before, after), after=after, end=other.end)


def take_unit(text: str, one: Amount, other: Amount) -> None:
    """Give a bare number the unit told behind the other: "3 million of the 5 million euros", "four and three years in prison"."""
    between = text[one.end : other.start]
    if one.per is not None:
        return  # "at 308.40 to the dollar, and 91-day bills"
    if one.unit is None and other.money and (one.low or 0) >= _MANY and _OF_ALL.fullmatch(between):
        one.unit, one.money, one.per = other.unit, True, other.per
    if one.unit is None and other.unit in _WHOLES and _OF_ITS.fullmatch(between):
        one.unit = other.unit  # "588,300 of the firm's 1.7 million shares"
    _take_percent(one, other, between)
    _take_side(one, other, between)
    definite = text.startswith("the ", max(0, one.start - 4))  # "between the two and up to 20 percent"
    again = (
        other.unit == "percent" and between == ", or " and not _LISTED.search(text, max(0, one.start - 8), one.start)
    )
    if again:
        return  # "12, or 5 percent, died"
    if one.unit is None and other.unit is not None and not (other.money or definite) and _OR_EVEN.fullmatch(between):
        one.unit = other.unit if _is_near(one, other) else None


def _is_near(one: Amount, other: Amount) -> bool:
    """Whether two numbers may be of a row: not the 6 million and the 21% of "rose to 6 million, and 21% of them"."""
    return one.low is not None and other.low is not None and one.low < _FAR * other.low


def take_in_list(text: str, listed: list[Amount], last: Amount) -> None:
    """Give all of a list the unit of its last, which the one before that has from it or is told of with it as an "or": "2, 3, 4
    and 5 percent", "2, 3 or 4 percent", "two, three and even four hours"."""
    if listed[-1].unit is None and not (last.ranged and " or " in text[last.start : last.end]):
        return
    other = last
    for one in reversed(listed):
        between = text[one.end : other.start]
        if one.unit is None and not one.part and not other.money and between == ", ":
            one.unit = other.unit
        _take_percent(one, other, between)
        _take_side(one, other, between)
        if one.unit is None:
            return
        other = one


def _take_side(one: Amount, other: Amount, between: str) -> None:
    """The unit of the sides of a thing, told of the last alone."""
    if one.unit is None and other.unit in _LENGTHS and between in _SIDES:
        one.unit = other.unit


def _take_percent(one: Amount, other: Amount, between: str) -> None:
    """The "percent" that is told of the second alone: "ahead by 50 to 48 percent"."""
    bare = one.unit is None and not one.part and (one.low or 0) <= 100 and other.modifier != "at_most"
    if bare and other.unit == "percent" and between in (" to ", " and ", " or "):
        one.unit = other.unit


def _repeats(text: str, one: Amount, other: Amount) -> bool:
    """Whether a number beyond telling is only said again: "millions and millions of dollars"."""
    same = one.spelled and one.low != one.high and (one.low, one.high) == (other.low, other.high)
    return same and one.unit is None and not one.ranged and text[one.end : other.start] in (" and ", " upon ")


def _whole(text: str, one: Amount, other: Amount, factor: int) -> Amount | None:
    """The measure told in two units, in its larger one: "four years and six months" are 4.5 years."""
    between = text[one.end : other.start]
    if between not in (_OF_FEET if other.unit is None else _BETWEEN) or one.low is None or other.low is None:
        return None
    if one.ranged or other.ranged or other.modifier != "exact" or not 0 < other.low < factor:
        return None
    if not one.low.is_integer() and (other.unit != "second" or "sec" in text[max(0, one.end - 8) : one.end]):
        return None  # "in 2 hours 6 minutes 41 seconds, 18 seconds ahead of Lee"
    if between == ", " and text.startswith(_BEHIND, other.end):
        return None  # "jailed for four years, six months of them suspended"
    whole = one.low + other.low / factor
    return replace(one, low=whole, high=whole, per=other.per, end=other.end)


def _with_coins(text: str, one: Amount, other: Amount) -> Amount | None:
    """The one sum that a name of money and small coins make: "3 euros 50", "two pounds and 50 pence"."""
    bare, between = other.unit is None, text[one.end : other.start]
    if not (between == " " or (between == " and " and not bare)) or other.unit == "fils":
        return None
    exact = one.per is None and not (one.ranged or other.ranged) and other.modifier == "exact"
    if not exact or one.low is None or other.low is None or not (one.low.is_integer() and 0 < other.low < _COINS):
        return None
    coins = other.unit in units.load().coins
    if not coins and not (bare and other.low > _COINS / 10 and (other.per or alike.counts_nothing(text, other))):
        return None
    unit = "GBP" if one.unit == "pound" and coins else one.unit
    whole = one.low + other.low / _COINS
    return replace(one, unit=unit, money=one.money or coins, low=whole, high=whole, per=other.per, end=other.end)


def _are_ages(text: str, one: Amount, other: Amount) -> bool:
    """Whether two numbers are the ends of a range of ages: "adults between the ages of 18 and 54"."""
    if one.unit is not None or other.unit is not None or text[one.end : other.start] != " and ":
        return False
    rising = one.low is not None and other.high is not None and one.low < other.high and one.low == one.high
    return rising and _BETWEEN_AGES.search(text, max(0, one.start - 24), one.start) is not None
