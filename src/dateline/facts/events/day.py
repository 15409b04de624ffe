"""When an event took place: what its own clause says, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events.path import path
from dateline.facts.events.words import grammar
from dateline.facts.record import Time

# How many years ago is another age, beyond living news, and the year an article of no date is taken to be of.
AGE = 40
NOW = 2000

_MODIFIERS = frozenset({"amod", "compound", "poss", "nummod", "nmod", "nsubj", "appos"})

# What a year before it dates, and whatever is told in it.
_HISTORIC = frozenset({
    "coup", "putsch", "war", "uprising", "revolution", "election", "referendum", "attack", "raid", "bombing", "massacre",
    "invasion", "operation", "earthquake", "crash", "deal", "agreement", "vote", "rebellion", "mutiny", "offensive",
    "crackdown", "protest",
})  # fmt: skip

# What is "set for" a day takes place on it.
_FIXED = frozenset({"set", "schedule", "slate", "plan", "due", "book"})


class Days:
    """The times of one document, looked up by trigger."""

    def __init__(self, document: Document, times: Sequence[Time]) -> None:
        self._document = document
        self._times: dict[int, Time] = {}
        for time in times:
            if time.type in ("DATE", "TIME") and _says_when(time.value):
                for token in document.tokens_in(time.start, time.end):
                    self._times.setdefault(token.i, time)

    def date(self, word: Token) -> str | None:
        """The TIMEX3 value of the day told in the clause of a word: "on Monday", "years ago"; not "since May", "Monday's"."""
        bounds = grammar().bounds
        found: tuple[int, str] | None = None
        for i in range(word.first, word.last + 1):
            time = self._times.get(i)
            if time is None:
                continue
            token = self._document.tokens[i]
            if token.dep in _MODIFIERS and token.head.i not in self._times and not _dates_history(token):
                continue
            way = list(path(token, word, loose=False))
            if not way or any(_bounds(t, bounds) for t in way if t.i not in self._times):
                continue
            if found is None or len(way) < found[0]:
                found = len(way), time.value or ""
        return found[1] if found else None

    def is_history(self, date: str | None) -> bool:
        """Whether a day lies so far before the publication that it is told as background."""
        published = self._document.published
        return bool(published and date and date[:4].isdigit() and int(date[:4]) < published.year - 1)

    def is_bygone(self, date: str | None) -> bool:
        """Whether a day lies in another age: what happened then is no news."""
        published = self._document.published
        return bool(date and date[:4].isdigit() and int(date[:4]) < (published.year if published else NOW) - AGE)


def _says_when(value: str | None) -> bool:
    """Whether a TIMEX3 value names a day or a longer time: not "T24:00", not "PAST_REF"."""
    return value is not None and value != "" and not value.startswith("T") and not value.endswith("_REF")


def _dates_history(year: Token) -> bool:
    """Whether a year before a noun says when its clause took place: "in a 2021 coup"."""
    over = year.head
    return (
        over.dep == "pobj" and over.head.lower in ("in", "during") and over.lemma in _HISTORIC and year.text.isdigit()
    )


def _bounds(word: Token, bounds: frozenset[str]) -> bool:
    """Whether a word before a date makes it a bound of the time; "set for May 3" says when."""
    if word.dep not in ("prep", "mark") or word.lower not in bounds:
        return False
    return not (word.lower == "for" and word.head.lemma in _FIXED)
