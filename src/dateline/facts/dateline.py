"""The article's dateline: "KYIV, Ukraine (AP) — ". It belongs to no sentence, so it is parsed as a paragraph of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.articles.credit import read_dateline

if TYPE_CHECKING:
    from dateline.facts.document import Document

# A dateline stands at the beginning of one of the first paragraphs, behind headline and byline.
DATELINE_PARAGRAPHS = 6


def part_dateline(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The paragraphs, the one with the dateline in two: the dateline with its dash, and the story.

    After one dateline others may follow anywhere: a round-up tells a story a paragraph.
    """
    has_dateline = False
    for looked, (start, end) in enumerate(paragraphs):
        found = read_dateline(text[start:end]) if has_dateline or looked < DATELINE_PARAGRAPHS else None
        if found is None:
            yield start, end
            continue
        has_dateline = True
        story = start + found.end
        yield start, start + len(text[start:story].rstrip())
        yield story + len(text[story:end]) - len(text[story:end].lstrip()), end


def find_dateline(document: Document) -> tuple[int, int] | None:
    """Where the dateline stands, from its beginning to the story's; None without one."""
    paragraphs = document.paragraphs[: DATELINE_PARAGRAPHS + 1]
    for head, story in itertools.pairwise(paragraphs):
        found = read_dateline(document.text[head.start : story.end])
        if found is not None and head.end <= head.start + found.end <= story.start:
            return head.start, story.start
    return None
