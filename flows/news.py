"""The news flow: collect → archive → articles → facts → checks → load.

Orchestration only: what a stage does stands in `dateline.collect`, `.articles`, `.facts`, `.checks` and `.lake`. There is one
task a stage and batch, not one an article: a task run costs milliseconds here and a record on the server.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

from prefect import flow, get_run_logger, runtime, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.assets import Asset, AssetProperties, materialize
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed, State
from prefect.task_runners import ThreadPoolTaskRunner

import dateline
from dateline import articles, checks, contracts, settings
from dateline.collect import Archive, Item, Source, collect, from_argument, load_sources, select
from dateline.errors import CheckError, DatelineError, InputError, Rejected
from dateline.facts.extract import extractor_version
from dateline.facts.stage import extract_articles
from dateline.lake import Lake
from dateline.progress import watcher

Row = dict[str, Any]

FACT_TABLES = ("statements", "quantities", "times", "mentions", "roles", "events")

# A run of more batches than this keeps a progress artifact; shorter ones are over before anybody looks.
LONG_RUN = 2

_PLAIN = {"cache_policy": NO_CACHE, "persist_result": False}

ASSETS = [
    Asset(
        key=f"ducklake://dateline/{contract.name}",
        properties=AssetProperties(name=contract.name, description=contract.description),
    )
    for contract in contracts.load().values()
]


class Batch:
    """Some items on their way through the stages. (Not a dataclass: Prefect would walk through every row of one.)"""

    def __init__(self, number: int, items: list[Item]) -> None:
        self.number = number
        self.items = items
        self.tables: dict[str, list[Row]] = {"articles": []}
        self.rejected: list[Rejected] = []
        self.duplicates = 0


class Run:
    """What all tasks of a run share, and its books."""

    def __init__(self, run_id: str, name: str, config: settings.Settings) -> None:
        self.run_id = run_id
        self.name = name
        self.config = config
        self.started_at = now()
        self.lake = Lake(config)
        self.archive = Archive(config.archive, run_id)
        self.collected = 0
        self.duplicates = 0
        self.lost = 0  # items that became no article: rejected as a whole, or in a batch that was refused
        self.quarantine: list[Row] = []  # of the collect stage; a batch brings its own
        self.reasons: Counter[tuple[str, str]] = Counter()  # (stage, reason) of all that went to quarantine
        self.added: Counter[str] = Counter()
        self.by_hand: set[str] = set()  # sources named as a file or an address: what fails there fails the run
        self.failures: list[str] = []

    def reject(self, bad: Rejected) -> Row:
        """Book something rejected, and give its row of the quarantine."""
        self.reasons[bad.stage, bad.reason] += 1
        if bad.source_id in self.by_hand:
            self.fail(str(bad))
        return bad.to_row(self.run_id, now())

    def fail(self, message: str) -> None:
        """Note that something failed as a whole: a source, a batch, a file named by hand."""
        self.failures.append(message)
        watcher().say(message)
        get_run_logger().error(message)


def now() -> dt.datetime:
    """The time, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def run_name() -> str:
    """What the run does, as the list of runs shows it: "news from sample-feed, sample-wire, 2026-03-01 09:30"."""
    chosen = runtime.flow_run.parameters.get("sources") or ["all sources"]
    shown = ", ".join(chosen[:3]) + (f" and {len(chosen) - 3} more" if len(chosen) > 3 else "")
    return f"news from {shown}, {now():%Y-%m-%d %H:%M}"


@task(name="collect", task_run_name="collect {name}", retries=2, retry_delay_seconds=[2, 10], **_PLAIN)
def collect_source(name: str, source: Source, run: Run) -> tuple[list[Item], list[Rejected]]:
    """Fetch a source's raw bytes into the archive. Retried: networks and disks have bad moments."""
    items: list[Item] = []
    rejected: list[Rejected] = []
    for got in collect(source, run.config, run.archive, now=run.started_at):
        (items if isinstance(got, Item) else rejected).append(got)  # type: ignore[arg-type]
        watcher().advance("collect", len(items), None)
    return items, rejected


@task(name="articles", task_run_name="articles {number}", **_PLAIN)
def read_articles(number: int, batch: Batch, run: Run) -> None:
    """From archived bytes to clean text; what is in the lake already is a duplicate and goes no further."""
    seen: dict[str, Row] = {}
    read = 0
    for item in batch.items:
        try:
            row = articles.read(item, run.archive.read(item), run.config)
        except InputError as error:  # a damaged record of the archive
            row = Rejected("articles", item.source_id, item.location, error.what, error.next_step)
        if isinstance(row, Rejected):
            batch.rejected.append(row)
        else:
            read += 1
            seen.setdefault(row["article_id"], {**row, "run_id": run.run_id})
    known = run.lake.known(seen)
    batch.tables["articles"] = [row for key, row in seen.items() if key not in known]
    batch.duplicates = read - len(batch.tables["articles"])


