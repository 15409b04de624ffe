from __future__ import annotations

import os
import signal

from dateline.facts import pool
from dateline.facts.extract import to_json
from dateline.facts.model import DEFAULT_MODEL
from dateline.facts.pool import Result, Task, extract_all

TEXTS = [f"Mayor Ann Lee said {n} ships left on Monday. The port was closed." for n in range(2, 12)]


def read_or_die(task: Task, model: str) -> Result:
    """Stands in for a text on which the process runs out of memory."""
    if task.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return pool.read(task, model)


def test_the_number_of_processes_changes_nothing(monkeypatch) -> None:
    tasks = [Task(i, text) for i, text in enumerate(TEXTS)]
    one = list(extract_all(tasks, workers=1))
    monkeypatch.setattr(pool, "WORTH_A_POOL", 0)
    two = list(extract_all(tasks, workers=2))
    assert [r.key for r in two] == list(range(len(TEXTS)))
    assert [to_json(r.facts) for r in one] == [to_json(r.facts) for r in two]


def test_a_document_that_kills_its_process_is_told_and_the_rest_is_read(monkeypatch) -> None:
    # Whatever was under way is read in a process of its own, which takes seconds to load the parser: three are enough.
    monkeypatch.setattr(pool, "CHUNK", 2)
    texts = [TEXTS[0], "die", TEXTS[1]]
    tasks = iter([Task(i, text) for i, text in enumerate(texts)])
    results = list(pool._in_processes(tasks, 2, DEFAULT_MODEL, read_or_die))
    assert [r.key for r in results] == list(range(len(texts)))
    assert [r.key for r in results if r.error] == [1]
    assert "died" in results[1].error


def test_an_error_in_the_rules_is_a_result(monkeypatch) -> None:
    def fail(*_, **__):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(pool, "extract", fail)
    assert list(extract_all([Task("a", "text")], workers=1)) == [Result("a", None, "ZeroDivisionError: oops")]
