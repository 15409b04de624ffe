"""Readers for years, decades and centuries. See reading.py for what a reader is."""

from __future__ import annotations

import re

from dateline.facts.quantities import units
from dateline.facts.times.arithmetic import two_digit_year, year_of
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load
from dateline.facts.times.reading import Reading, day_number, ordinal, which, year_told

# What parts the two sides of a screen: "2184 x 1968 pixels".
_BY = ("x ", "× ", "×")
_SIDE = re.compile(r"\s?[x×]\s?\d")
# Words of the longest name of money: "United Arab Emirates dirhams".
_LONGEST_MONEY = 5
# Behind these a decade is one of ages or of the thermometer: "in their 40s and 50s", "highs in the 40s".
_NO_DECADE = re.compile(
    r"\b(?:(?:his|her|their|our|my|your) (?:(?:early|mid|late)[ -])?\d0s,? (?:and|or|to) (?:(?:early|mid|late)[ -])?"
    r"|(?:[Tt]emperatures?|[Hh]ighs|[Ll]ows)\b[^.;]*)$"
)
_REACH = 40
# What something comes back to that was so in a year.
_OF_YEARS = frozenset(
    {"levels", "prices", "rates", "standards", "values", "figures", "borders", "boundaries", "lines", "rules"}
)


def year(match: Match, context: Context) -> Reading:
    """1996, fiscal 1988, early 1990, nineteen seventy-nine."""
    words = list(match.words)
    if len(words) == 1 and _counts(match, context):
        return None
    skipped = {
        "the",
        "year",
        "fiscal",
        "financial",
        "tax",
        "academic",
        "school",
        "fy",
        "about",
        "end",
        "around",
        "to",
        "calendar",
        "of",
        ",",
        *load().values["EDGE"],
        *load().values["EDGENOUN"],
        "in",
    }
    while words and words[0] in skipped | {"-"}:
        words = words[1:]
    if words[-1:] == ["year"]:  # "the 2025 fiscal year"
        words = words[:1]
    found = year_of(words)
    return None if found is None or found < 1000 else ("DATE", f"{found:04d}")


def part_of_year(match: Match, context: Context) -> Reading:
    """The early months of 2025, the first week of the year: the value is that of the year."""
    found = _year_named(match, context)
    return "DATE", None if found is None else f"{found:04d}"


def day_of_year(match: Match, context: Context) -> Reading:
    """The last day of the year."""
    found, is_first = _year_named(match, context), match.parts["n"] == ["first"]
    if found is not None and not is_first and match.words[-2] == "the" and context.direction(match) < 0:
        found -= 1  # what happened then is over
    return "DATE", None if found is None else f"{found:04d}-{'01-01' if is_first else '12-31'}"


def _year_named(match: Match, context: Context) -> int | None:
    if "year" in match.parts:
        return year_of(match.parts["year"])
    found = (
        None if context.published is None else context.published.year + (which(match) if "which" in match.parts else 0)
    )
    return None if found is None or not 0 < found < 10_000 else found


def fiscal_year(match: Match, context: Context) -> Reading:
    """FY26."""
    found = year_told(match, context)
    return "DATE", None if found is None else f"{found:04d}"


def year_of_era(match: Match, context: Context) -> Reading:
    """AD 79; 500 BC has no value. The words are capitals."""
    text, last = (
        context.document.text[match.start : match.end],
        context.document.tokens_in(match.end, match.end + 2)[:1],
    )
    if text.upper() != text or (last and last[0].pos in ("NOUN", "PROPN") and match.words[-1][-1].isalpha()):
        return None
    digits = match.parts["n"][0]
    is_after = match.parts["era"][0][0] in "ac" and digits.isdecimal() and 0 < int(digits) < 10_000
    return "DATE", f"{int(digits):04d}" if is_after else None


def short_year(match: Match, context: Context) -> Reading:
    """In '98."""
    found = two_digit_year(int(match.words[-1][1:]), context.published)
    return "DATE", None if found is None else f"{found:04d}"


