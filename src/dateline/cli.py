"""The command line. Each command says what it does, on what, and what to type next; the work is done in the stages."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import dateline
from dateline import entity_cli
from dateline import settings as settings_module
from dateline.errors import DatelineError

app = typer.Typer(
    name="dateline",
    help="Turn news into tables: who said what, how many, when, who, where, and what happened.\n\n"
    "Start with `dateline demo`, then ask questions with `dateline sql`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of lake, archive and reports. Default: DATELINE_HOME, else `data`.", show_default=False
    ),
]


def main() -> None:
    """Run the command line; errors that a user can act on are printed without a traceback, and exit with status 1."""
    try:
        app(standalone_mode=True)
    except DatelineError as error:
        _complain(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:
        # Somebody read enough: `dateline sql … | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _complain(message: str) -> None:
    typer.secho(message, fg=typer.colors.RED, err=True)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        typer.echo(f"dateline {dateline.__version__}")
        raise typer.Exit


@app.command()
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE|FILE|FOLDER|URL]…",
            help="What to collect. Default: all defined sources.",
            show_default=False,
        ),
    ] = None,
    home: Home = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that read facts. 0: one a processor.", show_default=False)
    ] = None,
    batch_size: Annotated[int | None, typer.Option(help="Articles a batch.", show_default=False)] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log.")] = False,
) -> None:
    """Collect news, read its facts, check them and load them into the lake.

    `dateline run` runs all enabled sources, `dateline run sample-feed` one of them, `dateline run sample` all that are
    defined in the subfolder `sample`, `dateline run story.txt page.html` files, `dateline run https://…` a page or a feed.
    What is loaded already is not loaded again.

    The exit status is 1 if a source, a batch, or a file or address named here failed; the rest is loaded all the same.
    """
    from dateline.orchestration import run_news

    summary = run_news(sources, {"home": home, "workers": workers, "batch_size": batch_size}, verbose=verbose)
    if summary["status"] == "failed":
        raise typer.Exit(1)


@app.command()
def demo(
    home: Home = None, verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's log.")] = False
) -> None:
    """Run the main job on the bundled sample newsroom and show what can be asked of it."""
    from dateline.demo import show

    if not show(home, verbose=verbose):
        raise typer.Exit(1)


@app.command()
def extract(
    workers: Annotated[
        int | None, typer.Option(help="Processes. 0: one a processor, 1: this one.", show_default=False)
    ] = None,
) -> None:
    """Read documents as JSON lines from standard input, and write their facts as JSON lines, in the same order.

    In: `{"id": "a1", "text": "…", "published": "2022-03-23"}`, where `published` may be missing or null, and a `title` and the
    outlet's `country` (ISO 3166: it tells whether 3/4/2022 is in March or April) may be given.
    Out: `{"id": "a1", "statements": […], "quantities": […], "times": […], "entities": […], "roles": […], "events": […]}`.
    Offsets are code points into `text`. A bad line gives `{"id": null, "error": "…"}` in its place and exit status 1.

    Try: `echo '{"id": 1, "text": "Ann Lee said 12 ships left."}' | dateline extract`
    """
    from dateline.facts.stream import extract_lines

    config = settings_module.load(workers=workers)
    if sys.stdin.isatty():
        typer.echo(
            "Reading JSON lines from the keyboard; end with Ctrl-D. `dateline extract --help` shows the form.", err=True
        )
    ok = extract_lines(sys.stdin.buffer, sys.stdout, sys.stderr, config)
    if not ok:
        raise typer.Exit(1)


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            help="SQL that reads, in DuckDB's dialect. Default: a prompt, or standard input if it is no terminal."
        ),
    ] = None,
    form: Annotated[
        Literal["table", "csv", "json", "parquet"],
        typer.Option("--format", "-f", help="How to write the result; json is an array of objects."),
    ] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write to.", show_default=False)] = None,
    named: Annotated[
        str | None, typer.Option("--named", "-n", help="Run a query of the cookbook by its name.", show_default=False)
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", "-l", help="List the cookbook's queries and the marts, and stop.")
    ] = False,
    home: Home = None,
) -> None:
    """Ask the lake. Reading only: nothing that is typed here can change it, and a run that is loading does not wait.

    `dateline sql` opens a prompt with history and completion, `dateline sql "FROM quotes LIMIT 5"` answers and ends,
    `dateline sql --list` shows the queries that are there to start from, `dateline sql --named NAME` runs one of them.
    """
    from dateline import analyst
    from dateline.analyst.query import Format, write

    if listing:
        _list_queries()
        return
    if query is not None and named is not None:
        raise typer.BadParameter("give a query or --named, not both")
    if named is not None:
        query = analyst.named_query(named).sql
    elif query is None and not sys.stdin.isatty():
        query = sys.stdin.read()
    config = settings_module.load(home=home)
    with analyst.connect(config, locked=True) as lake:
        if query is None:
            from dateline.analyst.shell import run_shell

            run_shell(lake, config)
        else:
            write(lake, query, Format(form), output)


def _list_queries() -> None:
    from rich.console import Console
    from rich.table import Table

    from dateline.analyst import marts, queries

    table = Table("name", "what it answers")
    for cookbook in queries():
        table.add_row(cookbook.name, cookbook.question)
    table.add_section()
    for mart in marts():
        table.add_row(mart.name, mart.description)
    Console().print(table)


@app.command()
def sources(
    check: Annotated[
        bool, typer.Option("--check", help="Also look whether each source's files or addresses are there.")
    ] = False,
) -> None:
    """List the defined sources; with --check, also try whether they can be read. Exit status 1 if one can't be used."""
    from dateline.collect.listing import show_sources

    if not show_sources(settings_module.load(), check=check):
        raise typer.Exit(1)


app.add_typer(entity_cli.app, name="entities")


@app.command()
def status(home: Home = None) -> None:
    """Show the last runs, the rows of each table, what is in quarantine and why, and the lake's snapshot."""
    from dateline.analyst.status import show_status

    show_status(settings_module.load(home=home))


@app.command()
def settings() -> None:
    """List the settings: what each is for, its value now, and where that comes from."""
    from rich.console import Console
    from rich.table import Table

    config = settings_module.load()
    origins = settings_module.origins()
    table = Table("setting", "value", "from", "what it is for")
    for name, field in settings_module.Settings.model_fields.items():
        value = getattr(config, name)
        table.add_row(name, "" if value is None else str(value), origins[name], field.description)
    Console().print(table)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port of the Prefect server and its UI on 127.0.0.1.")] = 4200,
    home: Home = None,
) -> None:
    """Start a Prefect server, a worker and the deployments on this machine, and stop them all on Ctrl-C."""
    from dateline.serve import serve as start

    start(settings_module.load(home=home), port=port)
