"""Times of day told in pairs or counted from another: "2:47 a.m. (2117 GMT Wednesday)", "8 p.m. to 5 a.m.", "three hours later"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dateline.facts.record import Time
from dateline.facts.times.arithmetic import count_of, shift_days

# Between a time of day and the same one by another clock.
_BRACKET = re.compile(r"(?:,? local time)?,? \((?:about |around )?")
# Between the two ends of some hours, and what stands before them where "and" is between.
TO_CLOCK = frozenset({" to ", " and ", " until ", " till ", "-", "–", " - ", " – "})
_OPENER = re.compile(r"\bbetween (?:about )?$", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)?T(\d\d)(?::(\d\d))?(?::\d\d)?(Z?)", re.ASCII)
_LATER = re.compile(
    r"(?:(?:about|around|some|nearly|almost|roughly|just|exactly) )*([\w -]+?)[ -](hour|minute)s? (later|earlier)",
    re.IGNORECASE,
)
_DAY = 24 * 60  # minutes
# Clocks are from eleven and a half hours behind UTC to fourteen ahead.
_BEHIND, _AHEAD = -690, 840
# How far before "three hours later" the time stands that it is counted from, in characters.
_NEAR = 250
_BACK = 3


def twin(text: str, times: Sequence[Time], index: int) -> int | None:
    """The place of the same time of day by another clock, one of which is UTC."""
    for other in (index - 1, index + 1):
        if not 0 <= other < len(times):
            continue
        one, two = sorted((index, other))
        gap = text[times[one].end : times[two].start]
        if "(" not in gap or len(gap) > 24 or _BRACKET.fullmatch(gap) is None:
            continue
        first, second = _CLOCK.fullmatch(times[one].value or ""), _CLOCK.fullmatch(times[two].value or "")
        if first is not None and second is not None and first[4] != second[4]:
            return other
    return None


def day_beside(value: str, told: str) -> dt.date | None:
    """The day of a time of day by the same moment told by the other clock with its day: 2:47 a.m. is Thursday's, where it is
    21:17 in Greenwich on Wednesday."""
    own, other = _CLOCK.fullmatch(value), _CLOCK.fullmatch(told)
    if own is None or other is None or other[1] is None:
        return None
    apart = _minutes(own) - _minutes(other)
    fitting = []
    for days in (0, 1, -1):
        ahead = apart + days * _DAY if other[4] else -(apart + days * _DAY)
        if _BEHIND <= ahead <= _AHEAD:
            fitting.append((abs(ahead), days))
    return shift_days(dt.date.fromisoformat(other[1]), min(fitting)[1]) if fitting else None


def over_midnight(text: str, told: Sequence[Time], times: list[Time]) -> None:
    """Put the end of some hours on the next day, or their beginning on the day before, where midnight lies between and only one of
    them is `told` with its day: "from 8 p.m. to 5 a.m."."""
    for index in range(1, len(times)):
        one, two = times[index - 1], times[index]
        gap = text[one.end : two.start]
        if gap not in TO_CLOCK or not one.type == two.type == "TIME":
            continue
        first, last = _CLOCK.fullmatch(one.value or ""), _CLOCK.fullmatch(two.value or "")
        if (
            first is None
            or last is None
            or first[1] is None
            or first[1] != last[1]
            or _minutes(first) <= _minutes(last)
        ):
            continue
        if gap == " and " and _OPENER.search(text, max(0, one.start - 16), one.start) is None:
            continue
        if (told[index].value or "").startswith("T"):
            times[index] = _moved(two, last[1], 1)
        elif (told[index - 1].value or "").startswith("T"):
            times[index - 1] = _moved(one, first[1], -1)


def count_on(text: str, times: list[Time]) -> None:
    """Give "three hours later" its value by the time of day before it."""
    for index in range(1, len(times)):
        time = times[index]
        if time.type != "TIME" or time.value is not None:
            continue
        words, last = _LATER.fullmatch(text, time.start, time.end), _clock_before(text, times, index)
        count = count_of(words[1].lower().split()) if words is not None else None
        if words is None or last is None or count is None or (words[2].lower() == "minute" and last[3] is None):
            continue
        sign = 1 if words[3].lower() == "later" else -1
        minutes = _minutes(last) + sign * round(count * (60 if words[2].lower() == "hour" else 1))
        day = shift_days(dt.date.fromisoformat(last[1]), minutes // _DAY)
        if day is None:
            continue
        clock = f"{minutes % _DAY // 60:02d}" + (f":{minutes % 60:02d}" if last[3] or minutes % 60 else "")
        times[index] = Time(start=time.start, end=time.end, type="TIME", value=f"{day}T{clock}{last[4]}")


def _clock_before(text: str, times: list[Time], index: int) -> re.Match[str] | None:
    """The time of day told last before another in its paragraph, with its day; only that day may stand between."""
    for before in reversed(times[max(0, index - _BACK) : index]):
        if times[index].start - before.end > _NEAR or "\n" in text[before.end : times[index].start]:
            return None
        clock = _CLOCK.fullmatch(before.value or "")
        if clock is not None:
            return clock if clock[1] is not None else None
        if before.type != "DATE":
            return None
    return None


def _minutes(clock: re.Match[str]) -> int:
    return int(clock[2]) * 60 + int(clock[3] or 0)


def _moved(time: Time, day: str, days: int) -> Time:
    """A time of day some days on."""
    moved = shift_days(dt.date.fromisoformat(day), days)
    value = time.value if moved is None or time.value is None else f"{moved}{time.value[10:]}"
    return Time(start=time.start, end=time.end, type=time.type, value=value)
