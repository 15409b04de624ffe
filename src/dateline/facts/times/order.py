"""Whether 3/4/2021 is 3 April or March 4: by the article's own dates, else by the country it was published in."""

from __future__ import annotations

import re

from dateline.facts.document import Document

# Countries whose news writes the month first (ISO 3166-1 alpha-2).
_MONTH_FIRST = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "PH", "FM", "MH", "PW", "BZ"})
# Countries where both orders are in use, or where the year stands first: nothing can be told.
_EITHER = frozenset({"CA", "CN", "JP", "KR", "KP", "TW", "MN", "HU", "LT", "KE", "GH", "PA"})

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[JFMASOND][a-z]{2,3}\.)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WRITTEN = re.compile(
    rf"\b{_MONTHS} (?P<month_first>{_DAY})\b|(?<!\d)(?P<day_first>{_DAY}) (?:of )?{_MONTHS}(?!\w)", re.ASCII
)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<day_first>(?:1[3-9]|2\d|3[01])([/.-])\d{1,2}\2)|(?P<month_first>\d{1,2}([/-])(?:1[3-9]|2\d|3[01])\4))\d{2,4}(?!\d)",
    re.ASCII,
)


def day_first(document: Document) -> bool | None:
    """True for day, month, year; None where nobody can tell.

    A date such as 13/4/2021 decides for the whole article; then the country; then the order of its written dates.
    """
    if (told := _told(_NUMERIC, document.text)) is not None:
        return told
    if document.country is not None:
        return None if document.country in _EITHER else document.country not in _MONTH_FIRST
    return _told(_WRITTEN, document.text)


def _told(pattern: re.Pattern[str], text: str) -> bool | None:
    """The order that all dates of this form have; None where there are none, or some of either."""
    found = {match.lastgroup or "" for match in pattern.finditer(text)}
    return "day_first" in found if len(found) == 1 else None
