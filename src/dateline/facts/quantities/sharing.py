"""What the amounts of a paragraph take from each other: the two ends of a change with words between them, and the unit, the
rate or the "percent" that is told only once."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from dateline.facts.quantities import alike, points, rows, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.phrase import DURATIONS

# Between "a fine of 500 euros" and the "9,000" that it may come to.
_CAPPED = re.compile(r",? (?:(?:rising |going )?to )?")
# Between "300 metres of ascent" and the "450" of descent.
_OF_EACH = re.compile(r" of [a-z -]{1,30},? and ")
# Between "a debt of 5.4 billion euros in May" and the "600 million more than in April", and what stands behind those.
_ASIDE_OF = re.compile(r"(?: (?:in|for|on|during|by|at|last|this) [\w .']{1,40})?(?:, (?:or )?| \()")
_DIFFERING = re.compile(r" (?:more|less|higher|lower|above|below|up|down) (?:than|on|from)\b")
# Before some of those counted: "2.3m users, of whom 1.1m pay".
_SOME = (" of whom ", " of which ", " including ")
_MANY = 1_000  # of things, beside which "1.9m" is as many millions
_NEVER = 1e15  # of so many nobody tells
_FAR_APART = 20
_FAR = 3  # times that two values told beside each other may differ
_LONGER = 20  # times that one span of time may be as long as the one beside it
# Of these a number without one is no more than so many: "the rate was 4.3 percent as employment grew by 42,200".
_SHARES = frozenset({"percent", "percentage point"})
_MOST = 100
_ALMOST = 80
_RATIO = re.compile(r"\b(?:ratio|odds)\b")
_ASIDE = 60  # characters between a level and its change
_RATE_BEHIND = re.compile(r"\)\s(?:a|per|each|every)\s([a-z]+)(?! (?:earlier|ago|before|later)\b)")
# Before the value that something came down from: "fell from a peak of 11% to 3%".
_TOP = re.compile(r"\bfrom (?:an? |its |the )?(?:[a-z]+ )?(?:peak|high|low|record|average|level|rate) of $")
# A clause of its own between two numbers: "to 2,300 from 4,100, and deaths to 12", "from 300 screens, bringing its take to $9".
_CLAUSE = re.compile(r"\b(?:and|while|but)\b|, (?!including )[a-z]+ing ")


def join(text: str, amounts: list[Amount]) -> list[Amount]:
    """Put the two ends of a change together that have words between them: "from 20 miles in 2008 to 29 miles".

    Amounts that stay apart share a unit that is told only once: "3 million of the 5 million euros".
    """
    joined: list[Amount] = []
    for amount in amounts:
        one = joined[-1] if joined else None
        whole = rows.joined(text, one, amount) if one is not None else None
        if whole is not None:
            joined[-1] = whole
            continue
        if one is None or one.low is None or amount.low is None or not _goes_on(text, one, amount):
            if one is not None:
                _share_millions(text, one, amount)
                if len(joined) > 1:
                    _share_origin(text, joined[-2], one, amount)
                bare = one.unit is None
                _share_unit(text, _told_first(text, joined) or one, amount)
                if bare and amount.unit is not None:
                    rows.take_in_list(text, joined, amount)
                _share_rate(text, one, amount)
                _share_scale(text, one, amount)
                points.name(text, one, amount)
                points.name_moved(text, joined, amount)
            joined.append(amount)
            continue
        low, high = sorted((one.low, amount.low))
        joined[-1] = replace(
            one, low=low, high=high, before=one.low, after=amount.low, ranged=True, unit=one.unit or amount.unit,
            end=amount.end,
        )  # fmt: skip
    return joined


def _told_first(text: str, joined: list[Amount]) -> Amount | None:
    """What the last amount converts or compares, as if it ended behind it: the rand of "12 million rand ($640,000), of which
    3 million", the profit of "30 million euros, down 4% and short of the 33 million", the share of "31 percent, down four points
    on May, and the Greens 29"."""
    if len(joined) > 1 and joined[-2].unit == "percent" and joined[-1].unit in ("point", "percentage point"):
        return replace(joined[-2], end=joined[-1].end)
    if len(joined) > 1 and joined[-2].money and joined[-1].unit == "percent":
        retold = text[joined[-2].end : joined[-1].start] in (", or ", " or ", " (", ", ")
        moved = retold or points.MOVING.fullmatch(text, joined[-2].end, joined[-1].start) is not None
        return replace(joined[-2], end=joined[-1].end) if moved else None
    if len(joined) < 2 or joined[-1].unit is None or text[joined[-1].end : joined[-1].end + 1] != ")":
        return None
    if joined[-2].unit is None or text[joined[-2].end : joined[-1].start] != " (":
        return None
    return replace(joined[-2], end=joined[-1].end + 1)


