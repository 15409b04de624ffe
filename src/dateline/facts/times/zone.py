"""How far the clock of a time of day is from UTC: by the zone told with it, else by the clocks of the dateline's place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dateline.facts.dateline import find_dateline
from dateline.facts.document import Document
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.record import Mention, Time
from dateline.facts.times.grammar import load

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)?T(\d\d)(?::(\d\d))?(?::\d\d)?Z?", re.ASCII)
_WORD = re.compile(r"[a-z]+")
# "5 p.m. local time" is told in the clock of wherever it happened.
_ELSEWHERE = re.compile(r"\blocal time\b", re.IGNORECASE)
_REACH = 14


def set_offsets(document: Document, times: Sequence[Time], mentions: Sequence[Mention]) -> None:
    """Set `utc_offset` of the times of day; it stays None where neither the article nor its dateline tells."""
    clocks = [(time, match) for time in times if time.type == "TIME" and (match := _CLOCK.fullmatch(time.value or ""))]
    if not clocks:
        return
    place = _dateline_zone(document, mentions)
    for time, match in clocks:
        told = _told(document.text[time.start : time.end])
        if told is None and _ELSEWHERE.search(document.text, time.start, time.end + _REACH):
            continue
        zone = place if told is None else told
        time.utc_offset = zone if zone[:1] in ("+", "-") else zone_offset(zone, *match.groups())


def _told(words: str) -> str | None:
    """The zone named with a time of day: an offset, the name of a zone with summer time, "" for IST, which can be several."""
    zones: dict[str, str] = load().values["ZONE"]
    return next((zones[word] for word in _WORD.findall(words.lower()) if word in zones), None)


def _dateline_zone(document: Document, mentions: Sequence[Mention]) -> str:
    """The zone of the dateline's place, "" if there is no dateline or its place is not known or has several zones."""
    dateline = find_dateline(document)
    if dateline is None:
        return ""
    inside = (m for m in mentions if m.type == "PLACE" and dateline[0] <= m.start and m.end <= dateline[1])
    place = next(inside, None)
    return gazetteer().zones.get(place.geonames_id or place.name or "", "") if place else ""


def zone_offset(zone: str, day: str | None, hour: str, minute: str | None) -> str | None:
    """A zone's offset at a moment of its own clocks: "+02:00"."""
    if not zone or day is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(day) + dt.timedelta(hours=int(hour), minutes=int(minute or 0))
        offset = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ValueError, OverflowError):  # no such day, or the calendar's end
        return None
    seconds = int(offset.total_seconds()) if offset is not None else 0
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}:{minutes:02d}"
