"""Runs of the real command line, in processes of their own, against one real Prefect server a test session."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]


class Dateline:
    """Calls `dateline` as a user does, with a home folder and a Prefect server of the tests' own.

    Calling it runs the command line in this process, where Prefect and the language model are loaded already; `start` runs
    it in a process of its own.
    """

    def __init__(self, home: Path, api: str) -> None:
        self.home = home
        self.environment = {"DATELINE_HOME": str(home), "PREFECT_API_URL": api, "COLUMNS": "160"}

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "dateline", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *arguments: object, status: int = 0) -> str:
        """Run a command, expect its exit status, and give what it printed on both streams."""
        from dateline.cli import main

        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
        ):
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.chdir(ROOT)
            patch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
            with pytest.raises(SystemExit) as ended:
                main()
            _disconnect()
        text = printed.buffer.getvalue().decode()
        assert (ended.value.code or 0) == status, f"{arguments} ended with {ended.value.code}:\n{text}"
        return text

    def sql(self, query: str) -> list[tuple]:
        import dateline
        from dateline import settings

        with dateline.connect(settings.load(home=self.home)) as lake:
            return lake.sql(query).fetchall()


def _disconnect() -> None:
    """End Prefect's connections, as the end of the process does otherwise.

    They send a random number now and then, and hypothesis fails a test that draws at that moment.
    """
    if "prefect" in sys.modules:
        from prefect.events.worker import EventsWorker
        from prefect.logging.handlers import APILogWorker

        for worker in (EventsWorker, APILogWorker):
            worker.drain_all(timeout=30, at_exit=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds: float, what: str):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.3)
    raise AssertionError(f"waited {seconds} seconds for {what}")


def healthy(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The API address of a real Prefect server on loopback."""
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    folder = tmp_path_factory.mktemp("prefect")
    environment = {**os.environ, "PREFECT_HOME": str(folder)}
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        wait_until(lambda: healthy(api), 120, "the Prefect server")
        # Prefect reads its settings when it is imported, which the first run in this process does.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PREFECT_API_URL", api)
            patch.setenv("PREFECT_HOME", str(folder))
            yield api
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture
def dateline(tmp_path: Path, prefect_api: str) -> Dateline:
    """The command line with an empty home folder."""
    return Dateline(tmp_path / "home", prefect_api)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, prefect_api: str) -> tuple[Dateline, str]:
    """The command line with the sample newsroom loaded by `dateline demo`, and what the demo printed. To be read only."""
    command = Dateline(tmp_path_factory.mktemp("sample") / "home", prefect_api)
    return command, command("demo")
