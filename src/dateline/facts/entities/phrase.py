"""How noun phrases that describe somebody are read: where they begin, what narrows them down, whose predicate they are."""

from __future__ import annotations

import re

from dateline.facts.document import Document, Token
from dateline.facts.entities.lexicon import closed_class, lexicon

_DEFINITE = frozenset(("the", "this", "that"))
_COPULAS = frozenset(("be", "become", "remain"))
_AGE = re.compile(r"\d{1,3}-year-old")


def is_person(token: Token) -> bool:
    """Whether a noun is one for a single person."""
    if token.pos not in ("NOUN", "PROPN") or token.tag in ("NNS", "NNPS"):
        return False
    words = lexicon()
    return (
        token.lemma.lower() in words.person
        or token.lower in words.person
        or _AGE.fullmatch(token.lower) is not None
        or token.lower == "old"
    )


def is_definite(token: Token) -> bool:
    """Whether "the", "this" or "that" stands before a noun."""
    return any(child.dep == "det" and child.lower in _DEFINITE for child in token.children)


def has_possessor(token: Token) -> bool:
    """Whether the noun, or the one it is compounded with, belongs to somebody: "his", "Varga's"."""
    return token.child("poss") is not None or token.head.child("poss") is not None


def phrase_start(document: Document, token: Token) -> int:
    """Where the phrase that ends in `token` begins."""
    first = token.i
    for child in token.children:
        if child.i < token.i and child.dep in ("det", "amod", "compound", "poss", "nmod", "nummod", "predet"):
            first = min(first, child.first)
    return max(first, document.sentence_of(token).first)


def phrase_text(document: Document, token: Token) -> str:
    """The words of the phrase up to its noun, in small letters."""
    return document.text[document.tokens[phrase_start(document, token)].start : token.end].lower()


def modifiers_of(document: Document, token: Token) -> list[Token]:
    """The words before the noun that narrow it down."""
    first = phrase_start(document, token)
    skipped = lexicon().status
    return [
        t
        for t in document.tokens[first : token.i]
        if t.is_word and t.pos not in ("DET", "PART") and t.lower not in skipped
    ]


def first_conjunct(token: Token) -> Token:
    """The first of the nouns joined by "and" that this one is among."""
    while token.dep == "conj" and token.head.pos in ("NOUN", "PROPN"):
        token = token.head
    return token


def subject_of(token: Token) -> Token | None:
    """The word a predicate noun tells something of."""
    verb = token.head
    if token.dep == "attr" and verb.lemma in _COPULAS and verb.child("neg") is None:
        subject = verb.child("nsubj", "nsubjpass")
        if subject is not None and subject.lower in ("who", "which", "that") and verb.dep == "relcl":
            return verb.head
        return subject
    if token.dep == "oprd":
        return verb.child("nsubjpass") or verb.child("dobj")
    if token.dep == "pobj" and verb.lower == "as" and verb.head.lemma in closed_class("as"):
        return verb.head.child("nsubjpass") or verb.head.child("dobj") or verb.head.child("nsubj")
    return None


def complement(document: Document, token: Token) -> set[str]:
    """The words behind "of": "state" in "the secretary of state"."""
    link = next((child for child in token.children if child.lower == "of" and child.i == token.i + 1), None)
    noun = link.child("pobj") if link is not None else None
    if noun is None:
        return set()
    return {t.lower for t in document.tokens[noun.first : noun.i + 1] if t.is_word and t.pos != "DET"}
