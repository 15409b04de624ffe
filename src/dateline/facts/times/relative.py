"""Readers for expressions counted from the publication or from the time told before, and references."""

from __future__ import annotations

import datetime as dt

from dateline.facts.record import TimeType
from dateline.facts.times.arithmetic import (
    day_value,
    month_value,
    offset,
    period,
    shift_days,
    shift_months,
    shift_units,
    week_value,
    year_of,
)
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load
from dateline.facts.times.reading import Reading, how_many, unit_of, which
from dateline.facts.times.value import date_range

_BESIDE_TOLD = frozenset({"same", "previous", "following", "prior", "preceding"})
# Where in a tuple of time the place in a year or a month stands, and where its second half begins.
_HALVES = {"year": (1, 7), "month": (2, 16)}
_AT = ("at ", "near ", "towards ", "toward ")
_ENDS = frozenset({"end", "close"})
_BEGINNINGS = frozenset({"start", "beginning"})
_GRAINS = {"year": "Y", "month": "M"}  # what of the time told before a unit is counted from

# --- Distances -------------------------------------------------------------------------------------------------------


def distance(match: Match, context: Context) -> Reading:
    """Two weeks ago, from now, earlier or later: the last word tells which way it is counted, and from what."""
    word = match.words[-1]
    if "now" in match.parts and unit_of(match) == "Y":
        return _ago_now(match, context)
    if word == "ago" or "now" in match.parts:
        return ago(match, context)
    if word in ("now", "today"):
        return from_now(match, context)
    is_before = word in ("earlier", "previously", "before", "prior") or match.words[-2:] == ["before", "that"]
    return before_then(match, context) if is_before else after_then(match, context)


def ago(match: Match, context: Context) -> Reading:
    """Eight years ago is a year, ten days ago a day; a year ago beside a quarter is that quarter a year before."""
    count, unit = how_many(match), unit_of(match)
    if count is None:
        return "DATE", "PAST_REF"
    if unit == "Y" and count == 1 and (value := context.year_before(match)) is not None:
        return "DATE", value
    return _moved(context, context.published, -count, unit, match)


def _ago_now(match: Match, context: Context) -> Reading:
    """Two years ago this week, a year ago today."""
    count, day = how_many(match), context.published
    if count is None or day is None:
        return "DATE", None if day is None else "PAST_REF"
    then, unit = shift_months(day, round(-12 * count)), match.parts["now"][-1]
    return "DATE", {"week": week_value, "month": month_value}.get(unit, day_value)(then)


def from_now(match: Match, context: Context) -> Reading:
    """Two weeks from now."""
    count = how_many(match)
    return ("DATE", "FUTURE_REF") if count is None else _moved(context, context.published, count, unit_of(match), match)


def before_then(match: Match, context: Context) -> Reading:
    """A day earlier is counted from the day told before, or from the publication where there is none.

    So it is too where what is told as past would lie ahead: "will leave on Monday. The toll had risen from 2 a day earlier."
    """
    count, unit = how_many(match), unit_of(match)
    if count is None:
        return "DATE", "PAST_REF"
    if unit == "Y" and count == 1 and (value := context.year_before(match)) is not None:
        return "DATE", value
    if unit == "M" and (month := context.compared_month(match)) is not None:
        return "DATE", month_value(shift_months(month, -round(count)))
    kind, value = _moved(context, context.anchor(unit), -count, unit, match, beside_told=True)
    first, _ = date_range(value)
    if first and context.published and first > context.published and context.direction(match) < 0:
        return _moved(context, context.published, -count, unit, match)
    return kind, value


def after_then(match: Match, context: Context) -> Reading:
    """Two days later: counted from the day told before; from the publication only where the sentence looks ahead.

    What is told as past can't lie ahead: then it was counted from something else, and has no value.
    """
    count, unit = how_many(match), unit_of(match)
    if count is None:
        return "DATE", "FUTURE_REF" if context.direction(match) > 0 else "PAST_REF"
    direction, published = context.direction(match), context.published
    known = context.told is not None or direction > 0
    kind, value = _moved(context, context.anchor(unit) if known else None, count, unit, match, beside_told=True)
    first, _ = date_range(value)
    return kind, None if first and published and direction < 0 and first > published else value


