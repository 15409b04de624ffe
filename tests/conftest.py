"""Shared test set-up: no telemetry, no settings from the developer's own environment, data in temporary folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

for _name in [
    name for name in os.environ if name.startswith(("DATELINE_", "PREFECT_")) and name != "DATELINE_EVALUATION"
]:
    del os.environ[_name]
os.environ |= {"DO_NOT_TRACK": "1", "GX_ANALYTICS_ENABLED": "false", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}

# Quality is measured only where there is something to measure it on.
collect_ignore = [] if os.environ.get("DATELINE_EVALUATION") else ["test_quality.py"]

ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, in force through DATELINE_HOME."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DATELINE_HOME", str(folder))
    return folder
