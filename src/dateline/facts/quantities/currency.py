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

A bare "$" is a US dollar but in a story of another country with dollars, if its outlet is there, too, or writes "US$" for those of
the US.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.facts.dateline import find_dateline
from dateline.facts.document import Document, Stretch
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.quantities import exchange, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.record import Mention

# Characters in which a place behind an amount still tells whose money it is, and what parts it from the amount.
_BEHIND = 30
# How many tokens before and behind an amount are looked at.
_REACH = 100
_US = re.compile(r"\bUSD?\b|U\.S\.|\b[Aa]merican\b|[Gg]reenback")
_US_DOLLARS = re.compile(
    r"US ?\$|\bUSD\b|\$US\b|\b(?:US|U\.S\.|American) (?:dollars?|cents?)\b|\d cents US\b|\bgreenback\b"
)
_PARTING = frozenset(',;:.()"”–—')

Place = tuple[int, str]  # where it stands in the text, and its country's ISO 3166-1 code


class Currencies:
    """The currencies of a document's shared names, read from its beginning to its end."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = mentions
        self._told: dict[str, str] = {}  # codes that were told in full, the last of them last, with their words
        self._dollar = "USD"  # whose dollars were told last

    def settle(self, amount: Amount) -> None:
        """Give an amount of money the ISO 4217 code that its shared name stands for here."""
        tables = units.load()
        if amount.unit is None or not amount.money:
            return
        if amount.unit == "USD":
            amount.unit = self._dollars(amount)
            return
        codes = tables.shared.get(amount.unit)
        if codes is None:
            if amount.unit in tables.sharing:
                self._told.pop(amount.unit, None)
                self._told[amount.unit] = self._document.text[amount.start : amount.end].lower()
            return
        amount.unit = self._code(amount, amount.unit, codes) or amount.unit

    def _code(self, amount: Amount, name: str, codes: dict[str, str]) -> str | None:
        text = self._document.text
        found = self._document.indexes_in(amount.first, amount.end)
        if not found:
            return codes.get("default")
        token = self._document.tokens[found.start]
        sentence, paragraph = self._document.sentence_of(token), self._document.paragraphs[token.paragraph]
        if code := _nearest(text, self._named(sentence, found.start), amount, codes):
            return code
        told = (code for code in reversed(self._told) if code in codes.values() and name in self._told[code])
        if code := next(told, None):
            return code
        if self._dateline in codes:
            return codes[self._dateline]
        if code := _nearest(text, self._named(paragraph, found.start), amount, codes):
            return code
        known = [country for country in self._countries if country in codes]
        if known:
            return codes[known[0]]
        return codes.get(self._document.country or "") or codes.get("default")

    def _dollars(self, amount: Amount) -> str:
        """Whose dollars a bare "$" is; a number that only took its unit from another has that one's."""
        own = self._own_dollars
        if own is None or exchange.is_rate(amount):
            return "USD"
        told = self._document.text[amount.start : amount.end]
        if "$" in told or "ollar" in told:
            self._dollar = "USD" if _US.search(told) else own
        return self._dollar

    @functools.cached_property
    def _own_dollars(self) -> str | None:
        """The code of the dollars of the story's country where a bare "$" is one of them."""
        country = self._dateline or next(iter(self._countries), self._document.country)
        code = units.load().dollars.get(country or "")
        if code is None:
            return None
        text, prefixes = self._document.text, units.load().prefixes
        signs = "|".join(re.escape(sign.upper()) for sign, money in prefixes.items() if money == code and "$" in sign)
        if re.search(rf"(?<![A-Z])(?:{signs})", text) is not None:
            return None  # who writes "C$5" means no Canadian dollars by "$5"
        return code if self._document.country == country or _US_DOLLARS.search(text) is not None else None

    def _named(self, stretch: Stretch, place: int) -> Iterator[Place]:
        """The countries that a sentence or paragraph names near a token, by their own name, a place in them or an adjective."""
        first, stop = max(stretch.first, place - _REACH), min(stretch.stop, place + _REACH)
        tokens, known = self._document.tokens[first:stop], gazetteer()
        if not tokens:
            return
        begin = bisect_left(self._places, (tokens[0].start, ""))
        yield from self._places[begin : bisect_left(self._places, (tokens[-1].end, ""))]
        for i, token in enumerate(tokens):
            if token.is_capital and (found := known.nationality(tokens, i)) and found[0].country:
                yield token.start, found[0].country

    @functools.cached_property
    def _places(self) -> list[Place]:
        """The countries of all names, in the order of the text."""
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
    def _countries(self) -> list[str]:
        """The countries that the article names, or places in them, the one named most often first."""
        counted = Counter(country for _, country in self._places)
        return sorted(counted, key=lambda country: (-counted[country], country))


def _nearest(text: str, places: Iterable[Place], amount: Amount, codes: dict[str, str]) -> str | None:
    """The code of the nearest place before an amount, else of the first right behind it."""
    fitting = sorted((start, codes[country]) for start, country in places if country in codes)
    before = [code for start, code in fitting if start < amount.first]
    if before:
        return before[-1]
    beside = (code for start, code in fitting if _PARTING.isdisjoint(text[amount.end : start]))
    return next(beside, None) if fitting and fitting[0][0] - amount.end <= _BEHIND else None
