"""Where and when an event took place, and how many it hit: what its own clause says, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events.argument import conjoined, prepositions
from dateline.facts.record import Quantity, Time

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_NOUNS = frozenset({
    "city", "town", "village", "capital", "province", "region", "district", "state", "county", "country", "camp", "port", "island", "valley", "area", "border", "strip", "peninsula",
    "suburb", "neighborhood", "neighbourhood", "north", "south", "east", "west",
})  # fmt: skip
_WHERE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "to",
        "into",
        "from",
        "of",
        "over",
    }
)
_CLAUSAL = frozenset({"ccomp", "relcl", "parataxis"})


class Circumstances:
    """Times, places and tolls of one document, looked up by trigger."""

    def __init__(self, document: Document, times: Sequence[Time], quantities: Sequence[Quantity]) -> None:
        self._document = document
        self._times: dict[int, Time] = {}
        for time in times:
            if time.type in ("DATE", "TIME") and time.value:
                for token in document.tokens_in(time.start, time.end):
                    self._times.setdefault(token.i, time)
        self._quantities: dict[int, Quantity] = {}
        for quantity in quantities:
            for token in document.tokens_in(quantity.start, quantity.end):
                self._quantities.setdefault(token.i, quantity)

    def date(self, *words: Token) -> str | None:
        """The date told in the event's own clause; words are asked in order."""
        for word in words:
            for child in word.children:
                found = self._date_below(child, 3)
                if found is not None:
                    return found
        return None

    def _date_below(self, token: Token, depth: int) -> str | None:
        if token.dep in (
            "npadvmod",
            "nmod",
            "pobj",
            "advmod",
            "tmod",
            "amod",
            "poss",
            "dobj",
            "compound",
        ) or token.ent in ("DATE", "TIME"):
            time = self._times.get(token.i)
            if time is not None and token.dep not in ("dobj", "nsubj"):
                return time.value
        if depth and token.dep in ("prep", "npadvmod", "pobj", "advmod") and token.pos not in ("VERB",):
            for child in token.children:
                found = self._date_below(child, depth - 1)
                if found is not None:
                    return found
        return None

    def location(self, *words: Token) -> tuple[Token, Token] | None:
        """(head, preposition) of the place told at these words, nearest first; a named place before a described one."""
        described: tuple[Token, Token] | None = None
        for word in words:
            for preposition in prepositions(word):
                if preposition.lower not in _WHERE or preposition.lower in ("to", "into", "from", "of"):
                    continue
                for place in preposition.children:
                    if place.dep != "pobj":
                        continue
                    named = self._named(place)
                    if named is not None:
                        return named, preposition
                    if place.lemma in _PLACE_NOUNS and described is None:
                        described = place, preposition
        return described

    def _named(self, place: Token) -> Token | None:
        if place.ent in _PLACES:
            return place
        for child in place.children:
            if child.dep == "appos" and child.ent in _PLACES:
                return child
            if child.dep == "prep" and child.lower in ("of", "in", "near"):
                for inner in child.children:
                    if inner.dep == "pobj" and inner.ent in _PLACES:
                        return inner
            if (
                child.dep in ("compound", "poss", "nmod")
                and child.ent in _PLACES
                and place.lemma in _PLACE_NOUNS | {"airport", "bazaar", "market", "prison", "jail"}
            ):
                return child
        return None

    def toll(self, victims: Token | None) -> tuple[float | None, float | None]:
        """How many the victims are, where a quantity counts them."""
        if victims is None:
            return None, None
        for token in [*conjoined(victims)]:
            for candidate in [token, *token.children]:
                if candidate is token or candidate.dep in ("nummod", "amod", "quantmod", "prep"):
                    quantity = self._quantities.get(candidate.i)
                    if quantity is not None and quantity.unit is None:
                        return quantity.low, quantity.high
        return None, None
