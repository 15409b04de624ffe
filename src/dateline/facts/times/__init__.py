"""When: time expressions with their TIMEX3 values."""

from __future__ import annotations

from dateline.facts.document import Document
from dateline.facts.record import Time


def find(document: Document) -> list[Time]:
    """The time expressions of a document, in the order of the text."""
    return []
