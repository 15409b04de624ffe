"""The prompt: commands, completion, and when a line is sent."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from dateline.analyst.shell import SqlCompleter, answer, is_complete, open_history, run_shell
from dateline.errors import QueryError
from dateline.settings import Settings


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=140)


def shown(console: Console) -> str:
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def completions(con: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    return [found.text for found in SqlCompleter(con).get_completions(Document(text), CompleteEvent())]


def test_completion_knows_tables_marts_columns_and_keywords(con: duckdb.DuckDBPyConnection) -> None:
    assert completions(con, "SELECT * FROM qu")[:3] == ["quantities", "quarantine", "quotes"]
    assert completions(con, "SELECT speaker_n") == ["speaker_name"]
    assert completions(con, "SEL") == ["SELECT"]
    assert completions(con, "sel") == ["select"]
    assert completions(con, ".sch") == [".schema"]
    assert completions(con, ".schema peo") == ["people"]
    assert "who_said_what" in completions(con, ".run who")
    assert completions(con, "") == []


@pytest.mark.parametrize(("text", "complete"), [("SELECT 1", False), ("SELECT 1;", True), (".help", True), ("", True)])
def test_what_is_sent(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


def test_commands(con: duckdb.DuckDBPyConnection, console: Console) -> None:
    for command in (
        ".help",
        ".tables",
        ".queries",
        ".schema quotes",
        ".schema articles",
        ".run denials",
        "SELECT 42 AS answer;",
        "",
    ):
        assert answer(con, command, console)
    text = shown(console)
    for expected in ("Who said what, to whom", "canonical_id", "Who denied what?", "42", "content"):
        assert expected in text
    for leave in (".quit", ".exit", "quit;"):
        assert not answer(con, leave, console)


@pytest.mark.parametrize("command", [".nonsense", ".schema nonsense", ".run nonsense"])
def test_unknown_names(con: duckdb.DuckDBPyConnection, console: Console, command: str) -> None:
    with pytest.raises(QueryError, match="nonsense"):
        answer(con, command, console)


def test_a_session(con: duckdb.DuckDBPyConnection, lake_settings: Settings, console: Console) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("FROM nowhere;\rSELECT 6 *\r7 AS product;\r.quit\r")
        run_shell(con, lake_settings, console)
    assert "nowhere does not exist" in shown(console)
    assert "42" in shown(console)
    assert "6 *" in (lake_settings.home / "sql_history").read_text()


def test_a_history_that_cant_be_kept(tmp_path: Path) -> None:
    assert isinstance(open_history(tmp_path / "no" / "folder"), InMemoryHistory)
