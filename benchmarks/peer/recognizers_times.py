"""Recognizers-Text: dates, times, durations and sets, with the reading that is not after the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from recognizers_date_time import recognize_datetime
from runner import Document, Facts, run

TYPES = {
    "date": "DATE", "daterange": "DATE", "datetime": "TIME", "datetimerange": "TIME", "time": "TIME",
    "timerange": "TIME", "duration": "DURATION", "set": "SET",
}  # fmt: skip


def value(kind: str, readings: list[dict[str, Any]], published: str) -> str | None:
    """The TIMEX3 value: the timex itself where it is complete, else the latest reading not in the future."""
    timex = readings[0].get("timex") or ""
    if timex.startswith("("):  # a range: its length
        length = re.search(r"P[^,)]+", timex)
        return length[0] if length else None
    if kind == "time":
        return published + timex
    if "X" not in timex or kind in ("duration", "set"):
        return timex or None
    days = sorted(day for reading in readings if (day := reading.get("value") or reading.get("start")))
    past = [day for day in days if day[:10] <= published]
    chosen = (past or days or [None])[-1 if past else 0]
    if chosen is None:
        return None
    if kind == "daterange":
        return chosen[:7] if re.fullmatch(r"X{4}-\d\d", timex) else chosen[:10]
    return chosen.replace(" ", "T")[:16]


def read(document: Document) -> Facts:
    published = (document.get("published") or "1970-01-01")[:10]
    found = []
    for result in recognize_datetime(document["text"], "en-us", reference=dt.datetime.fromisoformat(published)):
        kind = result.type_name.split(".")[-1]
        readings = (result.resolution or {}).get("values") or []
        if kind in TYPES and readings:
            found.append({
                "start": result.start,
                "end": result.end + 1,
                "type": TYPES[kind],
                "value": value(kind, readings, published),
            })  # fmt: skip
    return {"times": found}


if __name__ == "__main__":
    run(read)
