"""When and where: the date and the place told of the same clause as a quantity, or none."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Collection, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities import clause, comparison, placed, site, within
from dateline.facts.quantities.clause import Entry
from dateline.facts.quantities.phrase import MODIFIER, words
from dateline.facts.record import Mention, Quantity, Time
from dateline.facts.times.prospect import is_traded
from dateline.facts.times.value import date_range

# What a place that begins a sentence has before it at most, and between the preposition and its name.
_LEAD = 7
# What stands between the two ends of a stretch of time, and before the first.
_ENDS = frozenset({" and ", " to ", " through ", " until ", "–", "-"})
_UP_TO = frozenset({" to ", " through ", " until ", " ended ", " ending ", " ended in ", " ending in ", " to the "})
_OPENERS = (["between"], ["from"])
# Measures of something told, not of a country that heads a paragraph.
_BOUND = frozenset({"age", "distance", "duration", "speed", "temperature"})
# What somewhat was more or less than, no figure of this sentence has the date of: "44% more than a year earlier".
_THAN = ("than ", "than in ", "than on ")
_MARKS = frozenset({",", ".", ";"})
# Money that is taken for the name of a place: RM1.95.
_PAID = re.compile(r"[A-Z]{1,3}\d[\d.,]*[a-z]{0,3}")
# How many words behind "(2025:" its figure stands.
_BRACKETED = 4
_CENTURY = 2  # digits
# How many dates and places of a sentence are looked at on either side of a quantity.
_REACH = 12
# How many words before the place "2,000" stands in "2,000 of them in Lund".
_REACH_OF_SOME = 4


class Circumstances:
    """Looks up a document's dates and places by sentence; what stands in another clause is never taken."""

    def __init__(self, document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> None:
        self._document = document
        self._tokens = document.tokens
        self._joints: dict[int, list[int]] = {}
        self._dates: dict[int, list[Entry]] = {}
        self._places: dict[int, list[Entry]] = {}
        self._headings: dict[int, str] = {}
        self._bracketed: dict[int, list[Entry]] = {}  # dates of what stands behind them in parentheses: "(2025: €5)"
        ranged = _ranged(document.text, times)
        for time in times:
            if time.start in ranged or document.text.endswith(_THAN, 0, time.start):
                continue
            if (time.value or "").endswith("Z") and document.text[time.start - 1 : time.start] == "(":
                continue  # "at 1 a.m. on Monday (2029 GMT Sunday)"
            if time.type in ("DATE", "TIME") and time.value is not None and date_range(time.value) != (None, None):
                apart = document.text[time.end : time.end + 1] == ":" and document.text[time.start - 1] == "("
                dates = self._bracketed if apart else self._dates
                _add(dates, document, time.start, time.end, time.value.partition("T")[0])
        stop = 0
        for mention in mentions:
            if (
                mention.type == "PLACE"
                and mention.kind != "pronoun"
                and mention.name
                and not _PAID.fullmatch(mention.name)
            ):
                inner, stop = document.text[stop : mention.start] == ", ", mention.end
                if inner and document.text[mention.end : mention.end + 1] in _MARKS:
                    continue  # "in Tulsa, Oklahoma, "
                _add(self._places, document, mention.start, mention.end, mention.name)
                if document.text[mention.end : mention.end + 2] == ": ":
                    self._head(document, mention, mention.name)

    def _head(self, document: Document, place: Mention, name: str) -> None:
        """Note the place that heads a paragraph: "BRAZIL: Police seized …"."""
        first = document.tokens_in(place.start, place.end)[:1]
        if first and document.paragraphs[first[0].paragraph].start == place.start:
            self._headings[first[0].paragraph] = name

    def date(self, head: Token, verb: Token | None, busy: Collection[int]) -> str | None:
        """The TIMEX3 value of the date that hangs on the quantity's verb or on a noun between the two; the nearest one.

        `busy` are the tokens of amounts.
        """
        for token, value in self._bracketed.get(head.sentence, ()):
            if 0 < head.i - token.i <= _BRACKETED:
                return value
        dates = _around(self._dates.get(head.sentence), head)
        if not dates:
            return None
        owned = next((value for token, value in dates if comparison.owns(self._tokens, token, head)), None)
        if owned is not None:
            return owned
        all_dates = dates
        nouns = clause.up_to_verb(head)
        beside = comparison.held_against(nouns, busy)
        if beside is not None:  # "slower than the 4% of last year"
            own = [entry for entry in dates if comparison.is_behind(self._tokens, entry[0], head, busy)]
            if own:
                return self._nearest(own, head)
            dates = [entry for entry in dates if beside.first <= entry[0].i <= beside.last]
        when = next((c for c in verb.children if c.lower == "when"), None) if verb is not None else None
        told = [value for token, value in dates if 0 < when.i - token.i <= 3] if when is not None else []
        if told:
            return told[-1]  # "since 2015, when 9,000 people died"
        if _only_tells(head, verb):
            return None
        dates = [entry for entry in dates if not comparison.is_anothers(self._tokens, entry[0], head, busy)]
        found = [entry for entry in dates if clause.is_of(entry[0], nouns, verb, busy)]
        found = found or clause.of_both(dates, nouns, verb) or clause.of_outer(dates, verb, busy)
        found = found or clause.of_alike(dates, verb, busy)
        if found or verb is None or not within.is_over(verb):
            return self._nearest(found, head)
        is_only = len(all_dates) < 2 or all_dates[1][0].i > head.i
        return self._fronted(dates, head, verb) if is_only else None

    def place(self, head: Token, verb: Token | None, quantity: Quantity) -> str | None:
        """The name of the place that hangs on the quantity's verb, or on a noun between the two, by a preposition; else
        that of whose figure it is."""
        told = self._told_place(head, verb, quantity)
        if told is not None or verb is None or quantity.measure in _BOUND:
            return told
        heading = self._headings.get(head.paragraph)
        others = any(name != heading for _, name in self._places.get(head.sentence, ()))
        return None if others else heading

    def _told_place(self, head: Token, verb: Token | None, quantity: Quantity) -> str | None:
        named = _around(self._places.get(head.sentence), head)
        if not named:
            return None
        first = head.i - (head.i > 1 and self._tokens[head.i - 1].pos == "NUM")  # (1.2 million)
        if first > 1 and self._tokens[first - 1].text == "(":
            found = [entry for entry in named if entry[0].i == first - 2]
            if found:
                return found[0][1]  # "came from Chad (40), Niger (12)"
        if quantity.unit is None and len(named) > 1:
            beside = [name for token, name in named if token.i == first - 1]
            if beside:
                return beside[0]  # "In Lund 12 people died, in Oslo 7"
        if len(named) > 1:
            own, named = placed.in_row(self._tokens, named, head)
            if own is not None:
                return own
        nouns = clause.up_to_verb(head)
        some = [entry for entry in named if self._is_of_some(entry[0])]
        theirs = [entry for entry in some if 0 < entry[0].head.i - head.i <= _REACH_OF_SOME]
        if theirs:
            return theirs[0][1]
        places = [entry for entry in named if entry not in some and placed.is_placed(entry[0])]
        if quantity.measure in ("distance", "age"):
            places = [entry for entry in places if entry[0].head.lower not in ("from", "of")]
        found = [entry for entry in places if clause.is_of(entry[0], nouns, verb)] or clause.of_both(
            places, nouns, verb
        )
        told = site.clause_of(head) if places and not found and quantity.measure not in _BOUND else None
        found = [entry for entry in places if told is not None and placed.is_at(entry[0], told)] or found
        if len(found) > 1 and self._is_within(found[0][0], found[1][0]):
            found = found[1:]
        if found:
            return self._nearest(found, head)
        for token in site.tokens(head, verb, quantity):
            found = [entry for entry in named if entry[0] is token]
            if found:
                return found[0][1]
        places = [
            entry for entry in places if entry[0].head.lower not in ("from", "to")
        ]  # "flew from Rome and won 12 medals"
        found = clause.of_outer(places, verb)
        above = within.told_when(verb) if verb is not None and not found else None
        if above is not None:
            found = [entry for entry in places if clause.is_of(entry[0], (), above)]
        return self._nearest(found, head) if found or quantity.measure in _BOUND else self._fronted(named, head, verb)

    def _is_within(self, lead: Token, place: Token) -> bool:
        """Whether a place lies in the one that begins the sentence: "In Gaza, 12 people were killed in Rafah"."""
        first = self._document.sentences[lead.sentence].first
        return lead.head.i == first and self._tokens[max(0, place.head.i - 1)].text not in (",", ";", "and")

    def _is_of_some(self, place: Token) -> bool:
        """Whether a place is that of some of those counted: "9,000 were deployed, 2,000 of them in Lund"."""
        at = place.head.i
        return at > 2 and self._tokens[at - 1].lower in ("them", "whom") and self._tokens[at - 2].lower == "of"

    def _fronted(self, entries: list[Entry], head: Token, verb: Token | None) -> str | None:
        """What begins the sentence and goes for all of its clauses: "In Chile, two mines closed and 400 men left"."""
        if not entries or verb is None or head.i < entries[0][0].i or not within.is_main(verb):
            return None
        token, value = entries[0]
        before = self._tokens[self._document.sentences[head.sentence].first : token.i]
        return value if len(before) <= _LEAD and placed.is_led(before) else None

    def _nearest(self, found: list[Entry], head: Token) -> str | None:
        """The value nearest to the quantity; what an "and" parts from it belongs to another figure."""
        if len(found) < 2:
            return found[0][1] if found else None
        return min(found, key=lambda entry: (self._is_parted(entry[0], head), _distance(entry[0], head)))[1]

    def _is_parted(self, token: Token, head: Token) -> bool:
        joints = self._conjunctions(head.sentence)
        return bisect.bisect(joints, token.i) != bisect.bisect(joints, head.i)

    def _conjunctions(self, sentence: int) -> list[int]:
        """The indexes of a sentence's conjunctions."""
        found = self._joints.get(sentence)
        if found is None:
            tokens = self._document.tokens_of(self._document.sentences[sentence])
            found = self._joints[sentence] = [token.i for token in tokens if token.dep == "cc"]
        return found


def _only_tells(head: Token, verb: Token | None) -> bool:
    """Whether those counted only say something: "the two sides said on Friday"."""
    if verb is None or verb.lemma not in words()["reporting"] or verb.dep == "relcl":
        return False
    subject = verb.child("nsubj")
    return subject is not None and subject.first <= head.i <= subject.last


def _ranged(text: str, times: Sequence[Time]) -> set[int]:
    """Where the two ends of a stretch of time begin, neither of which is when something was: "between 2019 and 2023"."""
    found: set[int] = set()
    for one, other in itertools.pairwise(times):
        if one.type == "DURATION" and text[one.end : other.start] in _UP_TO:
            found.add(other.start)  # "the three months to October"
        if (
            text[one.end : other.start] in _ENDS
            and text[max(0, one.start - 9) : one.start].lower().split()[-1:] in _OPENERS
        ):
            found |= {one.start, other.start}
    return found


def _add(table: dict[int, list[Entry]], document: Document, start: int, end: int, value: str) -> None:
    tokens = document.tokens_in(start, end)
    if tokens:
        outer = next((token for token in tokens if not start <= token.head.start < end or token.is_root), tokens[-1])
        before = document.tokens[outer.i - 1] if outer.i else outer
        if outer.lower in ("less", "more") and before.pos in ("NOUN", "SYM"):
            return  # "24 minutes less than a decade ago"
        if is_traded(outer):
            return  # "crude for July delivery"
        if len(value) == _CENTURY and tokens[-1].dep in MODIFIER:
            return  # "the 14th-century altarpiece"
        table.setdefault(outer.sentence, []).append((outer, value))


def _around(entries: list[Entry] | None, head: Token) -> list[Entry]:
    """The entries nearest to a quantity, so that a list without an end costs no more than its length."""
    if entries is None or len(entries) <= 2 * _REACH:
        return entries or []
    at = bisect.bisect(entries, head.i, key=lambda entry: entry[0].i)
    return entries[max(0, at - _REACH) : at + _REACH]


def _distance(token: Token, head: Token) -> int:
    """Words between; those before the quantity count double, since a figure's own date mostly follows it."""
    return token.i - head.i if token.i > head.i else 2 * (head.i - token.i)
