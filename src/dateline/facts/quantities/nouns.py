"""The nouns of one paragraph that can name an item: their phrases, and what the pronouns stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.phrase import (
    DURATIONS,
    NOUNS,
    RELATIVE,
    core,
    full,
    is_idiom,
    is_where,
    subject_of,
    text_of,
    verb_above,
    words,
)

_PLURAL = frozenset({"they", "them", "those", "these", "their"})
_NEAR = 40  # characters
_JOINTS = frozenset({"by", "at", "on"})
_JOINED = 2  # words from a noun to the one that an "and" joins to it
_TELLING = frozenset({"relcl", "acl", "prep"})
_PHRASE_REACH = 9  # words
_TOLD = frozenset({"dobj", "attr", "ROOT"})


class Nouns:
    """Names nouns; `busy` are the tokens inside amounts, which name nothing, `names` what pronouns are known to mean."""

    def __init__(self, document: Document, busy: frozenset[int], names: Mapping[int, str]) -> None:
        self.document = document
        self.busy = busy
        self.names = names

    def full(self, noun: Token, after: int = -1) -> str | None:
        """A noun's phrase with its "of", "for", "in" … phrases."""
        if noun.lower == "those":
            return self._those(noun)
        done_to = noun.child("dobj") if noun.dep == "csubj" else None
        if done_to is not None and 0 < done_to.i - noun.i < _PHRASE_REACH and done_to.i not in self.busy:
            return self.text(self.document.tokens[noun.i : done_to.i + 1])  # "Restoring the dome cost $5 million"
        return full(self.document, noun, after, self.busy)

    def _those(self, pronoun: Token) -> str | None:
        """The words of "those who answered", "those with children"."""
        clause = next((child for child in pronoun.children if child.i > pronoun.i and child.dep in _TELLING), None)
        if clause is None:
            return None
        inner = clause.child("pobj", "dobj", "acomp", "attr")
        if clause.dep == "prep" and (inner is None or inner.i in self.busy):
            return None  # "those under 18"
        last = inner if inner is not None and inner.i > clause.i and inner.i not in self.busy else clause
        return self.document.text[pronoun.start : last.end] if last.i - pronoun.i < _PHRASE_REACH else None

    def text(self, tokens: Sequence[Token]) -> str | None:
        """The words of some tokens, without what names nothing at their front."""
        return text_of(self.document, tokens, self.busy)

    def before(self, start: int) -> str | None:
        """The phrase of the nouns that stand right before a place, with those joined to them: "and fats and oils [by 6%]"."""
        nearby = reversed(self.document.tokens_in(max(0, start - _NEAR), start))
        last = first = next((token for token in nearby if token.lower not in _JOINTS), None)
        if last is None or first is None:
            return None
        while first.dep == "conj" and first.head.pos in NOUNS and first.i - first.head.i == _JOINED:
            first = first.head
        return self.text(self.document.tokens[core(self.document, first)[0].i : last.i + 1])

    def names_something(self, token: Token) -> bool:
        """Whether a noun can be what is counted: not a time, and not a part of an amount."""
        if (
            token.i in self.busy
            or not token.is_word
            or (token.ent in ("DATE", "TIME") and not token.dep.startswith("nsubj"))
        ):
            return False  # what is mistaken for a date as the subject ("this year's levy is $5") is none
        if token.lemma in words()["figures"]:
            own = token.child("compound", "nmod", "poss")
            if own is None or own.lemma in DURATIONS or own.lower == "time":
                return False  # "an average of $5", "a two-month or all-time high of $5", but not "the goal average"
        if is_idiom(token):
            return False
        return token.lemma not in DURATIONS and token.lemma not in words()["nameless"]

    def named(self, token: Token) -> str | None:
        """A noun's phrase; a pronoun's name, or the noun of the sentence it stands for."""
        noun: Token | None = token
        if token.pos == "PRON":
            name = self.names.get(token.start)
            if name is not None:
                return name
            noun = self.antecedent(token)
        if noun is None:
            return None
        tokens = core(self.document, noun)
        of = self.document.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
        if (
            noun.pos == "PROPN"
            and len(of) == 2
            and of[0].lower == "of"
            and of[1].pos == "PROPN"
            and of[1].i not in self.busy
        ):
            return self.full(noun)  # "University of Lund"
        return self.text(tokens)

    def antecedent(self, pronoun: Token) -> Token | None:
        """What "it", "they" or "which" stands for within the sentence: the noun before a relative, else a subject before."""
        relative = pronoun.lower in RELATIVE
        sentence = self.document.sentences[pronoun.sentence]
        candidates = self.document.tokens[sentence.first : pronoun.i]
        verb = verb_above(pronoun)
        clause = verb.head if relative and verb is not None and verb.dep == "relcl" else None
        own = subject_of(verb) if verb is not None and pronoun.dep in ("pobj", "dobj") and not relative else None
        for token in reversed(candidates) if relative else candidates:
            if (
                token.pos in ("NOUN", "PROPN")
                and token is not own  # who "holds 4% of it" is not what is held
                and self.names_something(token)
                and not (clause is not None and _is_beside(token, clause, pronoun))
                and not (pronoun.lower == "which" and (token.ent == "PERSON" or names_people(token.lemma)))
                and (relative or (token.dep in ("nsubj", "nsubjpass") and _agree(pronoun, token)))
            ):
                return token
        if pronoun.lower not in ("it", "they"):
            return None
        for token in reversed(candidates):
            if (
                token is not own
                and token.pos in NOUNS
                and token.dep in _TOLD
                and _agree(pronoun, token)
                and self.names_something(token)
            ):
                return token
        return None

    def subject_before(self, pronoun: Token) -> Token | None:
        """The subject of the sentence before, which "it" or "they" goes on to tell of: "The mine closed. It was fined €5,000"."""
        if pronoun.lower not in ("it", "they") or pronoun.dep not in ("nsubj", "nsubjpass") or not pronoun.sentence:
            return None
        before = self.document.sentences[pronoun.sentence - 1]
        for token in self.document.tokens[before.first : before.stop]:
            if token.dep in ("nsubj", "nsubjpass") and token.head.is_root and token.paragraph == pronoun.paragraph:
                usable = token.pos in ("NOUN", "PROPN") and _agree(pronoun, token) and self.names_something(token)
                return token if usable else None
        return None


def _is_beside(noun: Token, told: Token, relative: Token) -> bool:
    """Whether a clause behind a noun is told of another before it: of the house, "a house near Lyon that cost $2 million"; no
    name has a "that" of its own."""
    if told.i > noun.i:
        return False
    named = relative.lower == "that" and noun.pos == "PROPN" and noun.dep == "pobj" and told is not noun
    return named or ((told is not noun or relative.lower == "that") and is_where(noun))


def _agree(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun can stand for a noun: "they" for several, "he" for a person, "it" for neither."""
    if pronoun.lower in _PLURAL:
        return noun.tag in ("NNS", "NNPS") or noun.lemma in words()["groups"]
    if pronoun.lower in ("he", "she", "his", "her"):
        return noun.ent == "PERSON"
    somebody = noun.ent == "PERSON" or (names_people(noun.lemma) and noun.lemma not in words()["groups"])
    return pronoun.lower in ("it", "its") and noun.tag not in ("NNS", "NNPS") and not somebody