def in_future(match: Match, context: Context) -> Reading:
    """In two weeks: a date where the sentence looks ahead, else a stretch."""
    count, unit = how_many(match), unit_of(match)
    if count is None or context.direction(match) <= 0 or unit[0] == "T" or context.tells_record(match):
        return "DURATION", period(count, unit)
    return _moved(context, context.published, count, unit, match)


def _moved(
    context: Context, day: dt.date | None, count: float, unit: str, match: Match, *, beside_told: bool = False
) -> tuple[TimeType, str | None]:
    if unit[0] == "T":
        return "TIME", None
    value = offset(day, count, unit)
    if beside_told and unit == "M" and value is not None and context.told is not None and len(context.told) == 7:
        value = value[:7]  # three months after March 2010 are no day
    if match.parts["unit"][-1] in ("night", "nights") and value is not None:
        return "TIME", f"{value}TNI"
    return "DATE", value


def that_day(match: Match, context: Context) -> Reading:
    """That day, later that night, earlier in the day: the day told before, the publication's where the day has an edge."""
    day = context.day if "that" in match.words else context.anchor()
    if day is None:
        return None
    part = match.part("part", "PART")
    return ("DATE", day_value(day)) if part is None else ("TIME", f"{day_value(day)}T{part}")


def that_unit(match: Match, context: Context) -> Reading:
    """That year, later that month: the one told before."""
    unit = match.parts["unit"][0]
    told = context.anchor("Y" if unit == "decade" else _GRAINS.get(unit, "D")) if context.told else None
    return None if told is None else ("DATE", _unit_value(told, unit))


def day_beside(match: Match, context: Context) -> Reading:
    """The next day, the day before, the following morning: beside the day told before."""
    words = match.parts["which"]
    if words[-1] in ("yesterday", "tomorrow"):
        return "DATE", day_value(shift_days(context.published, -2 if words[-1] == "yesterday" else 2))
    if match.words[-1] == "last":  # the night before last
        night = day_value(shift_days(context.published, -2))
        return "TIME", None if night is None else f"{night}T{match.part('part', 'PART')}"
    step = {"before": -1, "after": 1, "same": 0}.get(words[0])
    if words[-1] in ("before", "after") and _has_object(match, context):
        return ("TIME" if "part" in match.parts else "DATE"), None  # "the day after the vote" is counted from the vote
    if step is None:
        step = load().values["LAST"].get(words[0], 0) or load().values["NEXT"].get(words[0], 0)
        if words[0] == "past":
            return "DURATION", period(1, "D")
        if words[0] == "last":
            return None
    day, part = shift_days(context.anchor(), step), match.part("part", "PART")
    if part is not None:
        return "TIME", None if day is None else f"{day_value(day)}T{part}"
    return "DATE", day_value(day)


def unit_beside(match: Match, context: Context) -> Reading:
    """The year before, the week after: beside the one told before; the year before the war is counted from the war."""
    unit, step = match.parts["unit"][0], -1 if match.parts["which"][0] == "before" else 1
    if match.words[-1] in ("last", "next"):  # the year before last
        day = shift_units(context.published, 2 * step, "week" if unit == "weekend" else unit)
        return "DATE", None if day is None else _unit_value(day, unit)
    last = context.document.tokens_in(match.start, match.end)[-1:]
    week = context.week if unit == "week" else None
    if (context.told is None and week is None) or _has_object(match, context) or (last and last[0].dep == "mark"):
        return None
    day = shift_units(week or context.anchor(_GRAINS.get(unit, "D")), step, unit)
    return "DATE", None if day is None else _unit_value(day, unit)


def told_then(match: Match, context: Context) -> Reading:
    """Since then, at the time: what was told last."""
    return "DATE", "PAST_REF" if context.told is None else context.told


def _has_object(match: Match, context: Context) -> bool:
    """Whether a preposition at the end of the words is followed by what it belongs to."""
    last = context.document.tokens_in(match.start, match.end)[-1:]
    return bool(last) and last[0].child("pobj", "pcomp") is not None


# --- Units -----------------------------------------------------------------------------------------------------------


def ahead(match: Match, context: Context) -> Reading:
    """The months ahead."""
    return "DATE", "FUTURE_REF"


