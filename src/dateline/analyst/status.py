"""What is in the lake and how the last runs went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import duckdb
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline import contracts, lake
from dateline.lake.connection import catalog_name
from dateline.settings import Settings

# Runs and quarantine reasons that are shown.
RUNS = 8
REASONS = 12


@dataclass(frozen=True)
class RunLine:
    """A run, as the list of runs shows it."""

    name: str
    started_at: dt.datetime
    seconds: float
    status: str
    loaded: int
    duplicates: int
    quarantined: int
    error: str | None


@dataclass(frozen=True)
class Reason:
    """Why rows are in quarantine: how many, by stage and reason, with one of them as an example."""

    stage: str
    reason: str
    rows: int
    example: str | None
    next_step: str | None


@dataclass(frozen=True)
class Snapshot:
    """The state of the lake that readers see."""

    id: int
    committed_at: dt.datetime
    message: str | None


@dataclass(frozen=True)
class Status:
    """The last runs (newest first), rows per table, quarantine by reason (most first) and the current snapshot."""

    where: str
    runs: list[RunLine]
    rows: dict[str, int]
    quarantine: list[Reason]
    snapshot: Snapshot


def status(settings: Settings) -> Status:
    """The state of the lake. LakeError if there is none that can be read."""
    with lake.connect(settings) as con:
        return read_status(con, catalog_name(settings))


def read_status(con: duckdb.DuckDBPyConnection, where: str) -> Status:
    """The state of the lake behind a connection; all of it is of one snapshot."""
    con.execute("BEGIN")
    runs = con.execute(
        "SELECT name, started_at, epoch(finished_at - started_at), status, loaded, duplicates, quarantined, error"
        f" FROM runs ORDER BY started_at DESC, run_id LIMIT {RUNS}"
    ).fetchall()
    rows = {name: _scalar(con, f'SELECT count(*) FROM "{name}"') for name in contracts.load()}
    reasons = con.execute(
        "SELECT stage, reason, count(*) AS rows, min(location), min(next_step) FROM quarantine"
        " GROUP BY ALL ORDER BY rows DESC, stage, reason"
    ).fetchall()
    snapshot = con.execute(
        f"SELECT snapshot_id, snapshot_time, commit_message FROM {lake.LAKE}.snapshots() ORDER BY snapshot_id DESC LIMIT 1"
    ).fetchone()
    con.execute("COMMIT")
    return Status(
        where=where,
        runs=[RunLine(*row) for row in runs],
        rows=rows,
        quarantine=[Reason(*row) for row in reasons],
        snapshot=Snapshot(*snapshot or (0, dt.datetime.min.replace(tzinfo=dt.UTC), None)),
    )


def show_status(settings: Settings, console: Console | None = None) -> None:
    """Print the state of the lake."""
    (console or Console()).print(render(status(settings)))


def render(status: Status) -> RenderableType:
    """The state of the lake for a terminal."""
    snapshot = status.snapshot
    message = f": {snapshot.message}" if snapshot.message else ""
    head = Text.assemble(
        ("Lake ", "bold"), status.where, f"\nsnapshot {snapshot.id}, {_minute(snapshot.committed_at)}{message}"
    )
    return Group(head, _runs(status.runs), _rows(status.rows), _quarantine(status.quarantine))


def _runs(runs: list[RunLine]) -> RenderableType:
    if not runs:
        return Text("\nNo run has ended yet.")
    table = _new_table("Last runs", "started", "took", "status", "loaded", "known", "rejected", "run")
    for column in table.columns[:-1]:
        column.no_wrap = True
    for run in runs:
        status = Text(run.status, style="green" if run.status == "completed" else "red")
        counts = (f"{count:,}" for count in (run.loaded, run.duplicates, run.quarantined))
        table.add_row(_minute(run.started_at), f"{run.seconds:.0f} s", status, *counts, Text(run.name))
    errors = [Text(f"{run.name}: {run.error}", style="red") for run in runs if run.error]
    return Group(table, *errors)


def _rows(rows: dict[str, int]) -> RenderableType:
    table = _new_table("Rows", "table", "rows")
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    return table


def _quarantine(reasons: list[Reason]) -> RenderableType:
    if not reasons:
        return Text("\nNothing is in quarantine.")
    lines: list[RenderableType] = [Text("\nQuarantine", style="bold")]
    for entry in reasons[:REASONS]:
        lines.append(Text(f"{entry.rows:,} × {entry.stage}: {entry.reason}"))
        more = [f"for example {entry.example}"] if entry.example else []
        more += [f"→ {entry.next_step}"] if entry.next_step else []
        lines += [Padding(Text(text, style="dim"), (0, 0, 0, 4)) for text in more]
    if len(reasons) > REASONS:
        lines.append(Text(f'and {len(reasons) - REASONS} more reasons: dateline sql "FROM quarantine"'))
    return Group(*lines)


def _new_table(title: str, *columns: str) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, justify="right" if column in _RIGHT else "left", overflow="fold", header_style="dim")
    return table


_RIGHT = {"rows", "loaded", "known", "rejected", "took"}


def _minute(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _scalar(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = con.execute(sql).fetchone()
    return row[0] if row else None
