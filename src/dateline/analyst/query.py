"""Run a query and write its result as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import IO, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console

from dateline.analyst.guard import require_reading
from dateline.analyst.hint import explain
from dateline.analyst.layout import lay_out
from dateline.analyst.mart import queries
from dateline.analyst.value import to_json, to_text
from dateline.errors import QueryError

__all__ = ["Format", "execute", "queries", "render", "write"]

# Rows fetched and written at a time: results larger than memory can be exported.
CHUNK = 10_000

# Rows shown on a terminal unless told otherwise.
SHOWN = 100

# The width of tables that go to a file or a pipe.
WIDTH = 160


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def execute(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Run SQL that reads, and give the connection to fetch the last statement's result from.

    QueryError says what DuckDB says, with close names and the next step.
    """
    require_reading(con, sql)
    try:
        return con.execute(sql)
    except duckdb.Error as error:
        raise explain(con, error) from error


def render(
    con: duckdb.DuckDBPyConnection, sql: str, *, console: Console | None = None, limit: int | None = SHOWN
) -> int:
    """Print the result as a table of at most `limit` rows (None: all), and give the number of rows printed."""
    console = console or Console(width=None if sys.stdout.isatty() else WIDTH)
    result = execute(con, sql)
    columns = column_names(result)
    rows = _fetch(result, None if limit is None else limit + 1)  # one more tells whether there are more
    more = limit is not None and len(rows) > limit
    rows = rows[:limit]
    console.print(lay_out(columns, _types(result), rows, console.width))
    if more:
        console.print(f"[dim]the first {limit} rows; write all of them with --format csv, json or parquet[/dim]")
    else:
        console.print(f"[dim]{len(rows)} row{'' if len(rows) == 1 else 's'}[/dim]")
    return len(rows)


def write(con: duckdb.DuckDBPyConnection, sql: str, form: Format, output: Path | None = None) -> int:
    """Write the result to a file, or to standard output, and give the number of rows written.

    JSON is one array of objects; Parquet is not written to a terminal. QueryError if the query or the file fails.
    """
    if form is Format.TABLE and output is None:
        return render(con, sql)
    if form is Format.PARQUET and output is None and sys.stdout.isatty():
        step = "give a file with --output, or redirect to one"
        raise QueryError("Parquet is not for a terminal", where="--format parquet", next_step=step)
    result = execute(con, sql)
    if output is None:
        return _write_stdout(result, form)
    part = output.with_name(output.name + ".part")  # a result that breaks off leaves what was there before as it was
    try:
        with part.open("wb") as stream:
            count = _write(result, form, stream)
        part.replace(output)
        return count
    except OSError as error:
        raise QueryError(
            f"can't be written: {error.strerror or error}",
            where=str(output),
            next_step="give another file with --output",
        ) from error
    finally:
        if part.is_file():
            part.unlink()


def _write_stdout(result: duckdb.DuckDBPyConnection, form: Format) -> int:
    try:
        sys.stdout.flush()
        count = _write(result, form, sys.stdout.buffer)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads (`| head`) has seen enough. Python would complain once more when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return count


def column_names(result: duckdb.DuckDBPyConnection) -> list[str]:
    """The result's columns; a name that comes twice gets a number, since JSON and Parquet hold one of a name."""
    names: list[str] = []
    for column in result.description or []:
        name = base = str(column[0])
        number = 1
        while name in names:
            name = f"{base}_{number}"
            number += 1
        names.append(name)
    return names


def _write(result: duckdb.DuckDBPyConnection, form: Format, stream: IO[bytes]) -> int:
    if form is Format.PARQUET:
        return _write_parquet(result, stream)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        if form is Format.TABLE:
            return _write_table(result, text)
        columns, rows = column_names(result), chain.from_iterable(_chunks(result))
        return _write_csv(columns, rows, text) if form is Format.CSV else _write_json(columns, rows, text)
    finally:
        text.detach()


def _write_table(result: duckdb.DuckDBPyConnection, text: IO[str]) -> int:
    rows = _fetch(result, None)
    Console(file=text, width=WIDTH).print(lay_out(column_names(result), _types(result), rows, WIDTH))
    return len(rows)


def _write_csv(columns: list[str], rows: Iterable[tuple[Any, ...]], text: IO[str]) -> int:
    writer = csv.writer(text)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow(map(to_text, row))
        count += 1
    return count


def _write_json(columns: list[str], rows: Iterable[tuple[Any, ...]], text: IO[str]) -> int:
    count = 0
    text.write("[")
    for row in rows:
        entry = {name: to_json(value) for name, value in zip(columns, row, strict=True)}
        text.write(("," if count else "") + "\n" + json.dumps(entry, ensure_ascii=False, allow_nan=False))
        count += 1
    text.write("\n]\n" if count else "]\n")
    return count


def _write_parquet(result: duckdb.DuckDBPyConnection, stream: IO[bytes]) -> int:
    count = 0
    try:
        reader = result.to_arrow_reader(CHUNK)
        # Arrow keeps repeated names, which Parquet's readers refuse.
        schema = pa.schema(
            [field.with_name(name) for field, name in zip(reader.schema, column_names(result), strict=True)]
        )
        with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch.rename_columns(schema.names))
                count += batch.num_rows
    except duckdb.Error as error:
        raise explain(result, error) from error
    except pa.ArrowException as error:
        step = "leave the column out, or make it text: column::VARCHAR"
        raise QueryError(f"Parquet can't hold that: {error}", where="--format parquet", next_step=step) from error
    return count


def _chunks(result: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    """The rows, some at a time: a result need not fit into memory."""
    while rows := _fetch(result, CHUNK):
        yield rows


def _fetch(result: duckdb.DuckDBPyConnection, count: int | None) -> list[tuple[Any, ...]]:
    """The next `count` rows, or all that are left."""
    try:
        return result.fetchall() if count is None else result.fetchmany(count)
    except duckdb.Error as error:
        raise explain(result, error) from error


def _types(result: duckdb.DuckDBPyConnection) -> list[str]:
    return [str(column[1]) for column in result.description or []]
