"""Who said what: attributed statements.

quote.py finds quotations, cue.py the words of saying and thinking, direct.py brings the two together, boundary.py cuts what the
syntax gives, phrase.py reads cues that are no verbs, speaker.py finds and resolves who speaks, assembly.py puts it together.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document
from dateline.facts.record import Mention, Statement, Time
from dateline.facts.statements.assembly import assemble


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Statement]:
    """The attributed statements of a document, in the order of the text."""
    return assemble(document, mentions, times)