@task(name="facts", task_run_name="facts {number}", **_PLAIN)
def extract_facts(number: int, batch: Batch, run: Run) -> None:
    """Read the facts out of the texts, in several processes where that pays."""
    read, tables, rejected = extract_articles(
        batch.tables["articles"], workers=run.config.workers, model=run.config.model
    )
    batch.tables = {"articles": read, **tables}
    batch.rejected += rejected


@task(name="checks", task_run_name="checks {number}", **_PLAIN)
def check_rows(number: int, batch: Batch, run: Run) -> None:
    """Hold every row against its contract; what fails goes to quarantine, too many failures refuse the batch."""
    checked = checks.check(
        batch.tables,
        run_id=run.run_id,
        batch_number=number,
        now=now(),
        max_rejected_share=run.config.max_rejected_share,
    )
    run.reasons.update((row["stage"], row["reason"]) for row in checked.rejected)
    batch.tables = {**checked.good, "quarantine": checked.rejected, "checks": checked.checks}


@materialize(*ASSETS, name="load", task_run_name="load {number}", retries=3, retry_delay_seconds=[1, 5, 20], **_PLAIN)
def load_rows(number: int, batch: Batch, run: Run) -> dict[str, int]:
    """Load a batch in one transaction. Retried: a catalog can be busy. Loading the same rows twice adds nothing."""
    return run.lake.load(batch.tables, run_id=run.run_id, message=f"{run.name}: batch {number}")


@task(name="link", task_run_name="link", retries=3, retry_delay_seconds=[1, 5, 20], **_PLAIN)
def link_articles(run: Run) -> None:
    """Bring the tables that span articles up to date: stories (near-duplicates), entities and events."""
    run.lake.refresh(run_id=run.run_id)


@flow(
    name="news",
    flow_run_name=run_name,
    task_runner=ThreadPoolTaskRunner(max_workers=8),
    persist_result=False,
)
def news(sources: list[str] | None = None, options: dict[str, Any] | None = None) -> State[Row]:
    """Collect news, read the facts out of it, check them and load them into the lake.

    Args:
        sources: names of defined sources, files, folders or addresses. Default: all defined sources.
        options: settings that override the environment and `dateline.toml`, such as {"home": "data"}.

    Returns:
        the run's row of the table `runs`, in a state that is failed if a source, a batch or a file named by hand failed.
    """
    config = settings.load(**(options or {}))
    run = Run(str(runtime.flow_run.id or uuid.uuid4()), runtime.flow_run.name or "news", config)
    chosen = choose(sources, run)
    try:
        with run.archive:
            process_all(collect_all(chosen, run), run)
        if run.added["articles"]:
            link_articles(run)
    except Exception as error:
        # The books are closed whatever happens, so that `dateline status` shows the run and why it ended.
        run.fail(f"{type(error).__name__}: {error}")
    summary = close_books(run, [source.id for source in chosen])
    create_artifacts(summary, run)
    watcher().finish(summary)
    if run.failures:
        return Failed(message="\n".join(run.failures)[:4000])
    return Completed(message=f"{summary['loaded']} articles loaded", data=summary)


def choose(wanted: list[str] | None, run: Run) -> list[Source]:
    """The sources to run: all that are enabled, or those named by id or folder; any other argument is a file or an address."""
    defined, errors = load_sources(run.config.source_folder)
    enabled = select(defined)
    if not wanted:
        for error in errors:
            run.fail(str(error))
        if not enabled and not errors:
            run.fail(
                f"{run.config.source_folder}: no source is enabled\n  → add one (docs/sources.md), or try: dateline run sample"
            )
        return enabled
    chosen: dict[str, Source] = {}
    for name in wanted:
        found = select(defined, name)
        if not found:
            try:
                found = [from_argument(name, defined=[source.id for source in defined])]
            except DatelineError as error:
                # It may well be meant for a source whose definition has a mistake.
                for problem in [error, *errors]:
                    run.fail(str(problem))
            run.by_hand.update(source.id for source in found)
        chosen.update((source.id, source) for source in found)
    return list(chosen.values())


def collect_all(chosen: list[Source], run: Run) -> list[Item]:
    """All sources' items, fetched side by side. A source that fails is noted and the others go on."""
    futures = [(source, collect_source.submit(source.id, source, run)) for source in chosen]
    items: list[Item] = []
    for source, future in futures:
        try:
            got, rejected = future.result()
        except DatelineError as error:
            bad = Rejected("collect", source.id, error.where or source.id, error.what, error.next_step)
            run.quarantine.append(run.reject(bad))
            if source.id not in run.by_hand:
                run.fail(f"source {source.id}: {error}")
            continue
        run.collected += len(got) + len(rejected)
        run.lost += len(rejected)
        run.quarantine += [run.reject(bad) for bad in rejected]
        items += got
    return items


