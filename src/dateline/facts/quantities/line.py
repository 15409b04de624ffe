"""A paragraph as the lexemes that the amount grammar reads: numerals, words and marks, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.facts.quantities import number

DASHES = frozenset("-–—−‐‑")

# Whole words first, which most lexemes are; the glance ahead spares marks the many forms of numerals.
_LEXEME = re.compile(
    rf"[^\W\d_]++(?![23])|((?=[.\d])(?:{number.FRACTION}|{number.NUMERAL}))"
    r"|(?:mm|cm|km|m)[23](?![^\W_])|[^\W\d_]+|\S"
)


@dataclass(slots=True)
class Line:
    """`words` are lower-case, `raw` as written, `starts` and `ends` code points in `text`."""

    text: str
    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The lower-case word at an index, "" outside the line."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def close(self, index: int) -> bool:
        """Whether no space stands before this lexeme."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]


def read(text: str, start: int, end: int, starters: frozenset[str]) -> tuple[Line, list[int]]:
    """The lexemes of a stretch of text, and the indexes of those that are numerals or words that may begin a number."""
    matches = list(_LEXEME.finditer(text, start, end))
    raw = [match.group() for match in matches]
    words = [word.lower() for word in raw]
    line = Line(text, words, raw, [match.start() for match in matches], [match.end() for match in matches])
    numerals = (match.lastindex for match in matches)
    possible = [i for i, (numeral, word) in enumerate(zip(numerals, words, strict=True)) if numeral or word in starters]
    return line, possible
