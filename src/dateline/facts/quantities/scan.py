"""The surface grammar of amounts: bounds, signs, ranges, money and units around the numbers of a paragraph."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.facts.quantities import (
    article,
    bound,
    code,
    cohort,
    millions,
    multiple,
    number,
    ranges,
    ratio,
    repeat,
    sign,
    unit,
    units,
)
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line, read

Place = tuple[int, int]  # code points

_DEGREES = (None, "degree", "celsius", "fahrenheit")
_ARTICLES = frozenset({"a", "an"})
_RUPEES = frozenset({"INR", "rs"})
_MEASURED = frozenset({"measuring", "measured", "registering"})
# From so many numerals on, a paragraph may be a table.
_TABLE = 8
_WORD = re.compile(r"[a-z]+")
# "A 7.1 earthquake" tells its magnitude, which is told with a decimal place.
_QUAKES = frozenset({"earthquake", "quake", "temblor", "tremor", "aftershock", "foreshock"})
_STRONGEST = 10
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![^\W\d_])", re.IGNORECASE)
# Before a hyphen these go with the number behind it: minus-5, sub-7, 60-by-40, 6-foot-9.
_BEFORE_HYPHEN = frozenset(
    {
        "minus",
        "plus",
        "sub",
        "to",
        "magnitude",
        "mach",
        "by",
        "foot",
        "now",
        "then",
        "near",
        "nearly",
        "almost",
        "roughly",
        "of",
    }
)


@functools.cache
def _starters() -> frozenset[str]:
    """The words that may begin a number."""
    vocab = number.vocabulary()
    words = (vocab.units, vocab.tens, vocab.vague, vocab.characters, vocab.folds, vocab.multiples, vocab.multipliers)
    return frozenset({"half", "quarter", "a", "an", "several", "few"}.union(*words, vocab.cohorts))


@functools.cache
def _behind_articles() -> frozenset[str]:
    """The words behind "a" and "an" that make a number of them: a dozen, a few hundred, a third."""
    vocab = number.vocabulary()
    powers = (word for word in vocab.powers if len(word) > 1)  # not "a K-pop band"
    return frozenset({"-", "couple", "few", "score"}.union(powers, vocab.dozen, vocab.emphatic, vocab.parts))


@functools.cache
def _signs() -> tuple[re.Pattern[str], frozenset[str]]:
    """Characters and words without one of which there is no number; articles need one behind them."""
    vocab = number.vocabulary()
    words = (_starters(), vocab.powers, vocab.dozen, vocab.parts)
    return re.compile(rf"[\d{''.join(vocab.characters)}]"), frozenset({"couple", "score"}).union(*words) - {"a", "an"}


def _may_hold_numbers(text: str) -> bool:
    """Whether it is worth a closer look: most paragraphs hold no number, and telling so is cheap."""
    character, words = _signs()
    if character.search(text) is not None or not words.isdisjoint(_WORD.findall(text.lower())):
        return True
    return article.may_stand_in(text)


def scan(text: str, start: int, end: int, taken: Sequence[Place] = ()) -> Iterator[Amount]:
    """The amounts of a paragraph, in order. Offsets count from the beginning of `text`.

    What begins in one of the places `taken` by something else, in their order, or runs into one, is no amount.
    """
    if not _may_hold_numbers(text[start:end]):
        return
    line, possible = read(text, start, end, _starters())
    numerals = sum(line.words[index][0].isdigit() for index in possible)
    if numerals >= _TABLE and _is_table(line, numerals):
        return
    free = _outside(line, possible, taken)
    codes = code.spans(line, [index for index in free if not line.words[index].isalpha()], end) if numerals else []
    stop = 0
    previous: Amount | None = None
    for index in _outside(line, free, codes):
        if index < stop:
            continue
        found = cohort.read(line, index)
        if found is None and _stands_free(line, index):
            found = _amount(line, index, previous)
        if found is not None:
            previous, stop = found
            behind = bisect_left(taken, (previous.first,))
            if behind == len(taken) or taken[behind][0] >= previous.stop:
                yield previous


def _outside(line: Line, indexes: list[int], places: Sequence[Place]) -> list[int]:
    """The lexemes that begin in none of the places, which are in order."""
    if not places:
        return indexes
    found: list[int] = []
    at = 0
    for index in indexes:
        start = line.starts[index]
        while at < len(places) and places[at][1] <= start:
            at += 1
        if at == len(places) or places[at][0] > start:
            found.append(index)
    return found


def _is_table(line: Line, numerals: int) -> bool:
    """Whether a paragraph is rows of figures: hardly a word, or few words of a sentence and no commas or brackets."""
    if sum(word[0].isalpha() for word in line.raw) < numerals / 4:
        return True
    told = sum(word.islower() and len(word) > 1 for word in line.raw)
    marks = sum(word in (",", ";", "(", ":") for word in line.raw)
    return told < numerals / 2 and marks < numerals / 4


def _amount(line: Line, index: int, previous: Amount | None) -> tuple[Amount, int] | None:
    """The amount at a lexeme, with its range and bounds, and the place behind it."""
    single = article.read(line, index) if line.words[index] in article.ONE else None
    is_one = single is not None and single[0].low == 1
    single = single or _single(line, index)
    if single is None:
        return None
    amount, stop = single
    if (
        amount.unit is None
        and not amount.spelled
        and len(line.words[stop]) == 1
        and line.close(stop)
        and line.words[stop].isalpha()
    ):
        return None  # flat 3B
    if amount.unit is None and not amount.spelled and line.words[stop] in DASHES and unit.is_form(line, stop):
        return None  # a 10-K filing
    first = _first_lexeme(line, index, amount)
    leading = line.words[first - 1]
    at = ranges.second_end(line, leading, stop)
    other = _single(line, at) if at is not None else None
    if at is not None and other is not None and amount.money and line.words[at + 1] in ranges.SUFFIXES:
        other = _of_money(line, other[0], at + 1) if other[0].unit in (None, "meter") else other
    if (
        at is not None
        and other is not None
        and not (leading == "from" and _leads_to_range(line, index, amount, at, *other))
    ):
        merged = ranges.combined(line, leading, stop, stop == index + 1, amount, *other)
        if merged is not None:
            amount, stop = merged, other[1]
            ranges.note_origin(line, previous, amount)
            if amount.unit is not None and amount.per is None:
                stop = unit.read_per(line, amount, stop)  # $1-2 million per home
    whole = ratio.whole_of(line, amount, stop)
    if whole is not None and whole.low is not None:
        amount.low = amount.high = 1 / whole.low
        amount.part = True
    amount.end = line.ends[stop - 1]
    if amount.unit is None and line.words[max(0, first - 3) : first] == ["a", "factor", "of"]:
        amount.unit, first = "times", first - 3
        amount.start = line.starts[first]
    bound.read_before(line, first, amount, previous)
    if is_one and not article.is_told(line, first, stop, amount):
        return None  # a mile
    behind = bound.read_after(line, amount, stop)
    if behind > stop and amount.unit is None:
        unit_end = unit.read(line, amount, behind)  # 15-plus years, 10 or more miles
        if unit_end > behind:
            behind, amount.end = unit_end, line.ends[unit_end - 1]
    return amount, behind if whole is None else whole.stop


def _of_money(line: Line, amount: Amount, stop: int) -> tuple[Amount, int]:
    """The second end of a range whose first has the sign of money, with its letter for millions: "£2-3m", "Rs 1.2-1.5 cr"."""
    amount.unit, amount.money = None, True
    stop = _suffix(line, amount, stop)
    amount.money, amount.stop, amount.end = False, line.ends[stop - 1], line.ends[stop - 1]
    return amount, stop


def _leads_to_range(line: Line, index: int, amount: Amount, at: int, other: Amount, stop: int) -> bool:
    """Whether the other amount begins a range that the one at `index` led to, "from 24.2 to 33-35 billion euros", which tells its
    millions and its unit."""
    if line.words[stop] not in DASHES:
        return False
    behind = ranges.second_end(line, "to", stop)
    last = _single(line, behind) if behind is not None else None
    merged = ranges.combined(line, "to", stop, stop == at + 1, other, *last) if last is not None else None
    if last is None or merged is None or merged.high is None or amount.low is None:
        return False
    if amount.unit is None and amount.end == line.ends[index]:
        amount.low = amount.high = ranges.shared(line, amount.low, merged.high, stop, last[1], falls=True)
        amount.unit, amount.money, amount.per = merged.unit, merged.money, merged.per
    return True


def _first_lexeme(line: Line, index: int, amount: Amount) -> int:
    """The index of the amount's first lexeme, sign and currency included."""
    while index > 0 and line.starts[index - 1] >= amount.start:
        index -= 1
    return index


