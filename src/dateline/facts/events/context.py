"""The field of life an event belongs to (military, economic, legal …), read from the words of its clause."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import yaml

from dateline.facts.document import Token

_TELLING = frozenset({"NOUN", "PROPN", "ADJ"})

# Clauses below the event's own tell of something else.
_OTHER_CLAUSES = frozenset({"advcl", "ccomp", "conj", "parataxis", "relcl"})


@functools.cache
def contexts() -> dict[str, tuple[str, ...]]:
    """The contexts and the lemmas that tell each, in the order in which they are preferred."""
    path = Path(__file__).with_name("contexts.yaml")
    return {
        name: tuple(words)
        for name, words in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items()
    }


@functools.cache
def _by_word() -> dict[str, str]:
    return {word: name for name, words in reversed(contexts().items()) for word in words}


def context(verb: Token) -> str | None:
    """The context most words of a verb's or event noun's clause tell; None where none does."""
    words = _by_word()
    told = [words[t.lemma.lower()] for t in _clause(verb) if t.pos in _TELLING and t.lemma.lower() in words]
    return max(contexts(), key=told.count) if told else None


def _clause(verb: Token) -> Iterator[Token]:
    """The words of the clause a word stands in, without the clauses below it."""
    top = verb
    for above in verb.ancestors():
        if top.is_verb:
            break
        top = above
    pending = [top]
    while pending:
        token = pending.pop()
        yield token
        pending += [c for c in token.children if not (c.dep in _OTHER_CLAUSES and c.pos in ("VERB", "AUX"))]
