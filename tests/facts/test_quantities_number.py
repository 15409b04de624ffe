"""The number grammar: any number, written in any style, is read back."""

import math
import re

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dateline.facts.quantities import number, numeral
from dateline.facts.quantities.number import read

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]
ONES += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙", "0123456789"]
LEXEME = re.compile(rf"{numeral.FRACTION}|{numeral.NUMERAL}|[^\W\d_]+|\S")


def lexemes(text):
    return [found.group().lower() for found in LEXEME.finditer(text)]


def spelled(value, joint="and"):
    """A whole number in English words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    for size, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= size:
            high, low = divmod(value, size)
            between = f" {joint} " if joint and low < 100 else " "
            return f"{spelled(high, joint)} {name}" + (between + spelled(low, joint) if low else "")
    raise AssertionError


def grouped(value, separator):
    return f"{value:,}".replace(",", separator)


@given(st.integers(0, 10**14), st.sampled_from(["and", ""]))
def test_whole_numbers_in_words(value, joint):
    words = lexemes(spelled(value, joint))
    found = read(words)
    assert (found.low, found.high, found.stop) == (value, value, len(words))


@given(
    st.integers(0, 10**15), st.sampled_from([",", "’", "'", "\u00a0", "\u202f", "\u2009", ""]), st.sampled_from(DIGITS)
)
def test_whole_numbers_in_digits_of_any_script(value, separator, digits):
    text = grouped(value, separator).translate(str.maketrans(DIGITS[0], digits))
    assert lexemes(text) == [text]
    assert read([text]).low == value


@given(st.integers(10**6, 10**15))
def test_thousands_parted_by_dots(value):
    assert read(lexemes(grouped(value, "."))).low == value


@given(st.integers(100_000, 10**13))
def test_thousands_the_indian_way(value):
    text = format_decimal(value, locale="en_IN")
    assert read(lexemes(text)).low == value


@given(
    st.integers(0, 10**6),
    st.integers(0, 999),
    st.sampled_from(["", "k", "thousand", "million", "mn", "billion", "bn", "trillion"]),
)
def test_decimals_with_powers(whole, thousandths, power):
    text = f"{whole}.{thousandths:03d} {power}".strip()
    exponent = number.vocabulary().powers[power] if power else 0
    found = read(lexemes(text))
    assert found.low == float(f"{whole}.{thousandths:03d}e{exponent}")
    assert found.stop == len(lexemes(text))


@given(st.integers(0, 99), st.sampled_from(["½", "¼", "¾", "⅓", "⅝"]), st.booleans())
def test_mixed_numbers(whole, character, space):
    found = read(lexemes(f"{whole}{' ' * space}{character}"))
    assert found.low == pytest.approx(whole + float(number.vocabulary().characters[character]))


@given(st.integers(1, 19), st.sampled_from(["million", "billion", "thousand"]))
def test_numbers_and_a_half(whole, power):
    size = 10 ** number.vocabulary().powers[power]
    assert read(lexemes(f"{ONES[whole]} and a half {power}")).low == (whole + 0.5) * size


@pytest.mark.parametrize(
    ("text", "low", "high", "left"),
    [
        ("a dozen eggs", 12, 12, 1),
        ("half a dozen", 6, 6, 0),
        ("a million and a half", 1_500_000, 1_500_000, 0),
        ("a quarter of a million", 250_000, 250_000, 0),
        ("two-thirds of", 2 / 3, 2 / 3, 1),
        ("1 1/2 cups", 1.5, 1.5, 1),
        ("dozens", 12, 120, 0),
        ("tens of thousands of", 10_000, 100_000, 1),
        ("several hundred", 100, 1000, 0),
        ("4 hundred million", 400_000_000, 400_000_000, 0),
        ("five-million", 5_000_000, 5_000_000, 0),
        ("nineteen seventy-nine", 19, 19, 3),
    ],
)
def test_ways_to_write_a_number(text, low, high, left):
    words = lexemes(text)
    found = read(words)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert len(words) - found.stop == left


@pytest.mark.parametrize("text", ["a third party", "a house", "9/11", "24/7", "several days", "second", "ten-", "and"])
def test_what_is_no_number_or_less(text):
    found = read(lexemes(text))
    assert found is None or found.low == 10


@pytest.mark.parametrize("text", ["1" + "0" * 400, "9" * 10_000])
def test_numbers_beyond_all_bounds_have_no_value(text):
    found = read([text])
    assert (found.low, found.high) == (None, None)


@given(
    st.lists(
        st.sampled_from(
            [*number.vocabulary().units, "hundred", "million", "and", "-", "a", "half", "of", "5", "1/2", "x"]
        )
    )
)
def test_any_words_end_within_the_list(words):
    for start in range(len(words)):
        found = read(words, start)
        assert found is None or start < found.stop <= len(words)
        assert found is None or found.low is None or math.isfinite(found.low)