def relative_unit(match: Match, context: Context) -> Reading:
    """Last week, this month, next year, the previous decade."""
    published, step = context.published, which(match)
    word = match.parts["unit"][0]
    beside_told = match.parts["which"][-1] in _BESIDE_TOLD or (step > 0 and context.direction(match) < 0)
    if "the" in match.words and word != "weekend" and beside_told:
        published = (context.week if word == "week" else None) or context.anchor(_GRAINS.get(word, "D"))
        if word == "quarter" and context.quarter is not None:
            year, n = context.quarter
            published = dt.date(year, 3 * n, 1)
    if published is None:
        return "DATE", None
    if word == "weekend" or "end" in match.words[-1:]:
        behind = step < 0 or (step == 0 and context.direction(match) < 0)
        days = 7 * step - (3 if step == 0 and behind and published.isoweekday() < 5 else 0)
        return "DATE", f"{week_value(shift_days(published, days))}-WE"
    if word == "week":
        return "DATE", week_value(shift_days(published, 7 * step))
    if word == "month":
        day = shift_months(published, step)
        return "DATE", None if day is None else f"{day.year:04d}-{day.month:02d}"
    if word == "quarter":
        if context.quarter is not None and match.parts["which"][0] in ("current", "same", "this"):
            return "DATE", "{:04d}-Q{}".format(*context.quarter)
        day = shift_months(published, 3 * step)
        return "DATE", None if day is None else context.remember_quarter(day.year, (day.month + 2) // 3)
    size = {"year": 1, "decade": 10, "century": 100}[word]
    year = published.year + size * step
    return "DATE", f"{year:04d}"[: {1: 4, 10: 3, 100: 2}[size]] if 0 < year < 10_000 else None


def this_unit(match: Match, context: Context) -> Reading:
    """The end of the month, later in the year: of the one before where that is over and was told early in this one."""
    published, unit = context.published, match.parts["unit"][0]
    if published is not None and (step := _step(match, context, published, unit)) != 0:
        published = shift_units(published, step, unit)
    return "DATE", None if published is None else _unit_value(published, unit)


def _step(match: Match, context: Context, published: dt.date, unit: str) -> int:
    """-1 for "fell at the end of the year" in spring, 1 for "will open at the start of the year" in autumn, else 0."""
    if unit not in _HALVES or "the" not in match.words or not context.document.text.endswith(_AT, 0, match.start):
        return 0
    is_early, way = published.timetuple()[_HALVES[unit][0]] < _HALVES[unit][1], context.direction(match)
    if is_early and way < 0 and not _ENDS.isdisjoint(match.words):
        return -1
    return 1 if not is_early and way > 0 and not _BEGINNINGS.isdisjoint(match.words) else 0


def unit_of_record(match: Match, context: Context) -> Reading:
    """The third attack of the month, the biggest loss of the year; but no player of the year."""
    if context.published is None or not context.is_counted_in(match):
        return None
    return "DATE", _unit_value(context.published, match.parts["unit"][0])


def _unit_value(day: dt.date, unit: str) -> str | None:
    """The year, month … that a day lies in."""
    values = {
        "year": f"{day.year:04d}",
        "month": day.isoformat()[:7],
        "week": week_value(day),
        "weekend": f"{week_value(day)}-WE",
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "decade": f"{day.year:04d}"[:3],
        "century": f"{day.year:04d}"[:2],
    }
    return values[unit]


def year_end(match: Match, context: Context) -> Reading:
    """By year-end, year-end 2025."""
    if "year" in match.parts:
        return "DATE", f"{year_of(match.parts['year'])}-12-31"
    return "DATE", None if context.published is None else f"{context.published.year:04d}-12-31"


def weekend(match: Match, context: Context) -> Reading:
    """The weekend: the one before the publication unless the sentence looks ahead."""
    published = context.published
    if published is None:
        return "DATE", None
    behind = context.direction(match) <= 0 and published.isoweekday() < 6
    return "DATE", f"{week_value(shift_days(published, -7 if behind else 0))}-WE"


# --- References -------------------------------------------------------------------------------------------------------


def reference(match: Match, context: Context) -> Reading:
    """Now, recently, soon."""
    return "DATE", match.value("PRESENT", "PAST", "FUTURE")


def reference_phrase(match: Match, context: Context) -> Reading:
    """The past, at the moment, the near future."""
    words = set(match.words)
    value = (
        "PAST_REF"
        if words & {"recently", "past", "ago"}
        else "FUTURE_REF"
        if words & {"future", "term"}
        else "PRESENT_REF"
    )
    return "DATE", value
