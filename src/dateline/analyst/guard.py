"""What `dateline sql` lets through: SQL that reads.

The lake is attached read-only and the files are out of reach (`dateline.lake.lock_down`); this adds errors in plain words, and
stops the few statements that could still write or delete a file in the lake's own folder. It guards against accidents: who
may write that folder can do so without Dateline.
"""

from __future__ import annotations

import re

import duckdb
from duckdb import StatementType

from dateline.errors import QueryError

# DuckDB counts FROM, VALUES, DESCRIBE, SHOW and SUMMARIZE as SELECT. CREATE and DROP reach temporary tables and views only,
# and PIVOT needs CREATE for itself.
_READING = {StatementType.SELECT, StatementType.EXPLAIN, StatementType.CREATE, StatementType.DROP}
_EXPLAIN = re.compile(r"\bEXPLAIN\s+(ANALYZE\b\s*)?(\([^)]*\)\s*)?", re.IGNORECASE)
_MAINTENANCE = re.compile(r"\bducklake_(cleanup|delete|expire|merge|flush|add|rewrite|set)_\w+", re.IGNORECASE)

_STEP = (
    "read with SELECT, FROM, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN; write a result to a file with --format and --output"
)


def require_reading(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """QueryError unless the SQL is one or more statements that only read."""
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(str(error), where="query", next_step="correct the SQL") from error
    if not statements:
        raise QueryError("there is no SQL in it", where="query", next_step='try: dateline sql "FROM articles LIMIT 5"')
    for statement in statements:
        if statement.type not in _READING:
            raise QueryError(f"{statement.type.name} is not for reading", where="query", next_step=_STEP)
        if statement.type == StatementType.EXPLAIN:
            _require_reading_explain(con, statement.query)
    found = _MAINTENANCE.search(sql)
    if found:
        raise QueryError(f"{found.group()} changes the lake", where="query", next_step=_STEP)


def _require_reading_explain(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """The explained statement must read as well: EXPLAIN ANALYZE runs it."""
    start = _EXPLAIN.search(sql)
    require_reading(con, sql[start.end() :] if start else "")
