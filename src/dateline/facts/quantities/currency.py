"""Whose money a name is that several countries share: rupees in Kathmandu are Nepalese, francs in Kinshasa Congolese.

Only countries with money of that name count; the first of these that tells decides:

1. the nearest country or place named in the sentence before the amount, else right behind it ("5,000 francs in Kigali");
2. the last currency of that name that was told in full before ("Norwegian crowns");
3. the dateline's place;
4. the nearest one before it in the paragraph;
5. the one that the article names most often;
6. the outlet's country;
7. the country that world news means by the bare name, if there is one (`default` in currencies.yaml).

Where none tells, the unit is the name as it stands.
"""

from __future__ import annotations

import functools
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.facts.dateline import find_dateline
from dateline.facts.document import Document, Stretch
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.quantities import units
from dateline.facts.quantities.amount import Amount
from dateline.facts.record import Mention

# Characters in which a place behind an amount still tells whose money it is, and what parts it from the amount.
_BEHIND = 30
_PARTING = frozenset(',;:.()"”–—')

Place = tuple[int, str]  # where it stands in the text, and its country's ISO 3166-1 code


class Currencies:
    """The currencies of a document's shared names, read from its beginning to its end."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = mentions
        self._told: dict[str, str] = {}  # codes that were told in full, the last of them last, with their words

    def settle(self, amount: Amount) -> None:
        """Give an amount of money the ISO 4217 code that its shared name stands for here."""
        tables = units.load()
        if amount.unit is None or not amount.money:
            return
        codes = tables.shared.get(amount.unit)
        if codes is None:
            if amount.unit in tables.sharing:
                self._told.pop(amount.unit, None)
                self._told[amount.unit] = self._document.text[amount.start : amount.end].lower()
            return
        amount.unit = self._code(amount, amount.unit, codes) or amount.unit

    def _code(self, amount: Amount, name: str, codes: dict[str, str]) -> str | None:
        sentence = self._document.sentence_at(amount.first)
        if sentence is not None and (code := _nearest(self._document.text, self._named(sentence), amount, codes)):
            return code
        told = (code for code in reversed(self._told) if code in codes.values() and name in self._told[code])
        if code := next(told, None):
            return code
        if self._dateline in codes:
            return codes[self._dateline]
        before = self._paragraph(amount.first)
        if before is not None and (code := _nearest(self._document.text, self._named(before), amount, codes)):
            return code
        known = Counter({country: n for country, n in self._countries.items() if country in codes})
        if known:
            return codes[min(known, key=lambda country: (-known[country], country))]
        return codes.get(self._document.country or "") or codes.get("default")

    def _named(self, stretch: Stretch) -> Iterator[Place]:
        """The countries that a sentence or paragraph names, by their own name, a place in them or an adjective."""
        places = self._places
        yield from places[bisect_left(places, (stretch.start,)) : bisect_left(places, (stretch.end,))]
        tokens, known = self._document.tokens_of(stretch), gazetteer()
        for i, token in enumerate(tokens):
            if token.is_capital and (found := known.nationality(tokens, i)) and found[0].country:
                yield token.start, found[0].country

    def _paragraph(self, place: int) -> Stretch | None:
        at = bisect(self._document.paragraphs, place, key=lambda one: one.start) - 1
        return self._document.paragraphs[at] if at >= 0 and place < self._document.paragraphs[at].end else None

    @functools.cached_property
    def _places(self) -> list[Place]:
        """The countries that the article names by their own name or a place in them, in the order of the text."""
        return sorted((m.start, m.country) for m in self._mentions if m.country and m.kind == "name")

    @functools.cached_property
    def _dateline(self) -> str:
        """The country of the dateline's place, "" where nobody tells."""
        found = find_dateline(self._document)
        if found is None:
            return ""
        inside = (m.country for m in self._mentions if found[0] <= m.start and m.end <= found[1])
        return next((country for country in inside if country), "")

    @functools.cached_property
    def _countries(self) -> Counter[str]:
        """How often the article names each country or a place in it."""
        return Counter(country for _, country in self._places)


def _nearest(text: str, places: Iterable[Place], amount: Amount, codes: dict[str, str]) -> str | None:
    """The code of the nearest place before an amount, else of the first right behind it."""
    fitting = sorted((start, codes[country]) for start, country in places if country in codes)
    before = [code for start, code in fitting if start < amount.first]
    if before:
        return before[-1]
    beside = (code for start, code in fitting if _PARTING.isdisjoint(text[amount.end : start]))
    return next(beside, None) if fitting and fitting[0][0] - amount.end <= _BEHIND else None
