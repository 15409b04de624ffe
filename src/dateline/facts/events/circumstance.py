"""Where and when an event took place, and how many it hit: what its own clause says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events.clause import conjoined
from dateline.facts.events.name import PLACES
from dateline.facts.events.words import grammar
from dateline.facts.record import Quantity, Time

# How far up the tree a place or a day may hang below its event.
_REACH = 7

_MODIFIERS = frozenset({"amod", "compound", "poss", "nummod", "nmod", "nsubj", "dobj", "appos"})


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

    def date(self, word: Token) -> str | None:
        """The TIMEX3 value of the day told in the clause of a word: "on Monday", "eight years ago"; not "since May", not "Monday's"."""
        bounds = grammar().bounds
        found: tuple[int, str] | None = None
        for i in range(word.first, word.last + 1):
            time = self._times.get(i)
            if time is None:
                continue
            token = self._document.tokens[i]
            if token.dep in _MODIFIERS and token.head.i not in self._times:
                continue
            path = list(_path(token, word))
            if not path or any(t.dep in ("prep", "mark") and t.lower in bounds for t in path if t.i not in self._times):
                continue
            if found is None or len(path) < found[0]:
                found = len(path), time.value or ""
        return found[1] if found else None

    def location(self, word: Token, *, moves: bool) -> Token | None:
        """The place told in the clause of a word, the nearest named one; `moves` reads "to Brussels" and "from Marda" too."""
        words = grammar()
        found: tuple[int, Token] | None = None
        for i in range(word.first, word.last + 1):
            token = self._document.tokens[i]
            described = token.ent == "" and token.lemma in words.place_nouns and token.dep == "pobj"
            if not described and (
                token.ent not in PLACES or token.dep not in ("pobj", "appos", "conj", "compound", "poss")
            ):
                continue
            path = list(_path(token, word))
            preposition = next((t for t in path if t.pos == "ADP" and t.dep in ("prep", "agent")), None)
            if preposition is None:
                continue
            before = (
                preposition.head.lemma if preposition.head.lower not in words.directions else preposition.head.lower
            )
            if not (
                preposition.lower in words.locative
                or (moves and preposition.lower in words.movement)
                or (preposition.lower == "of" and before in words.directions)
            ):
                continue
            if (
                token.dep in ("compound", "poss")
                and token.head.lemma not in words.place_nouns
                and token.head.dep != "appos"
            ):
                if token.head.ent != "" or token.head.dep != "pobj":
                    continue
            distance = len(path) + (5 if described else 0)
            if found is None or distance < found[0]:
                found = distance, token
        return found[1] if found else None

    def toll(self, victims: Token | None) -> tuple[float | None, float | None]:
        """(low, high) of how many the victims are, where a quantity counts them."""
        if victims is None:
            return None, None
        for token in conjoined(victims):
            for candidate in [token, *token.children]:
                if candidate is token or candidate.dep in ("nummod", "amod", "quantmod", "prep"):
                    quantity = self._quantities.get(candidate.i)
                    if quantity is not None and quantity.unit is None:
                        return quantity.low, quantity.high
        return None, None


def _path(token: Token, top: Token) -> Iterator[Token]:
    """The words from one up to, not including, another; nothing where a clause of its own or the subject stands between."""
    steps: list[Token] = []
    while token is not top:
        if len(steps) > _REACH or token.head is token:
            return
        if steps and token.tag.startswith("VB") and token.dep not in ("conj", "prep", "amod"):
            return
        if steps and token.dep in ("relcl", "nsubj", "nsubjpass", "ccomp", "agent"):
            return
        if token.dep == "conj" and token.tag.startswith("VB") and token.child("nsubj", "nsubjpass") is not None:
            return
        steps.append(token)
        token = token.head
    yield from steps
