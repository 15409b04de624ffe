"""A paragraph as the lexemes that the amount grammar reads: numerals, words and marks, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from dateline.facts.quantities import numeral

DASHES = frozenset("-–—−‐‑")
_NO_WORDS = [""] * 8
_MARKS = frozenset(',.;:()"$%-')

# A lexeme with the space before it. Whole words and common marks first, which most lexemes are and which are quick to tell; the
# glance ahead spares the others the many forms of numerals.
_LEXEME = re.compile(
    r"\s*+(?:[a-zA-Z]++(?=[\s,.;:)'’-])|[,;:()\"$%-]"
    rf"|[^\W\d_]++(?![23])|(?=[.\d])(?:{numeral.FRACTION}|{numeral.NUMERAL})"
    r"|(?:mm|cm|dm|hm|km|m|ft|in|yd|mi)[23](?![^\W_])|[^\W\d_]+|\S)"
)


@dataclass(slots=True)
class Line:
    """`words` are lower-case, `raw` as written, `starts` and `ends` code points in `text`.

    Behind the last word stand empty ones, so that who looks a few words ahead of it, or before the first, finds none.
    """

    text: str
    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]

    def close(self, index: int) -> bool:
        """Whether no space stands before this lexeme."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]


def read(text: str, start: int, end: int, starters: frozenset[str]) -> tuple[Line, list[int]]:
    """The lexemes of a stretch of text, and the indexes of those that are numerals or words that may begin a number."""
    pieces = _LEXEME.findall(text, start, end)
    raw = list(map(str.lstrip, pieces))
    words = list(map(str.lower, raw))
    ends = list(accumulate(map(len, pieces), initial=start))[1:]
    starts = list(map(sub, ends, map(len, raw)))
    possible = [
        i
        for i, word in enumerate(words)
        if word in starters or (not (word.isalpha() or word in _MARKS) and _is_numeral(word))
    ]
    return Line(text, words + _NO_WORDS, raw, starts, ends), possible


def _is_numeral(word: str) -> bool:
    return word[0].isdecimal() or (word[0] == "." and len(word) > 1)
