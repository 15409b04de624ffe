"""Starting the flows of `flows/` from the command line: one orchestration, whether a person or a schedule starts it.

Without a Prefect server of its own (PREFECT_API_URL), a run starts a temporary one, whose database stands in the home folder.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from dateline import settings
from dateline.errors import DatelineError, SettingsError
from dateline.progress import watched_by

STAGES = {"collect": "collecting", "batches": "reading, checking and loading"}


def quiet_environment(config: settings.Settings) -> dict[str, str]:
    """Environment variables for Prefect and Great Expectations: no telemetry, state in our home folder.

    What the operator set stays as it is.
    """
    wanted = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "GX_ANALYTICS_ENABLED": "false",
        "PREFECT_HOME": str((config.home / "prefect").absolute()),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    if "PREFECT_API_URL" in os.environ:
        del wanted["PREFECT_HOME"]
    return {key: value for key, value in wanted.items() if key not in os.environ}


def prepare(config: settings.Settings) -> dict[str, str]:
    """The environment that Prefect needs and doesn't have yet; its folder is made. SettingsError if that can't be."""
    environment = quiet_environment(config)
    folder = environment.get("PREFECT_HOME")
    if folder:
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"can't be made: {error.strerror}",
                where=folder,
                next_step="choose a home folder that you may write to: --home FOLDER or DATELINE_HOME",
            ) from error
    return environment


def run_news(sources: list[str] | None, options: Mapping[str, Any], *, verbose: bool = False) -> dict[str, Any]:
    """Run the news flow in this process and show its progress. Returns the run's row of the table `runs`."""
    given = {key: str(value) if key == "home" else value for key, value in options.items() if value is not None}
    config = settings.load(**given)
    os.environ.update(prepare(config))
    if not verbose:
        # Only the console is quiet: the flow run's log in the Prefect UI stays complete.
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    flow = _load_flow("news")
    with _Bar(Console(stderr=True)) as bar, watched_by(bar):
        state = flow(sources=sources or None, options=given, return_state=True)
    if bar.summary is None:
        reason = state.message or "the run ended before it began"
        raise DatelineError(reason, where="flow news", next_step="run it again with --verbose")
    return bar.summary


def _load_flow(name: str) -> Any:
    """The flow of this name from the module of the same name. (Prefect's own loader hides what is wrong with a module.)"""
    key = f"dateline_flow_{name}"
    if key not in sys.modules:
        spec = importlib.util.spec_from_file_location(key, settings.bundled("flows") / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[key] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(sys.modules[key])
        except BaseException:
            del sys.modules[key]
            raise
    return getattr(sys.modules[key], name)


class _Bar:
    """A watcher that draws a progress bar on a terminal, and prints plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.summary: dict[str, Any] | None = None
        self.tasks: dict[str, TaskID] = {}
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self.progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)

    def __enter__(self) -> _Bar:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def advance(self, stage: str, done: int, total: int | None) -> None:
        if stage not in self.tasks:
            self.tasks[stage] = self.progress.add_task(STAGES.get(stage, stage), total=total)
        self.progress.update(self.tasks[stage], completed=done, total=total)

    def say(self, message: str) -> None:
        self.console.print(message, style="red", markup=False, highlight=False)

    def finish(self, summary: Mapping[str, Any]) -> None:
        self.summary = dict(summary)
