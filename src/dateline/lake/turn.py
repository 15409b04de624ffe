"""Writers take turns, so that two of them never add the same row; readers don't come here at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from dateline.errors import LakeError
from dateline.lake.connection import catalog_name, is_postgres, mask, open_database, postgres_address, quote
from dateline.settings import Settings

# The number of the advisory lock in the catalog's database: "date" in ASCII.
ADVISORY_LOCK = 0x64617465
_POLL_SECONDS = 0.1


@contextmanager
def turn(settings: Settings) -> Iterator[None]:
    """Hold the right to write to the lake. LakeError after `settings.lock_timeout` seconds of waiting.

    The operating system (or PostgreSQL) gives the turn back when a writer dies, however it dies.
    """
    with _advisory_lock(settings) if is_postgres(settings) else _file_lock(settings):
        yield


@contextmanager
def _file_lock(settings: Settings) -> Iterator[None]:
    path = Path(settings.catalog_address + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=settings.lock_timeout).acquire()
    except Timeout as error:
        raise _too_long(settings) from error
    except OSError as error:
        raise LakeError(
            f"the lake can't be written here: {error.strerror or error}",
            where=str(path.parent),
            next_step="give yourself write permission on the folder, or set DATELINE_HOME to another one",
        ) from error
    with lock:
        yield


@contextmanager
def _advisory_lock(settings: Settings) -> Iterator[None]:
    """Hold a lock of a transaction on a connection of its own: the lake's connections are pooled and would lose it."""
    with open_database(["postgres"]) as con:
        try:
            con.execute(f"ATTACH {quote(postgres_address(settings))} AS turn (TYPE postgres)")
        except duckdb.Error as error:
            raise LakeError(
                f"the lake's catalog can't be opened: {mask(str(error)).strip()}",
                where=catalog_name(settings),
                next_step="check that the PostgreSQL server runs and that the setting DATELINE_CATALOG names its database and user",
            ) from error
        deadline = time.monotonic() + settings.lock_timeout
        con.execute("BEGIN")
        while not _try_lock(con):
            if time.monotonic() > deadline:
                raise _too_long(settings)
            time.sleep(_POLL_SECONDS)
        yield


def _try_lock(con: duckdb.DuckDBPyConnection) -> bool:
    row = con.execute(f"FROM postgres_query('turn', 'SELECT pg_try_advisory_xact_lock({ADVISORY_LOCK})')").fetchone()
    return bool(row and row[0])


def _too_long(settings: Settings) -> LakeError:
    return LakeError(
        f"another run has been writing to the lake for more than {settings.lock_timeout:g} s",
        where=catalog_name(settings),
        next_step="wait for it to end (`dateline status` shows the runs), or raise DATELINE_LOCK_TIMEOUT",
    )