def _share_unit(text: str, one: Amount, other: Amount) -> None:
    """The unit of "3 million of the 5 million euros" for its first number, of "from 14–18 mpg to 24" and
    "12 euros, up from 10" for its second."""
    if one.part or other.part or any(text[each.start : each.first].endswith(" age of ") for each in (one, other)):
        return  # "26 percent are under the age of 18"
    rows.take_unit(text, one, other)
    if other.unit is None and one.unit is not None and _is_bracketed(text, one, other):
        other.unit, other.money = one.unit, one.money
    if one.unit == "percent" and other.unit is None and _is_other_side(text, one, other):
        other.unit = one.unit
    if one.money and other.unit is None and (other.low or 0) >= alike.MILLION and _is_difference(text, one, other):
        other.unit, other.money = one.unit, True
    if (
        one.unit in (None, "year of age")
        or other.unit is not None
        or other.per is not None
        or (one.unit in _SHARES and (other.low or 0) > _MOST)
        or (
            one.unit in DURATIONS and (other.low or 0) > _LONGER * (one.low or 0)
        )  # "41,000 in ten months, against 54,000"
    ):
        return
    if one.money and other.modifier == "at_most" and _CAPPED.fullmatch(text, one.end, other.start):
        other.unit, other.money = one.unit, True  # "a fine of €500 a day, up to 9,000"
        return
    if _is_next_of_kind(text, one, other):
        other.unit, other.money, other.per = one.unit, one.money, one.per
        return
    ranged = one.ranged or other.ranged
    if (ranged and _leads_to(text, one, other)) or (
        alike.counts_nothing(text, other) and alike.tells_alike(text, one, other)
    ):
        other.unit, other.money, other.per = one.unit, one.money, one.per


def _is_bracketed(text: str, one: Amount, other: Amount) -> bool:
    """Whether the other is alone in parentheses, what it was a year before: "12.4 billion kronor (11.1)", "4.5% (3.9)"."""
    alone = text[one.end : other.start] == " (" and text[other.end : other.end + 1] == ")"
    if not alone or one.low is None or other.low is None:
        return False
    if other.low >= alike.MILLION:
        return one.low >= alike.MILLION
    return not other.low.is_integer() and ((one.money and one.low >= alike.MILLION) or one.unit == "percent")


def _is_other_side(text: str, one: Amount, other: Amount) -> bool:
    """Whether two numbers are the sides of a vote, which together are nearly all: "52 percent to 48"."""
    if text[one.end : other.start] != " to " or not _ALMOST <= (one.low or 0) + (other.low or 0) <= _MOST:
        return False
    changed = points.moved(text, one) or text.endswith("of ", 0, one.start)  # "rose 41 percent to 48"
    return not changed and alike.counts_nothing(text, other)


def _is_difference(text: str, one: Amount, other: Amount) -> bool:
    """Whether the other only tells how far the one is from something: "5.4 billion euros, 600 million more than in April"."""
    return _ASIDE_OF.fullmatch(text, one.end, other.start) is not None and _DIFFERING.match(text, other.end) is not None


def _is_next_of_kind(text: str, one: Amount, other: Amount) -> bool:
    """Whether a number is that of others or of something else: "costs 35 euros, 18 for students", "300 metres of ascent and 450
    of descent"."""
    if (
        None in (one.low, other.low)
        or one.unit in alike.RELATIVE
        or not 1 / _FAR_APART <= (other.low or 0) / (one.low or 1) <= _FAR_APART
    ):
        return False
    between = text[one.end : other.start]
    if one.money and between in (", ", " or "):
        return text.startswith(" for ", other.end)
    return text.startswith(" of ", other.end) and _OF_EACH.fullmatch(between) is not None


