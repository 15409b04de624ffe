"""The raw bytes, kept before anything else looks at them, as WARC files (ISO 28500) that any web-archive tool reads.

Each run writes files of its own, `2026/11/22/<run id>-00000.warc.gz`, and never touches another run's. Each record is a
gzip member of its own, so a record is read by its offset, and a run that is killed leaves at most a last record cut
short, which nothing points to.

The same bytes from the same address are kept once: `index.sqlite` beside the files maps address and digest to the
record. The index only saves room; delete it, and the next run archives anew.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import io
import os
import re
import sqlite3
import threading
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.collect.item import Item
from dateline.errors import InputError, SettingsError

INDEX = "index.sqlite"

# A file that has grown beyond this many bytes is closed, and the next record starts a new one.
MAX_FILE_BYTES = 1_000_000_000

# Headers that describe the bytes on the wire. The archive holds the decoded body, so they are kept under the names that
# Common Crawl gave them: a reader must not try to decode the body again.
_WIRE_HEADERS = {"content-encoding", "content-length", "transfer-encoding"}


class Position(NamedTuple):
    """Where a record is: the file, relative to the archive's folder, and the offset in bytes."""

    file: str
    offset: int


class Archive:
    """The archive of one run; a context manager. Threads may share it, and so may several runs at once.

    Nothing is created before the first record is written.
    """

    def __init__(self, folder: Path, run_id: str, *, max_file_bytes: int = MAX_FILE_BYTES) -> None:
        self.folder = folder
        self.run_id = re.sub(r"[^A-Za-z0-9._-]", "_", run_id)
        self.max_file_bytes = max_file_bytes
        self._lock = threading.Lock()
        self._index: sqlite3.Connection | None = None
        self._out: BinaryIO | None = None
        self._file = ""
        self._number = 0

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(
        self,
        payload: bytes,
        *,
        uri: str,
        media_type: str,
        fetched_at: datetime,
        status: str | None = None,
        headers: Sequence[tuple[str, str]] = (),
    ) -> Position:
        """Keep the bytes, and say where. Bytes that this address gave before are not written again.

        `status` ("200 OK") and `headers` are those of an HTTP response; without them it becomes a resource record.
        SettingsError if the folder can't be written.
        """
        key = hashlib.sha256(
            uri.encode("utf-8", "surrogatepass") + b"\n" + hashlib.sha256(payload).digest()
        ).hexdigest()
        with self._lock:
            try:
                known = self._find(key)
                if known:
                    return known
                if self._out is not None and self._out.tell() > self.max_file_bytes:
                    self._close_file()
                record = _record(payload, uri, media_type, fetched_at, status, headers)
                position = self._append(record, fetched_at)
                row = (key, *position, position.offset + len(record))
                self._open_index().execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)", row)
            except (OSError, sqlite3.OperationalError) as error:
                raise SettingsError(
                    f"the archive can't be written: {error}",
                    where=str(self.folder),
                    next_step="free some space or give write permission, or set DATELINE_HOME to another folder",
                ) from error
            except sqlite3.DatabaseError as error:
                where = str(self.folder / INDEX)
                problem = f"the archive's index is damaged: {error}"
                raise SettingsError(problem, where=where, next_step=f"delete {where}: it only saves room") from error
        return position

    def read(self, item: Item) -> bytes:
        """The raw bytes of an item. InputError as for read_record."""
        return self.read_record(item.archive_file, item.archive_offset)

    def read_record(self, file: str, offset: int) -> bytes:
        """The bytes kept at this position. InputError if there is no whole, undamaged record."""
        where = f"{file} at {offset}"
        next_step = f"delete {self.folder / INDEX} and collect the source again: that archives it anew"
        path = self.folder / file
        if not path.resolve().is_relative_to(self.folder.resolve()):
            next_step = "use a name that stands in `archive_file`"
            raise InputError("not inside the archive", where=where, next_step=next_step)
        try:
            with path.open("rb") as raw:
                raw.seek(offset)
                payload = _read_payload(raw)
        except OSError as error:
            problem = f"the archive file can't be read: {error.strerror or error}"
            raise InputError(problem, where=where, next_step=next_step) from error
        if payload is None:
            raise InputError("there is no whole record here in the archive", where=where, next_step=next_step)
        return payload

    def close(self) -> None:
        """Close the files. Reading still works afterwards, and writing opens a new file."""
        with self._lock:
            self._close_file()
            if self._index is not None:
                self._index.close()
                self._index = None

    def _append(self, record: bytes, day: datetime) -> Position:
        out = self._out or self._open_file(day)
        offset = out.tell()
        try:
            out.write(record)
            out.flush()
        except OSError:
            # Half a record may stand there now: nothing may be written behind it.
            self._out = None
            with contextlib.suppress(OSError):
                out.close()
            raise
        return Position(self._file, offset)

    def _open_file(self, day: datetime) -> BinaryIO:
        """Start a new file; its first record says who wrote it."""
        while True:
            self._file = f"{day:%Y/%m/%d}/{self.run_id}-{self._number:05}.warc.gz"
            self._number += 1
            path = self.folder / self._file
            path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):  # a run that was started again under its id
                self._out = path.open("xb")
                break
        writer = WARCWriter(self._out)
        info = {"software": "dateline", "format": "WARC File Format 1.0", "isPartOf": self.run_id}
        writer.write_record(writer.create_warcinfo_record(path.name, info))
        return self._out

    def _close_file(self) -> None:
        if self._out is not None:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            self._out = None

    def _find(self, key: str) -> Position | None:
        """Where the bytes are already, as long as the whole record is really there."""
        query = "SELECT file, start, stop FROM record WHERE key = ?"
        row = self._open_index().execute(query, (key,)).fetchone()
        if row is None:
            return None
        file, start, stop = row
        path = self.folder / file
        return Position(file, start) if path.is_file() and path.stat().st_size >= stop else None

    def _open_index(self) -> sqlite3.Connection:
        if self._index is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Autocommit; the lock above lets one thread in at a time, the timeout lets other processes finish.
            path = self.folder / INDEX
            self._index = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
            self._index.execute("PRAGMA journal_mode = WAL")
            self._index.execute("PRAGMA synchronous = NORMAL")
            self._index.execute(
                "CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, file TEXT NOT NULL,"
                " start INTEGER NOT NULL, stop INTEGER NOT NULL) WITHOUT ROWID"
            )
        return self._index


