"""Dates and times as feeds and files write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime


def to_iso(text: str) -> str:
    """An ISO 8601 date or timestamp where the text is one, or one of an e-mail or a feed (RFC 822); else as written.

    The offset stays as it is: it says which day it was where the text was published. A day alone stays a day.
    """
    text = text.strip()
    for read in (date.fromisoformat, datetime.fromisoformat, _from_mail):
        try:
            return read(text).isoformat()
        except (ValueError, OverflowError):
            continue
    return text


def _from_mail(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    # RFC 5322 writes -0000 for "UTC, wherever that was".
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
