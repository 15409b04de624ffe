"""Amounts: any value, written in any of news's styles, with any sign, bound, unit and range, is read back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.facts.quantities import number, units
from dateline.facts.quantities.scan import scan

POWERS = {
    "": 0,
    " thousand": 3,
    "k": 3,
    " million": 6,
    "mn": 6,
    " mln": 6,
    "m": 6,
    " billion": 9,
    "bn": 9,
    "b": 9,
    " trillion": 12,
    "tn": 12,
}
PREFIXES = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "HK$": "HKD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "EUR ": "EUR",
    "GBP ": "GBP",
    "Rs ": "rs",
}
# The code, or the name that several countries share.
NAMES = {
    "dollars": "USD",
    "euros": "EUR",
    "Canadian dollars": "CAD",
    "Swiss francs": "CHF",
    "yen": "JPY",
    "Danish kroner": "DKK",
    "rupees": "rupee",
}
UNITS = {
    "km": "kilometer", " kilometers": "kilometer", " miles": "mile", "%": "percent", " percent": "percent",
    " per cent": "percent", " basis points": "basis point", " percentage points": "percentage point", "kg": "kilogram",
    " barrels per day": "barrel per day", " barrels a day": "barrel per day", " tonnes": "metric ton", " mph": "mile per hour",
    " megawatts": "megawatt", " hectares": "hectare", " degrees Celsius": "celsius", " square miles": "square mile",
}  # fmt: skip
BOUNDS = {
    "": "exact", "more than ": "more_than", "at least ": "at_least", "nearly ": "approximately", "about ": "approximately",
    "fewer than ": "less_than", "up to ": "at_most", "no more than ": "at_most", "some ": "approximately", "over ": "more_than",
}  # fmt: skip
RANGES = ["{0}-{1}", "{0}–{1}", "{0} to {1}", "between {0} and {1}", "from {0} to {1}", "{0} - {1}"]
SPELLED = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    8: "eight",
    9: "nine",
    12: "twelve",
    19: "nineteen",
    20: "twenty",
    35: "thirty-five",
    90: "ninety",
}

hundredths = st.integers(1, 99_999).map(lambda value: (f"{value / 100:,.2f}", value))
whole = st.integers(1, 10**9).map(lambda value: (f"{value:,}", value))


def only(text):
    """The one amount of a text."""
    [amount] = scan(text, 0, len(text))
    return amount


@given(hundredths, st.sampled_from(sorted(POWERS)), st.sampled_from(sorted(PREFIXES)), st.sampled_from(sorted(BOUNDS)))
def test_money_with_a_sign_before_it(value, power, prefix, bound):
    written, cents = value
    amount = only(f"It spent {bound}{prefix}{written}{power} on boats.")
    assert amount.low == amount.high == float(f"{cents}e{POWERS[power] - 2}")
    assert (amount.unit, amount.money, amount.modifier) == (PREFIXES[prefix], True, BOUNDS[bound])


@given(whole, st.sampled_from(["", " thousand", " million", " billion", "bn"]), st.sampled_from(sorted(NAMES)))
def test_money_with_its_name_behind_it(value, power, name):
    written, units_of_money = value
    amount = only(f"The firm owes {written}{power} {name} to banks.")
    assert (amount.low, amount.unit, amount.money) == (float(f"{units_of_money}e{POWERS[power]}"), NAMES[name], True)


@given(
    hundredths,
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(sorted(BOUNDS)),
    st.sampled_from(["", "-", "minus ", "−"]),
)
def test_measures_with_bounds_and_signs(value, unit, bound, sign):
    written, cents = value
    amount = only(f"It was {bound}{sign}{written}{unit} then.")
    assert amount.low == amount.high == (-1 if sign else 1) * cents / 100
    assert (amount.unit if amount.per is None else f"{amount.unit} per {amount.per}", amount.modifier) == (
        UNITS[unit],
        BOUNDS[bound],
    )


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(RANGES),
    st.booleans(),
    st.sampled_from(["", "$", "km", "%"]),
)
def test_ranges_keep_both_ends(low, more, style, repeated, unit):
    high = low + more
    ends = [f"{end:,}" for end in (low, high)]
    if unit == "$":
        ends = [f"${ends[0]}", f"${ends[1]}" if repeated else ends[1]]
    elif unit:
        ends = [f"{ends[0]}{unit}" if repeated else ends[0], f"{ends[1]}{unit}"]
    amount = only(f"They need {style.format(*ends)} for now.")
    assert (amount.low, amount.high, amount.ranged) == (low, high, True)
    assert amount.unit == {"": None, "$": "USD", "km": "kilometer", "%": "percent"}[unit]


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from([" million", "bn", " thousand", " billion"]),
    st.sampled_from(["-", "–", " to "]),
)
def test_a_power_told_once_holds_for_both_ends(low, more, power, joint):
    amount = only(f"They need {low}{joint}{low + more}{power} euros.")
    size = 10 ** POWERS[power]
    assert (amount.low, amount.high, amount.unit) == (low * size, (low + more) * size, "EUR")


@given(
    st.sampled_from(sorted(SPELLED)),
    st.sampled_from(sorted(SPELLED)),
    st.sampled_from(["{0} to {1}", "between {0} and {1}", "{0}-{1}", "from {0} to {1}"]),
)
def test_ranges_in_words(one, other, style):
    low, high = sorted((one, other))
    if low == high or ("-" in style and "-" in SPELLED[low] + SPELLED[high]):
        return
    if style == "{0}-{1}" and low % 10 == 0 and high < 10:
        return
    amount = only(f"They saw {style.format(SPELLED[low], SPELLED[high])} boats.")
    assert (amount.low, amount.high) == (low, high)


@given(st.integers(1, 19), st.integers(2, 20), st.sampled_from(["{0} in {1}", "{0} out of {1}", "{0}-in-{1}"]))
def test_one_in_so_many(top, bottom, style):
    if top >= bottom or (top > 1 and " in " in style):
        return
    amount = only(f"About {style.format(top, bottom)} voters agree.")
    assert amount.part
    assert amount.low == pytest.approx(top / bottom)


@given(st.sampled_from(sorted(number.vocabulary().parts)), st.integers(1, 9), st.sampled_from(["-", " "]))
def test_parts_in_words(part, top, joint):
    plural = part.endswith("s") or part == "halves"
    words = SPELLED.get(top, "one")
    count = top if top in SPELLED else 1
    if plural != (count > 1) or part == "half":
        return
    amount = only(f"{words}{joint}{part} of the boats sank.".capitalize())
    assert amount.part
    assert amount.low == pytest.approx(count / number.vocabulary().parts[part])


@given(whole, st.sampled_from(sorted(units.load().scales)))
def test_volumes_with_a_power_in_their_name(value, unit):
    written, count = value
    power, name = units.load().scales[unit]
    amount = only(f"Exports of {written} {unit.replace(' / ', '/')} were planned.")
    assert math.isclose(amount.low, count * 10**power)
    assert amount.unit == name


@given(st.integers(1000, 10**12), st.integers(0, 99))
def test_european_separators(value, cents):
    grouped = f"{value:,}"
    for separator in (".", " ", "\u00a0"):
        amount = only(f"It paid {grouped.replace(',', separator)},{cents:02d} euros.")
        assert amount.low == pytest.approx(value + cents / 100)
        assert amount.unit == "EUR"


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(["€", "£", "$"]))
def test_decimal_commas_behind_a_sign_of_money(value, cents, sign):
    assert only(f"It costs {sign}{value},{cents:02d} here.").low == pytest.approx(value + cents / 100)
