"""Where an event took place, and how many it hit: what its own clause says, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events.clause import conjoined
from dateline.facts.events.name import PLACES, TIMES
from dateline.facts.events.path import path
from dateline.facts.events.words import grammar
from dateline.facts.record import Mention, Quantity

_PLACED = frozenset({"pobj", "appos", "conj"})
_BEFORE_TERRAIN = frozenset({"compound", "poss"})  # "the Marda region"
_NAMING = _PLACED | _BEFORE_TERRAIN

# What the tagger calls places it doesn't know, the words before them, and what their names are made of.
_UNSURE = frozenset({"", "ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT"})
_BEFORE_PLACES = frozenset(
    {"in", "near", "at", "outside", "around", "off", "inside", "through", "throughout", "across"}
)
_NAME_PARTS = frozenset(
    {
        "compound",
        "punct",
        "nmod",
        "amod",
        "appos",
        "det",
        "npadvmod",
        "nummod",
        "advmod",
        "prep",
        "cc",
        "conj",
        "poss",
        "case",
    }
)


# What bodies are called that are no place to be "at".
_OFFICES = frozenset(
    {
        "agency",
        "ministry",
        "department",
        "commission",
        "committee",
        "authority",
        "council",
        "union",
        "fund",
        "bank",
        "cross",
        "crescent",
    }
)

# How many words from its event a place may stand that the parse doesn't join to it; what binds the words of its name; and
# what is none.
_NEAR = 25
_LINKS = frozenset({"al", "el", "de", "la", "del", "e", "i", "ul", "-", "du", "di", "da"})
_NO_PLACES = TIMES | {"NORP", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW"}


class Circumstances:
    """Places and tolls of one document, looked up by trigger."""

    def __init__(self, document: Document, mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> None:
        self._document = document
        # The gazetteer knows places that the parser takes for persons, and the other way round.
        self._labels: dict[int, str] = {}
        for mention in mentions:
            if mention.kind == "name":
                for token in document.tokens_in(mention.start, mention.end):
                    self._labels[token.i] = mention.type
        self.countries = {m.name for m in mentions if m.type == "PLACE" and m.geo_precision == "country"}
        # The places of each sentence, with a name and without, once somebody asks.
        self._named: dict[int, list[Token]] = {}
        self._described: dict[int, list[Token]] = {}
        self._quantities: dict[int, Quantity] = {}
        for quantity in quantities:
            for token in document.tokens_in(quantity.start, quantity.end):
                self._quantities.setdefault(token.i, quantity)

    def is_place(self, token: Token) -> bool:
        """Whether a name is a place's."""
        label = self._labels.get(token.i)
        return label == "PLACE" or (token.ent in PLACES and label is None)

    def location(self, word: Token, *, moves: bool, loose: bool = False) -> Token | None:
        """The nearest named place told in the clause of a word; `moves` reads "to Brussels" and "from Marda" too.

        `loose` also reads what stands in its subject and in clauses of circumstance: "hurt when a bomb went off in Marda".
        """
        if word.sentence not in self._named:
            self._named[word.sentence] = [t for t in self._beside(word) if t.dep in _NAMING and self._names_place(t)]
        return _nearest(word, moves, self._named[word.sentence], loose=loose)

    def described_location(self, word: Token, *, moves: bool) -> Token | None:
        """The nearest place without a name ("the town")."""
        if word.sentence not in self._described:
            nouns = grammar().place_nouns
            self._described[word.sentence] = [
                t for t in self._beside(word) if t.dep == "pobj" and t.ent == "" and t.lemma in nouns
            ]
        return _nearest(word, moves, self._described[word.sentence], loose=False)

    def _beside(self, word: Token) -> list[Token]:
        return self._document.tokens_of(self._document.sentence_of(word))

    def _names_place(self, token: Token) -> bool:
        return _names_place(token, self.is_place(token), self._is_no_place(token))

    def nearby(self, trigger: Token) -> Token | None:
        """The place nearest to a word in its sentence, read from the words alone: for names that break the parse."""
        sentence = self._document.tokens_of(self._document.sentences[trigger.sentence])
        found = [
            place
            for word in sentence
            if word.lower != "across" and (place := _place_after(word, self._document.tokens, sentence[-1].i))
        ]
        near = [place for place in found if abs(place.i - trigger.i) <= _NEAR]
        return min(near, key=lambda place: abs(place.i - trigger.i), default=None)

    def is_unknown_name(self, token: Token) -> bool:
        """Whether a name may be a place's that the tagger doesn't know."""
        return token.pos == "PROPN" and token.ent in _UNSURE and not self._is_person(token) and token.text[0].isupper()

    def _is_person(self, token: Token) -> bool:
        return self._labels.get(token.i) == "PERSON"

    def _is_no_place(self, token: Token) -> bool:
        return self._is_person(token) or (self._labels.get(token.i) == "ORG" and token.lemma.lower() in _OFFICES)

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


