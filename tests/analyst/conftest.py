"""A small lake, loaded once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from tests.lakes import copy_lake
from tests.newsroom import tables

from dateline import analyst
from dateline.lake import Lake
from dateline.settings import Settings


@pytest.fixture(scope="session")
def lake_settings(empty_lake: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = copy_lake(empty_lake, tmp_path_factory.mktemp("analyst"))
    lake = Lake(settings)
    lake.load(tables(), run_id="run-1", message="news from by-hand")
    lake.refresh(run_id="run-1")
    return settings


@pytest.fixture(scope="session")
def con(lake_settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with analyst.connect(lake_settings, locked=True) as connection:
        yield connection
