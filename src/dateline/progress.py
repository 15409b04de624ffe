"""How a run tells whoever watches it how far it is: the command line draws a bar, Prefect keeps an artifact, tests listen.

The run reports to the watcher of its context; without one, reports go nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol


class Watcher(Protocol):
    """Somebody who wants to know."""

    def advance(self, stage: str, done: int, total: int | None) -> None:
        """`done` of `total` (None: not known yet) of a stage's pieces are through."""

    def say(self, message: str) -> None:
        """Something worth a line: a source that failed, a batch that was refused."""

    def finish(self, summary: Mapping[str, Any]) -> None:
        """The run ended; `summary` is what it returns."""


class _Nobody:
    def advance(self, stage: str, done: int, total: int | None) -> None:
        pass

    def say(self, message: str) -> None:
        pass

    def finish(self, summary: Mapping[str, Any]) -> None:
        pass


_NOBODY = _Nobody()
_watcher: ContextVar[Watcher] = ContextVar("watcher")


def watcher() -> Watcher:
    """The watcher of this context."""
    return _watcher.get(_NOBODY)


@contextmanager
def watched_by(someone: Watcher) -> Iterator[None]:
    """Report to this watcher inside the `with` block."""
    token = _watcher.set(someone)
    try:
        yield
    finally:
        _watcher.reset(token)
