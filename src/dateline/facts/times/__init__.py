"""When: time expressions with their TIMEX3 values."""

from __future__ import annotations

import datetime as dt
import functools
import re

from dateline.facts.document import Document
from dateline.facts.record import Time
from dateline.facts.times import absolute, day, holiday, period, relative, season, stretch, timeofday, years
from dateline.facts.times.arithmetic import NO_YEAR
from dateline.facts.times.clock import with_days
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load, scan
from dateline.facts.times.length import join_lengths
from dateline.facts.times.reading import Reader
from dateline.facts.times.span import beside_days, with_years
from dateline.facts.times.value import date_range
from dateline.facts.times.week import with_weeks
from dateline.facts.times.zone import set_offsets

__all__ = ["find", "readers", "set_offsets"]

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC"})

# What joins the two ends of a range.
_JOINT = re.compile(r"(?:\s*[-–‐‑,]|\s+(?:to|and|or))?\s*$")
_NUMBER = re.compile(r"\d+[a-z]*")

_FIGURE = re.compile(
    r"(?:[\d%]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)"
    r"|\d(?:m|mn|b|bn|tn)|\b(?:percent|per cent|points?|twice|half|times|million|billion|trillion|crore|lakh"
    r"|euros|dollars|yen|rupees|tons|tonnes|barrels|bpd))\s$"
)
_THAN = re.compile(r"(?:more|less|fewer) than |as (?:many|much) as (?=a)", re.IGNORECASE)

_LENGTHS = frozenset({"duration", "distance"})
# Words up to this length have small letters in headlines too.
_SHORT = 4
_RANGED = re.compile(r"[-–]\w|.?(?:[A-Za-z]{3,9}|Q\d)[-–]")

# Years that no calendar here has.
_BEYOND = re.compile(r"\d{5}|0000|-")


@functools.cache
def readers() -> dict[str, Reader]:
    """The readers that rules.yaml names. KeyError where one of them doesn't exist."""
    modules = (absolute, day, holiday, period, relative, season, stretch, timeofday, years)
    known = {name: reader for module in modules for name, reader in vars(module).items()}
    return {name: known[name] for name in sorted({rule.read for rule in load().rules})}


def find(document: Document) -> list[Time]:
    """The time expressions of a document, in the order of the text."""
    context = Context(document)
    times: list[Time] = []
    days: dict[int, dt.date] = {}
    for match in scan(document.text):
        if _in_word(document.text, match) or _in_name(document, match) or _is_title(document, match):
            continue
        context.reach(match.start)
        reading = readers()[match.rule.read](match, context)
        if reading is None:
            continue
        kind, value = reading
        if value is not None and _BEYOND.match(value):
            value = None
        if kind in ("DATE", "TIME"):
            context.remember(value, match)
        if kind == "TIME" and value is not None and value.startswith("T"):
            day = context.day_of_clock(value, match)
            if day is not None:
                days[match.start] = day
        if match.also is None:
            times.append(Time(start=_beginning(document.text, match), end=match.end, type=kind, value=value))
            continue
        end = match.start + len(_JOINT.sub("", document.text[match.start : match.also[0]]))
        others = _others(document.text, match, match.also, value)
        if not others:
            times.append(Time(start=match.start, end=match.end, type=kind, value=value))
        else:
            times.append(Time(start=match.start, end=end, type=kind, value=value))
            times.extend(Time(start=start, end=stop, type=kind, value=other) for start, stop, other in others)
    times = with_years(document, times)
    beside_days(document.text, times)
    return with_days(document, with_weeks(document, join_lengths(document.text, times)), days)


def _beginning(text: str, match: Match) -> int:
    """Where the expression begins: the "fewer than" of "4% fewer than a year earlier" compares figures, not years."""
    than = _THAN.match(text, match.start)
    figure = than is not None and _FIGURE.search(text, max(0, match.start - 10), match.start)
    return than.end() if than is not None and figure else match.start


def _in_word(text: str, match: Match) -> bool:
    """Whether digits are the end of a word: @vote2024, Vision2030."""
    before = text[match.start - 1 : match.start]
    return match.words[0][0].isdigit() and (before.isalpha() or before == "_")


def _in_name(document: Document, match: Match) -> bool:
    """Whether a single word is a part of a longer name: the Sunday Times, Theresa May."""
    if len(match.words) > 1:
        return False
    if match.rule.read in ("bare_weekday", "quarter") and _RANGED.match(document.text, max(0, match.start - 1)):
        return False  # "Mon-Fri" and "Q1-Q3" are no firms
    tokens = document.tokens_in(match.start, match.end)
    if not tokens or tokens[0].ent not in _NAMES:
        return False
    index = tokens[0].i
    before = index > 0 and not tokens[0].ent_start and document.tokens[index - 1].ent == tokens[0].ent
    after = document.tokens[index + 1 : index + 2]
    return before or any(token.ent == tokens[0].ent and not token.ent_start for token in after)


def _is_title(document: Document, match: Match) -> bool:
    """Whether a length with capitals is what something is called: "60 Minutes aired it", "the Hundred Days"; but not in a headline
    whose words all have them."""
    text, last = document.text, match.end - len(match.words[-1])
    if match.rule.read not in _LENGTHS or not text[last].isupper() or text[last + 1 : last + 2].isupper():
        return False
    sentence = document.sentence_at(match.start)
    if sentence is None or match.words[-1] == "old":
        return False
    return any(
        token.text.islower() and len(token.text) > _SHORT for token in document.tokens[sentence.first : sentence.stop]
    )


def _others(text: str, match: Match, also: tuple[int, int], value: str | None) -> list[tuple[int, int, str]]:
    """The places and values of a range's second end or of the other days of a list: "April 3, 4 and 5", "4 and 5 April 2019"."""
    numbers = list(_NUMBER.finditer(text, *also))
    found = []
    for number in numbers:
        other = _other_end(value, number[0])
        if other is not None:
            found.append((number.start(), match.end if number is numbers[-1] else number.end(), other))
    return found


def _other_end(value: str | None, word: str) -> str | None:
    """The value of a range's second end: "March 3-5", "2014-2016", "2018-19"; None where the hyphen made no range."""
    digits = "".join(character for character in word if character.isdecimal())
    if value is None or not digits:
        return None
    if len(value) == 10:  # another day of the same month
        day = f"{value[:8]}{int(digits):02d}"
        return day if value.startswith(NO_YEAR) or date_range(day) != (None, None) else None
    if len(value) == 4:
        return digits if len(digits) == 4 else value[:2] + digits
    return None
