"""Where and when an event took place, and how many it hit: what its own clause says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events.clause import conjoined
from dateline.facts.events.name import PLACES, TIMES
from dateline.facts.events.words import grammar
from dateline.facts.record import Mention, Quantity, Time

# How many years ago is another age, beyond living news, and the year an article of no date is taken to be of.
AGE = 40
NOW = 2000

# How far up the tree a place or a day may hang below its event.
_REACH = 7

_PLACED = frozenset({"pobj", "appos", "conj"})

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

_MODIFIERS = frozenset({"amod", "compound", "poss", "nummod", "nmod", "nsubj", "appos"})


# What a year before it dates, and whatever is told in it.
_HISTORIC = frozenset({
    "coup", "putsch", "war", "uprising", "revolution", "election", "referendum", "attack", "raid", "bombing", "massacre",
    "invasion", "operation", "earthquake", "crash", "deal", "agreement", "vote", "rebellion", "mutiny", "offensive",
    "crackdown", "protest",
})  # fmt: skip

# What is "set for" a day takes place on it.
_FIXED = frozenset({"set", "schedule", "slate", "plan", "due", "book"})


class Circumstances:
    """Times, places and tolls of one document, looked up by trigger."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], times: Sequence[Time], quantities: Sequence[Quantity]
    ) -> None:
        self._document = document
        # The gazetteer knows places that the parser takes for persons, and the other way round.
        self._labels: dict[int, str] = {}
        for mention in mentions:
            if mention.kind == "name":
                for token in document.tokens_in(mention.start, mention.end):
                    self._labels[token.i] = mention.type
        self.countries = {m.name for m in mentions if m.type == "PLACE" and m.geo_precision == "country"}
        self._times: dict[int, Time] = {}
        for time in times:
            if time.type in ("DATE", "TIME") and _says_when(time.value):
                for token in document.tokens_in(time.start, time.end):
                    self._times.setdefault(token.i, time)
        # The places of each sentence, with a name and without, once somebody asks.
        self._named: dict[int, list[Token]] = {}
        self._described: dict[int, list[Token]] = {}
        self._quantities: dict[int, Quantity] = {}
        for quantity in quantities:
            for token in document.tokens_in(quantity.start, quantity.end):
                self._quantities.setdefault(token.i, quantity)

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
            path = list(_path(token, word, loose=False))
            if not path or any(_bounds(t, bounds) for t in path if t.i not in self._times):
                continue
            if found is None or len(path) < found[0]:
                found = len(path), time.value or ""
        return found[1] if found else None

    def is_history(self, date: str | None) -> bool:
        """Whether a day lies so far before the publication that it is told as background."""
        published = self._document.published
        return bool(published and date and date[:4].isdigit() and int(date[:4]) < published.year - 1)

    def is_bygone(self, date: str | None) -> bool:
        """Whether a day lies in another age: what happened then is no news."""
        published = self._document.published
        return bool(date and date[:4].isdigit() and int(date[:4]) < (published.year if published else NOW) - AGE)

    def is_place(self, token: Token) -> bool:
        """Whether a name is a place's."""
        label = self._labels.get(token.i)
        return label == "PLACE" or (token.ent in PLACES and label != "PERSON")

    def location(self, word: Token, *, moves: bool, loose: bool = False) -> Token | None:
        """The nearest named place told in the clause of a word; `moves` reads "to Brussels" and "from Marda" too.

        `loose` also reads what stands in its subject and in clauses of circumstance: "hurt when a bomb went off in Marda".
        """
        if word.sentence not in self._named:
            self._named[word.sentence] = [t for t in self._beside(word) if self._names_place(t)]
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
            path = list(_path(place, word, loose=loose))
            if path and (found is None or len(path) < found[0]) and _says_where(path, moves):
                found = len(path), place
    return found[1] if found else None


def _names_place(token: Token, is_place: bool, is_person: bool) -> bool:
    """Whether a name tells a place where it stands: "in Marda", "the Marda region".

    After "in", "near" or "village of" a bare name is one whatever the tagger calls it: it knows few villages.
    """
    words = grammar()
    if token.dep in ("compound", "poss"):
        return is_place and token.head.ent == "" and token.head.dep == "pobj" and token.head.lemma in words.terrain
    if token.dep not in _PLACED:
        return False
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


def _says_where(path: Sequence[Token], moves: bool) -> bool:
    """Whether the nearest preposition over a name says that something happens there."""
    words = grammar()
    preposition = next((t for t in path if t.pos == "ADP" and t.dep in ("prep", "agent")), None)
    if preposition is None:
        return False
    if preposition.lower == "to" and preposition.head.lower == "according":
        return False
    if preposition.lower == "of":
        return preposition.head.lemma in words.directions or preposition.head.lower in words.directions
    return preposition.lower in words.locative or (moves and preposition.lower in words.movement)


def _path(token: Token, top: Token, *, loose: bool) -> Iterator[Token]:
    """The words from one up to, not including, another; nothing where a clause of its own or the subject stands between."""
    steps: list[Token] = []
    while token is not top:
        if len(steps) > _REACH or token.head is token:
            return
        if steps and _bars(token, loose=loose):
            return
        if token.dep == "conj" and (
            token.tag == "VB"  # "will train officers and decide on funding in May"
            or (token.tag.startswith("VB") and token.child("nsubj", "nsubjpass") is not None)
        ):
            return
        steps.append(token)
        token = token.head
    yield from steps


def _bars(token: Token, *, loose: bool) -> bool:
    """Whether what is told below a word is not told of what stands above it."""
    if token.tag.startswith("VB") and token.dep not in ("conj", "prep", "amod"):
        if not loose:
            return True
        where = any(c.dep == "advmod" and c.lower == "where" for c in token.children)
        meanwhile = any(c.dep == "mark" and c.lower in ("as", "while") for c in token.children)
        return not (
            (token.dep == "advcl" and not meanwhile)
            or (token.dep in ("acl", "relcl") and (token.tag == "VBG" or where))
        )
    if token.dep in ("nsubj", "nsubjpass", "agent"):
        return not loose
    return token.dep in ("relcl", "ccomp")
