"""The errors a user can meet, and the record of an input that was turned away.

Each names the file, the field and what to do next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


class DatelineError(Exception):
    """Something the user can act on.

    `what` says what is wrong, `where` names the file, address, field or row, `next_step` what to do or type next.
    """

    def __init__(self, what: str, *, where: str | None = None, next_step: str | None = None) -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n  → {self.next_step}" if self.next_step else text

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (extraction workers, Prefect); keyword-only arguments don't survive pickling.
        return _rebuild, (type(self), self.what, self.where, self.next_step)


def _rebuild(kind: type[DatelineError], what: str, where: str | None, next_step: str | None) -> DatelineError:
    return kind(what, where=where, next_step=next_step)


class SettingsError(DatelineError):
    """A setting is missing, unknown or out of range."""


class SourceError(DatelineError):
    """A source definition can't be used."""


class InputError(DatelineError):
    """A file, page or line can't be read as what it claims to be."""


class ContractError(DatelineError):
    """A data contract is malformed, or rows don't have its columns."""


class CheckError(DatelineError):
    """Too many rows of a batch failed their checks."""


class LakeError(DatelineError):
    """The lake can't be opened, read or written."""


class QueryError(DatelineError):
    """A SQL query can't be run."""


# What quarantine keeps of a long text: enough to recognise it; the archive holds the whole.
MAX_QUARANTINED_CHARS = 2_000


@dataclass(frozen=True)
class Rejected:
    """An input or a row that can't go on. The rest does; this goes to quarantine.

    `stage` is where it happened: collect, articles, facts or checks. `location` is a file, an address or `file:line`.
    `reason` says what is wrong, `next_step` what to do about it. `column_name` and `value` name the bad field, `row` is
    the row as it was.
    """

    stage: str
    source_id: str | None
    location: str | None
    reason: str
    next_step: str | None = None
    column_name: str | None = None
    value: object = None
    row: Mapping[str, Any] | None = None
    archive_file: str | None = None
    archive_offset: int | None = None
    article_id: str | None = None
    table_name: str | None = None

    def __str__(self) -> str:
        return str(DatelineError(self.reason, where=self.location, next_step=self.next_step))

    def to_row(self, run_id: str, now: datetime) -> dict[str, Any]:
        """The row of the quarantine table. `now` is an aware datetime.

        The id leaves out the run and the time: the same trouble met again is the same row.
        """
        value = None if self.value is None else _storable(str(self.value))
        row = None if self.row is None else _as_json(self.row)
        place = [self.stage, self.table_name, self.source_id, self.location, self.article_id]
        key = json.dumps([*place, self.reason, self.column_name, value, row])
        return {
            "quarantine_id": hashlib.sha256(key.encode()).hexdigest()[:20],
            "run_id": run_id,
            "stage": self.stage,
            "table_name": self.table_name,
            "source_id": self.source_id,
            "location": None if self.location is None else _storable(self.location),
            "article_id": self.article_id,
            "reason": _storable(self.reason),
            "column_name": self.column_name,
            "value": value,
            "next_step": self.next_step,
            "row": row,
            "archive_file": self.archive_file,
            "archive_offset": self.archive_offset,
            "quarantined_at": now,
        }


def _as_json(row: Mapping[str, Any]) -> str:
    """The row as JSON, its long texts cut."""
    return _encodable(json.dumps(_shortened(row), ensure_ascii=False, sort_keys=True, default=str))


def _encodable(text: str) -> str:
    """A text that UTF-8 can hold: lone surrogates (from odd file names and JSON escapes) are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _storable(text: str) -> str:
    """An encodable text of bounded length."""
    return _encodable(text if len(text) <= MAX_QUARANTINED_CHARS else text[: MAX_QUARANTINED_CHARS - 1] + "…")


def _shortened(value: Any) -> Any:
    """The same value with every long text in it cut."""
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, Mapping):
        return {str(key): _shortened(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shortened(part) for part in value]
    return value
