"""Quotations: where quotation marks open and close. A state machine over the characters; it knows nothing of words or grammar.

Marks come in families: double (“ ” " « » „ '' ``) and single (‘ ’ '). Within a family any mark can close what any mark
opened, since articles mix them. A quotation that isn't closed at the end of its paragraph goes on in the next one if that one
begins with an opening mark; otherwise it ends with its paragraph, or counts as a stray mark, so that one slip never swallows
the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Longer than this, an unclosed quotation is more likely a stray mark.
MAX_UNCLOSED = 3_000

_DOUBLE = re.compile(r"''|``|[“”„‟\"«»〝〞＂]")
_SINGLE = re.compile(r"['‘’‚‛`]")
# A single mark that closes a quotation for want of a double one.
_STRAY_CLOSE = re.compile(r"[.?!,]['’](?=\s|$)")
# A single mark that opens a quotation inside a double one, so that the next single mark closes that.
_NESTED = re.compile(r"(?:(?<=\s)|(?<=^))['‘](?=\w)")
_OPENING = frozenset({*"“„‟«〝‘‚‛`", "``"})
_CLOSING = frozenset("”»〞")
# A quotation can begin after these, and end before those.
_BEFORE_OPENING = frozenset("([{—–-/:;,=…>")
_AFTER_CLOSING = frozenset(")]}—–-/:;,.?!=…<")


@dataclass(slots=True, frozen=True)
class Quotation:
    """A stretch inside quotation marks, within one paragraph.

    `start`–`end` are the code points of the marks' outer edges, `inner_start`–`inner_end` those of what stands between them.
    `closed` is false where the paragraph ended first. `continues` is true where it takes up the quotation before it in the
    list, which was left open at the end of the paragraph before. `single` tells the family.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False
    single: bool = False


