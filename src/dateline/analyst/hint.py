"""From DuckDB's errors to ours: what is wrong, which names come close, and what to type next."""

from __future__ import annotations

import re
from difflib import get_close_matches

import duckdb

from dateline.errors import QueryError
from dateline.lake.connection import LAKE

_NO_TABLE = re.compile(r"Table with name (\S+) does not exist!")
_NO_COLUMN = re.compile(r'Referenced column "([^"]+)" not found|does not have a column named "([^"]+)"')
# DuckDB's own guess comes from its system catalogue ("Did you mean pg_proc?").
_GUESS = re.compile(r'\n?(Did you mean "[^"]*"\?|Candidate bindings: .*)')

_STEP = "`dateline sql --list` lists tables, marts and questions; `DESCRIBE articles` shows the columns of one"


def explain(con: duckdb.DuckDBPyConnection, error: duckdb.Error) -> QueryError:
    """The QueryError for what DuckDB says about a query."""
    message = str(error).strip()
    if isinstance(error, duckdb.InterruptException):
        return QueryError("the query was stopped", where="query")
    for pattern, names in ((_NO_TABLE, relations), (_NO_COLUMN, columns)):
        found = pattern.search(message)
        if found:
            wanted = next(name for name in found.groups() if name)
            close = get_close_matches(wanted.lower(), names(con), n=3, cutoff=0.6)
            step = f"did you mean {' or '.join(close)}? " if close else ""
            return QueryError(_GUESS.sub("", message), where="query", next_step=step + _STEP)
    if "read-only mode" in message:
        return QueryError(
            "the lake is read-only here; runs write it", where="query", next_step="`dateline run` loads articles"
        )
    if "file system operations are disabled" in message:
        step = "this reads the lake only; write a result with --format and --output, or join files of yours with dateline.connect()"
        return QueryError(message.splitlines()[0], where="query", next_step=step)
    return QueryError(message, where="query", next_step=_STEP)


def relations(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the tables and marts."""
    rows = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND schema_name = 'main'"
        " UNION SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal ORDER BY ALL",
        [LAKE],
    )
    return [row[0] for row in rows.fetchall()]


def columns(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all their columns."""
    rows = con.execute("SELECT DISTINCT column_name FROM duckdb_columns() WHERE NOT internal ORDER BY ALL")
    return [row[0] for row in rows.fetchall()]
