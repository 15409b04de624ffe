"""For whom a title is held: the body or country that the words around its noun name or describe."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.name import Name

SAXON = ("'s", "’s", "'", "’")
_LARGE = 100_000  # inhabitants
_WORKS_FOR = frozenset(("at", "for", "with"))
WHERE = frozenset(("at", "in", "from"))
_ARTICLES = frozenset(("the", "a", "an"))
_CORPORATE = frozenset(("executive", "ceo", "cfo", "coo", "chairman", "chairwoman", "founder", "co-founder", "owner"))
_EMPLOYERS = frozenset(
    ("company", "bank", "newspaper", "magazine", "broadcaster", "website", "university", "institute", "firm")
)


@dataclass(slots=True)
class Held:
    """For whom a title is held: the words of a body, or its noun alone where that could be any."""

    organization: str | None = None
    body: Token | None = None


class HolderReader:
    """Reads for whom one document's titles are held. `at` are the names by their tokens."""

    def __init__(self, document: Document, at: dict[int, Name]) -> None:
        self.document, self.tokens, self.at = document, document.tokens, at

    def text(self, first: int, stop: int) -> str:
        """These tokens as the text has them, on one line."""
        return " ".join(self.document.text[self.tokens[first].start : self.tokens[stop - 1].end].split())

    def seat(self, token: Token) -> str | None:
        """The country that an acronym in front of a title means ("UAE Ambassador X"), or the large city ("Kyiv Mayor X")."""
        entries = gazetteer().find(token.text) if token.is_capital else []
        if not entries:
            return None
        if token.text.replace(".", "").isupper():
            return entries[0].name if entries[0].kind == "country" else None
        city = entries[0].kind == "city" and entries[0].population >= _LARGE and token.lower not in lexicon().modifier
        return token.text if city and token.pos == "PROPN" else None

    def behind(self, first: int, stop: int, head: int) -> Held:
        """The body or country in the words behind "of"; `head` is the title's noun."""
        tokens = self.tokens
        inner = next((self.at[k] for k in range(first, stop) if self._can_hold(k)), None)
        if inner is not None and tokens[first].lower != "state":
            noun = self._noun_behind(inner, stop)
            if noun is not None:
                return Held(self.text(inner.first, noun + 1))
            if inner.type == "PLACE" and tokens[first - 1].lower in WHERE:
                return Held()
            return Held(inner.text)
        while first < stop and tokens[first].lower in _ARTICLES:
            first += 1
        if first == stop:
            return Held()
        if self.is_body(stop - 1):
            return self.body(first, stop)
        alone = all(token.pos == "PROPN" and token.text[0].isupper() for token in tokens[first:stop])
        return Held(self.text(first, stop)) if alone and tokens[head].lower in _CORPORATE else Held()

    def _can_hold(self, i: int) -> bool:
        """Whether a token belongs to a name that a title can be held for: no "Osaka-based"."""
        name = self.at.get(i)
        if name is None or name.type == "PERSON":
            return False
        return self.tokens[name.stop + 1 : name.stop + 2] == [] or self.tokens[name.stop + 1].lower != "based"

    def _noun_behind(self, name: Name, stop: int) -> int | None:
        """The noun of the body that a name begins: "the Santa Lucia hospital", "Iran's security committee"; or the end of
        the name of the body that is its own: "NATO's Allied Command"."""
        owned = self.at.get(name.stop + 1)
        if owned is not None and owned.type == "ORG" and owned.stop <= stop and self.tokens[name.stop].lower in SAXON:
            return owned.stop - 1
        last = next((k for k in range(stop - 1, name.stop - 1, -1) if k not in self.at), None)
        if last is None or not self.is_body(last):
            return None
        between = self.tokens[name.stop : last]
        fits = all(token.pos in ("NOUN", "ADJ", "PROPN") or token.lower in SAXON for token in between)
        return last if fits else None

    def is_body(self, i: int) -> bool:
        """Whether a noun outside names is one for organizations."""
        token, words = self.tokens[i], lexicon()
        noun = token.pos in ("NOUN", "PROPN") and token.tag not in ("NNS", "NNPS") and i not in self.at
        return (
            noun
            and token.lower != "staff"
            and (token.lower in words.organization or token.lower in words.organization_again)
        )

    def body(self, first: int, stop: int) -> Held:
        """A body described ("the Lebanese central bank"); its noun alone ("the agency") may be anybody's."""
        while first < stop - 1 and self.tokens[first].lower in _ARTICLES:
            first += 1
        if first == stop - 1 and self.tokens[first].lower not in closed_class("institutions"):
            return Held(body=self.tokens[first])
        return Held(self.text(first, stop))

    def owner(self, first: int, stop: int) -> Held:
        """The body in front of "'s" of which no name is known: "Tanshin's"."""
        tokens = self.tokens[first:stop]
        alone = bool(tokens) and all(token.pos == "PROPN" and token.text[0].isupper() for token in tokens)
        return Held(self.text(first, stop)) if alone else Held()

    def in_title(self, start: int, head: int) -> Held:
        """The body that words of the title itself tell: "army spokesman", "airport authority head", "union leader"."""
        again, own = lexicon().organization_again, closed_class("institutions")
        for last in range(head - 1, start - 1, -1):
            lower = self.tokens[last].lower
            if lower in own or (lower in again and self.is_body(last)):
                return self.body(start, last + 1)
        return Held()

    def by_noun(self, noun: Token) -> Held:
        """The body or country that a noun is, with what stands before it: the subject of "is led by"."""
        name = self.at.get(noun.i)
        if name is not None:
            return Held(name.text) if name.type != "PERSON" else Held()
        if not self.is_body(noun.i):
            return Held()
        first = min([noun.i, *(child.first for child in noun.children if child.i < noun.i)])
        return self.body(first, noun.i + 1)

    def beyond(self, name: Name, stop: int) -> str | None:
        """The organization behind a comma, "at" or the name: "commander, U.S. Central Command", "Foreign Minister X of Norway"."""
        tokens = self.tokens
        for i, marks in ((stop, {",", *_WORKS_FOR}), (name.stop, {"of"})):
            if (
                i + 1 >= len(tokens)
                or tokens[i].lower not in marks
                or tokens[i + 1].sentence != tokens[name.first].sentence
            ):
                continue
            beside = i + 1 + (tokens[i].text != "," and tokens[i + 1].lower == "the")
            other = self.at.get(beside)
            if other is not None and (other.type == "ORG" or (tokens[i].lower == "of" and other.type == "PLACE")):
                return other.text
        return None


def employs(name: Name) -> bool:
    """Whether a body is one whose analysts, editors and reporters work for it."""
    if name.type != "ORG":
        return False
    told = {noun for entry in name.entries for noun in entry.nouns} | {name.text.split()[-1].lower()}
    return bool(told & _EMPLOYERS)