def process_all(items: list[Item], run: Run) -> None:
    """Take the items through the other stages, batch by batch."""
    size = run.config.batch_size
    total = -(-len(items) // size)
    artifact = create_progress_artifact(0.0, key="news-progress", description=run.name) if total > LONG_RUN else None
    for number in range(1, total + 1):
        watcher().advance("batches", number - 1, total)
        process(Batch(number, items[(number - 1) * size : number * size]), run)
        if artifact:
            update_progress_artifact(artifact, progress=100 * number / total)
    watcher().advance("batches", total, total)


def process(batch: Batch, run: Run) -> None:
    """Take one batch through the stages. A batch that is refused leaves the lake as it was, and the next ones go on."""
    logger = get_run_logger()
    read_articles(batch.number, batch, run)
    extract_facts(batch.number, batch, run)
    run.duplicates += batch.duplicates
    run.lost += len(batch.rejected)
    came = len(batch.tables["articles"])
    try:
        check_rows(batch.number, batch, run)
    except CheckError as error:
        run.fail(f"batch {batch.number} was not loaded: {error}")
        batch.tables = {"articles": []}
    run.lost += came - len(batch.tables["articles"])
    batch.tables.setdefault("quarantine", []).extend(run.reject(bad) for bad in batch.rejected)
    added = load_rows(batch.number, batch, run)
    run.added.update(added)
    logger.info("batch %s: %s", batch.number, ", ".join(f"{count} {table}" for table, count in added.items() if count))


def balance(run: Run) -> Row:
    """The check that nothing was lost: what came in was loaded, known already, or rejected with a reason."""
    out = run.added["articles"] + run.duplicates + run.lost
    return {
        "run_id": run.run_id,
        "batch": 0,
        "table_name": "articles",
        "expectation": "in equals out",
        "column_name": "article_id",
        "severity": "critical",
        "checked_rows": run.collected,
        "failed_rows": abs(run.collected - out),
        "success": run.collected == out,
        "checked_at": now(),
    }


def close_books(run: Run, sources: list[str]) -> Row:
    """The run's row, written to the table `runs` together with what the collect stage rejected."""
    books = balance(run)
    if not books["success"] and not run.failures:
        run.fail(f"{books['failed_rows']} of {run.collected} items are neither loaded, nor known, nor in quarantine")
    row: Row = {
        "run_id": run.run_id,
        "name": run.name,
        "started_at": run.started_at,
        "finished_at": now(),
        "status": "failed" if run.failures else "completed",
        "sources": sources,
        "collected": run.collected,
        "loaded": run.added["articles"],
        "duplicates": run.duplicates,
        "quarantined": sum(run.reasons.values()),
        **{table: run.added[table] for table in FACT_TABLES},
        "extractor_version": extractor_version(run.config.model),
        "dateline_version": dateline.__version__,
        "error": "\n".join(run.failures) or None,
    }
    tables = {"quarantine": run.quarantine, "checks": [books], "runs": [row]}
    run.lake.load(tables, run_id=run.run_id, message=f"{run.name}: {row['status']}")
    return row


def create_artifacts(summary: Row, run: Run) -> None:
    """What an operator reads in the Prefect UI: the counts as a table, and the reasons of the quarantine."""
    counts = ["collected", "loaded", "duplicates", "quarantined", *FACT_TABLES]
    create_table_artifact(
        table=[{"what": name, "rows": summary[name]} for name in counts],
        key="news-counts",
        description=f"What came in and what was loaded: {run.name}",
    )
    create_markdown_artifact(markdown=summary_text(summary, run.reasons), key="news-summary", description=run.name)


def summary_text(summary: Row, reasons: Mapping[tuple[str, str], int]) -> str:
    """The run in Markdown: how it ended, what is in quarantine and why, and where to look next."""
    seconds = (summary["finished_at"] - summary["started_at"]).total_seconds()
    lines = [f"# {summary['name']}", "", f"**{summary['status']}** after {seconds:.0f} seconds."]
    if summary["error"]:
        lines += ["", "## What failed", "", *(f"- {line}" for line in summary["error"].splitlines())]
    lines += ["", "## Quarantine", ""]
    if reasons:
        lines += ["| stage | reason | rows |", "| --- | --- | ---: |"]
        lines += [f"| {stage} | {_cell(reason)} | {count} |" for (stage, reason), count in sorted(reasons.items())]
        lines += ["", 'Each row with its value and the next step: `dateline sql "FROM quarantine"`.']
    else:
        lines.append("Nothing was rejected.")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
