"""Readers for times of day. See reading.py for what a reader is."""

from __future__ import annotations

import re

from dateline.facts.document import Token
from dateline.facts.quantities import number
from dateline.facts.quantities.phrase import words
from dateline.facts.record import TimeType
from dateline.facts.times.arithmetic import count_of
from dateline.facts.times.clock import is_figure, is_priced
from dateline.facts.times.context import Context
from dateline.facts.times.day import bare_weekday, day_part, day_word
from dateline.facts.times.grammar import Match
from dateline.facts.times.reading import Reading
from dateline.facts.times.verb import verb_of

_NAMED_HOURS = {"noon": 12, "midday": 12, "midnight": 0}
_FRACTIONS = {"half": 30, "quarter": 15}
_RANGE = re.compile(
    r"(?:\b(?:from|between|at)|,) \d\d?[:.]\d\d(?: ?[ap]\.?m\.?)? ?(?:to|and|until|till|[-–]) ?$", re.IGNORECASE
)
_BACK = 32
# Between the two hours of a stretch.
_SPAN = re.compile(r"\b(?:from|between) (?:\d\d?|[a-z]+) (?:to|and) $", re.IGNORECASE)
_AT = ("at", "around", "about")
_COUNTED = ("NOUN", "PROPN", "ADJ", "NUM")


def day_at_hour(match: Match, context: Context) -> Reading:
    """Starts on Friday at 10, tomorrow evening at 8; but shares closed on Friday at 10, blasts heard on Friday at two sites."""
    hour, tokens = _hour(match), context.document.tokens_in(match.start, match.end)
    if hour is None or not _tells_hour(match, context, tokens):
        match.end = next(token.start for token in reversed(tokens) if token.lower in _AT) - 1
        return _day_told(match, context)
    kind, value = _day_told(match, context)
    if value is None or value[:1] == "P":
        return kind, value
    day, _, part = value.partition("T")
    return "TIME", f"{day}T{_later(hour, part):02d}"


def _tells_hour(match: Match, context: Context, tokens: list[Token]) -> bool:
    """Whether a number behind a day and "at" is an hour: it counts nothing, and what is told has hours, or their part is told."""
    last, text = tokens[-1], context.document.text
    behind = context.document.tokens[last.i + 1 : last.i + 3]
    if is_priced(last) or text[match.end : match.end + 1].isalnum():
        return False
    if behind and (
        behind[0].pos in _COUNTED or (behind[0].pos == "ADP" and behind[-1].tag == "CD") or behind[0].lower == "of"
    ):
        return False
    verb = verb_of(tokens[0])
    told = "part" in match.parts or match.value("DAYWORD") is not None
    return told or (verb is not None and (verb.lemma == "be" or verb.lemma in words()["begun"]))


def _hour(match: Match) -> int | None:
    """The hour of a clock with twelve of them."""
    hour = count_of(match.parts["hour"])
    return int(hour) if hour is not None and 1 <= hour <= 12 else None


def _later(hour: int, part: str | None) -> int:
    """The hour of the day, by the part of it that is told: seven in the evening is 19."""
    is_later = part in ("AF", "EV") or (part == "NI" and hour > 5)
    return hour + 12 if is_later and hour < 12 else hour


def _day_told(match: Match, context: Context) -> tuple[TimeType, str | None]:
    if "which" in match.parts:
        return day_part(match, context) or ("DATE", None)
    found = day_word(match, context) if match.value("DAYWORD") is not None else bare_weekday(match, context)
    return ("DATE", None) if found is None else found


def spoken_clock(match: Match, context: Context) -> Reading:
    """Half past five, ten to eight, a quarter past midnight; but "at five to nine points" counts points."""
    words = match.parts["hour"]
    hour = _NAMED_HOURS.get(words[0], count_of(words))
    minutes = match.parts["minute"]
    past = _FRACTIONS.get(minutes[0]) or count_of([word for word in minutes if word != "-"])
    if hour is None or past is None or not (0 <= hour <= 12 and 0 < past < 60):
        return None
    if match.parts.get("side") == ["to"]:
        behind = context.document.tokens_in(match.end, match.end + 2)[-1:]
        if behind and behind[0].pos not in ("PUNCT", "ADP", "SCONJ", "CCONJ", "PRON", "DET", "PROPN"):
            return None
        hour, past = (hour - 1) % 24, 60 - past
    hour = _later(int(hour), match.part("part", "PART"))
    return "TIME", f"T{hour:02d}:{int(past):02d}"


def part_hours(match: Match, context: Context) -> Reading:
    """The early morning hours, the predawn hours: the day is joined to them."""
    return "TIME", f"T{match.part('part', 'PART') or 'MO'}"


