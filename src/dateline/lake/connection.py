"""Connections to the lake: a DuckLake whose catalog is a SQLite file (one machine) or a PostgreSQL database (many).

The extensions are the official signed binaries that came with the Python packages; nothing is downloaded at run time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb
from duckdb_extensions import import_extension

from dateline.errors import LakeError
from dateline.lake.image import readable
from dateline.settings import Settings

LAKE = "lake"

# How long SQLite itself waits for a lock. Writers take turns (see turn.py), so that this only ever bridges a checkpoint.
BUSY_TIMEOUT_MS = 10_000

# Nothing is fetched from the network, and a name in SQL never means a variable that happens to be in scope in Python.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}

# Packages whose extensions have other names.
_SCANNERS = {"postgres": "postgres_scanner", "sqlite": "sqlite_scanner"}

# Packages whose extensions this process has loaded, each with its signature verified.
_verified: set[str] = set()

NO_LAKE = "there is no lake here yet"
NO_LAKE_STEP = (
    "type `dateline run` to collect the sources and create it, or set DATELINE_HOME to the folder of another lake"
)

_POSTGRES = re.compile(r"postgres(ql)?:", re.IGNORECASE)
_SECRETS = (
    (re.compile(r"(password\s*=\s*)('[^']*'|\S+)", re.IGNORECASE), r"\1***"),
    (re.compile(r"(://[^:/@\s]*:)[^@\s]*@"), r"\1***@"),
)


def attach(settings: Settings, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with the lake attached as `lake` and in use.

    A reader sees the last committed snapshot at the start of each of its queries and never waits for a writer. A writer
    creates the lake where there is none; it should hold `dateline.lake.turn`. LakeError names the catalog and what to do.
    """
    if read_only:
        _require_catalog(settings)
    else:
        _make_folders(settings)
    con = open_database(_extensions(settings))
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(_attach_statement(settings, read_only))
        con.execute(f"USE {LAKE}")
    except (duckdb.Error, OSError) as error:
        con.close()
        raise _explain(error, settings) from error
    except BaseException:
        con.close()
        raise
    return con