def _stands_free(line: Line, index: int) -> bool:
    """Whether a word may begin a number, and is not a part of a name or code: G7, COVID-19, 1.2.3, 21st, 10:30."""
    text, start, end = line.text, line.starts[index], line.ends[index]
    word = line.words[index]
    if word in _ARTICLES:
        if line.words[index + 1] in _behind_articles():
            return True
        return article.begins(line, index)
    if not word[0].isdigit():
        if line.close(index) and line.words[index - 1] in DASHES and line.raw[index][0].isupper():
            return (
                line.words[index - 2] in _BEFORE_HYPHEN or not line.raw[index - 2][0].isupper()
            )  # Slaughterhouse-Five
        return word[0].isalpha() or not text[start - 1 : start].isalpha()  # not letters in the wrong code: "GÃ¼len"
    before = text[start - 1] if start else " "
    if before.isalpha() and units.currency_before(text, start) is None:
        return line.words[index - 1] in ("and", "to", "or")  # "eight and10"
    if (text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit()) or (
        before == "," and text[start - 2].isdigit()
    ):
        return False  # 1,2,3,4 and 1,50
    if text[end : end + 1] == "+" and text[end + 1 : end + 2].isdigit():
        return False  # in the 45+2nd minute
    if before in "-./:#@_\\+" and start > 1 and text[start - 2].isalnum():
        if before == "." and units.currency_before(text, start) is not None:
            return True  # Rs.1,500
        return before == "-" and line.words[index - 2] in _BEFORE_HYPHEN
    if _ORDINAL.match(text, end) and (word.endswith("1") or unit.hinted(line, index + 1) is None):
        return False  # 21st, but not the weight of 13st
    parted = text[end : end + 1] in (":", "/") and text[end + 1 : end + 2].isdigit()  # 10:30, 13/13/22
    if not parted or ranges.is_quoted(line, index + 1):
        return True
    paid = text[end] == "/" and units.currency_before(text, start) is not None
    return paid and unit.is_per_many(line, index + 2)  # ₹1,200/10g