def _record(
    payload: bytes,
    uri: str,
    media_type: str,
    fetched_at: datetime,
    status: str | None,
    headers: Sequence[tuple[str, str]],
) -> bytes:
    """A gzipped WARC record: a response where there is an HTTP status, else a resource."""
    http = None
    if status is not None:
        kept = [(f"X-Crawler-{k}" if k.lower() in _WIRE_HEADERS else k, v) for k, v in headers]
        http = StatusAndHeaders(status, [*kept, ("Content-Length", str(len(payload)))], protocol="HTTP/1.1")
    out = io.BytesIO()
    writer = WARCWriter(out)
    writer.write_record(
        writer.create_warc_record(
            uri,
            "resource" if http is None else "response",
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type=media_type if http is None else "application/http; msgtype=response",
            warc_headers_dict={
                "WARC-Date": f"{fetched_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "WARC-Payload-Digest": _digest(payload),
            },
            http_headers=http,
        )
    )
    return out.getvalue()


def _read_payload(raw: BinaryIO) -> bytes | None:
    """The payload of the record that begins here; None if none does, or if it is cut short or damaged."""
    try:
        record = next(iter(ArchiveIterator(raw)), None)
        if record is None:
            return None
        payload = b"".join(iter(functools.partial(record.raw_stream.read, 1 << 20), b""))
    except (ArchiveLoadFailed, EOFError, zlib.error):
        return None
    return payload if record.rec_headers.get_header("WARC-Payload-Digest") == _digest(payload) else None


def _digest(payload: bytes) -> str:
    """As web-archive tools write it: SHA-1 in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()
