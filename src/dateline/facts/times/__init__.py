"""When: time expressions with their TIMEX3 values."""

from __future__ import annotations

from dateline.facts.document import Document
from dateline.facts.record import Time
from dateline.facts.times import absolute, relative
from dateline.facts.times.clock import with_days
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import scan
from dateline.facts.times.reading import Reader


def find(document: Document) -> list[Time]:
    """The time expressions of a document, in the order of the text."""
    context = Context(document)
    times: list[Time] = []
    for match in scan(document.text):
        reader: Reader = getattr(absolute, match.rule.read, None) or getattr(relative, match.rule.read)
        reading = reader(match, context)
        if reading is not None:
            times.append(Time(start=match.start, end=match.end, type=reading[0], value=reading[1]))
    return with_days(document, times)
