"""`dateline serve`: a Prefect server, a process worker and the deployments on one machine, stopped together.

Everything listens on 127.0.0.1. For many machines, run the same three commands of Prefect by hand, as docs/operations.md shows.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
from rich.console import Console

from dateline.errors import DatelineError
from dateline.orchestration import prepare
from dateline.settings import Settings, bundled, variable

POOL = "dateline"
STARTUP_SECONDS = 120
STOP_SECONDS = 20


def serve(settings: Settings, *, port: int) -> None:
    """Start everything, wait for Ctrl-C (or SIGTERM, or the end of one of the parts), and stop everything.

    Raises DatelineError if the port is taken, a part doesn't start, or one ends by itself.
    """
    console = Console(stderr=True)
    api = f"http://127.0.0.1:{port}/api"
    if _answers(api):
        raise DatelineError(
            "a Prefect server answers there already",
            where=f"127.0.0.1:{port}",
            next_step=f"stop it, or choose another port: dateline serve --port {port + 1}",
        )
    logs = settings.home / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **prepare(settings), **_own_environment(settings, api)}
    parts: dict[str, subprocess.Popen[bytes]] = {}
    # A polite kill stops everything as Ctrl-C does. Ctrl-C is set too: a shell that starts us in the background has it
    # ignored, for us and for all that we start.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        console.print(f"starting the Prefect server on 127.0.0.1:{port} …")
        parts["server"] = _start(
            ["server", "start", "--host", "127.0.0.1", "--port", str(port)], environment, logs / "server.log"
        )
        _wait_for(api, parts["server"], logs / "server.log")
        _run(["work-pool", "create", POOL, "--type", "process", "--overwrite"], environment)
        _run(["--no-prompt", "deploy", "--all", "--prefect-file", str(_prefect_file())], environment)
        parts["worker"] = _start(
            ["worker", "start", "--pool", POOL, "--type", "process"], environment, logs / "worker.log"
        )
        console.print(f"UI       http://127.0.0.1:{port}\nlogs     {logs}", highlight=False)
        console.print(
            f"by hand  PREFECT_API_URL={api} prefect deployment run news/sample", highlight=False, soft_wrap=True
        )
        console.print("Ctrl-C stops server and worker.")
        while all(part.poll() is None for part in parts.values()):
            time.sleep(0.5)
        ended = next(name for name, part in parts.items() if part.poll() is not None)
        raise DatelineError(
            f"the {ended} ended by itself", where=str(logs / f"{ended}.log"), next_step="read the end of that log"
        )
    except KeyboardInterrupt:
        console.print("\nstopping …")
    finally:
        _stop(parts)


def _own_environment(settings: Settings, api: str) -> dict[str, str]:
    """What the parts and the runs of the worker get: our settings, with the folders absolute, wherever they start."""
    given = {variable(name): str(getattr(settings, name)) for name in settings.model_fields_set}
    folders = {"home": settings.home, "sources": settings.source_folder}
    folders |= {
        name: Path(value)
        for name in ("catalog", "storage")
        if (value := getattr(settings, name)) and ":" not in value  # no address of a database or bucket
    }
    return {
        **given,
        **{variable(name): str(folder.absolute()) for name, folder in folders.items()},
        "DATELINE_WORKING_DIRECTORY": str(_prefect_file().parent),
        "PREFECT_API_URL": api,
        "PREFECT_HOME": str((settings.home / "prefect").absolute()),
        "PREFECT_SERVER_UI_API_URL": api,
    }


def _prefect_file() -> Path:
    return bundled("flows").parent / "prefect.yaml"


def _command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "prefect", *arguments]


def _start(arguments: list[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a part in a session of its own: Ctrl-C reaches us alone, and we stop the parts in order."""
    with log.open("ab") as out:
        return subprocess.Popen(
            _command(arguments),
            env=dict(environment),
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )


def _run(arguments: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        _command(arguments),
        env=dict(environment),
        cwd=_prefect_file().parent,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise DatelineError(said, where=f"prefect {' '.join(arguments)}", next_step="see docs/operations.md")


def _answers(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _wait_for(api: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if _answers(api):
            return
        if server.poll() is not None:
            raise DatelineError(
                "the Prefect server did not start", where=str(log), next_step="read the end of that log"
            )
        time.sleep(0.2)
    raise DatelineError(
        f"the Prefect server did not answer within {STARTUP_SECONDS} seconds", where=str(log), next_step="read that log"
    )


def _stop(parts: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Ask the worker to stop, then the server; kill what does not listen, with all its children."""
    for part in reversed(list(parts.values())):
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGINT)
        try:
            part.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()
