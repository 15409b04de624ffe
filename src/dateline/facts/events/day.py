"""When an event took place: what its own clause says, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events.name import core
from dateline.facts.events.path import path
from dateline.facts.events.trigger import Match
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

# What tells of an earlier day than its own, and what is told in it of none.
_PUBLISHED = frozenset(
    {"newspaper", "paper", "edition", "issue", "magazine", "report", "article", "interview", "book", "column"}
)

# How a message is brought out whose day is that of what it says: "in a video posted on Tuesday".
_ISSUED = frozenset({"post", "publish", "release", "issue", "broadcast", "air", "circulate", "upload", "send", "share"})

# What a planned event does on its day: "the trial is due to open on Monday".
_STARTS = frozenset({"open", "begin", "start", "resume", "convene", "take", "hold", "conclude", "continue"})

# Lengths that are counted in days, and a day to count them from.
_COUNTED = re.compile(r"P(\d{1,5})([DW])")
_ROUGHLY = frozenset({"about", "nearly", "almost", "roughly", "some", "around"})
_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(?:\d\d|W\d\d)")

_HOURS = frozenset({"dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "sunset", "nightfall", "midnight"})

# What is "set for" a day takes place on it.
_FIXED = frozenset({"set", "schedule", "slate", "plan", "due", "book"})


class Days:
    """The times of one document, looked up by trigger."""

    def __init__(self, document: Document, times: Sequence[Time]) -> None:
        self._document = document
        self._times: dict[int, Time] = {}
        self._lengths: dict[int, Time] = {}
        for time in times:
            if time.type in ("DATE", "TIME") and _says_when(time.value):
                for token in document.tokens_in(time.start, time.end):
                    self._times.setdefault(token.i, time)
            elif time.type == "DURATION":
                words = list(document.tokens_in(time.start, time.end))
                if len(words) == 2:  # "two days"; not "less than a day"
                    self._lengths.setdefault(words[-1].i, time)

    def of(self, match: Match, words: Sequence[Token]) -> str | None:
        """The TIMEX3 value of the day of a matched act; `words` are those whose clauses it shares, its trigger first."""
        if match.noun is not None and (own := self._of_noun(match.noun)) is not None:
            return own
        told = next((date for word in words if (date := self.date(word)) is not None), None)
        return told or next((date for date in self._told_beside(match, words) if date is not None), None)

    def date(self, word: Token, *, before: int | None = None) -> str | None:
        """The TIMEX3 value of the day told in the clause of a word: "on Monday", "years ago"; not "since May".

        With `before` only what stands before that token counts.
        """
        bounds = grammar().bounds
        found: tuple[int, str] | None = None
        for i in range(word.first, min(word.last + 1, before or word.last + 1)):
            time = self._times.get(i)
            if time is None:
                continue
            token = self._document.tokens[i]
            if self._times.get(token.head.i) is time:
                continue  # it stands for its head
            if token.dep in _MODIFIERS and token.head.i not in self._times and not _dates_clause(token, time):
                continue
            way = list(path(token, word, loose=False, past_agents=True))
            if not way or any(_bounds(t, bounds) for t in way if t.i not in self._times):
                continue
            if found is None or len(way) < found[0]:
                found = len(way), time.value or ""
        return found[1] if found else None

    def _told_beside(self, match: Match, words: Sequence[Token]) -> Iterator[str | None]:
        """What is told of its day outside of its clause, the surest first."""
        if match.subject is not None and match.noun is None:
            yield self._of_noun(core(match.subject))
        for verb in (word for word in words if word.is_verb):
            yield self._before_when(verb)
            yield self._meanwhile(verb)
            yield self._fronted(verb)
            yield self._counted(verb)
            yield self._of_participle(verb)
        if match.noun is not None:
            carrier = match.noun.head if match.noun.dep in ("nsubj", "nsubjpass") else match.verb
            for start in _children(carrier, "xcomp"):
                yield self.date(start) if start.lemma in _STARTS else None

    def _of_participle(self, verb: Token) -> str | None:
        """The day of somebody in the act, or of the message: "fired at men marching on Friday", "in a video posted Friday"."""
        nouns = _children(verb, "dobj")
        for word in (verb, *nouns):
            nouns = [*nouns, *(noun for p in _children(word, "prep") for noun in p.children)]
        clauses = [clause for noun in nouns for clause in _children(noun, "acl")]
        told = (self.date(c) for c in clauses if c.tag == "VBG" or c.lemma in _ISSUED)
        return next((date for date in told if date is not None), None)

    def _of_noun(self, noun: Token) -> str | None:
        """The day that a noun itself is told with: "Tuesday's ambush", "the 2009 raid", "the attack on Friday"."""
        for child in noun.children:
            if child.dep in _MODIFIERS and (time := self._times.get(child.i)) is not None:
                return time.value
            if child.dep == "prep" and child.lower in ("on", "in", "of"):
                for day in child.children:
                    if (time := self._times.get(day.i)) is not None:
                        return time.value
        return None

    def _before_when(self, verb: Token) -> str | None:
        """The time that a clause tells more of: "in January, when Sudria closed its border"."""
        while verb.dep == "conj":
            verb = verb.head
        when = next((c for c in verb.children if c.lower == "when"), None)
        if when is None or when.i == 0:
            return None
        tokens = self._document.tokens
        at = when.i - 2 if tokens[when.i - 1].text == "," else when.i - 1
        time = self._times.get(at)
        return time.value if time is not None else None

    def _meanwhile(self, verb: Token) -> str | None:
        """The day of what happened at the same time: "shot on Friday as crowds marched", "hurt when a bus crashed on Friday"."""
        if verb.dep == "advcl" and _is_meanwhile(verb):
            return self.date(verb.head)
        clauses = (c for c in _children(verb, "advcl") if _is_meanwhile(c))
        return next((date for c in clauses if (date := self.date(c)) is not None), None)

    def _counted(self, verb: Token) -> str | None:
        """The day counted from that of the clause above: "resigned on Friday, two days after police searched his office"."""
        while verb.dep == "conj":
            verb = verb.head
        mark = next((c for c in verb.children if c.dep == "mark" and c.lower in ("after", "before")), None)
        length = self._lengths.get(mark.i - 1) if mark is not None and verb.dep == "advcl" else None
        if length is not None and mark is not None and self._document.tokens[max(mark.i - 3, 0)].lower in _ROUGHLY:
            return None
        counted = _COUNTED.fullmatch(length.value or "") if length is not None else None
        day = self.date(verb.head) if counted else None
        if mark is None or counted is None or day is None or not _DAY.fullmatch(day) or "X" in day:
            return None
        days = int(counted[1]) * (7 if counted[2] == "W" else 1)
        try:
            found = dt.date.fromisoformat(day) + dt.timedelta(days if mark.lower == "before" else -days)
        except OverflowError:
            return None
        return f"{found:%G-W%V}" if counted[2] == "W" else found.isoformat()

    def _fronted(self, verb: Token) -> str | None:
        """The day told before the first of clauses that follow one another: "In 2011, pirates took 40 ships and navies sailed"."""
        if verb.dep != "conj":
            return None
        first = verb.head
        who = first.child("nsubj", "nsubjpass")
        return self.date(first, before=who.i) if who is not None else None

    def is_history(self, date: str | None) -> bool:
        """Whether a day lies so far before the publication that it is told as background."""
        published = self._document.published
        return bool(published and date and date[:4].isdigit() and int(date[:4]) < published.year - 1)

    def is_known(self, date: str | None) -> bool:
        """Whether a date is known to the month, and whether it is past or to come."""
        return self._document.published is not None and date is not None and _MONTH.match(date) is not None

    def is_ahead(self, date: str | None) -> bool:
        """Whether a day or month lies after the publication: what its noun alone tells of is still to come."""
        published = self._document.published
        if published is None or date is None or not self.is_known(date):
            return False
        week = "W" in date
        return date[: 8 if week else 10] > (f"{published:%G-W%V}" if week else published.isoformat()[: len(date[:10])])

    def is_bygone(self, date: str | None) -> bool:
        """Whether a day lies in another age: what happened then is no news."""
        published = self._document.published
        return bool(date and date[:4].isdigit() and int(date[:4]) < (published.year if published else NOW) - AGE)


def _says_when(value: str | None) -> bool:
    """Whether a TIMEX3 value names a day or a longer time: not "T24:00", not "PAST_REF"."""
    return value is not None and value != "" and not value.startswith("T") and not value.endswith("_REF")


def _children(token: Token, dep: str) -> list[Token]:
    return [child for child in token.children if child.dep == dep]


def _dates_clause(day: Token, time: Time) -> bool:
    """Whether a day before a noun says when its clause took place: "in a 2021 coup", "in Tuesday's raid", "the May 10 vote"."""
    over = day.head
    if day.dep != "poss" and len(day.text) < time.end - time.start and _DAY.fullmatch(time.value or ""):
        return True
    if over.dep != "pobj" or over.head.lower not in ("in", "during", "at"):
        return False
    if day.dep == "poss":
        return over.lemma not in _PUBLISHED
    return over.lemma in _HISTORIC and day.text.isdigit()


def _is_meanwhile(verb: Token) -> bool:
    """Whether a clause tells what happened at the time of the one above it."""
    return (
        verb.child("nsubj", "nsubjpass") is not None
        and verb.tag in ("VBD", "VBN")
        and any(c.lower in ("as", "while", "when") and c.dep in ("mark", "advmod") for c in verb.children)
    )


def _bounds(word: Token, bounds: frozenset[str]) -> bool:
    """Whether a word before a date makes it a bound of the time; "set for May 3" says when."""
    if word.dep not in ("prep", "mark") or word.lower not in bounds:
        return False
    if any(c.lemma in _HOURS for c in word.children):
        return False  # "before dawn on Tuesday" is on Tuesday
    return not (word.lower == "for" and word.head.lemma in _FIXED)
