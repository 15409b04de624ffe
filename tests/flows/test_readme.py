"""The README's commands, SQL and Python work as they stand there."""

from __future__ import annotations

import re
import shlex

import pytest
from tests.flows.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


def commands() -> list[list[str]]:
    """The arguments of each `dateline` command that ends by itself and needs no files of the reader's."""
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith(".venv/bin/dateline ")]
    found = [shlex.split(line, comments=True)[1:] for line in lines]
    return [
        words for words in found if words not in (["sql"],) and words[0] in ("sql", "status", "sources", "settings")
    ]


def test_the_readme_shows_commands_and_code() -> None:
    assert len(commands()) >= 4
    assert blocks("sql")
    assert blocks("python")


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_command(sample, words: list[str], tmp_path) -> None:
    lake, _ = sample
    in_folder = [str(tmp_path / word) if word.endswith(".csv") else word for word in words]
    assert lake(*in_folder) is not None


@pytest.mark.parametrize("query", blocks("sql"))
def test_sql(sample, query: str) -> None:
    lake, _ = sample
    assert lake.sql(query)


@pytest.mark.parametrize("code", blocks("python"))
def test_python(sample, code: str, monkeypatch, capsys) -> None:
    lake, _ = sample
    monkeypatch.setenv("DATELINE_HOME", str(lake.home))
    scope: dict = {}
    exec(code, scope)
    scope["lake"].close()
    printed = capsys.readouterr().out
    assert "Ann Lee 2026-03-02 ships" in printed
    assert "speaker_name" in printed


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.M), target
