"""Lakes that can't be opened say why and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest
from tests.lakes import copy_lake
from tests.newsroom import run, tables

from dateline import contracts
from dateline.errors import LakeError
from dateline.lake import LAKE, Lake, connect, lock_down
from dateline.lake.connection import attach, catalog_name, mask, open_database, postgres_address, storage
from dateline.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A lake of a few articles, to be copied."""
    settings = Settings(home=tmp_path_factory.mktemp("newsroom"))
    Lake(settings).load(tables(), run_id="run-1", message="first")
    return settings


@pytest.fixture
def loaded(newsroom: Settings, settings: Settings) -> Settings:
    return copy_lake(newsroom, settings.home)


def test_a_reader_without_a_lake_is_told_to_run(settings: Settings) -> None:
    with pytest.raises(LakeError, match=r"no lake here yet(.|\n)*`dateline run`") as caught:
        connect(settings)
    assert caught.value.where == settings.catalog_address
    assert not settings.home.exists()


def test_a_lake_without_tables_is_no_lake_yet(settings: Settings) -> None:
    attach(settings, read_only=False).close()
    with pytest.raises(LakeError, match="no lake here yet"):
        connect(settings)


def test_unsigned_extensions_are_not_allowed() -> None:
    # Neither in the database that verifies the signatures, nor in a later one that need not.
    for _ in range(2):
        with open_database(["ducklake", "sqlite"]) as con:
            assert con.execute("SELECT current_setting('allow_unsigned_extensions')").fetchone() == (False,)
            with pytest.raises(duckdb.Error, match="Cannot change"):
                con.execute("SET allow_unsigned_extensions = true")


def test_tables_have_statistics_before_they_have_rows(settings: Settings) -> None:
    Lake(settings).load({}, run_id="r", message="m")
    with connect(settings) as con:
        catalog = f"__ducklake_metadata_{LAKE}"
        known = con.execute(
            f"SELECT count(*), count(record_count) FROM {catalog}.ducklake_table LEFT JOIN {catalog}.ducklake_table_stats"
            " USING (table_id)"
        ).fetchone()
        assert known is not None
        assert known[0] == known[1] > len(contracts.load())
        for name in contracts.load():
            assert con.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)


def test_a_damaged_catalog(settings: Settings) -> None:
    path = Path(settings.catalog_address)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this was a catalog once" * 100)
    for read_only in (True, False):
        with pytest.raises(LakeError, match=r"damaged(.|\n)*backup") as caught:
            connect(settings, read_only=read_only)
        assert caught.value.where == str(path)


def test_a_folder_that_cant_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LakeError, match=r"can't be written here(.|\n)*DATELINE_HOME"):
        Lake(Settings(home=tmp_path / "file")).load({}, run_id="r", message="m")


