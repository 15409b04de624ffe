"""Who said what: attributed statements."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document
from dateline.facts.record import Mention, Statement, Time


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Statement]:
    """The attributed statements of a document, in the order of the text."""
    return []
