"""The field of life an event belongs to (military, economic, legal …), read from the words of its sentence."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import yaml

from dateline.facts.document import Token

_TELLING = frozenset({"NOUN", "PROPN", "ADJ"})


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


def context(sentence: Iterable[Token]) -> str | None:
    """The context most words of a sentence tell; None where none does."""
    words = _by_word()
    counts = Counter(words[t.lemma.lower()] for t in sentence if t.pos in _TELLING and t.lemma.lower() in words)
    if not counts:
        return None
    most = max(counts.values())
    return next(name for name in contexts() if counts[name] == most)
