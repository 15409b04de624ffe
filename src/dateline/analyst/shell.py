"""`dateline sql` without a query: a prompt with history, completion and highlighting."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import PostgresLexer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.analyst.hint import columns, relations
from dateline.analyst.mart import marts, named_query, queries
from dateline.analyst.query import render
from dateline.errors import DatelineError, QueryError
from dateline.settings import Settings

HELP = """\
Type SQL (DuckDB's), end it with a semicolon. Tab completes tables, marts, columns and keywords; Ctrl-R searches the history.

  .tables           the tables and marts, with what is in them
  .schema NAME      the columns of a table or mart
  .queries          the questions of the cookbook
  .run NAME         run one of them
  .help             this text
  .quit             leave (or Ctrl-D)"""

KEYWORDS = (
    "AND", "ANTI JOIN", "AS", "ASC", "BETWEEN", "BY", "CASE", "COUNT", "DESC", "DESCRIBE", "DISTINCT", "ELSE", "END", "EXCEPT",
    "EXISTS", "EXPLAIN", "FALSE", "FILTER", "FROM", "GROUP BY", "HAVING", "ILIKE", "IN", "INTERSECT", "IS", "JOIN", "LEFT JOIN",
    "LIKE", "LIMIT", "MAX", "MIN", "NOT", "NULL", "ON", "OR", "ORDER BY", "OVER", "PARTITION BY", "PIVOT", "QUALIFY", "SELECT",
    "SHOW", "SUM", "SUMMARIZE", "THEN", "TRUE", "UNION", "USING", "VALUES", "WHEN", "WHERE", "WITH",
)  # fmt: skip
COMMANDS = (".help", ".queries", ".quit", ".run", ".schema", ".tables")


def run_shell(con: duckdb.DuckDBPyConnection, settings: Settings, console: Console | None = None) -> None:
    """Ask for queries and print their results until the analyst leaves. Errors are shown, and the prompt goes on."""
    console = console or Console()
    console.print("[bold]Dateline[/bold] SQL over the lake, read-only. [dim].help helps, .quit leaves.[/dim]")
    session = new_session(con, settings)
    while True:
        try:
            text = session.prompt()
        except KeyboardInterrupt:
            continue  # Ctrl-C empties the line
        except EOFError:
            return
        try:
            if not answer(con, text, console):
                return
        except DatelineError as error:
            console.print(Text(str(error), style="red"))
        except KeyboardInterrupt:
            con.interrupt()
            console.print("stopped", style="yellow")


def new_session(con: duckdb.DuckDBPyConnection, settings: Settings) -> PromptSession[str]:
    """The prompt: Enter sends what ends with a semicolon or begins with a dot, and starts a new line otherwise."""
    keys = KeyBindings()

    @keys.add("enter", filter=Condition(lambda: is_complete(session.default_buffer.text)))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    session: PromptSession[str] = PromptSession(
        "dateline> ",
        history=open_history(settings.home / "sql_history"),
        completer=SqlCompleter(con),
        complete_while_typing=False,
        lexer=PygmentsLexer(PostgresLexer),
        multiline=True,
        prompt_continuation="      ... ",
        key_bindings=keys,
    )
    return session


def is_complete(text: str) -> bool:
    """Whether the text can be sent: a command, SQL with its semicolon, or nothing at all."""
    text = text.strip()
    return not text or text.startswith(".") or text.endswith(";")


def open_history(path: Path) -> History:
    """The history in a file, or in memory where the file can't be written: a reader may have no right to the home folder."""
    try:
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def answer(con: duckdb.DuckDBPyConnection, text: str, console: Console) -> bool:
    """Do what a line says. False when it says to leave."""
    text = text.strip()
    command, _, rest = text.partition(" ")
    name = rest.strip().rstrip(";")
    match command:
        case "":
            pass
        case ".quit" | ".exit" | "exit" | "quit" | "exit;" | "quit;":
            return False
        case ".help":
            console.print(HELP, highlight=False, markup=False)
        case ".tables":
            console.print(_tables(con))
        case ".schema":
            console.print(_columns(con, name))
        case ".queries":
            console.print(_list([(entry.name, entry.question) for entry in queries()]))
        case ".run":
            found = named_query(name)
            console.print(Text(found.question, style="bold"))
            render(con, found.sql, console=console)
        case _ if command.startswith("."):
            raise QueryError(f"there is no command {command}", next_step=".help lists them")
        case _:
            render(con, text, console=console)
    return True


class SqlCompleter(Completer):
    """Completes commands, and in SQL the names of tables, marts and columns, and keywords."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.relations = relations(con)
        self.columns = columns(con)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What the word before the cursor can become: tables first after FROM and JOIN, columns first elsewhere."""
        before = document.text_before_cursor
        if before.lstrip().startswith("."):
            yield from self._of_command(before.lstrip())
            return
        word = document.get_word_before_cursor()
        if not word.strip():
            return
        previous = before[: len(before) - len(word)].split()[-1:]
        after_from = bool(previous) and previous[0].upper() in {"FROM", "JOIN", "DESCRIBE", "SUMMARIZE"}
        first, second = (self.relations, self.columns) if after_from else (self.columns, self.relations)
        for name in dict.fromkeys((*first, *second)):
            if name.startswith(word.lower()):
                yield Completion(name, -len(word))
        for keyword in KEYWORDS:
            if keyword.startswith(word.upper()):
                yield Completion(keyword if word[0].isupper() else keyword.lower(), -len(word))

    def _of_command(self, text: str) -> Iterable[Completion]:
        command, space, rest = text.partition(" ")
        if not space:
            names: Iterable[str] = COMMANDS
            rest = command
        else:
            names = [entry.name for entry in queries()] if command == ".run" else self.relations
        for name in names:
            if name.startswith(rest):
                yield Completion(name, -len(rest))


def _tables(con: duckdb.DuckDBPyConnection) -> Table:
    described = {mart.name: mart.description for mart in marts()}
    rows = con.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main' AND comment IS NOT NULL"
    ).fetchall()
    described |= dict(rows)
    return _list([(name, described.get(name, "")) for name in relations(con)])


def _columns(con: duckdb.DuckDBPyConnection, name: str) -> Table:
    if name not in relations(con):
        raise QueryError(f"there is no table or mart {name!r}", next_step=".tables lists them")
    comments = dict(
        con.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]).fetchall()
    )
    rows = con.execute(f'DESCRIBE "{name}"').fetchall()
    return _list([(str(row[0]), f"{row[1]}  {comments.get(row[0]) or ''}") for row in rows])


def _list(entries: Iterable[tuple[str, str]]) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, text in entries:
        table.add_row(Text(name, style="bold"), Text(text))
    return table
