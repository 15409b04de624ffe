"""What the readers (page, plain text, jsonl line) hand on: the article's parts, before dates and ids are settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Draft:
    """An article's parts as found. `text` is the body, paragraphs parted by blank lines; facts' offsets count in it.

    The text keeps the dateline and the credit paragraphs ("… contributed to this report."): who they name is a fact too. The
    headline, the captions and the byline stand in their own fields only.
    `dates` are lines that state the publication date ("Published March 3, 2025"), `dateline_date` the date in the dateline.
    `stated` are the publication dates in the metadata, the most trusted first; `modified` likewise.
    """

    text: str
    title: str | None = None
    captions: list[str] = field(default_factory=list)
    dateline_place: str | None = None
    dateline_date: str | None = None
    authors: list[str] = field(default_factory=list)
    contributors: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    stated: list[str | dt.date] = field(default_factory=list)
    modified: list[str | dt.date] = field(default_factory=list)
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
