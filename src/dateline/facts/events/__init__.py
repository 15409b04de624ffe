"""What happened, and what only might: PLOVER events and the standing of verbs."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document
from dateline.facts.record import Assertion, Event, Mention, Quantity, Statement, Time


def find(
    document: Document,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[list[Event], list[Assertion]]:
    """The events of a document and the standing of its other verbs, each in the order of the text."""
    return [], []
