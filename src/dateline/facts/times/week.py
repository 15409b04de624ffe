"""Stretches of weekdays, "from Monday to Friday": their two days in order, or every week where it is told what is so always."""

from __future__ import annotations

import datetime as dt
import re

from dateline.facts.document import Document
from dateline.facts.record import Time
from dateline.facts.times.arithmetic import NO_YEAR, nearest_weekday, shift_days
from dateline.facts.times.grammar import load
from dateline.facts.times.tense import is_habit
from dateline.facts.times.verb import verb_of

_JOINTS = frozenset({" to ", " through ", " thru ", " until ", " till ", "-", "–", " - ", " – ", "-to-", "-through-"})
_LISTED = frozenset({" and ", " and on "})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BEFORE_CLOCK = frozenset({"from", "between", "at", ",", "", ", from", ", between", ":"})
# What is told of the hours of shops and trains.
_OPEN = frozenset({"open", "closed", "shut", "available"})
_OPERATING = frozenset({"open", "close", "operate", "work", "air", "broadcast"})
_WEEK = 7
# "Mon-Fri" is of every week.
_ABBREVIATED = re.compile(r"[A-Z][a-z]{1,4}\.?[-–][A-Z][a-z]{1,4}\.?")


def with_weeks(document: Document, times: list[Time]) -> list[Time]:
    """The times, with the days of weekdays that are the two ends of a stretch."""
    found = list(times)
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        joint = document.text[one.end : other.start]
        if joint in _LISTED:
            found[index + 1] = _behind(document, one, other)
            continue
        if joint not in _JOINTS and not (joint == " and " and document.text.endswith("between ", 0, one.start)):
            continue
        first, last = _weekday(document, one), _weekday(document, other)
        if first is None or last is None:
            continue
        if _is_habit(document, found, index):
            found[index], found[index + 1] = _every(one, first), _every(other, last)
        elif one.value is not None and other.value is not None:
            found[index], found[index + 1] = _in_order(document, one, other)
    return found


def _behind(document: Document, one: Time, other: Time) -> Time:
    """The weekday that goes on from a day to come: "next week on Tuesday and Thursday"."""
    weekday, published = _weekday(document, other), document.published
    if weekday is None or published is None or one.type != "DATE" or not _DAY.fullmatch(one.value or ""):
        return other
    day = dt.date.fromisoformat(one.value or "")
    if day <= published or other.value is None or dt.date.fromisoformat(other.value) >= day:
        return other
    later = nearest_weekday(day, weekday, 1)
    return other if later is None else _on(other, later)


def _weekday(document: Document, time: Time) -> int | None:
    """The weekday that an expression is, without more."""
    word = document.text[time.start : time.end].lower()
    if time.type != "DATE" or not (time.value is None or _DAY.fullmatch(time.value)):
        return None
    values = load().values
    weekday: int | None = values["WEEKDAY"].get(word) or values["WEEKDAYLIKE"].get(word)
    return weekday


def _every(time: Time, weekday: int) -> Time:
    return Time(start=time.start, end=time.end, type="SET", value=f"{NO_YEAR}-WXX-{weekday}")


def _in_order(document: Document, one: Time, other: Time) -> tuple[Time, Time]:
    """The two days, no week or more apart: what is over ended last, what lies ahead begins first."""
    first, last = dt.date.fromisoformat(one.value or ""), dt.date.fromisoformat(other.value or "")
    if document.published is not None and first > document.published:
        last = shift_days(first, (last - first).days % _WEEK) or last
    else:
        first = shift_days(last, -((last - first).days % _WEEK)) or first
    return _on(one, first), _on(other, last)


def _on(time: Time, day: dt.date) -> Time:
    return Time(start=time.start, end=time.end, type=time.type, value=day.isoformat())


def _is_habit(document: Document, times: list[Time], index: int) -> bool:
    """Whether it is told what is so every week: when a shop is open, or from when until when on these days."""
    one, other = times[index], times[index + 1]
    tokens = document.tokens_in(one.start, one.end)
    if not tokens:
        return False
    if _follows_hours(document, times, index):
        return True  # "will run from 8 a.m. to 4 p.m., Monday to Thursday"
    verb = verb_of(tokens[0])
    if verb is not None and not is_habit(tokens[0]):
        return False
    if _ABBREVIATED.fullmatch(document.text, one.start, other.end) is not None:
        return True
    clock = times[index + 2] if index + 2 < len(times) else None
    if clock is not None and clock.type == "TIME" and document.text[other.end : clock.start].strip() in _BEFORE_CLOCK:
        return True
    if verb is None:
        return False
    told = verb.child("acomp")
    hours = verb.child("nsubj")
    return (
        verb.lemma in _OPERATING
        or (told is not None and told.lower in _OPEN)
        or (verb.lemma == "be" and hours is not None and hours.lower == "hours")
    )


def _follows_hours(document: Document, times: list[Time], index: int) -> bool:
    """Whether from when until when is told right before the days."""
    if index < 2 or not times[index - 2].type == times[index - 1].type == "TIME":
        return False
    text, first, last = document.text, times[index - 2], times[index - 1]
    return text[first.end : last.start] in _JOINTS and text[last.end : times[index].start] in (", ", " ", " on ")