def years(match: Match, context: Context) -> Reading:
    """2014-2016, 2018-19; but 2015-3 is a month, and "between 1200 and 1500 people" count."""
    if "to" in match.parts:  # "the 2024-25 fiscal year"
        return "DATE", next(word for word in match.words if len(word) == 4 and word.isdecimal())
    if "and" in match.words and (after := context.document.tokens_in(match.end, match.end + 2)[:1]):
        return ("DATE", match.words[0]) if after[0].tag != "NNS" else None
    first, second = match.words[0], match.words[-1]
    if len(second) < 4 and int(second) != int(first) % 100 + 1:
        return ("DATE", f"{first}-{int(second):02d}") if 1 <= int(second) <= 12 else ("DATE", first)
    return "DATE", first


def decade(match: Match, context: Context) -> Reading:
    """The late 1970s, the nineties."""
    word = match.value("DECADEWORD")
    if word == 0:
        return "DATE", "200"
    if word is not None:
        century = 19 if context.published is None or word > 2 or context.published.year < 2020 else 20
        return "DATE", f"{century}{word}"
    digits = "".join(character for character in match.words[-1] if character.isdigit())
    if len(digits) == 4 and len(match.words) == 1 and match.words[0][-2] in "'’":
        match.end -= len("'s")
        return "DATE", digits  # 2020's budget
    if len(digits) == 2 and _NO_DECADE.search(context.document.text, max(0, match.start - _REACH), match.start):
        return None
    if len(digits) == 2:  # the '20s can be both, and so can all that are written about before they are over
        if digits[0] > "2":
            return "DATE", f"19{digits[0]}"
        settled = context.published is not None and context.published.year < 2000
        return "DATE", f"19{digits[0]}" if settled else f"20{digits[0]}" if digits[0] < "2" else None
    return "DATE", digits[:3] if digits[3] == "0" else None


def century(match: Match, context: Context) -> Reading:
    """The 20th century."""
    n = ordinal(match)
    return ("DATE", f"{n - 1:02d}") if 1 <= n <= 30 else None


def decade_of_century(match: Match, context: Context) -> Reading:
    """The first decade of this century, the last decade of the 19th century."""
    n = 10 if match.parts["n"] == ["last"] else ordinal(match)
    if "century" in match.parts:
        number = day_number(match.parts["century"])
    else:
        number = 0 if context.published is None else context.published.year // 100 + 1
    return "DATE", f"{number - 1:02d}{n - 1}" if 1 <= number <= 30 and 1 <= n <= 10 else None


def _counts(match: Match, context: Context) -> bool:
    """Whether four digits count something: some 2000 people, 1999 rupees, 2020 meters, or houses of a street."""
    tokens = context.document.tokens
    token = next(iter(context.document.tokens_in(match.start, match.end)), None)
    if token is None or token.i + 1 >= len(tokens):
        return False
    text = context.document.text
    if text[match.end : match.end + 2].lstrip()[:1] in ("x", "×") and _SIDE.match(text, match.end):
        return True
    if text.endswith(_BY, 0, match.start):
        return True
    before, after = tokens[token.i - 1].lower if token.i else "", tokens[token.i + 1]
    if after.sentence != token.sentence or after.start - token.end > 1:
        return False
    following = [other.lower for other in tokens[after.i : after.i + _LONGEST_MONEY]]
    if units.match(units.load().money, following, 0) is not None or units.of_noun(after.lower) is not None:
        return True
    if after.lower == "block" or (before == "at" and after.pos == "PROPN"):
        return True  # "the 1900 block of Elm Street", "lives at 1912 Elm Street"
    if before == "to" and after.lower in _OF_YEARS:
        return False  # "fell to 2018 levels"
    return after.tag == "NNS" and (before in load().values["ABOUT"] or before in ("over", "than", "least", "to"))
