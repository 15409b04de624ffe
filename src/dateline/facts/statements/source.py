"""Who is meant by a speaker's noun phrase: a named person, organization or country, or an unnamed source and of what kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.entities.reference import head_of, mention_at
from dateline.facts.record import Mention, SpeakerType
from dateline.facts.statements.vocabulary import vocabulary

Span = tuple[int, int]

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# "The official" is the last official told of, if not more unnamed sources than this came between.
MAX_REMEMBERED = 8


@dataclass(slots=True, frozen=True)
class Source:
    """Who is meant. `name` and `entity` (a chain of mentions) are None for unnamed sources, whom `description` tells."""

    type: SpeakerType
    name: str | None = None
    entity: int | None = None
    description: str | None = None


class Resolver:
    """Resolves the speakers of one document, in the order of the text: "the official" is the one told of before."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self._unnamed: list[tuple[str, frozenset[str], Source]] = []  # head word, other words, source

    def resolve(self, spans: Sequence[Span]) -> Source:
        """Whom these spans mean."""
        for start, end in spans:
            head = head_of(self._document, start, end)
            if head is None or head.tag in ("WP", "WDT"):
                continue
            mention = self._mention(head)
            if mention is not None:
                return _named(mention)
            return self._describe(head, start, end)
        return Source("unknown")

    def _mention(self, head: Token) -> Mention | None:
        """The mention that is the phrase's head, or one in apposition to it ("a spokeswoman, Ana Ruiz")."""
        found = mention_at(self._mentions, head)
        if found is not None and found.name is not None:
            return found
        for child in head.children:
            if child.dep == "appos":
                apposed = mention_at(self._mentions, child)
                if apposed is not None and apposed.name is not None and apposed.type == "PERSON":
                    return apposed
        return None

    def _describe(self, head: Token, start: int, end: int) -> Source:
        """An unnamed source."""
        if head.pos == "PRON":
            return Source("person" if head.lower in ("he", "she", "i") else "unknown")
        types = vocabulary().types
        kind = types.get(head.lemma.lower(), types.get(head.lower, "unknown"))
        if kind == "officials" and head.tag in ("NN", "NNP"):
            kind = "anonymous"
        if kind not in ("officials", "anonymous"):
            return Source(kind, description=self._document.text[start:end])
        words = frozenset(
            t.lower for t in self._document.tokens_in(start, end) if t.i != head.i and t.pos in ("ADJ", "NOUN", "PROPN")
        )
        if any(child.lower in _DEFINITE for child in head.children):
            for word, others, source in reversed(self._unnamed[-MAX_REMEMBERED:]):
                if word == head.lemma and words <= others:
                    return source
        source = Source(kind, description=self._document.text[start:end])
        self._unnamed.append((head.lemma, words, source))
        return source


def _named(mention: Mention) -> Source:
    if mention.type == "PERSON":
        return Source("person", mention.name, mention.entity)
    return Source("organization" if mention.type == "ORG" else "country", mention.name, mention.entity)
