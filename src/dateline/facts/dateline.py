"""The article's dateline: "KYIV, Ukraine (AP) — "."""

from __future__ import annotations

from dateline.articles.credit import read_dateline
from dateline.facts.document import Document

# A dateline stands at the beginning of one of the first paragraphs, behind headline and byline.
DATELINE_PARAGRAPHS = 6


def find_dateline(document: Document) -> tuple[int, int] | None:
    """Where the dateline stands, from the paragraph's beginning to the story's; None without one."""
    for paragraph in document.paragraphs[:DATELINE_PARAGRAPHS]:
        found = read_dateline(document.text[paragraph.start : paragraph.end])
        if found is not None:
            return paragraph.start, paragraph.start + found.end
    return None
