"""The state of the lake, as data and on a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from tests.lakes import copy_lake
from tests.newsroom import run

from dateline.analyst.status import show_status, status
from dateline.errors import LakeError
from dateline.lake import Lake
from dateline.settings import Settings


def test_status_of_the_small_lake(lake_settings: Settings) -> None:
    found = status(lake_settings)
    assert [(line.name, line.status, line.seconds) for line in found.runs] == [
        ("news from by-hand, run-1", "completed", 60.0)
    ]
    assert (found.rows["articles"], found.rows["statements"], found.rows["checks"]) == (4, 10, 0)
    assert [(entry.stage, entry.reason, entry.rows) for entry in found.quarantine] == [
        ("articles", "the file is empty", 1)
    ]
    assert found.snapshot.id >= 2
    console = Console(file=io.StringIO(), width=140)
    show_status(lake_settings, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    for expected in ("news from by-hand, run-1", "the file is empty", "look at the file", "statements", "snapshot"):
        assert expected in text


def test_a_failed_run_says_why(empty_lake: Settings, tmp_path: Path) -> None:
    settings = copy_lake(empty_lake, tmp_path)
    Lake(settings).load({"runs": [run("r", status="failed", error="the feed [gone] is gone")]}, run_id="r", message="m")
    console = Console(file=io.StringIO(), width=200)
    show_status(settings, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "the feed [gone] is gone" in text
    assert "Nothing is in quarantine" in text


def test_no_lake(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="no lake here yet"):
        status(Settings(home=tmp_path / "home"))
