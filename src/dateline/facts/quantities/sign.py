"""The sign before an amount: minus 5, +3%, $-5, plus or minus 2 degrees."""

from __future__ import annotations

import re

from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import Line

_SIGN_WORD = re.compile(r"\b(minus|plus)[\s-]$", re.IGNORECASE)
_EITHER_SIGN = re.compile(r"(?:\bplus[\s-]or[\s-]minus\s|±\s?|\+/[-−–]\s?)$", re.IGNORECASE)
_SIGN_ENDS = ("minus", "plus", "-", "−", "–", "+", "±")
# What a "plus" before it is a sign of.
_SIGNED = frozenset({"percent", "percentage point", "point", "degree", "celsius", "fahrenheit"})


def read(line: Line, amount: Amount) -> None:
    """A minus or plus before the amount, as a sign or a word; a dash between two words is none."""
    text, at = line.text, amount.start
    inside = text[amount.first - 1 : amount.first] in ("-", "−") and amount.unit != "magnitude"
    if not inside and not text[max(0, at - 7) : at].rstrip().lower().endswith(_SIGN_ENDS):
        return
    either = _EITHER_SIGN.search(text, max(0, at - 15), at)
    if either is not None:
        amount.start = either.start()
        return
    mark = text[at - 1 : at]
    word = _SIGN_WORD.search(text[max(0, at - 7) : at])
    if word is not None and word[1].lower() == "plus" and amount.unit not in _SIGNED:
        return  # "two judges plus four clerks"
    if word is not None:
        negative, start = word[1].lower() == "minus", at - len(word.group())
    elif mark and mark in "-−–+" and not (at > 1 and (text[at - 2].isalnum() or text[at - 2] in "-–—/%)°€£")):
        negative, start = mark != "+", at - 1
    elif amount.start < amount.first and inside:  # $-5
        negative, start = True, at
    else:
        return
    amount.start, amount.signed = start, True
    if negative:
        amount.low = None if amount.low is None else -amount.low
        amount.high = None if amount.high is None else -amount.high