def _single(line: Line, index: int) -> tuple[Amount, int] | None:
    """Sign, currency, number, suffix and unit: one end of a range, or the whole."""
    found = number.read(line.words, index)
    if found is None:
        return multiple.read(line, index)
    found = repeat.told_twice(line, found)
    alone, found = found, ratio.read(line, index, found)
    stop, first = found.stop, line.starts[index]
    amount = Amount(
        first,
        line.ends[stop - 1],
        first,
        line.ends[stop - 1],
        found.low,
        found.high,
        part=found.part,
        spelled=found.words,
    )
    negative = line.text[first - 1 : first] in ("-", "−")
    money = units.currency_before(line.text, first) or (
        units.currency_before(line.text, first - 1) if negative else None
    )
    if money is not None:
        amount.unit, amount.start = money
        amount.money = True
    stop = _suffix(line, amount, stop)
    _read_magnitude(line, index, amount)
    measured = line.words[index - 1] in _MEASURED and line.words[index - 2] in _QUAKES  # "a quake measuring 7.0"
    if (line.words[stop] in _QUAKES or measured) and "." in line.words[index] and 0 < (amount.low or 0) < _STRONGEST:
        amount.unit = "magnitude"
    if found is alone:
        stop = article.half_a_unit(line, amount, stop)
    amount.stop = line.ends[stop - 1]
    if amount.part and line.words[stop] == "as" and multiple.is_compared(line, stop):
        amount.unit, amount.part = "times", False  # half as many
    elif amount.low != amount.high and line.words[stop] == "of" and line.words[stop + 1].isalpha():
        behind = unit.read(line, amount, stop + 1)  # hundreds of miles, millions of dollars
        stop = behind if amount.unit else stop
    elif found is alone:  # "one in seven euros" is a part of them
        stop = unit.read(line, amount, stop)
    if line.words[stop] == "and":
        stop = article.and_part(line, amount, stop)
    stop = _below_zero(line, amount, stop)
    amount.end = line.ends[stop - 1]
    sign.read(line, amount)
    return amount, stop


def _read_magnitude(line: Line, index: int, amount: Amount) -> None:
    """Set the unit of "magnitude 6.1", "a magnitude-6 quake", "a magnitude of 6.1", "Mach 2", and let the amount begin with it."""
    if line.words[index - 1] == "mach" and index:
        amount.unit, amount.start = "mach", line.starts[index - 1]
    if "magnitude" not in line.words[max(0, index - 2) : index]:
        return
    at = index - 1 if line.words[index - 1] == "magnitude" else index - 2
    if at == index - 1 or line.words[index - 1] in ("-", "of"):
        amount.unit, amount.start = "magnitude", line.starts[at]


def _below_zero(line: Line, amount: Amount, stop: int) -> int:
    """Set the sign of "20 below zero", "15 degrees below zero"; the place behind it."""
    if line.words[stop : stop + 2] != ["below", "zero"] or amount.unit not in _DEGREES:
        return stop
    amount.unit = amount.unit or "degree"
    if line.text[amount.first - 1 : amount.first] in ("-", "−"):
        return stop + 2
    amount.low = None if amount.low is None else -amount.low
    amount.high = None if amount.high is None else -amount.high
    return stop + 2


def _suffix(line: Line, amount: Amount, stop: int) -> int:
    """The letters m and b right behind digits: millions and billions of money; capital M and B of anything. Also "Rs 40 Cr"."""
    power = ranges.SUFFIXES.get(line.words[stop])
    if power is None and amount.unit in _RUPEES and line.raw[stop : stop + 1] == ["L"]:
        power = 5  # ₹1.58L, in lakh
    if power is None and amount.money and line.raw[stop : stop + 1] == ["MM"]:
        power = 6  # $3.5 MM, a thousand thousands
    if power is None or not (line.close(stop) or amount.money) or amount.spelled or amount.low is None:
        return stop
    if not amount.money and not millions.are_counted(line, stop + 1, amount.low):
        return stop
    amount.low = amount.high = float(f"{amount.low:.15g}e{power}") if abs(amount.low) < 1e15 else amount.low * 10**power
    return stop + 1
