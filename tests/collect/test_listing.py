"""What `dateline sources` prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.collect.listing import show_sources
from dateline.settings import Settings


def test_sources_are_listed_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    (tmp_path / "wire.yaml").write_text("kind: folder\npath: wire\nname: The Wire\n")
    (tmp_path / "town.yaml").write_text("kind: feed\nurl: http://127.0.0.1:1/[f]\nenabled: false\n")
    (tmp_path / "list.yaml").write_text("kind: pages\nurls: [http://a.example/1, http://a.example/2]\n")
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "a.txt").write_text("The bridge is open.")
    settings = settings.model_copy(update={"sources": tmp_path})
    assert show_sources(settings)
    printed = capsys.readouterr().out
    for words in ("wire", "The Wire", "town", "when named", "and 1 more", "[f]"):
        assert words in printed.replace("\n", " ")
    (tmp_path / "list.yaml").unlink()
    (tmp_path / "bad.yaml").write_text("kind: folder\npaht: x\n")
    assert not show_sources(settings, check=True)
    printed = capsys.readouterr()
    assert "1 file" in printed.out
    assert "not usable" in printed.out
    assert "paht" in printed.err
    assert "no connection" in printed.err


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    assert show_sources(settings.model_copy(update={"sources": tmp_path}))
    assert "No source is defined" in capsys.readouterr().out