def test_a_folder_without_write_permission(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, whom no permission stops.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(LakeError, match=r"permission denied(.|\n)*write permission on the folder"):
        Lake(settings).load({}, run_id="r", message="m")


def test_who_may_not_write_the_folder_reads_an_image_of_the_catalog(
    loaded: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with attach(loaded, read_only=False) as writer:
        # A writer at work: part of the catalog is in its write-ahead log.
        writer.execute("DELETE FROM runs")
        before = sorted(loaded.home.rglob("*"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "access", lambda path, mode: False)
            with connect(loaded) as con:
                counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM runs)"
                assert con.execute(counts).fetchone() == (4, 0)
                assert con.execute("SELECT count(text) FROM articles").fetchone() == (4,)
        assert sorted(loaded.home.rglob("*")) == before


@pytest.mark.parametrize(("version", "refused"), [("1.1.0", True), ("2.0.0", True), ("1.0.7", False)])
def test_a_lake_of_a_newer_contract_is_refused_by_writers_and_readers(
    loaded: Settings, version: str, refused: bool
) -> None:
    with attach(loaded, read_only=False) as con:
        con.execute(f"UPDATE {LAKE}.meta.contracts SET version = ? WHERE table_name = 'events'", [version])
    if not refused:
        Lake(loaded).load({}, run_id="r", message="m")
        with connect(loaded) as con:
            sql = f"SELECT version FROM {LAKE}.meta.contracts WHERE table_name = 'events'"
            assert con.execute(sql).fetchall() == [(version,)], "an older Dateline leaves the newer version's mark"
        return
    for read_only in (True, False):
        with pytest.raises(
            LakeError, match=rf"'events' was written by version {version}(.|\n)*newer Dateline"
        ) as caught:
            connect(loaded, read_only=read_only)
        assert caught.value.where == loaded.catalog_address


def test_a_lake_of_an_older_contract_gets_its_columns(loaded: Settings) -> None:
    with attach(loaded, read_only=False) as con:
        con.execute(f"ALTER TABLE {LAKE}.events DROP COLUMN toll_low")
        con.execute(f"UPDATE {LAKE}.meta.contracts SET version = '0.9.0' WHERE table_name = 'events'")
    Lake(loaded).load({}, run_id="r", message="m")
    with connect(loaded) as con:
        assert con.execute("SELECT count(*), count(toll_low) FROM events").fetchone() == (6, 0)
        assert con.execute(f"SELECT version FROM {LAKE}.meta.contracts WHERE table_name = 'events'").fetchall() == [
            (contracts.load()["events"].version,)
        ]


def test_an_older_contract_without_a_required_column_is_refused(loaded: Settings) -> None:
    with attach(loaded, read_only=False) as con:
        con.execute(f"ALTER TABLE {LAKE}.events DROP COLUMN attributed")
        con.execute(f"UPDATE {LAKE}.meta.contracts SET version = '0.9.0' WHERE table_name = 'events'")
    with pytest.raises(LakeError, match="which had no 'attributed'"):
        Lake(loaded).load({}, run_id="r", message="m")


def test_a_catalog_that_cant_be_written(loaded: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    # As with a full disk or a file without write permission: the catalog opens, and the commit fails.
    monkeypatch.setattr("dateline.lake.lake.attach", lambda settings, *, read_only: attach(settings, read_only=True))
    with pytest.raises(LakeError, match=r"could not be written, and stays as it was(.|\n)*free space") as caught:
        Lake(loaded).load({"runs": [run("run-9")]}, run_id="r", message="m")
    assert caught.value.where == loaded.catalog_address


def test_storage_that_is_elsewhere(loaded: Settings, tmp_path: Path) -> None:
    settings = loaded.model_copy(update={"storage": str(tmp_path / "nowhere")})
    with pytest.raises(LakeError, match=r"can't be read(.|\n)*DATELINE_STORAGE"):
        Lake(settings).known([row["article_id"] for row in tables()["articles"]])


def test_readers_cant_write(loaded: Settings) -> None:
    with connect(loaded) as con, pytest.raises(duckdb.Error, match="read-only"):
        con.execute("DELETE FROM articles")


def test_a_lake_that_was_moved_is_read_where_it_is(loaded: Settings, tmp_path: Path) -> None:
    loaded.home.rename(tmp_path / "elsewhere")
    moved = Settings(home=tmp_path / "elsewhere")
    with connect(moved) as con:
        assert con.execute("SELECT count(*), max(length(text)) > 0 FROM articles").fetchone() == (4, True)
    assert Lake(moved).load(tables(), run_id="run-2", message="again")["articles"] == 0


def test_a_quotation_mark_in_the_path(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / 'the editor\'s "data"')
    assert Lake(settings).load(tables(), run_id="r", message="m")["articles"] == 4
    connect(settings).close()


def test_locked_connections_read_the_lake_and_nothing_else(loaded: Settings, tmp_path: Path) -> None:
    (tmp_path / "private.csv").write_text("a\n1\n")
    with connect(loaded) as con:
        lock_down(con, loaded)
        assert con.execute("SELECT count(title) FROM articles WHERE length(text) > 3").fetchone() == (4,)
        for sql in (
            f"FROM '{tmp_path}/private.csv'",
            f"COPY articles TO '{tmp_path}/x.csv'",
            f"ATTACH '{tmp_path}/x.db'",
        ):
            with pytest.raises(duckdb.PermissionException):
                con.execute(sql)
        with pytest.raises(duckdb.Error, match="locked"):
            con.execute("SET enable_external_access = true")


def test_passwords_are_not_shown() -> None:
    settings = Settings(catalog="postgres:dbname=lake host=db password='s3 cret' user=ann")
    assert catalog_name(settings) == "postgres:dbname=lake host=db password=*** user=ann"
    assert mask("can't reach postgresql://ann:s3cret@db/lake") == "can't reach postgresql://ann:***@db/lake"


@pytest.mark.parametrize(
    ("catalog", "address"),
    [
        ("postgres:dbname=lake host=db", "dbname=lake host=db"),
        ("postgresql://ann@db/lake", "postgresql://ann@db/lake"),
        ("postgres:postgresql://ann@db/lake", "postgresql://ann@db/lake"),
    ],
)
def test_the_address_of_a_postgres_catalog(catalog: str, address: str) -> None:
    assert postgres_address(Settings(catalog=catalog)) == address


def test_storage_is_absolute_or_an_address(tmp_path: Path) -> None:
    assert storage(Settings(home=tmp_path)) == f"{tmp_path}/lake/files/"
    assert storage(Settings(storage="s3://bucket/lake/")) == "s3://bucket/lake/"


def test_a_postgres_server_that_is_not_there(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, catalog=f"postgres:host={tmp_path} dbname=lake password=s3cret")
    for read_only in (True, False):
        with pytest.raises(LakeError, match=r"can't be opened(.|\n)*PostgreSQL server runs") as caught:
            connect(settings, read_only=read_only)
        assert "s3cret" not in str(caught.value)