def clock_range(match: Match, context: Context) -> Reading:
    """The beginning of hours of which only the end tells its half of the day: "from 7 to 9 p.m."."""
    start, stop = (_clock_of(words) for words in (match.parts.get("hour") or match.words, match.parts["end"]))
    if start is None or stop is None or not (1 <= start[0] <= 12 and 1 <= stop[0] <= 12):
        return None
    later = match.part("half", "MERIDIEM")
    if later is None:  # "from 5 to 8 this evening"
        if is_priced(context.document.tokens_in(match.start, match.end)[-1]):
            return None
        part = match.part("half", "PART") or "NI"
        later = 12 if _later(stop[0], part) != stop[0] else 0
    if (start[0] % 12, start[1]) > (stop[0] % 12, stop[1]):
        later = 12 - later  # "from 10 to 2 p.m."
    minutes = f":{start[1]:02d}" if "hour" not in match.parts else ""
    return "TIME", f"T{start[0] % 12 + later:02d}{minutes}"


def _clock_of(words: list[str]) -> tuple[int, int] | None:
    """Hour and minute of "7", "seven" or "7:30"."""
    digits = re.split("[:.]", words[0])
    if len(digits) > 1:
        return int(digits[0]), int(digits[1])
    hour = count_of(words)
    return None if hour is None else (int(hour), 0)


def clock_end(match: Match, context: Context) -> Reading:
    """The end of hours whose beginning is told by digits too: "from 21:00 to 05:00"."""
    begun = _RANGE.search(context.document.text, max(0, match.start - _BACK), match.start)
    return clock(match, context) if begun is not None else None


def bare_hour(match: Match, context: Context) -> Reading:
    """At 7 tomorrow morning, at eight last night: the day is put before it; but no price."""
    hour, last = _hour(match), context.document.tokens_in(match.start, match.end)[-1:]
    before = context.document.text[max(0, match.start - _BACK) : match.start]
    if before.lower().endswith((" to ", " and ")) and _SPAN.search(before) is None:
        return None
    return None if hour is None or (last and is_priced(last[0])) else ("TIME", f"T{hour:02d}")


def begun_hour(match: Match, context: Context) -> Reading:
    """Begins at 7 on Sunday; but the toll stood at 7 on Sunday."""
    last = context.document.tokens_in(match.start, match.end)[-1:]
    verb = verb_of(last[0]) if last else None
    return bare_hour(match, context) if verb is not None and verb.lemma in words()["begun"] else None


def military_clock(match: Match, context: Context) -> Reading:
    """At 0400 on Monday; but "at 2300 on Monday" may be a level."""
    return clock(match, context) if match.words[0][0] == "0" else None


def clock(match: Match, context: Context) -> Reading:
    """A time of day; the day is put before it where one stands beside it."""
    if "begun" in match.parts:
        return "TIME", "T00:00"  # the midnight at which the day began
    if word := match.value("CLOCKWORD"):
        return "TIME", f"T{word}" if word != "12" else "T12"
    if match.parts.get("hour", [""])[0][-1:] in ("a", "p"):  # 9a
        letter = match.words[0][-1]
        return "TIME", f"T{int(match.words[0][:-1]) % 12 + (12 if letter == 'p' else 0):02d}"
    digits = next((word for word in match.words if ":" in word or (word.count(".") == 1 and word[0].isdigit())), None)
    if digits:
        hour, *rest = [int(part) for part in digits.replace(".", ":").split(":")]
    else:
        read = number.read(match.parts["hour"])
        if read is None or read.low is None:
            return None
        hour, rest = int(read.low), []
        if "minute" in match.parts:  # 14h30
            rest = [int(match.parts["minute"][0])]
        if hour > 100:  # 1730 GMT
            hour, minute = divmod(hour, 100)
            rest = [minute]
    meridiem = match.value("MERIDIEM")
    if (
        meridiem is None
        and digits
        and "." in digits
        and match.value("ZONE") is None
        and is_figure(context.document, match)
    ):
        return None
    if hour < 100 and match.words[-1] in ("hours", "hrs") and not rest:
        return None  # "to 18 hours"
    part = match.part("part", "PART")
    if part is not None:
        meridiem = 12 if part in ("AF", "EV") or (part == "NI" and hour > 5) else 0
    if meridiem is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + meridiem
    if hour > 24 or any(part > 59 for part in rest):
        return None
    utc = "Z" if rest and match.value("ZONE") == "+00:00" else ""
    return "TIME", "T" + ":".join(f"{part:02d}" for part in (hour, *rest)) + utc
