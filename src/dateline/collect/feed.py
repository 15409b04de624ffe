"""RSS and Atom feeds: from their bytes to the pages they link to."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import feedparser

from dateline.collect.moment import to_iso
from dateline.collect.source import is_web_address
from dateline.errors import InputError

# Links in a feed that is a file are resolved against this address (the name is reserved, RFC 2606): what then lies
# under it was relative, and names a file beside the feed.
LOCAL = "https://feed.invalid/"


@dataclass(frozen=True)
class Entry:
    """An entry of a feed. `link` is absolute, None if there is none; `key` stays the same when the entry changes."""

    link: str | None
    key: str
    permalink: str | None
    metadata: dict[str, Any] = field(default_factory=dict)


def parse_feed(content: bytes, address: str) -> list[Entry]:
    """The feed's entries, first to last. `address` is where it was read: relative links are resolved against it.

    InputError if it is no feed. Of a feed that is broken somewhere, the entries that can be read are given.
    """
    headers = {"content-location": address, "content-type": "application/xml"}
    feed = feedparser.parse(io.BytesIO(content), response_headers=headers)
    if not feed.get("version") and not feed.entries:
        problem = feed.get("bozo_exception") or "no RSS or Atom in it"
        raise InputError(f"not a feed: {problem}", where=address, next_step="give the address of an RSS or Atom feed")
    return [_entry(found) for found in feed.entries]


def _entry(found: Any) -> Entry:
    link = found.get("link")
    name = found.get("id")
    names = [author.get("name") or author.get("email") for author in found.get("authors", [])]
    stated = {
        "title": found.get("title"),
        "published": _moment(found, "published"),
        "modified": _moment(found, "updated"),
        "author": ", ".join(name for name in names if name),
    }
    metadata = {key: value for key, value in stated.items() if value}
    permalink = name if name and is_web_address(name) else None
    return Entry(link, name or link or found.get("title") or "", permalink, metadata)


def _moment(found: Any, name: str) -> str | None:
    written = dict.get(found, name)  # feedparser's own `get` answers "updated" with "published"
    return to_iso(written) if written else None
