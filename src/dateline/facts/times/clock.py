"""Times of day and their days: put together where they stand side by side, else filled in from the sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from dateline.facts.document import Document, Stretch, Token
from dateline.facts.quantities import units
from dateline.facts.record import Time, TimeType
from dateline.facts.times.arithmetic import NO_YEAR
from dateline.facts.times.grammar import Match, load
from dateline.facts.times.hours import TO_CLOCK, count_on, day_beside, over_midnight, twin
from dateline.facts.times.tense import is_habit, is_telling

_DAY = re.compile(rf"(?:\d{{4}}|{NO_YEAR})-(?:\d\d-\d\d|WXX-\d)")
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
# How many other times of the sentence are looked at on either side.
_REACH = 8
_DAYS = frozenset({"P1D", "P2D"})
_SIGNS = frozenset("%$€£¥")
_TO = re.compile(r"(?: (?:to|and|or) |[-–])\d{1,2}\.(\d\d)(?: ([a-z]+))?")
_MINUTES = 59
# Where another clause begins, whose day is not that of the time before it: "by 0930 GMT, after touching a low on Tuesday".
_CLAUSE = re.compile(r"[;:]\s|, (?:after|before|when|while|as|but|having|who|which)\b")
# Between the days on which something is so and its hours, and between those.
_FROM = frozenset({"from", "between", ", from", ", between", ":"})
_JOINTS = frozenset(
    {
        "",
        ",",
        "at",
        ", at",
        "on",
        ", on",
        "@",
        "around",
        "of",
        "by",
        "at around",
        "at about",
        "in",
        "-",
        "local time",
        "local time on",
    }
)


def _is_measured(word: str | None) -> bool:
    """Whether a word behind a number names a currency or a unit, but for hours."""
    if word is None or word.startswith("hour"):
        return False
    return units.of_noun(word) is not None or units.match(units.load().money, [word], 0) is not None


def is_figure(document: Document, match: Match) -> bool:
    """Whether digits with a point are no time of day: "at 3.23 shekels", "fell to 4.50", "shares closed at 8.15"."""
    tokens = document.tokens_in(match.start, match.end)
    if not tokens:
        return False
    last = tokens[-1]
    ranged = _TO.match(document.text, match.end)
    if ranged is not None and (int(ranged[1]) > _MINUTES or _is_measured(ranged[2])):
        return True  # "from 12.41 to 12.82 euros"
    following = document.tokens[last.i + 1 : last.i + 2]
    if following and following[0].sentence == last.sentence and following[0].text in _SIGNS:
        return True
    if last.dep == "nummod" and last.head.i > last.i and last.head.lemma not in ("time", "hour"):
        return True
    return is_priced(last)


def is_priced(last: Token) -> bool:
    """Whether a number stands under a verb that tells a price or a level: "shares closed at 8"."""
    verb = next((above for above in last.ancestors() if above.pos in ("VERB", "AUX")), None)
    if verb is None:
        return False
    priced = load().values["PRICED"]
    subject = verb.child("nsubj", "nsubjpass")
    return verb.lemma in priced or (subject is not None and subject.lemma.lower() in priced)


def with_days(document: Document, times: list[Time], days: Mapping[int, dt.date]) -> list[Time]:
    """Join "5 p.m. on Friday" and "Friday at 5 p.m." to one time; give a lone time of day the day of its sentence, else the
    one of the story by its place."""
    joined: list[Time] = []
    for time in times:
        merged = _merged(document.text, joined[-1], time) if joined else None
        if merged is None:
            joined.append(time)
        else:
            joined[-1] = merged
    found = [_with_day(document, joined, index, days) for index in range(len(joined))]
    over_midnight(document.text, joined, found)
    count_on(document.text, found)
    return found


def _with_day(document: Document, times: list[Time], index: int, days: Mapping[int, dt.date]) -> Time:
    time, story = times[index], days.get(times[index].start)
    if (night := _night_into(document, times, index)) is not None:
        return night
    if time.type != "TIME" or time.value is None or not time.value.startswith("T") or _is_set(document, times, index):
        return time
    other = twin(document.text, times, index)
    if other is not None and ("-" in (times[other].value or "") or time.value.endswith("Z")):
        told = times[other] if "-" in (times[other].value or "") else _with_day(document, times, other, days)
        if (own := day_beside(time.value, told.value or "")) is not None:
            return Time(start=time.start, end=time.end, type="TIME", value=f"{own}{time.value}")
    day = _day_nearby(document, times, index, is_of_story=story is not None)
    if day is not None and story is None and _is_every_day(document, time, day):
        day = None
    if day is None and story is None:
        return time
    return Time(start=time.start, end=time.end, type="TIME", value=f"{day or story}{time.value}")


def _night_into(document: Document, times: list[Time], index: int) -> Time | None:
    """The night that ended on a day told near: "overnight into Wednesday", "hit a depot overnight, police said on Wednesday"."""
    time = times[index]
    sentence = document.sentence_at(time.start) if _is_overnight(document.text, time) else None
    if sentence is None:
        return None
    for other in (*times[index + 1 : index + 2], *times[max(0, index - 1) : index]):
        beside = document.text[time.end : other.start] == " into "
        inside = sentence.start <= other.start < sentence.end and _is_telling(document, other)
        if _is_full_day(other) and (beside or inside):
            return Time(start=time.start, end=time.end, type="TIME", value=f"{other.value}TNI")
    return None


def _merged(text: str, one: Time, other: Time) -> Time | None:
    between = text[one.end : other.start]
    if len(between) > 16 or between.strip() not in _JOINTS or one.value is None or other.value is None:
        return None
    if (night := _overnight(text, one, other, between)) is not None:
        return night
    if between in ("-", "–") and one.value.endswith("TNI") and other.type == "DATE":  # the night of May 4-5
        return Time(start=one.start, end=other.end, type="TIME", value=one.value)
    kind: TimeType = "SET" if "SET" in (one.type, other.type) else "TIME"
    for day, clock in ((one.value, other.value), (other.value, one.value)):
        if clock.startswith("T") and (_DAY.fullmatch(day) or re.fullmatch(r"[\dX-]+T[A-Z]{2}", day)):
            told, _, part = day.partition("T")
            return Time(start=one.start, end=other.end, type=kind, value=told + _in_part(clock, part))
    return None


def _overnight(text: str, one: Time, other: Time, between: str) -> Time | None:
    """The night of the day told beside it: "overnight on Tuesday", "Tuesday overnight"."""
    if between.strip() not in ("", "on"):
        return None
    for night, day in ((one, other), (other, one)):
        if _is_overnight(text, night) and _is_full_day(day):
            return Time(start=one.start, end=other.end, type="TIME", value=f"{day.value}TNI")
    return None


def _is_overnight(text: str, time: Time) -> bool:
    return (time.value or "").endswith("TNI") and text[time.start : time.end].lower() == "overnight"


def _is_full_day(time: Time) -> bool:
    return time.type == "DATE" and _FULL.fullmatch(time.value or "") is not None


def _in_part(clock: str, part: str) -> str:
    """A time of day as the part of the day beside it tells: T06:15 in the evening is T18:15."""
    hour = clock[1:3]
    is_later = part in ("AF", "EV") or (part == "NI" and hour > "05")
    return f"T{int(hour) + 12}{clock[3:]}" if is_later and hour.isdigit() and hour < "12" else clock


def _day_nearby(document: Document, times: list[Time], index: int, *, is_of_story: bool) -> str | None:
    """The day told in the same sentence, the nearest before the time of day, else the first behind it.

    What is of the story's day is not of the one on which somebody told it.
    """
    sentence = document.sentence_at(times[index].start)
    if sentence is None:
        return None
    skip_telling = is_of_story and not _is_telling(document, times[index])
    places = [*_while_inside(times, index, -1, sentence), *_while_inside(times, index, 1, sentence)]
    for other in places:
        if other.value is not None and _DAY.match(other.value) and other.value[:4] != NO_YEAR:
            if skip_telling and _is_telling(document, other):
                continue
            parted = _CLAUSE.search(document.text, times[index].end, max(times[index].end, other.start))
            return None if parted else other.value[:10]
    return None


def _is_set(document: Document, times: list[Time], index: int) -> bool:
    """Whether it is told beside a time of day how often: "daily at 6 p.m.", "Monday to Friday from 9am to 5pm"."""
    text = document.text
    if index and text[times[index - 1].end : times[index].start] in TO_CLOCK and "T" in (times[index - 1].value or ""):
        return times[index - 1].type == "SET" or _is_often(text, times, index - 1) or _is_often(text, times, index)
    behind = times[index + 1 : index + 2]
    ranged = behind and text[times[index].end : behind[0].start] in TO_CLOCK and (behind[0].value or "").startswith("T")
    return _is_often(text, times, index) or (bool(ranged) and _is_often(text, times, index + 1))


def _is_often(text: str, times: list[Time], index: int) -> bool:
    """Whether how often stands right beside a time of day."""
    time, before = times[index], times[index - 1] if index else None
    for other in times[max(0, index - 1) : index + 2]:
        gap = text[min(time.end, other.end) : max(time.start, other.start)]
        if other.type == "SET" and other.value in _DAYS and gap.strip() in _JOINTS:
            return True
        if other is before and other.type == "SET" and gap.strip() in _FROM and (other.value or "").startswith(NO_YEAR):
            return True
    return False


def _is_telling(document: Document, time: Time) -> bool:
    last = document.tokens_in(time.start, time.end)[-1:]
    return bool(last) and is_telling(last[0])


def _is_every_day(document: Document, time: Time, day: str) -> bool:
    """Whether a time of day told in the present stands beside a day that is over: "imposed on Friday, it ends at 5 a.m."."""
    last = document.tokens_in(time.start, time.end)[-1:]
    return document.published is not None and day < document.published.isoformat() and bool(last) and is_habit(last[0])


def _while_inside(times: list[Time], index: int, step: int, sentence: Stretch) -> Iterator[Time]:
    """The other times of a sentence in one direction, the nearest first."""
    index += step
    last = index + step * _REACH
    while index != last and 0 <= index < len(times) and sentence.start <= times[index].start < sentence.end:
        yield times[index]
        index += step
