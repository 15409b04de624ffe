"""`dateline entities`: look up who is who, and set right what the rules got wrong. Every change is recorded and can be undone."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline import settings as settings_module

if TYPE_CHECKING:
    from dateline.lake.entity.decide import Decider

app = typer.Typer(
    help="Look up people, organizations and places across articles; merge, split and identify them.\n\n"
    "Every decision is recorded with who made it, when and why, and `undo` takes it back. ENTITY is an id (or its first 6"
    " digits), or a name that only one entity has.",
    no_args_is_help=True,
)

Home = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the lake. Default: DATELINE_HOME, else `data`.", show_default=False),
]
Why = Annotated[str, typer.Option("--why", "-m", help="The reason, for the record.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides. Default: the name of the user.", show_default=False)]
Entity = Annotated[str, typer.Argument(help="An entity's id or name.")]


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A part of a name.")],
    limit: Annotated[int, typer.Option(help="Entities at most.", min=1)] = 20,
    home: Home = None,
) -> None:
    """Find entities by a part of one of their names, those most mentioned first."""
    from dateline.lake.entity import decide

    found = decide.search(settings_module.load(home=home), text, limit=limit)
    if not found:
        typer.echo(f"No entity has {text!r} in its name.")
    _print(found, "entity_id", "name", "type", "country", "mention_count", "article_count", "aliases")


@app.command()
def show(entity: Entity, home: Home = None) -> None:
    """Show an entity, all of its names, and by which rule or decision each belongs to it."""
    from dateline.lake.entity import decide

    one, names = decide.names(settings_module.load(home=home), entity)
    _print([one], "entity_id", "name", "type", "country", "outside_ids", "mention_count", "first_seen", "last_seen")
    _print(names, "name", "method", "score", "articles")


@app.command()
def merge(
    entity: Annotated[str, typer.Argument(help="The entity that stays: its id or name.")],
    other: Annotated[str, typer.Argument(help="The entity that becomes a part of it.")],
    why: Why,
    by: By = None,
    home: Home = None,
) -> None:
    """Make one entity of two. The first one's id stays."""
    _report(_decider(home, by, why).merge(entity, other))


@app.command()
def split(
    entity: Entity,
    name: Annotated[str, typer.Argument(help="The one of its names that is somebody else's.")],
    why: Why,
    article: Annotated[
        list[str] | None,
        typer.Option("--article", help="Only in this article (repeatable). Default: in all.", show_default=False),
    ] = None,
    by: By = None,
    home: Home = None,
) -> None:
    """Take a name out of an entity: it becomes an entity of its own."""
    _report(_decider(home, by, why).split(entity, name, article or ()))


@app.command()
def identify(
    why: Why,
    entity: Annotated[str | None, typer.Argument(help="An entity's id or name.", show_default=False)] = None,
    outside_id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Its id elsewhere: wikidata:Q3874799.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            "-f",
            help="A CSV file with the columns name, id and, where needed, type, country.",
            show_default=False,
        ),
    ] = None,
    by: By = None,
    home: Home = None,
) -> None:
    """Record what entities are called elsewhere (Wikidata, GeoNames, your own register): one here, or many from a file.

    The ids are in the column outside_ids of the table entities. Lines of a file that fit no entity, or several, are
    listed, and the exit status is then 1; the others are recorded.
    """
    decider = _decider(home, by, why)
    if file is None:
        if entity is None or outside_id is None:
            raise typer.BadParameter("give an entity and its id, or --file")
        _report(decider.identify(entity, outside_id))
        return
    if entity is not None:
        raise typer.BadParameter("give an entity and its id, or --file, not both")
    rows, complaints = decider.identify_from(file)
    _report(rows)
    for complaint in complaints:
        typer.secho(complaint, fg=typer.colors.RED, err=True)
    if complaints:
        raise typer.Exit(1)


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(help="The id of the decision, or its first digits.")],
    why: Why,
    by: By = None,
    home: Home = None,
) -> None:
    """Take a decision back. The lake is then as if it had not been made."""
    _report(_decider(home, by, why).undo(decision))


@app.command()
def decisions(home: Home = None) -> None:
    """List all decisions, newest first: who made them, when and why, and whether they are in force."""
    from dateline.lake.entity import decide

    rows = decide.history(settings_module.load(home=home))
    if not rows:
        typer.echo("No decisions yet.")
    _print(
        rows,
        "decision_id",
        "kind",
        "name",
        "other_name",
        "outside_id",
        "decided_by",
        "decided_at",
        "reason",
        "in_force",
    )


def _decider(home: Path | None, by: str | None, why: str) -> Decider:
    from dateline.lake.entity.decide import Decider

    if not why.strip():
        raise typer.BadParameter("say why, for those who will wonder", param_hint="--why")
    return Decider(settings_module.load(home=home), by or getpass.getuser(), why.strip(), dt.datetime.now(dt.UTC))


def _report(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        what = " ".join(filter(None, (row["kind"], row["name"], row["other_name"], row["outside_id"])))
        typer.echo(f"{row['decision_id']}  {what}")
    if not rows:
        typer.echo("Nothing changed.")


def _print(rows: list[dict[str, Any]], *columns: str) -> None:
    from rich.console import Console

    from dateline.analyst.layout import lay_out

    if rows:
        console = Console()
        values = [[row[column] for column in columns] for row in rows]
        console.print(lay_out(columns, ["VARCHAR"] * len(columns), values, console.width))
