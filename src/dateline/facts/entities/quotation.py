"""First persons: "I" in a quotation is its speaker, "we" a body that speaks.

Statements are found after entities, so this looks back once they are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dateline.facts.document import Document
from dateline.facts.entities.mention import acting_role
from dateline.facts.entities.pronoun import quoted
from dateline.facts.record import EntityType, Mention, Statement

# By the words for oneself, who can say them, and what the mention is then.
_ONE: Mapping[str, EntityType] = {"person": "PERSON"}
_BODY: Mapping[str, EntityType] = {"organization": "ORG", "country": "PLACE"}
_FIRST_PERSON: Mapping[str, Mapping[str, EntityType]] = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), _ONE),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), _BODY),
}


def first_persons(document: Document, statements: Sequence[Statement]) -> list[Mention]:
    """Mentions of the named persons who say "I" between quotation marks, and of bodies that say "we", in the order of the text.

    The "we" of a person isn't resolved: it is said for others, whom the text doesn't always name. In a quotation inside another one
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
        kind = _FIRST_PERSON[token.lower].get(says.speaker_type) if says is not None else None
        if says is None or says.speaker_entity is None or kind is None:
            continue
        found.append(
            Mention(
                start=token.start,
                end=token.end,
                type=kind,
                kind="pronoun",
                name=says.speaker_name,
                entity=says.speaker_entity,
                mention_role=acting_role(token),
                confidence=0.8,
            )
        )
    return found
