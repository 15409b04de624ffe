"""Extraction in several processes, in order, with nothing lost when one of them dies.

The result never depends on the number of processes: each document is parsed and read on its own.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from dateline.facts.extract import extract
from dateline.facts.model import DEFAULT_MODEL, load_model
from dateline.facts.record import Facts

# A process takes some seconds to start and to load the parser; less text than this is read sooner without any.
WORTH_A_POOL = 100_000  # code points
# Documents handed to a process at a time: enough to hide the hand-over, few enough to share the work out evenly.
CHUNK = 4


@dataclass(frozen=True, slots=True)
class Task:
    """A text to read. `key` comes back with the result."""

    key: Any
    text: str
    published: dt.date | None = None
    title: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task: its facts, or what went wrong."""

    key: Any
    facts: Facts | None
    error: str | None = None


def extract_all(tasks: Iterable[Task], *, workers: int = 0, model: str = DEFAULT_MODEL) -> Iterator[Result]:
    """Read all tasks, yielding their results in the same order while the rest goes on.

    `workers` 0 means one process a processor, 1 means this process. A document that breaks the extractor gives a Result
    with an error, even when it takes its process down with it; the others are read all the same.
    """
    workers = workers or os.cpu_count() or 1
    pending = iter(tasks)
    if workers > 1:
        head, size = [], 0
        for task in pending:
            head.append(task)
            size += len(task.text)
            if size >= WORTH_A_POOL:
                break
        pending = chain(head, pending)
        if size < WORTH_A_POOL:
            workers = 1
    if workers == 1:
        yield from (read(task, model) for task in pending)
        return
    yield from _in_processes(pending, workers, model, read)


def read(task: Task, model: str) -> Result:
    """Read one task in this process. An error in the rules is a Result too: one odd article must not stop the rest."""
    try:
        return Result(task.key, extract(task.text, task.published, task.title, task.country, model=model))
    except MemoryError:
        return Result(task.key, None, "not enough memory to read this text")
    except Exception as error:
        return Result(task.key, None, f"{type(error).__name__}: {error}")


Reader = Callable[[Task, str], Result]


def _in_processes(tasks: Iterator[Task], workers: int, model: str, reader: Reader) -> Iterator[Result]:
    pool = _start(workers, model)
    try:
        queue: deque[tuple[list[Task], Future[list[Result]]]] = deque()
        while True:
            while len(queue) < workers * 3 and (chunk := list(islice(tasks, CHUNK))):
                queue.append((chunk, pool.submit(_read_chunk, chunk, model, reader)))
            if not queue:
                return
            chunk, future = queue.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # One document of those under way killed its process (out of memory, say), which breaks the whole pool.
                # Read them again one by one, each in a process of its own, to find out which.
                pool.shutdown(cancel_futures=True)
                for started, _ in [(chunk, future), *queue]:
                    for task in started:
                        yield _read_alone(task, model, reader)
                queue.clear()
                pool = _start(workers, model)
    finally:
        pool.shutdown(cancel_futures=True)


def _start(workers: int, model: str) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=load_model, initargs=(model,)
    )


def _read_chunk(tasks: list[Task], model: str, reader: Reader) -> list[Result]:
    return [reader(task, model) for task in tasks]


def _read_alone(task: Task, model: str, reader: Reader) -> Result:
    with _start(1, model) as pool:
        try:
            return pool.submit(reader, task, model).result()
        except BrokenProcessPool:
            return Result(task.key, None, "the process that read this text died, most likely for lack of memory")
