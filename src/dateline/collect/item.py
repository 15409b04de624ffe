"""What a source yields: one thing to read as an article, and where its raw bytes are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Item:
    """A page, a text file or a line of a jsonl file, archived and ready to be read.

    `location` is for messages: an address, a file or `file:line`.

    `key` names the item within its source and stays the same when the item is published anew: the page's address, a
    feed entry's id, a file's path below the source's folder, a line's `id` or `url`.

    `media_type` is text/html, text/plain or application/json (a line of jsonl: an object with a `text`).

    `metadata` is what the source says about the item, with only the keys that it does say: `title`, `text` (jsonl),
    `author`, `published` and `modified` (ISO 8601 where it could be read as a date, else as written), `charset` (of the
    HTTP header), `language` and `country` (of the source definition).

    `archive_line` is the line number in a jsonl file. The archive holds each line by itself:
    `Archive.read(item.archive_file, item.archive_offset)` gives the page, the file, or that one line.
    """

    source_id: str
    key: str
    location: str
    media_type: str
    archive_file: str
    archive_offset: int
    fetched_at: datetime
    outlet: str | None = None
    url: str | None = None
    archive_line: int | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
