"""When an article was published: from its metadata, else its address, else its text, else the time it was fetched.

Days are those of the publisher's own time zone. A time of day is kept only where its zone is known too. Days before printing
or after the fetch are ignored, and so is 1970-01-01, which is what software writes when it knows nothing.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.articles.draft import Draft

Basis = Literal["metadata", "url", "text", "fetched"]

EARLIEST = dt.date(1700, 1, 1)
UNKNOWN = dt.date(1970, 1, 1)
# A publisher far to the east of us is a day ahead.
MAX_AHEAD = dt.timedelta(days=1)
# A dateline without a year ("March 3") is taken for a day this short before the fetch, or not at all.
RECENT = dt.timedelta(days=60)
# Full dates are looked for in this much of a text: an article that dates itself does so early or in its captions.
MAX_SEARCHED = 20_000

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
# A day and a month, with or without a year, in either order.
DATE_IN_TEXT = rf"(?:{_MONTH}\s{_DAY}|{_DAY}\s(?:of\s)?{_MONTH})(?:,?\s\d{{4}})?"

_MONTH_FIRST = re.compile(rf"\b(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:,?\s(?P<year>\d{{4}}))?\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>\d{{4}}))?(?!\w)", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A weekday told by itself, as in "said Wednesday": not the name of a date ("Wednesday, March 23") or of any such day ("a Monday").
_WEEKDAY = re.compile(
    rf"(?<!\ba )(?<!\bone )(?<!\bthat )\b({'|'.join(_WEEKDAYS)})\b(?!,?\s(?:{_MONTH}\s\d|{_DAY}\s(?:of\s)?{_MONTH}))",
    re.IGNORECASE,
)
_ISO_INSTANT = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2}.*)$")
_URL_NUMBERS = re.compile(r"(?<!\d)(\d{4})[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)")
_URL_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_URL_MONTH = re.compile(r"/(\d{4})/([a-z]{3,9})/(\d{1,2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """The day in the publisher's time zone, the instant (UTC) where a time of day is known, and where that was read."""

    day: dt.date
    at: dt.datetime | None
    basis: Basis


def find_published(draft: Draft, url: str | None, fetched_at: dt.datetime) -> Published:
    """The publication date of a draft. `fetched_at` is an aware datetime: the last resort, and the end of what is possible."""
    latest = fetched_at.date() + MAX_AHEAD
    for value in draft.stated:
        moment = read_moment(value, latest)
        if moment:
            return Published(*moment, "metadata")
    day = read_url(url, latest) if url else None
    if day:
        return Published(day, None, "url")
    day = _from_text(draft, latest)
    if day:
        return Published(day, None, "text")
    # The moment of fetching is in `fetched_at`; it is no time of publication.
    return Published(fetched_at.date(), None, "fetched")


def find_modified(draft: Draft, latest: dt.date) -> dt.datetime | None:
    """The instant of the last change, where the metadata gives one with its zone."""
    for value in draft.modified:
        moment = read_moment(value, latest)
        if moment and moment[1]:
            return moment[1]
    return None


def read_moment(value: str | dt.date, latest: dt.date) -> tuple[dt.date, dt.datetime | None] | None:
    """The day as written, and the instant in UTC where time and zone are given. None for what is no possible date."""
    if isinstance(value, dt.datetime):
        moment: dt.datetime | None = value
    elif isinstance(value, dt.date):
        return (value, None) if _possible(value, latest) else None
    else:
        moment = _read_instant(value)
    if moment is None:
        day = next((day for day in dates_in(str(value)[:200], latest)), None)
        return (day, None) if day else None
    if not _possible(moment.date(), latest):
        return None
    return moment.date(), moment.astimezone(dt.UTC) if moment.tzinfo else None


def _read_instant(text: str) -> dt.datetime | None:
    """A date with a time of day: ISO 8601 or as in e-mail and RSS. None for anything else, plain dates too."""
    iso = _ISO_INSTANT.match(text)
    if iso:
        try:
            return dt.datetime.fromisoformat(f"{iso.group(1)}T{re.sub(r' (?=[-+Z])', '', iso.group(2).strip())}")
        except ValueError:
            return None  # an odd time of day; the day is still good
    if ":" not in text:
        return None
    try:
        return email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def read_url(url: str, latest: dt.date) -> dt.date | None:
    """The day in an address: /2022/03/23/, /2022-03-23-title, /2022/mar/23/, /20220323/."""
    path = url.split("?")[0].split("#")[0]
    named = _URL_MONTH.search(path)
    if named:
        day = _day(named.group(1), _MONTHS.get(named.group(2).lower(), 0), named.group(3), latest)
        if day:
            return day
    for pattern in (_URL_NUMBERS, _URL_COMPACT):
        for match in pattern.finditer(path):
            day = _day(match.group(1), match.group(2), match.group(3), latest)
            if day:
                return day
    return None


def _from_text(draft: Draft, latest: dt.date) -> dt.date | None:
    """A line that says so; the dateline's date; a full date in a caption, else in the body, that falls on a weekday told."""
    for line in draft.dates:
        for day in dates_in(line, latest):
            return day
    weekdays = Counter(
        _WEEKDAYS.index(match.group(1).lower()) for match in _WEEKDAY.finditer(draft.text, 0, MAX_SEARCHED)
    )
    if draft.dateline_date:
        for day in dates_in(draft.dateline_date, latest):
            return day
        guess = _recent(draft.dateline_date, weekdays, latest)
        if guess:
            return guess
    recent = [caption for caption in draft.captions if not caption.upper().startswith("FILE")]
    for texts in (recent, [draft.text[:MAX_SEARCHED]]):
        agreeing = [day for text in texts for day in dates_in(text, latest) if day.weekday() in weekdays]
        if agreeing:
            return max(agreeing)
    return None


def dates_in(text: str, latest: dt.date) -> Iterator[dt.date]:
    """The full dates in a text that are possible, in no particular order."""
    for pattern in (_YEAR_FIRST, _MONTH_FIRST, _DAY_FIRST):
        for match in pattern.finditer(text):
            if match["year"]:
                day = _day(match["year"], _month(match["month"]), match["day"], latest)
                if day:
                    yield day


def _recent(text: str, weekdays: Iterable[int], latest: dt.date) -> dt.date | None:
    """A day without a year, if it was a short while ago and fell on a weekday that the text tells.

    Any day falls on any weekday in some year: an article from an archive must not be given a year by guessing.
    """
    match = _MONTH_FIRST.search(text) or _DAY_FIRST.search(text)
    if not match:
        return None
    days = (_day(str(year), _month(match["month"]), match["day"], latest) for year in (latest.year, latest.year - 1))
    return next((day for day in days if day and latest - day <= RECENT and day.weekday() in weekdays), None)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(text.lower().rstrip("."), 0)


def _day(year: str, month: str | int, day: str, latest: dt.date) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(re.match(r"\d+", day).group()))  # type: ignore[union-attr]
    except ValueError:
        return None
    return found if _possible(found, latest) else None


def _possible(day: dt.date, latest: dt.date) -> bool:
    return EARLIEST <= day <= latest and day != UNKNOWN
