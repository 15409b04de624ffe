"""First persons: "I" in a quotation is its speaker. Statements are found after entities, so this looks back once they are known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.facts.document import Document
from dateline.facts.entities.mention import acting_role
from dateline.facts.entities.pronoun import quoted
from dateline.facts.record import Mention, Statement

_FIRST_PERSON = frozenset(("i", "me", "my", "mine", "myself"))


def first_persons(document: Document, statements: Sequence[Statement]) -> list[Mention]:
    """Mentions of the named persons who say "I" between quotation marks, in the order of the text.

    "We" isn't resolved: a speaker says it for others, whom the text doesn't always name. In a quotation inside another one
    "I" is the inner speaker, who may be nobody named.
    """
    tokens = [token for token in document.tokens if token.lower in _FIRST_PERSON]
    if not tokens:
        return []
    starts = [token.start for token in tokens]
    speaker: dict[int, tuple[int, Statement]] = {}  # token → length of the shortest content it stands in, whose it is
    for statement in statements:
        for start, end in statement.content:
            for token in tokens[bisect_left(starts, start) : bisect_left(starts, end)]:
                length, _ = speaker.get(token.i, (end - start + 1, statement))
                if end - start < length:
                    speaker[token.i] = (end - start, statement)
    inside = quoted(document)
    found = []
    for token in tokens:
        says = speaker[token.i][1] if token.i in speaker and inside[token.i] else None
        if says is None or says.speaker_entity is None or says.speaker_type != "person":
            continue
        found.append(
            Mention(
                start=token.start,
                end=token.end,
                type="PERSON",
                kind="pronoun",
                name=says.speaker_name,
                entity=says.speaker_entity,
                mention_role=acting_role(token),
                confidence=0.8,
            )
        )
    return found
