from __future__ import annotations

from pathlib import Path

import pytest

from dateline import settings
from dateline.errors import SettingsError


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_options_beat_variables_beat_the_file(monkeypatch) -> None:
    Path("dateline.toml").write_text('workers = 3\nbatch_size = 30\nhome = "from-file"\n')
    monkeypatch.setenv("DATELINE_BATCH_SIZE", "40")
    monkeypatch.setenv("DATELINE_HOME", "from-variable")
    found = settings.load(home="from-option", workers=None)
    assert (found.workers, found.batch_size, found.home) == (3, 40, Path("from-option"))


def test_places_follow_the_home_folder() -> None:
    found = settings.load(home="h")
    assert found.archive == Path("h/archive")
    assert found.catalog_address == str(Path("h/lake/catalog.sqlite"))
    assert settings.load(home="h", catalog="postgres:dbname=x").catalog_address == "postgres:dbname=x"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("worker = 2", ["worker", "no such setting", "dateline.toml"]),
        ("workers = 'many'", ["workers", "DATELINE_WORKERS"]),
        ("workers = ", ["dateline.toml", "TOML"]),
    ],
)
def test_a_mistake_in_the_file_is_named(content: str, told: list[str]) -> None:
    Path("dateline.toml").write_text(content)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    for part in told:
        assert part in str(caught.value)


def test_sources_are_found_here_or_bundled(tmp_path: Path) -> None:
    assert settings.load().source_folder == settings.bundled("sources")
    (tmp_path / "sources").mkdir()
    assert settings.load().source_folder == Path("sources")


@pytest.mark.parametrize("folder", ["flows", "schemas", "sources", "warehouse"])
def test_bundled_folders_exist(folder: str) -> None:
    assert any(settings.bundled(folder).iterdir())
