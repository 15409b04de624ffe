"""What surrounds a statement: its stance after negation, who heard it, where and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.record import Time
from dateline.facts.statements.candidate import Candidate
from dateline.facts.statements.cue import lexicon
from dateline.facts.statements.vocabulary import vocabulary

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_VENUES = ("in", "at", "on", "during")


def stance(candidate: Candidate) -> str:
    """The entry's stance, turned where the cue is denied outside of what is said."""
    negations = [t for t in candidate.cue.head.children if t.dep == "neg" or t.lower in ("never", "neither", "hardly")]
    denied = any(not any(low <= t.start < high for low, high in candidate.content) for t in negations)
    denied = denied or any(_is_nobody(head) for head in candidate.speakers)
    stance = candidate.entry.stance
    return lexicon().negated.get(stance, stance) if denied else stance


def _is_nobody(speaker: Token) -> bool:
    """Whether a speaker is said not to speak: "nobody", "not everyone", "no analyst"."""
    return speaker.lower in _NOBODY or any(child.dep == "neg" or child.lower == "no" for child in speaker.children)


_NOBODY = frozenset({"nobody", "none", "neither"})


def addressee(document: Document, candidate: Candidate) -> str | None:
    """Who is spoken to, as the text has it."""
    head = candidate.addressee
    if (
        head is None
        or head in candidate.speakers
        or any(low <= head.start < high for low, high in candidate.speaker_spans)
    ):
        return None
    last = max([head.i, *(child.last for child in head.children if child.lower == "of" and child.i > head.i)])
    start, end = document.tokens[head.first].start, document.tokens[last].end
    if head.first > head.i or any(start < high and low < end for low, high in candidate.content):
        return head.text
    return document.text[start:end]


def venue(document: Document, candidate: Candidate) -> str | None:
    """Where it was said: the place or occasion in the cue's clause ("in an interview with CNN", "in Brussels")."""
    hearer = candidate.addressee
    for child in (*candidate.cue.head.children, *(hearer.children if hearer is not None else ())):
        if child.dep == "prep" and child.lower in _VENUES and child.i > candidate.cue.head.i:
            start, end = document.span(child)
            inner = child.child("pobj")
            if inner is None or inner.ent in ("DATE", "TIME") or end - start > 120:
                continue
            if any(start < high and low < end for low, high in candidate.content):
                continue
            return document.text[document.tokens[child.i + 1].start : end]
    return None


class Clauses:
    """The time expressions that stand in a cue's own clause."""

    def __init__(self, document: Document, times: Sequence[Time]) -> None:
        self._document = document
        self._times = sorted(
            (time for time in times if time.type == "DATE" and time.value), key=lambda time: time.start
        )
        self._starts = [time.start for time in self._times]

    def said_on(self, candidate: Candidate) -> str | None:
        """The day of the statement, where the cue's clause tells it."""
        head = candidate.cue.head
        sentence = self._document.sentence_of(head)
        index = bisect_left(self._starts, sentence.start)
        while index < len(self._times) and self._times[index].start < sentence.end:
            time = self._times[index]
            index += 1
            if any(low < time.end and time.start < high for low, high in candidate.content):
                continue
            if time.value is not None and self._is_past_day(time.value) and self._governs(head, time):
                return time.value
        return None

    def _is_past_day(self, value: str) -> bool:
        """Whether a value is a day on which something can have been said: none after the publication."""
        published = self._document.published
        return _ISO_DATE.fullmatch(value) is not None and (published is None or value <= published.isoformat())

    def _governs(self, head: Token, time: Time) -> bool:
        """Whether a time expression hangs on the cue's verb and on no other."""
        for token in self._document.tokens_in(time.start, time.end):
            for above in token.ancestors():
                if above is head:
                    return True
                if above.pos in ("VERB", "AUX") and not _issues(above):
                    break
        return False


def _issues(verb: Token) -> bool:
    """Whether a verb only tells how words got out: "in a statement issued on Tuesday"."""
    return verb.dep == "acl" and verb.tag == "VBN" and verb.head.lemma in vocabulary().carriers
