"""`dateline demo`: the main job on the bundled sample newsroom, and what can be asked of the result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dateline import settings as settings_module
from dateline.orchestration import run_news

SAMPLE = ["sample"]

FACTS = ("statements", "quantities", "times", "mentions", "roles", "events")

# Cookbook queries that the demo answers, by name.
QUESTIONS = ("tolls_by_claimant", "who_said_most", "planned_or_denied")


def show(home: Path | None, *, verbose: bool = False) -> bool:
    """Run the sample, print what came of it and what to type next. True if nothing failed."""
    from dateline.analyst import connect
    from dateline.analyst.query import queries, render

    console = Console()
    settings = settings_module.load(home=home)
    console.print("[bold]Dateline[/bold]: running the main job on the sample newsroom in sources/sample\n")
    summary = run_news(SAMPLE, {"home": home}, verbose=verbose)
    _counts(console, summary)
    with connect(settings) as lake:
        _quarantine(console, lake)
        _versions(console, lake)
        named = {query.name: query for query in queries()}
        for name in QUESTIONS:
            console.print(f"\n[bold]{named[name].question}[/bold]")
            render(lake, named[name].sql, console=console, limit=8)
    console.print("\n[bold]What to type next[/bold]")
    for command, purpose in _NEXT:
        console.print(f"  {command:62} [dim]{purpose}[/dim]", highlight=False)
    return bool(summary["status"] == "completed")


_NEXT = (
    (".venv/bin/dateline sql", "ask questions of your own (SQL, Tab completes)"),
    (".venv/bin/dateline sql \"FROM quotes WHERE stance = 'deny'\"", "what was denied, and by whom"),
    (".venv/bin/dateline run some-article.txt https://…", "load a file or a page of your own"),
    (".venv/bin/dateline status", "runs, tables, quarantine"),
    ("make serve", "scheduled runs and the Prefect UI on this machine"),
)


def _counts(console: Console, summary: dict[str, Any]) -> None:
    seconds = (summary["finished_at"] - summary["started_at"]).total_seconds()
    console.print(
        f"{summary['collected']} items came in: {summary['loaded']} articles loaded, {summary['duplicates']} known already, "
        f"{summary['quarantined']} in quarantine. It took {seconds:.1f} seconds."
    )
    table = Table("kind of fact", "rows added", title=None)
    table.columns[1].justify = "right"
    for name in FACTS:
        table.add_row(name, str(summary[name]))
    console.print(table)


def _quarantine(console: Console, lake: Any) -> None:
    rows = lake.sql("SELECT location, reason, next_step FROM quarantine ORDER BY location").fetchall()
    console.print("\n[bold]In quarantine[/bold]" if rows else "\nNothing is in quarantine.")
    for location, reason, next_step in rows:
        console.print(f"  {location}: {reason}", highlight=False, markup=False)
        if next_step:
            console.print(f"    → {next_step}", highlight=False, markup=False)


def _versions(console: Console, lake: Any) -> None:
    stories = lake.sql("SELECT count(*) FROM stories WHERE article_count > 1 AND is_lead").fetchone()[0]
    revised = lake.sql(
        "SELECT count(*) FROM (SELECT canonical_id FROM articles GROUP BY ALL HAVING count(*) > 1)"
    ).fetchone()[0]
    console.print(
        f"\n{stories} stories came in more than one copy or version; {revised} articles were published in several versions."
    )
