"""What collecting takes: settings of the test's own, an archive, and a web server on loopback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from tests.collect.webserver import Site, serve

from dateline.collect import Archive, Item, Source, collect
from dateline.collect.fetch import Fetcher
from dateline.errors import Rejected
from dateline.settings import Settings

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)

# Seconds before the first retry: a test need not wait as a server's operator would like it.
BACKOFF = 0.01


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(Fetcher.__init__, "__kwdefaults__", {"backoff": BACKOFF})
    return Settings(
        home=tmp_path_factory.mktemp("home"), request_interval=0, request_timeout=5, max_download_bytes=10_000
    )


@pytest.fixture
def gather(settings: Settings) -> Callable[..., tuple[list[Item], list[Rejected]]]:
    """Collect a source: its items and what was rejected."""

    def run(source: Source, run_id: str = "run", config: Settings = settings) -> tuple[list[Item], list[Rejected]]:
        with Archive(config.archive, run_id) as archive:
            got = list(collect(source, config, archive, now=NOW))
        return [one for one in got if isinstance(one, Item)], [one for one in got if isinstance(one, Rejected)]

    return run


@pytest.fixture
def read(settings: Settings) -> Callable[[Item], bytes]:
    """The archived bytes of an item."""
    return Archive(settings.archive, "reader").read