def lock_down(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Shut the connection's way to all files but the lake's own, and to changes of its configuration, for good."""
    con.execute(f"SET allowed_directories = [{quote(storage(settings))}]")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")


def is_missing(error: LakeError) -> bool:
    """Whether the error says that there is no lake yet, rather than that something is wrong with it."""
    return error.what == NO_LAKE


def is_postgres(settings: Settings) -> bool:
    """Whether the catalog is a PostgreSQL database."""
    return _POSTGRES.match(settings.catalog_address) is not None


def postgres_address(settings: Settings) -> str:
    """The libpq connection string of a PostgreSQL catalog, from "postgres:dbname=lake" or a "postgresql://host/lake" address."""
    scheme, _, rest = settings.catalog_address.partition(":")
    return f"{scheme}:{rest}" if rest.startswith("//") else rest


def catalog_name(settings: Settings) -> str:
    """The catalog as it may be shown: without passwords."""
    return mask(settings.catalog_address)


def storage(settings: Settings) -> str:
    """Where the Parquet files live, as an absolute folder or an address, with a slash at the end."""
    address = settings.storage_address
    return (address if "://" in address else str(Path(address).absolute())).rstrip("/") + "/"


def mask(text: str) -> str:
    """The text without the passwords of connection strings."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def quote(text: str) -> str:
    """The text as a SQL string."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """The name as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _require_catalog(settings: Settings) -> None:
    """LakeError unless the SQLite file is there: attaching would report a missing file as a broken one."""
    if not is_postgres(settings) and not Path(settings.catalog_address).is_file():
        raise LakeError(NO_LAKE, where=catalog_name(settings), next_step=NO_LAKE_STEP)


def _make_folders(settings: Settings) -> None:
    folders = [] if "://" in settings.storage_address else [Path(settings.storage_address)]
    if not is_postgres(settings):
        folders.append(Path(settings.catalog_address).parent)
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_writable(folder, error.strerror or str(error)) from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _not_writable(folder, "permission denied")


def _not_writable(folder: Path, reason: str) -> LakeError:
    return LakeError(
        f"the lake can't be written here: {reason}",
        where=str(folder),
        next_step="give yourself write permission on the folder, or set DATELINE_HOME to another one",
    )


def _extensions(settings: Settings) -> list[str]:
    """What the lake needs. The scanners must be there before ATTACH, which would otherwise look for them on the network."""
    wanted = ["ducklake", "postgres" if is_postgres(settings) else "sqlite"]
    return [*wanted, "httpfs"] if "://" in settings.storage_address else wanted


def open_database(packages: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """A DuckDB database of its own, in memory, with these packages' extensions loaded.

    At every LOAD, DuckDB verifies the signature of some 36 MB of code. A process does that once for each extension: from then
    on it is loaded already, and the databases that are opened later take it as it is.
    """
    known = _verified.issuperset(packages)
    con = duckdb.connect(config={**CONFIG, "allow_unsigned_extensions": str(known).lower()})
    try:
        for package in packages:
            _load_extension(con, package)
        con.execute("SET allow_unsigned_extensions = false")
    except BaseException:
        con.close()
        raise
    _verified.update(packages)
    return con


def _load_extension(con: duckdb.DuckDBPyConnection, package: str) -> None:
    """Load an extension, installed from its Python package where DuckDB doesn't have it yet."""
    extension = _SCANNERS.get(package, package)
    try:
        con.execute(f"LOAD {extension}")
    except duckdb.Error:
        try:
            import_extension(package, con=con)
            con.execute(f"LOAD {extension}")
        except (duckdb.Error, OSError) as error:
            raise LakeError(
                f"DuckDB's extension {extension!r} can't be installed: {error}",
                where="package duckdb-extension-" + package,
                next_step="set HOME to a folder you can write (DuckDB keeps extensions in ~/.duckdb), or install Dateline again",
            ) from error


def _attach_statement(settings: Settings, read_only: bool) -> str:
    # DATA_PATH overrides the one in the catalog: a lake that was moved, or is mounted elsewhere, is read where the settings say.
    options = [f"DATA_PATH {quote(storage(settings))}", "OVERRIDE_DATA_PATH true"]
    if is_postgres(settings):
        address = "ducklake:postgres:" + postgres_address(settings)
    else:
        catalog = Path(settings.catalog_address).absolute()
        address = f"ducklake:sqlite:{readable(catalog) if read_only else catalog}"
        options.append(f"META_BUSY_TIMEOUT {BUSY_TIMEOUT_MS}")
        if not read_only:
            # In SQLite's default mode a long query of a reader would keep a writer from committing.
            options.append("META_JOURNAL_MODE 'WAL'")
    if read_only:
        options.append("READ_ONLY")
    return f"ATTACH {quote(address)} AS {LAKE} ({', '.join(options)})"


def _explain(error: Exception, settings: Settings) -> LakeError:
    """The LakeError for what went wrong while attaching."""
    message = mask(str(error)).strip()
    where = catalog_name(settings)
    if "creating a new DuckLake is explicitly disabled" in message:
        return LakeError(NO_LAKE, where=where, next_step=NO_LAKE_STEP)
    if is_postgres(settings):
        step = "check that the PostgreSQL server runs and that the setting DATELINE_CATALOG names its database, user and password"
        return LakeError(f"the lake's catalog can't be opened: {message}", where=where, next_step=step)
    if "not a database" in message or "malformed" in message:
        step = (
            "restore the file from a backup; or move the lake's folder away and type `dateline run` to build a new one"
        )
        return LakeError(f"the lake's catalog is damaged: {message}", where=where, next_step=step)
    step = "check that you may read the file and write its folder, or set DATELINE_HOME to another lake"
    return LakeError(f"the lake's catalog can't be opened: {message}", where=where, next_step=step)
