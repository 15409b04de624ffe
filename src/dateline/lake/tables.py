"""The lake's tables, made from the data contracts, and the contract versions they were written by."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from dateline import contracts
from dateline.contracts import Contract
from dateline.errors import LakeError
from dateline.lake import entity, event
from dateline.lake.connection import LAKE, NO_LAKE, NO_LAKE_STEP, identifier, quote
from dateline.lake.linking import SIGNATURES, SIGNATURES_DDL

# Apart from the tables for analysts, in a schema of its own.
_VERSIONS = f"{LAKE}.meta.contracts"


def create_tables(con: duckdb.DuckDBPyConnection, where: str) -> None:
    """Create the tables that are missing, and add the columns that an older Dateline did not know. All or nothing.

    LakeError if the lake was written by a newer contract, or by one so old that its tables can't be extended.
    """
    written = written_versions(con)
    wanted = contracts.load()
    refuse_newer(written, wanted, where)
    changed = [contract for contract in wanted.values() if _numbers(written.get(contract.name, "0")) < contract.release]
    if not changed:
        return
    before = _tables(con)
    con.execute("BEGIN")
    con.execute(f"CREATE SCHEMA IF NOT EXISTS {LAKE}.meta")
    con.execute(f"CREATE TABLE IF NOT EXISTS {_VERSIONS} (table_name VARCHAR NOT NULL, version VARCHAR NOT NULL)")
    for statement in (SIGNATURES_DDL, *entity.DDL, event.DDL):
        con.execute(statement)
    for contract in changed:
        if contract.name in written:
            _add_columns(con, contract, written[contract.name], where)
            con.execute(f"DELETE FROM {_VERSIONS} WHERE table_name = ?", [contract.name])
        else:
            for statement in contract.ddl():
                con.execute(statement)
        con.execute(f"INSERT INTO {_VERSIONS} VALUES (?, ?)", [contract.name, contract.version])
    for table in (SIGNATURES, *entity.TABLES, event.LINKED, *(f"{LAKE}.main.{contract.name}" for contract in changed)):
        if table not in before:
            _give_statistics(con, table)
    con.execute(f"CALL {LAKE}.set_commit_message('dateline', {quote('tables: ' + ', '.join(c.name for c in changed))})")
    con.execute("COMMIT")


def check_readable(con: duckdb.DuckDBPyConnection, where: str) -> None:
    """LakeError if there are no tables yet, or a newer contract wrote them."""
    written = written_versions(con)
    if not written:
        raise LakeError(NO_LAKE, where=where, next_step=NO_LAKE_STEP)
    refuse_newer(written, contracts.load(), where)


def written_versions(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Table → version of the contract it was last written by; empty for a lake without tables."""
    try:
        return dict(con.execute(f"SELECT table_name, version FROM {_VERSIONS}").fetchall())
    except duckdb.CatalogException:
        return {}


def refuse_newer(written: Mapping[str, str], wanted: Mapping[str, Contract], where: str) -> None:
    """LakeError if a table was written by a newer contract. A third number that is higher changes words only, and may pass."""
    for name, version in written.items():
        if name not in wanted or _numbers(version)[:2] > wanted[name].release[:2]:
            known = wanted[name].version if name in wanted else "no such table"
            raise LakeError(
                f"table {name!r} was written by version {version} of its contract; this Dateline knows {known}",
                where=where,
                next_step="install the newer Dateline that wrote it, or set DATELINE_HOME to another lake",
            )


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    sql = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ?"
    return {f"{LAKE}.{schema}.{name}" for schema, name in con.execute(sql, [LAKE]).fetchall()}


def _give_statistics(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Put a row into a new table and take it out again, so that the table has statistics, if of nothing.

    Of a table that never had a row, DuckLake 1.0 asks the catalog for statistics in vain once a column in every query.
    """
    types = [row[1] for row in con.execute(f"DESCRIBE {table}").fetchall()]
    con.execute(f"INSERT INTO {table} VALUES ({', '.join(map(_any_value, types))})")
    con.execute(f"DELETE FROM {table}")


def _any_value(sql_type: str) -> str:
    if sql_type.endswith("[]"):
        return "[]"
    return "'epoch'" if sql_type.startswith(("DATE", "TIMESTAMP")) else "'0'"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _add_columns(con: duckdb.DuckDBPyConnection, contract: Contract, written: str, where: str) -> None:
    """Add the columns a table lacks; rows already there have NULL in them, so that a required one calls for a new lake."""
    table = f"{LAKE}.{identifier(contract.name)}"
    present = {row[0] for row in con.execute(f"DESCRIBE {table}").fetchall()}
    for column in contract.columns:
        if column.name in present:
            continue
        if column.required:
            raise LakeError(
                f"table {contract.name!r} was written by version {written} of its contract, which had no {column.name!r}",
                where=where,
                next_step="set DATELINE_HOME to a new folder and load the archive again",
            )
        con.execute(f"ALTER TABLE {table} ADD COLUMN {identifier(column.name)} {column.sql_type}")
