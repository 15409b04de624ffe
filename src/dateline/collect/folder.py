"""Files: plain text and HTML, an article a file, and files of JSON lines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from dateline.collect.archive import Archive
from dateline.collect.item import Item
from dateline.collect.line import collect_line, split_lines
from dateline.collect.sniff import binary
from dateline.collect.source import FolderSource, Source
from dateline.errors import Rejected, SourceError
from dateline.settings import Settings

# The endings that are read, and what such files hold.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
}
_HEAD = 8192


def list_files(source: FolderSource) -> list[Path]:
    """The files of the source, in the order of their names; hidden ones are left out.

    SourceError if the path isn't there, or if no file has an ending that is read.
    """
    path = source.path
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise SourceError(
            f"there is no file or folder {show(path)}",
            where=source.where,
            next_step="correct the path; in a definition it is relative to the definition's own folder",
        )
    files = sorted(found for found in path.glob(source.include) if found.is_file() and not _is_hidden(found, path))
    if not any(file.suffix.lower() in MEDIA_TYPES for file in files):
        others = sorted({show(Path(file.suffix or file.name)) for file in files})
        instead = f" (only {', '.join(others[:5])})" if others else ""
        raise SourceError(
            f"no file that can be read in {show(path)}{instead}",
            where=source.where,
            next_step="put files there that end in " + ", ".join(MEDIA_TYPES),
        )
    return files


def collect_folder(
    source: FolderSource, settings: Settings, archive: Archive, *, now: datetime
) -> Iterator[Item | Rejected]:
    """Every file, or every line of it, as an item; what can't be read is rejected and the rest goes on.

    SourceError as for list_files.
    """
    for file in list_files(source):
        if MEDIA_TYPES.get(file.suffix.lower()) == "application/json":
            yield from _collect_lines(file, source, settings, archive, now)
        else:
            key = file.name if file == source.path else file.relative_to(source.path).as_posix()
            yield collect_file(file, show(Path(key)), source, settings, archive, now=now)


def collect_file(
    file: Path,
    key: str,
    source: Source,
    settings: Settings,
    archive: Archive,
    *,
    now: datetime,
    url: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> Item | Rejected:
    """Archive a text or HTML file. `key` is its name within the source, `metadata` what a feed says about it."""
    location = show(file)
    reject = partial(Rejected, "collect", source.id, location)
    media_type = MEDIA_TYPES.get(file.suffix.lower())
    if media_type not in {"text/plain", "text/html"}:
        reason = (
            f"files that end in {show(Path(file.suffix))} are not read" if file.suffix else "the name has no ending"
        )
        return reject(reason, "turn it into a file that ends in " + ", ".join(MEDIA_TYPES))
    try:
        size = file.stat().st_size
        if size > settings.max_download_bytes:
            return reject(*_too_large(f"{size:,} bytes", settings))
        content = file.read_bytes()
    except OSError as error:
        return reject(*_unreadable(error))
    if not content.strip():
        return reject("the file is empty", "write the article into it, or remove it")
    archived = archive.write(content, uri=file.resolve().as_uri(), media_type=media_type, fetched_at=now)
    if what := binary(content):
        next_step = "save the article as plain text or HTML"
        return reject(f"not text but {what}", next_step, archive_file=archived.file, archive_offset=archived.offset)
    return Item(
        source.id,
        key,
        location,
        media_type,
        archived.file,
        archived.offset,
        now,
        outlet=source.outlet,
        url=url,
        metadata=source.stated | (metadata or {}),
    )


def show(path: Path) -> str:
    """The path as text that any file and table can hold, even if its name is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _collect_lines(
    file: Path, source: Source, settings: Settings, archive: Archive, now: datetime
) -> Iterator[Item | Rejected]:
    location = show(file)
    reject = partial(Rejected, "collect", source.id)
    blank = True
    try:
        with file.open("rb") as stream:
            if what := binary(stream.peek(_HEAD)):
                yield reject(location, f"not text but {what}", "write one JSON object a line, in UTF-8")
                return
            for number, line in split_lines(stream, settings.max_download_bytes):
                blank = False
                if line is None:
                    limit = f"more than {settings.max_download_bytes:,} bytes"
                    yield reject(f"{location}:{number}", *_too_large(limit, settings))
                else:
                    yield collect_line(line, number, file, location, source, archive, now=now)
    except OSError as error:
        yield reject(location, *_unreadable(error))
        return
    if blank:
        yield reject(location, "the file is empty", "write articles into it, or remove it")


def _too_large(size: str, settings: Settings) -> tuple[str, str]:
    reason = f"too large for an article: {size}, and the limit is {settings.max_download_bytes:,}"
    return reason, "split it into articles, or raise DATELINE_MAX_DOWNLOAD_BYTES"


def _unreadable(error: OSError) -> tuple[str, str]:
    return f"can't be read: {error.strerror or error}", "see that the file is there and that you may read it"


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
