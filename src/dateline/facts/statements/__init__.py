"""Who said what: attributed statements.

- quote.py finds quotations in the characters, cue.py the words of saying and thinking that data/cues.yaml lists;
- direct.py brings the two together, complement.py reads what the syntax gives a cue, boundary.py cuts and extends it,
  parenthesis.py reads what stands around a cue, phrase.py cues that are no verbs; reading.py calls them in turn;
- speaker.py finds who speaks, source.py whom that means, context.py stance, hearer, place and day;
- score.py says how sure a statement is, assembly.py puts everything together.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document
from dateline.facts.record import Mention, Statement, Time
from dateline.facts.statements.assembly import assemble


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Statement]:
    """The attributed statements of a document, in the order of the text."""
    return assemble(document, mentions, times)
