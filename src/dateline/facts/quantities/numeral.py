"""Numerals: how numbers are written in digits, and their values. Pure, for any script's digits."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

# A decimal comma where money, a percent sign or groups of three tell it from a comma between two numbers. Thousands in
# threes, by comma, apostrophe or narrow space (by dot only where there are two or more groups, by a plain space only
# where there are two or more groups, they are 000, behind a sign of money or before a name of it or of things: R12 500, 12 500 kr,
# 12 500 cars), or the Indian way (1,00,000); or digits with a decimal point. Written so that no text makes it backtrack far.
NUMERAL = (
    r"\d{1,3}(?:[ .\u00a0\u202f]\d{3}){1,6},\d{1,2}(?![\d,])"
    r"|(?:(?<=[€£$¥])|(?<=[€£$¥] ))\d{1,3},\d{2}(?![\d,])"
    r"|(?:(?<=[€£$])|(?<=\b[Rr]))\d{1,3}(?: \d{3}){1,4}(?![\d,.]?\d)"
    r"|\d{1,3}(?: \d{3}){1,4}"
    r"(?=\s(?:kr|kronor|kroner|kronur|crowns|zł|zlotys|forints?|euros?|€|francs|rand|roubles|rubles|hryvnias|tenge)(?!\w))"
    r"|\d{1,3},\d{1,2}(?=\s?(?:€|%|(?:euros?|eur|EUR)\b|percent\b|per\s?cent\b|million\b|billion\b))"
    r"|\d{1,3}(?: 000){1,6}(?![\d,.]?\d)"
    r"|[1-9]\d{0,2}(?: \d{3}){2,5}(?![ -]?[\d,.]?\d)(?=\s[a-z])"
    r"|[1-9]\d{1,2} \d{3}(?=\s(?:(?!(?:of|in|to|or|at|by|on|and|for|the)\s)[A-Za-z][\w-]{1,15}\s){0,2}(?:people|[a-z]{3,16}s)\b)"
    r"|\d{1,3}(?:,\d{2,3}){0,9},\d{3}(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?"
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+"
)
FRACTION = r"(?<![€£$¥₹])\d{1,2}[/⁄]\d{1,3}(?![\d/⁄])"

# A lexeme that NUMERAL found; what stands around it in the text is no longer seen.
_NUMERAL = re.compile(rf"{NUMERAL}|\d{{1,3}},\d{{1,2}}|\d{{1,3}}(?: \d{{3}}){{1,4}}")
_FRACTION = re.compile(r"(\d+)[/⁄](\d+)")
_SEPARATORS = re.compile(r"[,'’ \u00a0\u2009\u202f]")
_DECIMAL_COMMA = re.compile(r",\d{1,2}$")

# What numbers with a stroke are read as fractions.
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 50, 64, 100, 128, 1000})

# Longer numerals are beyond a double's range; they are recognized but have no value.
MAX_DIGITS = 300

_REMEMBERED = 4_096  # numerals


def is_numeral(word: str) -> bool:
    """Whether a lexeme is a number in digits."""
    return _NUMERAL.fullmatch(word) is not None


@functools.lru_cache(_REMEMBERED)
def decimal(numeral: str) -> Decimal | None:
    """The value of a numeral in any script's digits; None if it is too long to be a number."""
    if len(numeral) > MAX_DIGITS:
        return None
    if numeral.count(".") > 1 or _DECIMAL_COMMA.search(numeral):  # 1.234.567,8 and 1,5
        numeral = numeral.replace(".", "").replace(",", ".")
    return Decimal(_SEPARATORS.sub("", numeral))


@functools.lru_cache(_REMEMBERED)
def fraction(word: str) -> Decimal | None:
    """The value of "3/4"; None for what is no fraction, such as 9/11 and 24/7."""
    match = _FRACTION.fullmatch(word)
    if not match:
        return None
    top, bottom = int(match[1]), int(match[2])
    return Decimal(top) / bottom if 0 < top < bottom and bottom in _DENOMINATORS else None
