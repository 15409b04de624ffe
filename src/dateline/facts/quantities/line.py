"""A paragraph as the lexemes that the amount grammar reads: numerals, words and marks, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.facts.quantities import number

DASHES = frozenset("-–—−‐‑")

_LEXEME = re.compile(rf"({number.FRACTION}|{number.NUMERAL})|(?:mm|cm|km|m)[23](?![^\W_])|[^\W\d_]+|\S")


@dataclass(slots=True)
class Line:
    """`words` are lower-case, `raw` as written, `starts` and `ends` code points in `text`."""

    text: str
    words: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def word(self, index: int) -> str:
        """The lower-case word at an index, "" outside the line."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def close(self, index: int) -> bool:
        """Whether no space stands before this lexeme."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]


def read(text: str, start: int, end: int, starters: frozenset[str]) -> tuple[Line, list[int]]:
    """The lexemes of a stretch of text, and the indexes of those that are numerals or words that may begin a number."""
    line = Line(text)
    words, raw, starts, ends = line.words, line.raw, line.starts, line.ends
    possible: list[int] = []
    for found in _LEXEME.finditer(text, start, end):
        word = found.group()
        lower = word.lower()
        if found.lastindex or lower in starters:
            possible.append(len(words))
        raw.append(word)
        words.append(lower)
        starts.append(found.start())
        ends.append(found.end())
    return line, possible
