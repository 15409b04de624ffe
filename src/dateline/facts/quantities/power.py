"""Powers of ten as science writes them: "1.99 × 10^30", "3.2×10⁶", "10^-9", and "9.11×10−31", whose superscript was lost.

Pure; reads the lexemes that the number grammar reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

# Between a number and the 10; what else stands there takes no time.
SIGNS = frozenset("×x*·⋅")
# What stands behind the 10 of a power.
MARKS = frozenset("^⁻")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MINUS = frozenset("-−⁻")
# Digits of an exponent that are read; with so many the number is beyond a double's range anyhow.
_DIGITS = 5


def read(words: Sequence[str], start: int, value: Decimal) -> tuple[Decimal, int] | None:
    """What a number at `start` is with its power of ten, and the place behind it; None where there is none."""
    if words[start] == "10":
        found = _exponent(words, start + 1)
        return (Decimal(1).scaleb(found[0]), found[1]) if found is not None else None
    if _at(words, start + 1) not in SIGNS or _at(words, start + 2) != "10":
        return None
    found = _exponent(words, start + 3) or _lost(words, start + 3, value)
    return (value.scaleb(found[0]), found[1]) if found is not None else None


def _exponent(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The exponent behind a 10, "^30", "⁶" or "⁻³¹", and the place behind it."""
    raised = _at(words, at) == "^"
    at += raised
    minus = _at(words, at) in _MINUS
    digits = _at(words, at + minus)
    if not raised:
        if not digits or digits.translate(_RAISED) == digits:
            return None
        digits = digits.translate(_RAISED)
    return _power(digits, at + minus, minus=minus)


def _lost(words: Sequence[str], at: int, value: Decimal) -> tuple[int, int] | None:
    """The exponent of "9.11×10−31": a true minus, or a hyphen behind a number that is not whole, as those of ranges
    ("2 x 10-15 metres") are."""
    sign = _at(words, at)
    if not 1 <= value < 10 or not (sign == "−" or (sign == "-" and value != value.to_integral_value())):
        return None
    return _power(_at(words, at + 1), at + 1, minus=True)


def _power(digits: str, at: int, *, minus: bool) -> tuple[int, int] | None:
    if not digits.isdecimal():
        return None
    exponent = int(digits[:_DIGITS])
    return (-exponent if minus else exponent), at + 1


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""
