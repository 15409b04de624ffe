"""The two ends of a stretch: the second may tell the year of both ("from March to May 2023"), and it comes last."""

from __future__ import annotations

import datetime as dt
import re

from dateline.facts.document import Document
from dateline.facts.record import Time
from dateline.facts.times.arithmetic import nearest_weekday, other_year, shift_days
from dateline.facts.times.grammar import load

_LISTED = frozenset({", ", " or ", ", and ", ", or "})
_JOINTS = _LISTED | {" to ", " and ", " until ", " through ", " till ", "-", "–", " - ", " – ", ", to ", ", through "}
_PART_OF_YEAR = re.compile(r"\d{4}-(?:\d\d(?:-\d\d)?|Q\d|SP|SU|FA|WI)", re.ASCII)
_SEASONS = {"SP": "1", "SU": "2", "FA": "3", "WI": "4"}
_YEAR = re.compile(r"\b(?:\d{4}|(?:last|this|next) year)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_BESIDE = re.compile(r"[Tt]he (\w+) (before|after|of)")
_FULL = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGIT = re.compile(r"\d")
_REACH = 12


def with_years(document: Document, times: list[Time]) -> list[Time]:
    """The times, with the year of its second end at the first of each stretch, or the one before where that would come later.

    Where neither tells its year, what is over ended last, and what lies ahead begins first.
    """
    text, found = document.text, list(times)
    is_dated = False  # whether the year of the second end is told, or that of what follows it in a list
    for index in reversed(range(len(found) - 1)):
        one, other = found[index], found[index + 1]
        joint = text[one.end : other.start]
        is_dated, was_dated = False, is_dated
        if joint not in _JOINTS or one.value is None or other.value is None or len(one.value) != len(other.value):
            continue
        if not (_PART_OF_YEAR.fullmatch(one.value) and _PART_OF_YEAR.fullmatch(other.value)):
            continue
        if _YEAR.search(text, one.start, one.end):
            continue
        later = _place(one.value) > _place(other.value)
        if was_dated or _YEAR.search(text, other.start, other.end):
            found[index] = _in_year(one, int(other.value[:4]) - later)
            is_dated = True
        elif joint not in _LISTED and one.value > other.value and _is_stretch(text, one, other):
            if document.published is not None and one.value > document.published.isoformat():
                found[index + 1] = _in_year(other, int(one.value[:4]) + later)
            else:
                found[index] = _in_year(one, int(other.value[:4]) - later)
    return found


def _place(value: str) -> str:
    """What tells where in its year a value lies."""
    return _SEASONS.get(value[5:], value[5:])


def beside_days(text: str, times: list[Time]) -> None:
    """Give "the day after" and "the eve of" their values by the day that follows: "the day after Christmas"."""
    for index in range(len(times) - 1):
        one, other = times[index], times[index + 1]
        if one.value is not None or other.start != one.end + 1 or not _FULL.fullmatch(other.value or ""):
            continue
        beside = _BESIDE.fullmatch(text, one.start, one.end)
        if beside is None:
            continue
        values, step = load().values, 1 if beside[2] == "after" else -1
        part, weekday = values["PART"].get(beside[1]), values["WEEKDAY"].get(beside[1].lower())
        if part is None and weekday is None and beside[1] not in ("day", "eve"):
            continue
        day: dt.date | None = dt.date.fromisoformat(other.value or "")
        day = shift_days(day, step) if weekday is None or day is None else nearest_weekday(day, weekday, step)
        if day is not None:
            value = day.isoformat() + (f"T{part}" if part else "")
            times[index] = Time(start=one.start, end=one.end, type=one.type, value=value)


def _is_stretch(text: str, one: Time, other: Time) -> bool:
    """Whether two times without a year are the ends of one stretch: no weekdays, and behind "and" only with "between"."""
    if not all(len(time.value or "") < 10 or _DIGIT.search(text, time.start, time.end) for time in (one, other)):
        return False
    is_list = text[one.end : other.start] == " and "
    return not is_list or _BETWEEN.search(text, max(0, one.start - _REACH), one.start) is not None


def _in_year(time: Time, year: int) -> Time:
    value = other_year(time.value or "", year)
    return time if value is None else Time(start=time.start, end=time.end, type=time.type, value=value)
