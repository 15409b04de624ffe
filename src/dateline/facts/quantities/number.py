"""The number grammar: words and numerals to values. Pure, and knows nothing of units or news.

It reads a list of lower-case lexemes, in which a numeral ("3.6", "6,000", "1/2") is one lexeme and so is a hyphen.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import yaml

from dateline.facts.quantities import numeral, power

# Behind these "a third" is no order, whatever follows: "fell more than a third to 12".
_BEFORE_PARTS = frozenset({"by", "than", "nearly", "almost", "roughly", "least", "up", "down"})
# Behind "a third", these tell that it is a part; other words make it the third of something.
_AFTER_PARTS = frozenset(
    {
        "of",
        "in",
        "are",
        "were",
        "have",
        "had",
        "said",
        "say",
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "cheaper",
        "dearer",
        "below",
        "above",
        "longer",
        "shorter",
        "larger",
        "bigger",
        "smaller",
        "faster",
        "slower",
        "taller",
        "wider",
        "heavier",
        "lighter",
        "older",
        "younger",
        "stronger",
        "weaker",
        "greater",
        "better",
        "worse",
    }
)

# Grain is priced in dollars, cents and parts of one: $5.61-3/4.
_CENTS = -2

_PLURALS = frozenset({"people", "men", "women", "children"})
_REMEMBERED = 4_096  # numerals


class Number(NamedTuple):
    """A value read from lexemes up to, not including, `stop`. `high` differs from `low` for a vague plural only.

    Both are None for a numeral that is too long to be a number. `part` tells a part of something ("two-thirds").
    """

    low: float | None
    high: float | None
    stop: int
    part: bool = False
    words: bool = False


@dataclass(slots=True, frozen=True)
class Vocabulary:
    """The words of numbers.yaml."""

    units: dict[str, int]
    tens: dict[str, int]
    powers: dict[str, int]
    dozen: frozenset[str]
    emphatic: frozenset[str]
    parts: dict[str, int]
    characters: dict[str, Decimal]
    vague: dict[str, int]
    folds: dict[str, int]
    multiples: dict[str, float]
    multipliers: dict[str, int]
    cohorts: dict[str, int]
    continuing: frozenset[str]  # what a number may go on with


@functools.cache
def vocabulary() -> Vocabulary:
    """The words of numbers.yaml, loaded once."""
    data = yaml.load(Path(__file__).with_name("numbers.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Vocabulary(
        units=data["units"],
        tens=data["tens"],
        powers=data["powers"],
        dozen=frozenset(data["dozen"]),
        emphatic=frozenset(data["emphatic"]),
        parts=data["parts"],
        characters={key: Decimal(top) / Decimal(bottom) for key, (top, bottom) in data["fraction_characters"].items()},
        vague=data["vague"],
        folds=data["folds"],
        multiples=data["multiples"],
        multipliers=data["multipliers"],
        cohorts=data["cohorts"],
        continuing=frozenset({"-", "and", "of", "a", "few", "couple", "half", "halves", "point", "score"}).union(
            power.SIGNS,
            power.MARKS,
            *(data[name] for name in ("units", "tens", "powers", "dozen", "emphatic", "parts", "fraction_characters")),
        ),
    )


def read(words: Sequence[str], start: int = 0) -> Number | None:
    """The longest number at `start`, or None where none begins there.

    Articles belong to it ("a dozen", "half a million"); "one", "second" and other doubtful words are read as numbers
    wherever they could be, and what they are in the sentence is for the caller to decide.
    """
    following = _at(words, start + 1)
    if following in vocabulary().continuing or following[:1].isdigit():
        return _read(words, start)
    found = _single(words[start])
    return found and Number(found.low, found.high, start + 1, found.part, found.words)


@functools.lru_cache(_REMEMBERED)
def _single(word: str) -> Number | None:
    """The number that a word is without others, as most are."""
    return _read((word,), 0)


def _read(words: Sequence[str], start: int) -> Number | None:
    vocab = vocabulary()
    word = words[start]
    if word in vocab.vague or word in ("several", "few"):
        return _vague(words, start)
    if word == "a" and _at(words, start + 1) == "few":
        return _vague(words, start + 1)
    if "score" in words[start + 1 : start + 2]:
        return _score(words, start)
    if word == "a" and _at(words, start + 1) == "couple":
        return _couple(words, start + (3 if _at(words, start + 2) == "of" else 2))
    part = _part(words, start)
    if part:
        return part
    if word[0].isdigit() or word[0] == ".":
        return _digits(words, start)
    if word in ("a", "an"):
        at = start + 2 if _at(words, start + 1) in vocab.emphatic else start + 1
        if _at(words, start + 1) == "hundred":  # "a hundred thirty million", "a hundred and five"
            behind = _at(words, start + 3 if _at(words, start + 2) == "and" else start + 2)
            if behind in vocab.tens or (behind in vocab.units and _at(words, start + 2) == "and"):
                return _spelled(words, start)
        if _at(words, at) not in vocab.powers and _at(words, at) not in vocab.dozen:
            return None
        return _scaled(words, at, Decimal(1), words_only=True)
    if word in vocab.characters:
        return _scaled(words, start + 1, vocab.characters[word])
    return _spelled(words, start)


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


def _number(value: Decimal, stop: int, *, part: bool = False, words: bool = False) -> Number:
    result = float(value)
    if math.isinf(result) or (value and not result):  # more, or less, than a double can hold
        return Number(None, None, stop, part, words)
    return Number(result, result, stop, part, words)


def _fraction(word: str) -> Decimal | None:
    return vocabulary().characters.get(word) or numeral.fraction(word)


def _digits(words: Sequence[str], start: int) -> Number | None:
    word = words[start]
    if fraction := _fraction(word):
        return _scaled(words, start + 1, fraction)
    if not numeral.is_numeral(word):
        return None
    value = numeral.decimal(word)
    if value is None:
        return Number(None, None, start + 1)
    following = _at(words, start + 1)
    raised = power.read(words, start, value) if following in power.SIGNS or word == "10" else None
    if raised is not None:
        return _number(*raised)
    if following == "-" and "/" in _at(words, start + 2):
        following = words[start + 2]
    fraction = _fraction(following) if following else None
    if fraction is not None and fraction < 1 and value != value.to_integral_value():
        in_cents = value.as_tuple().exponent == _CENTS and _at(words, start + 1) == "-"
        return _number(value + fraction.scaleb(_CENTS), start + 3) if in_cents else _scaled(words, start + 1, value)
    if fraction is not None and fraction < 1:
        return _scaled(words, start + (3 if _at(words, start + 1) == "-" else 2), value + fraction)
    return _scaled(words, start + 1, value)


def _scaled(words: Sequence[str], stop: int, value: Decimal, *, words_only: bool = False) -> Number:
    """Multiply by the powers and dozens that follow, with "and a half" before or after them."""
    vocab = vocabulary()
    half, stop = _and_a_part(words, stop)
    value += half
    scale = Decimal(1)
    while True:
        word, skip = _at(words, stop), 1
        if word == "-" and len(_at(words, stop + 1)) > 3:  # "5-million", but not "3-k"
            word, skip = words[stop + 1], 2
        if word == "k" and _at(words, stop + 1)[:1].isdigit():
            break  # "12 K9 guns"
        if word in vocab.powers:
            scale = scale.scaleb(vocab.powers[word])
        elif word in vocab.dozen:
            scale *= 12
        else:
            break
        stop += skip
    if scale > 1 and not half:
        half, stop = _and_a_part(words, stop)
        value += half
    return _number(value * scale, stop, words=words_only)


def _and_a_part(words: Sequence[str], stop: int) -> tuple[Decimal, int]:
    """ "and a half", "-and-a-half", "and three quarters": the part and the place behind it, or nothing."""
    if list(words[stop : stop + 6]) == ["-", "and", "-", "a", "-", "half"]:
        return Decimal("0.5"), stop + 6
    if _at(words, stop) == "and":
        part = _part(words, stop + 1, factor=False)
        if part and part.low is not None and part.low < 1:
            return Decimal(part.low), part.stop
    return Decimal(0), stop


_IN_A_ROW = frozenset(
    {"past", "last", "next", "first", "previous", "coming", "following", "final", "recent", "preceding"}
)


def _spelled(words: Sequence[str], start: int) -> Number | None:
    """Counting words: "twenty-five", "three hundred and two thousand", "two and a half million"."""
    vocab = vocabulary()
    total = group = 0
    last = ""  # what kind of word came last: unit, tens, hundred, power
    index = start
    while index < len(words):
        word, step = words[index], 1
        if last and word in ("-", "and"):
            word, step = _at(words, index + 1), 2
            joined_tens = words[index] == "-" and last == "tens" and 0 < vocab.units.get(word, 0) < 10
            joined_power = words[index] == "-" and word in vocab.powers
            added = (
                words[index] == "and" and last in ("hundred", "power") and (word in vocab.units or word in vocab.tens)
            )
            if not (joined_tens or joined_power or added):
                break
        if word == "a" and index == start:
            group, last = 1, "unit"  # "a hundred thirty million"
        elif word in vocab.units:
            value = vocab.units[word]
            if not (last in ("", "hundred", "power") or (last == "tens" and 0 < value < 10)):
                break
            group += value
            last = "unit"
        elif word in vocab.tens:
            if last not in ("", "hundred", "power"):
                break
            group += vocab.tens[word]
            last = "tens"
        elif word == "hundred" and last in ("unit", "tens"):
            group *= 100
            last = "hundred"
        elif word in vocab.powers and word != "hundred" and group and len(word) > 3:
            total += group * 10 ** vocab.powers[word]
            group = 0
            last = "power"
        else:
            break
        index += step
    if not last:
        return None
    return _scaled(words, index, Decimal(total + group), words_only=True)


def _part(words: Sequence[str], start: int, *, factor: bool = True) -> Number | None:
    """ "half", "a third of", "two-thirds"; and as factors "half a million", "a quarter of a million"."""
    vocab = vocabulary()
    word = words[start] if start < len(words) else ""
    if word in ("half", "halves"):
        top, bottom, stop = 1, 2, start + 1
    elif word == "quarter" and "point" in words[start + 1 : start + 3]:
        top, bottom, stop = 1, 4, start + 1  # another quarter point
    else:
        top = 1 if word in ("a", "an") else vocab.units.get(word, 0)
        if not top and len(word) < 3 and word.isdecimal():
            top = int(word)
        hyphen = _at(words, start + 1) == "-"
        stop = start + (2 if hyphen else 1)
        name = _at(words, stop)
        agrees = (top > 1) == (name.endswith("s") or name == "halves") or (hyphen and top > 1)  # three-quarter
        if not top or name not in vocab.parts or not agrees:
            return None
        if name == "quarters" and not hyphen and _at(words, start - 1) in _IN_A_ROW:
            return None  # "in the past two quarters"
        if _at(words, stop + 1) == "-" and top == 1:
            return None  # "a third-party evaluation", "one quarter-final"
        following = _at(words, stop + 1)
        if (
            top == 1
            and not hyphen
            and name not in ("half", "quarter")
            and _BEFORE_PARTS.isdisjoint(words[max(0, start - 2) : start])
            and following.isalpha()
            and following not in _AFTER_PARTS
            and not (following == "as" and (_at(words, stop + 2) in ("many", "much") or _at(words, stop + 3) == "as"))
            and not (following in ("and", "to") and _at(words, start - 1) in ("between", "from"))
            and not (following == "to" and _at(words, stop + 2) in ("a", "half", "two", "three"))
        ):
            return None  # "a third party" is an order
        bottom, stop = vocab.parts[name], stop + 1
    value = Decimal(top) / Decimal(bottom)
    scaled = stop
    while factor and _at(words, scaled) in ("-", "of", "a") and scaled < stop + 3:
        scaled += 1
    if factor and (
        _at(words, scaled) in vocab.dozen or (len(_at(words, scaled)) > 3 and words[scaled] in vocab.powers)
    ):
        return _scaled(words, scaled, value, words_only=True)
    return _number(value, stop, part=True, words=True)


def _couple(words: Sequence[str], start: int) -> Number | None:
    """ "a couple of thousand": twice what is named; None where things are named ("a couple of days")."""
    named = _scaled(words, start, Decimal(2), words_only=True)
    return named if named.stop > start else None


def _score(words: Sequence[str], start: int) -> Number | None:
    """ "a score of people": twenty of them, if a plural stands behind; other scores are no such numbers."""
    top = 1 if words[start] == "a" else vocabulary().units.get(words[start], 0)
    things = _at(words, start + 3)
    if (
        not top
        or _at(words, start + 2) != "of"
        or not (things in _PLURALS or (len(things) > 3 and things.endswith("s")))
    ):
        return None
    return _number(Decimal(20 * top), start + 2, words=True)


def _vague(words: Sequence[str], start: int) -> Number | None:
    """ "hundreds", "tens of thousands", "several hundred", "a few dozen": one to ten of what is named."""
    vocab = vocabulary()
    word = words[start]
    if word in ("several", "few"):
        name = _at(words, start + 1)
        if name in vocab.dozen:
            return Number(24.0, 120.0, start + 2, words=True)
        if name not in vocab.powers or len(name) < 4:
            return None
        base, stop = Decimal(1).scaleb(vocab.powers[name]), start + 2
    else:
        base, stop = Decimal(vocab.vague[word]), start + 1
        while _at(words, stop) == "of" and _at(words, stop + 1) in vocab.vague:
            base *= vocab.vague[words[stop + 1]]
            stop += 2
        if stop == start + 1 and word in ("tens", "scores"):
            return None if word == "tens" or _at(words, stop) != "of" else Number(20.0, 200.0, stop, words=True)
    return Number(float(base), float(base * 10), stop, words=True)
