"""The two ends of a stretch, of which only the second tells its year: "from March to May 2023"."""

from __future__ import annotations

import itertools
import re

from dateline.facts.record import Time
from dateline.facts.times.arithmetic import other_year

_JOINTS = frozenset({" to ", " and ", " until ", " through ", " till ", "-", "–", " – "})
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)
_YEAR = re.compile(r"\b\d{4}\b")


def with_years(text: str, times: list[Time]) -> list[Time]:
    """The times, with the year of its second end at the first of each stretch, or the one before where that would come later."""
    found = list(times)
    for index, (one, other) in enumerate(itertools.pairwise(times)):
        if text[one.end : other.start] not in _JOINTS or one.value is None or other.value is None:
            continue
        if not (_MONTH_OR_DAY.fullmatch(one.value) and _MONTH_OR_DAY.fullmatch(other.value)):
            continue
        if _YEAR.search(text, one.start, one.end) or not _YEAR.search(text, other.start, other.end):
            continue
        year = int(other.value[:4]) - (one.value[5:] > other.value[5:])
        if (value := other_year(one.value, year)) is not None:
            found[index] = Time(start=one.start, end=one.end, type=one.type, value=value)
    return found
