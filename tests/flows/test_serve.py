"""A real Prefect server, worker and schedule, started and stopped by `dateline serve`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.flows.conftest import ROOT, free_port, healthy, wait_until

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running `dateline serve`: its process and the API's address."""
    folder = tmp_path_factory.mktemp("served")
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_API")}
    environment["DATELINE_HOME"] = str(folder / "home")
    environment["PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS"] = "3"
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        wait_until(lambda: process.poll() is not None or "Ctrl-C" in (folder / "serve.log").read_text(), 180, "serve")
        assert process.poll() is None, (folder / "serve.log").read_text()
        yield process, f"http://127.0.0.1:{port}/api"
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def test_a_taken_port_is_said(served) -> None:
    _, api = served
    port = api.split(":")[2].split("/")[0]
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "serve", "--port", port], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "--port" in done.stderr


def test_a_scheduled_run_completes_and_its_artifacts_can_be_read(served) -> None:
    process, api = served
    with httpx.Client(base_url=api, timeout=30) as client:
        deployment = client.get("/deployments/name/news/hourly").raise_for_status().json()
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["schedules"][0]["active"]

        # The real scheduler and worker, with a time that a test can wait for in place of the next full hour.
        sample = client.get("/deployments/name/news/sample").raise_for_status().json()
        soon = datetime.now(UTC) + timedelta(seconds=5)
        once = {"interval": 86_400, "anchor_date": soon.isoformat()}
        planned = client.post(f"/deployments/{sample['id']}/schedules", json=[{"schedule": once, "active": True}])
        planned.raise_for_status()

        def finished():
            query = {"flow_runs": {"deployment_id": {"any_": [sample["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
            runs = client.post("/flow_runs/filter", json=query).raise_for_status().json()
            return next((run for run in runs if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED")), None)

        run = wait_until(finished, 150, "the scheduled run")
        logs = client.post("/logs/filter", json={"logs": {"flow_run_id": {"any_": [run["id"]]}}}).json()
        assert run["state_type"] == "COMPLETED", [line["message"] for line in logs][-20:]
        assert run["auto_scheduled"]
        assert run["name"].startswith("news from sample, ")

        found = client.post("/artifacts/filter", json={"artifacts": {"flow_run_id": {"any_": [run["id"]]}}}).json()
        artifacts = {artifact["key"]: artifact["data"] for artifact in found}
        assert '"loaded"' in artifacts["news-counts"]
        assert "## Quarantine" in artifacts["news-summary"]

    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert not healthy(api)
