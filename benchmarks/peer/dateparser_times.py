"""dateparser's search for dates in English text. It gives words and a moment; the place is where those words stand next."""

from __future__ import annotations

import datetime as dt

from dateparser.search import search_dates
from runner import Document, Facts, locate, run


def read(document: Document) -> Facts:
    text, published = document["text"], (document.get("published") or "1970-01-01")[:10]
    settings = {"RELATIVE_BASE": dt.datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
    found, position = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        place = locate(text, words, position)
        if place is None:
            continue
        start, position = place
        clock = (moment.hour, moment.minute) != (0, 0)
        found.append({
            "start": start,
            "end": position,
            "type": "TIME" if clock else "DATE",
            "value": moment.strftime("%Y-%m-%dT%H:%M" if clock else "%Y-%m-%d"),
        })  # fmt: skip
    return {"times": found}


if __name__ == "__main__":
    run(read)
