"""The paragraphs of a text, which are parsed one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.facts.dateline import part_dateline

# Longer paragraphs are cut (at a sentence end where there is one): the parser's memory grows with the text it is given.
MAX_PARAGRAPH = 10_000

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Code-point ranges of the paragraphs: parted by blank lines, or by line ends where lines are not merely wrapped.

    White space around a paragraph is left out, and so are blank paragraphs. None is longer than MAX_PARAGRAPH. The dateline
    is a paragraph of its own.
    """
    return part_dateline(text, _paragraphs(text))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        for low, high in _split_lines(text, start, end):
            yield from _split_long(text, low, high)
        start = gap.end() if gap else end


def _split_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a block at its line ends, unless a line was wrapped there."""
    low = start
    position = text.find("\n", start, end)
    line_start = start
    while position != -1:
        line = text[line_start:position].rstrip()
        after = text[position + 1 : position + 2]
        wrapped = (
            40 <= len(line) <= 100
            and not line.endswith((".", "!", "?", ":", '"', "”", "’", "''"))
            and not after.isspace()
        )
        if not wrapped:
            yield low, position
            low = position + 1
        line_start = position + 1
        position = text.find("\n", line_start, end)
    yield low, end


def _split_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Strip white space, and cut what is too long at the last sentence end, else at the last space, else anywhere."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            return
        cut = end
        if end - start > MAX_PARAGRAPH:
            window = text[start : start + MAX_PARAGRAPH]
            stops = [m.end() for m in _SENTENCE_END.finditer(window, MAX_PARAGRAPH // 2)]
            space = window.rfind(" ", MAX_PARAGRAPH // 2)
            cut = start + (stops[-1] if stops else space + 1 if space > 0 else MAX_PARAGRAPH)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = cut