def find(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations of a text in order, never overlapping. `paragraphs` are code-point ranges in order.

    Single marks count only outside double ones.
    """
    found: list[Quotation] = []
    open_before = False
    for start, end in paragraphs:
        doubles = [
            one for one in _doubles(text, start, end, open_before) if text[one.inner_start : one.inner_end].strip()
        ]
        open_before = bool(doubles) and not doubles[-1].closed
        found += _with_singles(text, start, end, _within_singles(text, start, end, doubles))
    return found


def _doubles(text: str, start: int, end: int, open_before: bool) -> Iterator[Quotation]:
    """The double-marked quotations of one paragraph."""
    depth = 0
    opened = opened_end = closed_last = (
        0  # of the open quotation: its mark's edges, and the end of the last mark that closed a nested one
    )
    last_inner = 0
    continues = False
    for mark in _DOUBLE.finditer(text, start, end):
        low, high = mark.span()
        opening = _opens(text, mark[0], low, high, start, end, depth > 0)
        if depth and low == opened_end:
            depth = 0  # an empty pair
            continue
        if opening:
            if depth == 0:
                opened, opened_end, closed_last = low, high, 0
                continues = open_before and low == start
            elif mark[0] not in _OPENING:
                # A neutral mark that opens inside an open quotation: the first one was never closed.
                yield Quotation(opened, low, opened_end, _rstrip(text, opened_end, low), False, continues)
                opened, opened_end, closed_last, continues, depth = low, high, 0, False, 0
            depth = min(depth + 1, 2)
        elif depth:
            depth -= 1
            closed_last, last_inner = high, low
            if depth == 0:
                yield Quotation(opened, high, opened_end, low, True, continues)
    if not depth:
        return
    if closed_last:
        yield Quotation(opened, closed_last, opened_end, last_inner, True, continues)
    elif (single := _STRAY_CLOSE.search(text, opened_end, end)) and not _NESTED.search(
        text, opened_end, single.start()
    ):
        yield Quotation(opened, single.end(), opened_end, single.start() + 1, True, continues)
    elif end - opened <= MAX_UNCLOSED and (opened == start or _introduced(text, opened)):
        yield Quotation(opened, end, opened_end, end, False, continues)


def _opens(text: str, mark: str, low: int, high: int, start: int, end: int, inside: bool) -> bool:
    """Whether a double mark opens a quotation, from its shape and its neighbours."""
    before = text[low - 1] if low > start else " "
    after = text[high] if high < end else " "
    if mark in _CLOSING:
        # A closing mark that can only open: at the start of a word with nothing open.
        return not inside and before.isspace() and not after.isspace() and after not in _AFTER_CLOSING
    if mark in _OPENING:
        # Typists also close with it: after a word or a stop, before a space, with one open.
        return not (inside and not before.isspace() and (after.isspace() or after in _AFTER_CLOSING))
    left = before.isspace() or before in _BEFORE_OPENING or before in "'‘’"
    right = after.isspace() or after in _AFTER_CLOSING
    if left and not right:
        return not inside or before.isspace() or before in "(["
    if right and not left:
        return False
    return not inside


def _introduced(text: str, position: int) -> bool:
    """Whether a comma, a colon or a sentence's end stands before a position."""
    return text[max(0, position - 3) : position].rstrip().endswith((",", ":", ".", "?", "!", "”", '"'))


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _with_singles(text: str, start: int, end: int, doubles: Sequence[Quotation]) -> Iterator[Quotation]:
    """Add the single-marked quotations that stand between the double-marked ones."""
    low = start
    for quotation in doubles:
        yield from _singles(text, low, quotation.start)
        yield quotation
        low = quotation.end
    yield from _singles(text, low, end)


def _within_singles(text: str, start: int, end: int, doubles: Sequence[Quotation]) -> list[Quotation]:
    """The double-marked quotations, in place of those inside single marks what stands between these: ‘He said “no” twice.’"""
    found: list[Quotation] = []
    index = first = taken = 0  # doubles before the mark, before the open single mark, and already in `found`
    opened = -1
    for mark in _SINGLE.finditer(text, start, end) if doubles else ():
        position = mark.start()
        while index < len(doubles) and doubles[index].end <= position:
            index += 1
        if index < len(doubles) and doubles[index].start <= position:
            continue
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        if mark[0] != "’" and before.isspace() and not after.isspace():
            if (position == start or _introduced(text, position)) and not _clipped(text, position, end):
                opened, first = position, index
        elif opened >= 0 and not after.isalnum() and before in _BEFORE_OUTER_CLOSE:
            if index > first:
                found += [*doubles[taken:first], Quotation(opened, position + 1, opened + 1, position, single=True)]
                taken = index
            opened = -1
    return found + list(doubles[taken:])


# Before a single mark that closes a quotation with others inside.
_BEFORE_OUTER_CLOSE = frozenset('.,?!…;”"»')


def _singles(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Quotations in single marks: they open at a word's start and close at a word's end, best after a stop.

    An apostrophe at a word's end ("the workers' union") is only taken for a closing mark if nothing better follows before the
    next opening one.
    """
    opened = -1
    best: tuple[int, bool] | None = None
    for mark in _SINGLE.finditer(text, start, end):
        position = mark.start()
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        if mark[0] != "’" and (before.isspace() or before in "([—–-") and (after.isalnum() or after in '“"$[…'):
            if opened >= 0 and best:
                yield Quotation(opened, best[0] + 1, opened + 1, best[0], single=True)
            if mark[0] != "'" or not _clipped(text, position, end):
                opened, best = position, None
        elif opened >= 0 and not before.isspace() and not after.isalnum():
            after_stop = before in ".,?!…;"
            if best is None or (after_stop and not best[1]):
                best = position, after_stop
            if after_stop:
                yield Quotation(opened, position + 1, opened + 1, position, single=True)
                opened, best = -1, None
    if opened >= 0 and best:
        yield Quotation(opened, best[0] + 1, opened + 1, best[0], single=True)


_CLIPPED = re.compile(r"'(?:\d0s?|\d\d|em|til|tis|twas|cause|n|bout|round)\b", re.IGNORECASE)


def _clipped(text: str, position: int, end: int) -> bool:
    """Whether an apostrophe stands for left-out letters: '90s, 'em, 'til."""
    return _CLIPPED.match(text, position, min(end, position + 12)) is not None


class Places:
    """Which quotation holds a code point."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._quotations = quotations
        self._starts = [quotation.start for quotation in quotations]

    def at(self, position: int) -> int | None:
        """The index of the quotation, or None outside."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self._quotations[index].end else None

    def touching(self, start: int, end: int) -> range:
        """The indexes of the quotations that overlap a stretch."""
        low = bisect_right(self._starts, start) - 1
        if low < 0 or self._quotations[low].end <= start:
            low += 1
        high = low
        while high < len(self._starts) and self._starts[high] < end:
            high += 1
        return range(low, high)
