"""Files of JSON lines: an article a line, read line by line, so that a file may be larger than memory."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from dateline.collect.archive import Archive
from dateline.collect.item import Item
from dateline.collect.moment import to_iso
from dateline.collect.source import Source
from dateline.errors import Rejected

# The keys of a line. Other keys are ignored.
LINE_KEYS = {
    "text": "The article's text, the only key that must be there. Blank lines part paragraphs.",
    "id": "Its name within the source; the same in a new version.",
    "url": "Its address.",
    "title": "Its headline.",
    "published": "When it was published: a date or a timestamp, ISO 8601.",
    "modified": "When it was changed last, likewise.",
    "author": "Who wrote it.",
    "outlet": "Who published it.",
    "source": "Another name for `outlet`.",
    "language": "Its language, ISO 639-1.",
}
_MOMENTS = {"published", "modified"}
_SURROGATE = re.compile("[\ud800-\udfff]")


class LineError(ValueError):
    """A line that is no article. `key` and `value` name the bad field, if it is one field."""

    def __init__(self, problem: str, key: str | None = None, value: object = None) -> None:
        super().__init__(problem)
        self.key = key
        self.value = value


def parse_line(line: bytes) -> dict[str, str]:
    """What a line states, by LINE_KEYS but `source`; only keys with a value. LineError says what is wrong with it."""
    try:
        stated = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8 text (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise LineError(f"not valid JSON: {error.msg} (column {error.colno})") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets 5,000 deep
        raise LineError("not JSON that can be read") from error
    if not isinstance(stated, dict):
        raise LineError("a line must be a JSON object")
    found: dict[str, str] = {}
    for key in LINE_KEYS:
        value = stated.get(key)
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is None:
            continue
        if not isinstance(value, str):
            raise LineError(f"{key!r} must be text", key, value)
        # Half a surrogate pair is no character: no file and no table can hold it.
        value = _SURROGATE.sub("\ufffd", value)
        if value.strip():
            found[key] = to_iso(value) if key in _MOMENTS else value
    if "text" not in found:
        raise LineError("'text' is empty" if "text" in stated else "there is no 'text'", "text", stated.get("text"))
    outlet = found.pop("source", None)
    return {"outlet": outlet, **found} if outlet else found


def split_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that aren't blank, with their numbers from 1; None for a line of more than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        complete = len(line) <= limit or line.endswith(b"\n")
        rest = line
        while rest and not rest.endswith(b"\n") and not complete:
            rest = stream.readline(limit + 1)
        if not complete:
            yield number, None
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def collect_line(
    line: bytes, number: int, file: Path, location: str, source: Source, archive: Archive, *, now: datetime
) -> Item | Rejected:
    """Archive a line and read what it states. `location` is the file's name in messages."""
    uri = file.resolve().as_uri()
    archived = archive.write(line, uri=uri, media_type="application/json", fetched_at=now)
    location = f"{location}:{number}"
    try:
        stated = parse_line(line)
    except LineError as error:
        return Rejected(
            "collect",
            source.id,
            location,
            str(error),
            f"correct line {number}; docs/sources.md lists the keys of a line",
            column_name=error.key,
            value=error.value,
            archive_file=archived.file,
            archive_offset=archived.offset,
        )
    metadata: dict[str, Any] = source.stated | stated
    url, outlet, name = (metadata.pop(key, None) for key in ("url", "outlet", "id"))
    return Item(
        source.id,
        # A line that doesn't name itself is known by what it says.
        name or url or hashlib.sha256(line).hexdigest()[:20],
        location,
        "application/json",
        archived.file,
        archived.offset,
        now,
        outlet=outlet or source.outlet,
        url=url,
        archive_line=number,
        metadata=metadata,
    )
