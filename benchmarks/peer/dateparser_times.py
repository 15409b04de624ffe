"""dateparser's search for dates in English text. It gives words and a moment; the place is where those words stand next."""

from __future__ import annotations

import datetime as dt

from dateparser.date import DateDataParser
from dateparser.search import search_dates
from runner import Document, Facts, locate, run

FORMATS = {"time": "%Y-%m-%dT%H:%M", "day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


def read(document: Document) -> Facts:
    text, published = document["text"], (document.get("published") or "1970-01-01")[:10]
    settings = {"RELATIVE_BASE": dt.datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
    parser = DateDataParser(languages=["en"], settings={**settings, "RETURN_TIME_AS_PERIOD": True})
    found, position = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        place = locate(text, words, position)
        if place is None:
            continue
        start, position = place
        # The search fills a bare year or month up with the day of publication; only the parser tells how much was said.
        period = parser.get_date_data(words).period or "day"
        found.append({
            "start": start,
            "end": position,
            "type": "TIME" if period == "time" else "DATE",
            "value": moment.strftime(FORMATS.get(period, FORMATS["day"])),
        })  # fmt: skip
    return {"times": found}


if __name__ == "__main__":
    run(read)
