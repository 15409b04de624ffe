"""Queries: what may run, how results are written, and what errors say."""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from dateline import analyst
from dateline.analyst.query import Format, execute, render, write
from dateline.analyst.value import to_json, to_text
from dateline.errors import QueryError
from dateline.settings import Settings

VALUES = (
    "SELECT 1 AS one, 1 AS one, DATE '2025-03-04' AS day, 1.50::DECIMAL(5,2) AS price, 'nan'::DOUBLE AS nothing,"
    " TIMESTAMPTZ '2025-03-04 12:00:00+00' AS at, NULL AS missing, [{'start': 1}] AS spans, 'a \"b\", c' AS text"
)


def written(con: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str, form: Format) -> str:
    write(con, sql, form, tmp_path / "result")
    return (tmp_path / "result").read_text(encoding="utf-8")


def test_json_is_an_array_of_objects(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert json.loads(written(con, tmp_path, VALUES, Format.JSON)) == [
        {
            "one": 1, "one_1": 1, "day": "2025-03-04", "price": 1.5, "nothing": None, "at": "2025-03-04T12:00:00+00:00",
            "missing": None, "spans": [{"start": 1}], "text": 'a "b", c',
        }
    ]  # fmt: skip
    assert json.loads(written(con, tmp_path, "SELECT 1 WHERE false", Format.JSON)) == []
    assert len(json.loads(written(con, tmp_path, "FROM range(25_000)", Format.JSON))) == 25_000


def test_csv(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    header, row = csv.reader(io.StringIO(written(con, tmp_path, VALUES, Format.CSV)))
    assert header == ["one", "one_1", "day", "price", "nothing", "at", "missing", "spans", "text"]
    assert row == ["1", "1", "2025-03-04", "1.5", "nan", "2025-03-04T12:00:00+00:00", "", '[{"start": 1}]', 'a "b", c']


def test_parquet(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert write(con, "SELECT *, article_id FROM articles", Format.PARQUET, tmp_path / "articles.parquet") == 4
    table = pq.read_table(tmp_path / "articles.parquet")
    assert table.num_rows == 4
    assert table.schema.field("published_on").type == "date32"
    assert "article_id_1" in table.column_names


def test_table_in_a_file_has_all_rows(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = written(con, tmp_path, "SELECT range AS number FROM range(150)", Format.TABLE)
    assert "│    149 │" in text


def test_standard_output(con: duckdb.DuckDBPyConnection, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert write(con, "SELECT 'é' AS letter", Format.CSV) == 1
    assert capfdbinary.readouterr().out == "letter\r\né\r\n".encode()
    assert write(con, "SELECT 1 AS n", Format.PARQUET) == 1
    assert pq.read_table(io.BytesIO(capfdbinary.readouterr().out)).to_pylist() == [{"n": 1}]


def test_parquet_is_not_written_to_a_terminal(con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(QueryError, match="--output"):
        write(con, "SELECT 1", Format.PARQUET)


def test_an_output_that_cant_be_written(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="can't be written"):
        write(con, "SELECT 1", Format.CSV, tmp_path / "no" / "such" / "folder.csv")


def test_a_result_with_many_columns_is_shown_row_by_row(con: duckdb.DuckDBPyConnection) -> None:
    console = Console(file=io.StringIO(), width=80)
    assert render(con, "FROM quotes ORDER BY statement_id", console=console, limit=2) == 2
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "row 1" in text
    assert "the first 2 rows" in text


def test_cells_are_no_markup(con: duckdb.DuckDBPyConnection) -> None:
    console = Console(file=io.StringIO(), width=80)
    render(con, "SELECT '[bold]x[/nonsense]' AS \"[red]\"", console=console)
    assert "[bold]x[/nonsense]" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "sql",
    ["FROM articles", "DESCRIBE articles", "SHOW TABLES", "SUMMARIZE articles", "EXPLAIN SELECT 1", "EXPLAIN ANALYZE FROM articles",
     "PIVOT quotes ON stance USING count(*) GROUP BY speaker", "VALUES (1)", "WITH a AS (SELECT 1) FROM a", "SELECT 1; SELECT 2",
     "-- a comment\nSELECT 1", "CREATE TEMP TABLE mine AS FROM articles; FROM mine", "FROM articles AT (VERSION => 2)"],
)  # fmt: skip
def test_reading_is_let_through(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    execute(con, sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM articles", "INSERT INTO runs FROM runs", "CREATE TABLE x (i INT)", "DROP TABLE articles",
     "COPY articles TO 'x.csv'",
     "ATTACH 'x.db'", "INSTALL spatial", "LOAD json", "SET threads = 1", "USE memory", "EXPORT DATABASE 'x'", "FROM '/etc/passwd'",
     "FROM read_text('/etc/passwd')", "EXPLAIN ANALYZE COPY articles TO 'x.csv'", "SELECT 1; DETACH lake", "PRAGMA threads = 1",
     "FROM ducklake_cleanup_old_files('lake', cleanup_all => true)", "BEGIN", "", "  -- nothing\n", ";"],
)  # fmt: skip
def test_everything_else_is_refused(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(QueryError):
        execute(con, sql).fetchall()


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("FROM artikles", r"artikles does not exist(.|\n)*did you mean articles"),
        ("FROM quote", "did you mean quotes"),
        ("SELECT speker FROM quotes", "did you mean speaker"),
        ("SELECT q.speker FROM quotes AS q", "did you mean speaker"),
        ("SELEC 1", "syntax error"),
        ("SELECT 'x'::INTEGER", "Could not convert"),
        ("DELETE FROM articles", "not for reading"),
        ("CREATE TABLE x (i INT)", "the lake is read-only here"),
        ("FROM read_text('/etc/passwd')", "reads the lake only"),
    ],
)
def test_errors_help(con: duckdb.DuckDBPyConnection, sql: str, says: str) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        execute(con, sql).fetchall()
    assert caught.value.next_step


def test_an_error_while_fetching_is_explained_too(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sql = "SELECT CAST(if(range = 149999, 'x', '1') AS INTEGER) FROM range(150_000)"
    for form in (Format.JSON, Format.PARQUET):
        with pytest.raises(QueryError, match="Could not convert"):
            write(con, sql, form, tmp_path / "result")
    assert list(tmp_path.iterdir()) == [], "half a result was left behind"


def test_the_python_connection_is_read_only_with_marts(
    lake_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(lake_settings.home))
    with analyst.connect() as con:
        assert con.execute("SELECT count(*) FROM quotes").fetchone() == (5,)
        frame = pa.table({"speaker": ["Ovin Dahl"]})
        assert (
            frame.num_rows
            == con.execute("SELECT count(DISTINCT speaker) FROM quotes JOIN frame USING (speaker)").fetchall()[0][0]
        )
        with pytest.raises(duckdb.Error, match="read-only"):
            con.execute("DELETE FROM articles")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.decimals() | st.dates() | st.datetimes() | st.binary() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))  # fmt: skip
@settings(deadline=None)
def test_every_value_is_valid_json_and_text(value: object) -> None:
    json.loads(json.dumps(to_json(value), allow_nan=False))
    assert isinstance(to_text(value), str)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_value_as_text(value: float) -> None:
    assert math.isclose(float(to_text(value)), value, rel_tol=0, abs_tol=0)
