"""Text in capitals, given back the case it would have in running text, so that the parser knows its words and names again.

Which words are names is told by the rest of the article, where that isn't in capitals, and else by the words that the parser knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

# A paragraph is in capitals if it has so many words, this share of its letters being capitals.
MIN_WORDS = 4
CAPITAL_SHARE = 0.9

_WORD = re.compile(r"[^\W\d_]+")
_IN_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]+")


@dataclass(slots=True, frozen=True)
class _Evidence:
    """The words an article has in small letters, and those that begin with a capital in the midst of its sentences."""

    small: frozenset[str]
    capital: frozenset[str]


def natural(text: str, paragraphs: Sequence[tuple[int, int]], known: Callable[[], Container[str]]) -> str:
    """The text with its paragraphs in capitals as they would stand elsewhere, as long as the original.

    `known` gives the words of the parser's vocabulary, in the case it saw them in; it is only called where there is need.
    """
    shouted = [(start, end) for start, end in paragraphs if _is_shouted(text[start:end])]
    if not shouted:
        return text
    evidence = _read([text[start:end] for start, end in sorted({*paragraphs} - {*shouted})])
    words = known()
    pieces, last = [], 0
    for start, end in shouted:
        pieces += [text[last:start], _WORD.sub(lambda word: _recase(word[0], evidence, words), text[start:end])]
        last = end
    return "".join([*pieces, text[last:]])


def _is_shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(map(str.isupper, letters)) >= CAPITAL_SHARE * len(letters) and len(_WORD.findall(text)) >= MIN_WORDS


def _read(paragraphs: Sequence[str]) -> _Evidence:
    words = {word for text in paragraphs for word in _WORD.findall(text)}
    capital = {word for text in paragraphs for word in _IN_SENTENCE.findall(text)}
    return _Evidence(frozenset(word for word in words if word.islower()), frozenset(capital))


def _recase(word: str, evidence: _Evidence, known: Container[str]) -> str:
    """One word in capitals as it would stand in a sentence: in small letters, as a name, or, an acronym, as it is."""
    small, name = word.lower(), word.capitalize()
    if len(small) != len(word) or len(name) != len(word) or word == "I":
        return word
    if small in evidence.small:
        return small
    for form in (name, word):
        if form in evidence.capital:
            return form
    if small in known:
        return small
    return word if word in known and name not in known else name
