"""Lengths told in several units: "four years and six months", "two hours 14 minutes"."""

from __future__ import annotations

import re

from dateline.facts.quantities import number
from dateline.facts.record import Time

_JOINTS = frozenset({" ", ", ", " and ", ", and ", "-", "-and-", " and-"})
# A length up to its last unit, and one in a single unit.
_LENGTH = re.compile(r"P(T?)(?:\d+[YMWDH])*?\d+([YMWDH])", re.ASCII)
_REST = re.compile(r"P(T?)(\d+(?:\.\d+)?([MDS]))", re.ASCII)
# The units in which the rest is told.
_SMALLER = {"Y": "MD", "M": "D", "W": "D", "TH": "MS", "TM": "S"}
_NO_REST = re.compile(r"[ -](?:before|after|of|ago|earlier|later)\b", re.IGNORECASE)
_FIRST = re.compile(r"\d|[a-z]+", re.IGNORECASE)


def join_lengths(text: str, times: list[Time]) -> list[Time]:
    """The times, with what is told of one length as one."""
    found: list[Time] = []
    for time in times:
        joined = _joined(text, found[-1], time) if found and time.type == found[-1].type == "DURATION" else None
        if joined is None:
            found.append(time)
        else:
            found[-1] = joined
    return found


def _joined(text: str, one: Time, other: Time) -> Time | None:
    if text[one.end : other.start] not in _JOINTS or _NO_REST.match(text, other.end) is not None:
        return None
    whole, rest = _LENGTH.fullmatch(one.value or ""), _REST.fullmatch(other.value or "")
    first = _FIRST.match(text, other.start, other.end)
    if whole is None or rest is None or first is None or rest[3] not in _SMALLER.get(whole[1] + whole[2], ""):
        return None
    if whole[1] != rest[1] or not (first[0].isdigit() or _is_number(first[0].lower())):
        return None
    return Time(start=one.start, end=other.end, type="DURATION", value=f"{one.value}{rest[2]}")


def _is_number(word: str) -> bool:
    vocabulary = number.vocabulary()
    return word != "a" and (word in vocabulary.units or word in vocabulary.tens)
