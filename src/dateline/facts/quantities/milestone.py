"""Ages told with what somebody did at them: "died at 69", "left school at 14", "won her first title at just 15"."""

from __future__ import annotations

from dateline.facts.document import Document, Token
from dateline.facts.quantities.phrase import SUBJECTS, beside, words

# What somebody does once: their first goal, her last book.
_FIRST = frozenset({"first", "debut", "last", "final"})
_OWN = frozenset({"his", "her", "their", "my"})
_BEHIND = frozenset({"PUNCT", "CCONJ", "SCONJ", "ADP"})
# So many may be the hour: "left home at 8".
_HOURS = 12
# At a number of more than so many letters nobody arrives: "at 14", but not "at 10:30" and "at 1,500".
_LONGEST = 2


def reached(document: Document, opening: Token, last: Token, age: float) -> Token | None:
    """The verb of what somebody did at an age, once or twice in a life; the bare number begins with its bound at `opening`."""
    at, after = beside(document, opening, -1), beside(document, last, 1)
    if at is None or at.lower != "at" or (after is not None and (after.pos not in _BEHIND or after.text in ("-", "–"))):
        return None
    if last.text[:1].isdigit() and len(last.text) > _LONGEST:
        return None
    verb = at.head.head if at.head.pos == "NOUN" else at.head
    if age > _HOURS and verb.lemma in words()["lived"]:
        return verb
    done = [child for child in verb.children if child.pos == "NOUN" and child.dep not in SUBJECTS]
    told = (age > _HOURS and any(noun.lemma in words()["steps"] for noun in done)) or any(map(_is_first, done))
    return verb if told else None


def _is_first(noun: Token) -> bool:
    """Whether a noun is somebody's first of something: "his first symphony"."""
    beside = {child.lower for child in noun.children}
    return not _FIRST.isdisjoint(beside) and not _OWN.isdisjoint(beside)