def _share_millions(text: str, one: Amount, other: Amount) -> None:
    """The millions of "profit was $1.2bn, up from 300m" and "claims rose 28k to 1.9m", taken for metres by their letter."""
    many = one.money or (one.unit is None and (one.low or 0) >= _MANY)
    if not many or other.unit != "meter" or other.low is None or text[other.stop : other.end] != "m":
        return
    value = other.low * alike.MILLION
    money = replace(other, unit=None, low=value, high=value)
    again = (
        one.unit is None
        and (
            alike.EARLIER.fullmatch(text, one.end, other.start) is not None  # "2.3m homes, up from 2.1m"
            or text[one.end : other.start].endswith(_SOME)
        )
    )
    if again or alike.tells_alike(text, one, money):
        other.unit, other.money, other.low, other.high = one.unit, one.money, value, value


def _share_origin(text: str, level: Amount, change: Amount, origin: Amount) -> None:
    """The unit of the value before in "seized 700 kilos, up 74% from 400"."""
    if change.unit != "percent" or origin.unit is not None or text[change.end : origin.start] != " from ":
        return
    between = text[level.end : change.start]
    moved = (
        between.endswith((" up ", " down ", " off ")) and len(between) < _ASIDE and alike.BREAK.search(between) is None
    )
    if not moved or level.unit is None or level.unit in alike.RELATIVE or level.low is None or origin.low is None:
        return
    if origin.low > 0 and 0.1 <= level.low / origin.low <= 10 and alike.counts_nothing(text, origin):
        origin.unit, origin.money, origin.per = level.unit, level.money, level.per


def _share_rate(text: str, one: Amount, other: Amount) -> None:
    """The rate behind a conversion, which is told of both: "9 billion shekels ($2.4 billion) a year"."""
    if None in (one.unit, other.unit) or one.per or other.per or text[one.end : other.start].strip() != "(":
        return
    rate = _RATE_BEHIND.match(text, other.end)
    named = units.per([rate[1].lower()], 0) if rate is not None else None
    if named is not None:
        one.per = other.per = named[0]


def _share_scale(text: str, one: Amount, other: Amount) -> None:
    """The millions that are told only once: "stands at 410 million, up from 350 a year ago"."""
    if one.low is None or other.low is None or other.part or other.ranged:
        return
    if not (alike.MILLION <= one.low < _NEVER and 1 <= other.low < 1_000):
        return
    scale = 10 ** (3 * (math.floor(math.log10(one.low)) // 3))
    near = 1 / _FAR <= other.low * scale / one.low <= _FAR
    if (
        near
        and one.unit == other.unit
        and alike.counts_nothing(text, other)
        and (alike.EARLIER.fullmatch(text, one.end, other.start) or _is_bracketed(text, one, other))
    ):
        other.low, other.high = other.low * scale, other.low * scale


def _goes_on(text: str, one: Amount, other: Amount) -> bool:
    if one.ranged or other.ranged or one.low != one.high or other.low != other.high:
        return False
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return False
    if other.low == 1 and other.spelled and _RATIO.search(text, max(0, one.start - _ASIDE), one.start):
        return False  # "a ratio of 22 to one, down from 26 to one"
    return _leads_to(text, one, other)


def _leads_to(text: str, one: Amount, other: Amount) -> bool:
    """Whether "from" stands before the one and "to" before the other, which counts nothing of its own."""
    told = _TOP.search(text, max(0, one.start - 40), one.start)
    before = "from " if told is not None else text[max(0, one.start - 5) : one.start].lower()
    between = text[one.end : other.start]
    if before != "from " or not between.endswith("to ") or len(between) > 70:
        return False
    if alike.BREAK.search(between) or _CLAUSE.search(between):
        return False
    return other.unit is not None or one.unit is None or alike.counts_nothing(text, other)
