"""Who said what: attributed statements.

- quote.py finds quotations in the characters (speech.py: what they look like), cue.py the words of saying and thinking that
  data/cues.yaml lists;
- direct.py brings the two together, continuation.py finds quotations that go on without a cue of their own;
- complement.py reads what the syntax gives a cue, boundary.py cuts and extends it, parenthesis.py reads what stands around a
  cue, phrase.py cues that are no verbs, headline.py headlines in capitals; reading.py calls all these in turn;
- subject.py and speaker.py find who speaks (by vocabulary.py), source.py whom that means, context.py stance, hearer, place and day;
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
