"""The generated reference pages: docs/commands.md and docs/settings.md.

python -m dateline.reference --write    writes the pages
python -m dateline.reference --check    exit status 1 if they are out of date
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from dateline.settings import SETTINGS_FILE, Settings, variable

PAGES = Path("docs")
FIX = "python -m dateline.reference --write"


def pages() -> dict[str, str]:
    """The text of each generated page by its file name."""
    return {"commands.md": commands_page(), "settings.md": settings_page()}


def settings_page() -> str:
    """All settings with their variables, defaults and purposes."""
    lines = [
        "# Settings",
        "",
        f"<!-- Generated; after a change run: {FIX} -->",
        "",
        f"A setting comes from an option of the command, else from its environment variable, else from `{SETTINGS_FILE}` in the",
        "current folder, else it has its default. `dateline settings` shows the values in force and where they come from.",
        "",
        "```toml",
        f"# {SETTINGS_FILE}",
        'home = "/srv/dateline"',
        "workers = 4",
        "```",
        "",
        "| setting | variable | default | what it is for |",
        "| --- | --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{name}` | `{variable(name)}` | {default} | {field.description} |")
    lines += [
        "",
        "Prefect has settings of its own. `PREFECT_API_URL` says which server a run reports to; without it a run starts a",
        "temporary server whose database is in the folder `prefect` of the home folder. Telemetry of Prefect and Great",
        "Expectations is off unless you switch it on by their own variables.",
        "",
    ]
    return "\n".join(lines)


def commands_page() -> str:
    """All commands with their help texts, arguments and options."""
    from dateline.cli import app

    group: Any = typer.main.get_command(app)
    lines = ["# Commands", "", f"<!-- Generated; after a change run: {FIX} -->", ""]
    for name, command in _commands(group):
        lines += [f"## dateline {name}", "", inspect.cleandoc(command.help or ""), ""]
        rows = list(_parameters(command))
        if rows:
            lines += ["| argument or option | what it does |", "| --- | --- |", *rows, ""]
    return "\n".join(lines)


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The commands with their full names; those of a group follow it."""
    for name, command in group.commands.items():
        yield prefix + name, command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")


def _parameters(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "option":
            flag = "" if parameter.is_flag else f" {parameter.type.name.upper()}"
            name = ", ".join(parameter.opts) + flag
        else:
            name = parameter.metavar or parameter.human_readable_name
        yield f"| `{name}` | {getattr(parameter, 'help', None) or ''} |".replace("|…", "…").replace(
            "[SOURCE|FILE|FOLDER|URL]", "SOURCE, FILE, FOLDER or URL"
        )


def main(arguments: list[str]) -> int:
    """Write or check the pages. Returns the exit status."""
    if arguments == ["--write"]:
        for name, text in pages().items():
            (PAGES / name).write_text(text, encoding="utf-8")
        return 0
    if arguments != ["--check"]:
        print(__doc__, file=sys.stderr)
        return 2
    stale = [name for name, text in pages().items() if not _same(PAGES / name, text)]
    for name in stale:
        print(f"{PAGES / name} is out of date; run: {FIX}", file=sys.stderr)
    return 1 if stale else 0


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
