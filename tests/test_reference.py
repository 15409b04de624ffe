from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from dateline import reference
from dateline.cli import app
from dateline.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_generated_pages_are_up_to_date(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == reference.pages()[name], f"docs/{name} is out of date; run: {reference.FIX}"


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_command_and_option_has_a_help_text() -> None:
    commands = typer.main.get_command(app).commands
    assert [name for name, command in commands.items() if not command.help] == []
    silent = [
        f"{name} {p.name}" for name, command in commands.items() for p in command.params if not getattr(p, "help", None)
    ]
    assert silent == []


def test_readme_names_only_commands_that_exist() -> None:
    known = set(typer.main.get_command(app).commands)
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        used = set(re.findall(r"(?:^|`|\.venv/bin/)dateline ([a-z]+)", page.read_text(encoding="utf-8"), re.M))
        assert used <= known, f"{page.name} names unknown commands: {used - known}"


def test_check_fails_on_a_stale_page_and_says_the_fix(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(reference, "PAGES", tmp_path)
    assert reference.main(["--check"]) == 1
    assert reference.FIX in capsys.readouterr().err
    assert reference.main(["--write"]) == 0
    assert reference.main(["--check"]) == 0
    assert reference.main([]) == 2
