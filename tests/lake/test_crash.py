"""A loading process is killed in the middle: each of its batches is in the lake as a whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.newsroom import FERRY, article, statement

from dateline.lake import Lake, connect
from dateline.settings import Settings

# Loads batches of three articles and six statements without end, and says when it is about to begin each.
LOADER = """
import sys
from tests.newsroom import FERRY, article, statement
from dateline.lake import Lake
from dateline.settings import Settings

lake = Lake(Settings(home=sys.argv[1]))
for batch in range(int(sys.argv[2]), 1_000_000):
    articles = [article(f"{batch}-{n}", FERRY, "2025-03-04", run_id=str(batch)) for n in range(3)]
    statements = [statement(of, name, "its prices") for of in articles for name in ("Ina Brook", "Ovin Dahl")]
    print(batch, flush=True)
    lake.load({"articles": articles, "statements": statements}, run_id=str(batch), message="batch")
    lake.refresh(run_id=str(batch))
"""


def test_kills_leave_whole_batches_and_the_next_load_works(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", lock_timeout=10)
    Lake(settings).load({}, run_id="start", message="start")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    for attempt, delay in enumerate((0.0, 0.15, 0.3)):
        command = [sys.executable, "-c", LOADER, str(settings.home), str(attempt * 1000)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as loader:
            assert loader.stdout is not None
            for _ in range(2):
                assert loader.stdout.readline()
            time.sleep(delay)
            loader.send_signal(signal.SIGKILL)
        with connect(settings) as con:
            batches = con.execute(
                "SELECT a.run_id, count(DISTINCT a.article_id), count(*) FROM articles AS a"
                " LEFT JOIN statements AS s USING (article_id) GROUP BY ALL"
            ).fetchall()
        assert all(batch[1:] == (3, 6) for batch in batches), batches
    one = article("after", FERRY, "2025-03-04")
    rows = {"articles": [one], "statements": [statement(one, "Ina Brook", "its prices")]}
    lake = Lake(settings)
    assert lake.load(rows, run_id="after", message="after the kills") == {"articles": 1, "statements": 1}
    lake.refresh(run_id="after")
    with connect(settings) as con:
        assert con.execute("SELECT count(*) FROM articles ANTI JOIN stories USING (article_id)").fetchone() == (0,)
        # All the loader's texts are alike, so they are one story, and every one of its rows says how many there are.
        assert con.execute(
            "SELECT count(DISTINCT story_id), count(*) = max(article_count) FROM stories"
        ).fetchone() == (1, True)
