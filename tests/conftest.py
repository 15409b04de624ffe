"""Shared test set-up: no telemetry, no settings from the developer's own environment, data in temporary folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lakes import make_lake

from dateline.lake import connection
from dateline.settings import Settings

for _name in [
    name for name in os.environ if name.startswith(("DATELINE_", "PREFECT_")) and name != "DATELINE_EVALUATION"
]:
    del os.environ[_name]
os.environ |= {"DO_NOT_TRACK": "1", "GX_ANALYTICS_ENABLED": "false", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}

# Quality is measured only where there is something to measure it on.
collect_ignore = [] if os.environ.get("DATELINE_EVALUATION") else ["test_quality.py"]

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """DuckDB on one thread: several wait for each other longer than our few rows take, and pytest-xdist has work for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.CONFIG, "threads", 1)
        yield


@pytest.fixture(scope="session")
def empty_lake(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A lake with its tables and no rows. To be copied: tests.lakes.copy_lake."""
    return make_lake(tmp_path_factory.mktemp("empty") / "home")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, in force through DATELINE_HOME."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DATELINE_HOME", str(folder))
    return folder