def _nearest(word: Token, moves: bool, places: Sequence[Token], *, loose: bool) -> Token | None:
    """The place of a word's sentence that hangs nearest to it and is told where something happens."""
    found: tuple[int, Token] | None = None
    for place in places:
        if word.first <= place.i <= word.last:
            way = list(path(place, word, loose=loose))
            if way and (found is None or len(way) < found[0]) and _says_where(way, moves):
                found = len(way), place
    return found[1] if found else None


def _names_place(token: Token, is_place: bool, is_person: bool) -> bool:
    """Whether a name tells a place where it stands: "in Marda", "the Marda region".

    After "in", "near" or "village of" a bare name is one whatever the tagger calls it: it knows few villages.
    """
    words = grammar()
    if token.dep in _BEFORE_TERRAIN:
        return is_place and token.head.ent == "" and token.head.dep == "pobj" and token.head.lemma in words.terrain
    if is_place:
        return True
    if token.lemma in words.terrain:
        return any(c.dep == "compound" and c.pos == "PROPN" and c.text[0].isupper() for c in token.children)
    if token.pos != "PROPN" or token.ent not in _UNSURE or is_person or not token.text[0].isupper():
        return False
    if any(c.dep not in _NAME_PARTS for c in token.children) or token.text.isupper():
        return False
    preposition = token.head
    if preposition.lower == "of":
        return preposition.head.lemma in words.directions
    return preposition.lower in _BEFORE_PLACES or preposition.lower in words.movement


def _place_after(word: Token, tokens: Sequence[Token], last: int) -> Token | None:
    """The last word of a capitalised name right after a preposition of place or "village of"; None where none stands there."""
    words = grammar()
    led = word.lower in _BEFORE_PLACES or (
        word.lower == "of" and word.i > 0 and tokens[word.i - 1].lemma in words.directions
    )
    if not led or word.pos not in ("ADP", "SCONJ"):
        return None
    i = word.i + 1
    while i <= last and (tokens[i].tag == "DT" or tokens[i].lower in words.points):
        i += 1
    name: Token | None = None
    while i <= last and (tokens[i].text[0].isupper() or (name is not None and tokens[i].lower in _LINKS)):
        name = tokens[i] if tokens[i].text[0].isupper() else name
        i += 1
    if name is None or name.ent in TIMES or name.text.isupper():
        return None
    following = tokens[i] if i <= last else None
    if following is not None and (following.tag == "POS" or following.pos in ("NOUN", "PROPN")):
        return name if following.lemma in words.terrain else None
    return None if name.ent in _NO_PLACES else name


def _says_where(way: Sequence[Token], moves: bool) -> bool:
    """Whether the nearest preposition over a name says that something happens there."""
    words = grammar()
    preposition = next((t for t in way if t.pos == "ADP" and t.dep in ("prep", "agent")), None)
    if preposition is None:
        return False
    if preposition.lower == "to" and preposition.head.lower == "according":
        return False
    if preposition.lower == "of":
        return preposition.head.lemma in words.directions or preposition.head.lower in words.directions
    return preposition.lower in words.locative or (moves and preposition.lower in words.movement)
