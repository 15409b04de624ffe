"""Whom it and they stand for, where that is plain: a body or country that says what it does, or does what is its own.

Seldom does "it" mean somebody named, so only four places are read: the clause that a named subject says ("the ministry said
it would"), "its" in the clause of a named subject, the subject of a verb of saying behind a sentence whose subject a body is,
and "its" where somebody of the body's speaks ("its spokeswoman, Ana Ruiz, said").
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.facts.document import Document, Token
from dateline.facts.entities.chain import Chain
from dateline.facts.entities.lexicon import closed_class
from dateline.facts.entities.phrase import is_person
from dateline.facts.entities.pronoun import Resolved

_SUBJECTS = ("nsubj", "nsubjpass")
_OWN = frozenset(("its", "itself"))
_NAMES_ALONE = frozenset(("country", "region", "state"))
_SURE = 0.8


def resolve_bodies(document: Document, at: Mapping[int, Chain]) -> list[Resolved]:
    """The its and theirs of the document that stand for a body or country. `at` has the chains by the tokens that mention them."""
    found: list[Resolved] = []
    at = dict(at)
    for token in document.tokens:
        if token.lower in _OWN:
            chain = _owner(token, at) or _employer(document, token, at) or _beside(document, token, at)
        elif token.lower in ("it", "they") and token.dep in _SUBJECTS:
            chain = _sayer(token, at) or _topic(document, token, at)
            if chain is not None and token.lower == "they" and chain.type != "ORG":
                chain = None
        else:
            continue
        if chain is not None and not _is_empty(token):
            found.append(Resolved(token, chain, _SURE))
            at[token.i] = chain
    return found


def _acts(token: Token | None, at: Mapping[int, Chain]) -> Chain | None:
    """The body or country that a word mentions, if it alone is meant: no "Russia and Ukraine"."""
    if token is None or any(child.dep == "conj" for child in token.children):
        return None
    apposed = token.child("appos")
    chain = at.get(token.i) or (at.get(apposed.i) if apposed is not None else None)  # "the owner, Surma Lines"
    if chain is None or chain.type == "PERSON":
        return None
    if chain.type == "PLACE" and (chain.entry is None or chain.entry.kind not in _NAMES_ALONE):
        return None
    return chain


def _owner(token: Token, at: Mapping[int, Chain]) -> Chain | None:
    """The subject of the clause that "its" stands in."""
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            subject = above.child(*_SUBJECTS)
            if subject is not None:
                return _acts(subject, at) if subject.last < token.i else None
            if above.dep not in ("conj", "xcomp", "advcl", "aux"):
                return None
    return None


def _employer(document: Document, token: Token, at: Mapping[int, Chain]) -> Chain | None:
    """Whose "its" is in the phrase of who speaks: the body that the words or the sentence before them tell of."""
    verb = next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), None)
    speaker = verb.child("nsubj") if verb is not None and verb.lemma in closed_class("speech") else None
    if verb is None or speaker is None or not speaker.first <= token.i <= speaker.last:
        return None
    said = verb.child("ccomp")
    for other in (said, verb.head if verb.dep == "conj" else None):
        told = other.child(*_SUBJECTS) if other is not None else None
        if told is not None and told.i < token.i and told.i in at:
            return _acts(told, at)
    before = document.sentences[token.sentence - 1] if token.sentence and speaker.first == token.i else None
    if before is None or token.paragraph - document.tokens[before.first].paragraph > 1:
        return None
    root = next((t for t in document.tokens_of(before) if t.is_root), None)
    return _acts(root.child(*_SUBJECTS) if root is not None else None, at)


def _beside(document: Document, token: Token, at: Mapping[int, Chain]) -> Chain | None:
    """Whose "its" is in an apposition to a person ("X, leader of Y, and Z, its head,"): the only body the sentence names before."""
    if token.head.dep != "appos" or not is_person(token.head):
        return None
    sentence = document.sentence_of(token)
    bodies = {at[i].number: at[i] for i in range(sentence.first, token.i) if i in at and at[i].type == "ORG"}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _sayer(token: Token, at: Mapping[int, Chain]) -> Chain | None:
    """Who says the clause that the pronoun is the subject of."""
    verb = token.head
    while verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
    above = verb.head
    if verb.dep != "ccomp" or above is verb or above.lemma not in closed_class("speech"):
        return None
    subject = above.child("nsubj")
    return _acts(subject, at) if subject is not None and subject.i < token.i else None


def _topic(document: Document, token: Token, at: Mapping[int, Chain]) -> Chain | None:
    """The body that was the subject of the sentence before, where the pronoun opens a sentence and says something."""
    sentence = document.sentence_of(token)
    if token.i != sentence.first or token.sentence == 0 or token.head.lemma not in closed_class("speech"):
        return None
    before = document.sentences[token.sentence - 1]
    root = next((t for t in document.tokens_of(before) if t.is_root), None)
    chain = _acts(root.child(*_SUBJECTS) if root is not None else None, at)
    return chain if chain is not None and chain.type == "ORG" else None


def _is_empty(token: Token) -> bool:
    """Whether an "it" stands for nothing: "it was clear that", "it rained"."""
    if token.lower != "it":
        return False
    verb = token.head
    if verb.lemma in closed_class("empty"):
        return True
    told = verb.child("acomp", "attr")
    return verb.lemma == "be" and told is not None and (told.lemma in closed_class("extraposed") or told.dep == "attr")
