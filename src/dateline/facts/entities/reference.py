"""Whom a noun phrase refers to: the door through which the other kinds of facts ask about names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.record import Mention

# A phrase's head lies within so many mentions before it; nested mentions are few, and this keeps the search linear.
_LOOK_BACK = 12


def resolve(document: Document, mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The mention that the noun phrase at code points `start`–`end` is, or None where it mentions nobody listed.

    `mentions` are the document's, in the order of the text. The mention's `name` is the name of its chain: the full
    name for "Blinken", "he" and "the alliance chief" alike, None for "the official" whom nobody names; `entity` is
    the chain.
    """
    head = head_of(document, start, end)
    return None if head is None else mention_at(mentions, head)


def head_of(document: Document, start: int, end: int) -> Token | None:
    """The head word of the phrase at code points `start`–`end`: the first token that hangs on something outside it."""
    inside = document.tokens_in(start, end)
    if not inside:
        return None
    low, high = inside[0].i, inside[-1].i
    tops = [token for token in inside if token.is_root or not low <= token.head.i <= high]
    nominal = [token for token in tops if token.pos in ("PROPN", "NOUN", "PRON")]
    return (nominal or [token for token in tops if token.is_word] or inside)[0]


def mention_at(mentions: Sequence[Mention], token: Token) -> Mention | None:
    """The mention whose last word, or else any word, is this token; named ones and shorter ones first."""
    stop = bisect_left(mentions, token.end, key=lambda mention: mention.start)
    around = [m for m in mentions[max(0, stop - _LOOK_BACK) : stop] if m.start <= token.start and token.end <= m.end]
    return min(around, key=lambda m: (m.name is None, m.end != token.end, m.end - m.start), default=None)
