"""Who is meant by a speaker's noun phrase: a named person, organization or country, or an unnamed source and of what kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.reference import head_of, mention_at
from dateline.facts.record import Mention, SpeakerType
from dateline.facts.statements.vocabulary import vocabulary

Span = tuple[int, int]

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# Nouns that not every pronoun can go back to.
_WITH_SEX = frozenset({"man", "woman", "father", "mother", "brother", "sister", "son", "daughter", "husband", "wife"})
# "The official" is the last official told of, if not more unnamed sources than this came between.
MAX_REMEMBERED = 8
# "He" is the unnamed source that spoke at most so many sentences before.
MAX_SENTENCES = 2
# So many mentions before a pronoun are looked at for whom it can mean.
MAX_NEAR = 12
# So many words of a sentence are looked at for the place where an unnamed source speaks.
MAX_WORDS = 60


@dataclass(slots=True, frozen=True)
class Source:
    """Who is meant. `name` and `entity` (a chain of mentions) are None for unnamed sources, whom `description` tells."""

    type: SpeakerType
    name: str | None = None
    entity: int | None = None
    description: str | None = None


@dataclass(slots=True)
class _Unnamed:
    """An unnamed source told of before.

    The phrase's head and the words that tell it from others, the index of the head, and the sentence it last spoke in.
    """

    head: str
    words: set[str]
    source: Source
    at: int
    sentence: int


class Resolver:
    """Resolves the speakers of one document, in the order of the text: "the official" is the one told of before."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self._unnamed: list[_Unnamed] = []
        self._last: _Unnamed | None = None  # the last speaker, if unnamed

    def resolve(self, spans: Sequence[Span]) -> Source:
        """Whom these spans mean."""
        for start, end in spans:
            head = head_of(self._document, start, end)
            if head is None or (head.tag in ("WP", "WDT") and not head.text.isupper()):  # "WHO said" is no question
                continue
            mention = self._mention(head, end)
            if (unnamed := self._unnamed_subject_before(head)) is not None:
                return self._describe(unnamed, *self._document.span(unnamed))
            if mention is not None and head.pos == "PRON" and self._goes_back_further(mention, head):
                return self._pronoun(head)
            if mention is not None:
                self._last = None
                return self._government(mention) or _named(mention)
            return self._pronoun(head) if head.pos == "PRON" else self._describe(head, start, end)
        return Source("unknown")

    def _mention(self, head: Token, end: int) -> Mention | None:
        """The mention that is the phrase's head, or one in apposition to it ("a spokeswoman, Ana Ruiz")."""
        found = mention_at(self._mentions, head)
        if found is not None and found.name is not None:
            return found
        # The parser may hang the name on a nearer noun: "a spokeswoman for the force, Ana Ruiz".
        for token in self._document.tokens_in(head.end, end):
            if token.dep == "appos" and (token.head is head or not self._is_person(token.head)):
                apposed = mention_at(self._mentions, token)
                if apposed is None or apposed.name is None:
                    continue
                if apposed.type == "PERSON" or (apposed.type == "ORG" and self._can_be_firm(head)):
                    return apposed
        return None

    def _government(self, mention: Mention) -> Source | None:
        """The country whose capital speaks for it ("Moscow said"), or the union; None for everybody else."""
        if mention.type != "PLACE" or mention.name is None:
            return None
        seated = gazetteer().seats.get(mention.name)
        if seated is None or seated.country not in (None, mention.country):
            return None
        known = (m.entity for m in self._mentions if m.name == seated.name and m.type == seated.type)
        return Source("organization" if seated.type == "ORG" else "country", seated.name, next(known, None))

    def _can_be_firm(self, noun: Token) -> bool:
        """Whether a noun can be said of an organization: "the company", "the owner"."""
        word = noun.lemma.lower()
        return word in closed_class("held_by_firms") or vocabulary().types.get(word) == "organization"

    def _is_person(self, noun: Token) -> bool:
        mention = mention_at(self._mentions, noun)
        named = mention is not None and mention.type == "PERSON"
        return named or vocabulary().types.get(noun.lemma.lower()) in ("person", "anonymous", "officials")

    def _pronoun(self, head: Token) -> Source:
        """Whom a pronoun means that stands for nobody named: the unnamed source that spoke right before."""
        last = self._last
        if last is not None and head.sentence - last.sentence <= MAX_SENTENCES and _can_be(head.lower, last.source):
            last.sentence = head.sentence
            return last.source
        return Source("person" if head.lower in ("he", "she", "i") else "unknown")

    def _only_person_before(self, head: Token) -> Source | None:
        """The only person named in this sentence up to a word and in the one before."""
        sentences = self._document.sentences
        start = sentences[max(0, head.sentence - 1)].start
        stop = bisect_left(self._mentions, head.start, key=lambda m: m.start)
        near = [
            m
            for m in self._mentions[max(0, stop - MAX_NEAR) : stop]
            if m.type == "PERSON" and m.name and m.start >= start
        ]
        return _named(near[-1]) if len({m.entity for m in near}) == 1 else None

    def _goes_back_further(self, mention: Mention, head: Token) -> bool:
        """Whether an unnamed source spoke after the person that a pronoun is said to mean was last named."""
        last = self._last
        if last is None or head.sentence - last.sentence > 1 or not _can_be(head.lower, last.source):
            return False
        start = self._document.sentences[last.sentence].start
        stop = bisect_left(self._mentions, head.start, key=lambda m: m.start)
        near = [
            m for m in self._mentions[max(0, stop - MAX_NEAR) : stop] if m.start >= start and m.entity == mention.entity
        ]
        return not any(token.pos == "PROPN" for m in near for token in self._document.tokens_in(m.start, m.end))

    def _unnamed_subject_before(self, head: Token) -> Token | None:
        """The unnamed person of whom the sentence before tells, and no named one: "A diplomat disagreed. He said …"."""
        document = self._document
        if head.lower not in ("he", "she") or document.sentence_of(head).first == 0:
            return None
        before = document.sentences[head.sentence - 1]
        tokens = document.tokens[before.first : min(before.stop, before.first + MAX_WORDS)]
        noun = next((token for token in tokens if token.dep in ("nsubj", "nsubjpass") and token.head.is_root), None)
        if noun is None or noun.paragraph != head.paragraph or noun.tag != "NN" or noun.lemma in _WITH_SEX:
            return None
        if not any(child.lower in ("a", "an", "one", "another") for child in noun.children):
            return None  # "the senator" can be somebody named before
        stop = bisect_left(self._mentions, before.end, key=lambda m: m.start)
        near = self._mentions[max(0, stop - MAX_NEAR) : stop]
        named = any(m.start >= before.start and m.type == "PERSON" and m.name is not None for m in near)
        return noun if not named and _kind(noun) in ("anonymous", "officials") else None

    def _describe(self, head: Token, start: int, end: int) -> Source:
        """An unnamed source."""
        if self._document.text[start:end].endswith("-old") and (named := self._only_person_before(head)) is not None:
            return named  # "the 44-year-old"
        if self._last is not None and self._last.at == head.i:
            return self._last.source  # one phrase, with two verbs: "one, who asked not to be named, said"
        kind = _kind(head)
        if kind == "officials" and head.tag in ("NN", "NNP"):
            kind = "anonymous"
        if kind not in ("officials", "anonymous"):
            self._last = None
            return Source(kind, description=self._document.text[start:end])
        words = {
            t.lower for t in self._document.tokens_in(start, end) if t.i != head.i and t.pos in ("ADJ", "NOUN", "PROPN")
        }
        found = None
        if any(child.lower in _DEFINITE for child in head.children):
            near = reversed(self._unnamed[-MAX_REMEMBERED:])
            found = next((one for one in near if one.head == head.lemma and words <= one.words), None)
        if found is None:
            source = Source(kind, description=self._document.text[start:end])
            found = _Unnamed(head.lemma, words, source, head.i, head.sentence)
            self._unnamed.append(found)
        sentence = self._document.sentence_of(head)
        names = self._document.tokens[sentence.first : min(sentence.stop, sentence.first + MAX_WORDS)]
        found.words |= {token.lower for token in names if token.ent == "GPE"}  # "the official in Riga"
        found.at, found.sentence = head.i, head.sentence
        self._last = found
        return found.source


def _kind(noun: Token) -> SpeakerType:
    """What kind of speaker a common noun names."""
    types = vocabulary().types
    lemma = noun.lemma.lower()
    kind = types.get(lemma, types.get(noun.lower))
    return kind or ("anonymous" if noun.pos == "NOUN" and lemma in lexicon().person else "unknown")


def _can_be(pronoun: str, source: Source) -> bool:
    """Whether a pronoun can stand for an unnamed source."""
    return pronoun == "they" if source.type == "officials" else pronoun in ("he", "she", "they")


def _named(mention: Mention) -> Source:
    if mention.type == "PERSON":
        return Source("person", mention.name, mention.entity)
    return Source("organization" if mention.type == "ORG" else "country", mention.name, mention.entity)
