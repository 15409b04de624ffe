"""Which quotation belongs to which cue: "…," X said · X said: "…" · free continuation over the next sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.facts.document import Document
from dateline.facts.statements.cue import Cue
from dateline.facts.statements.quote import Quotation

# Between a cue and the quotation it introduces stand at most so many characters ("told reporters in the capital on Friday: …").
MAX_LEAD = 160

_STOP = re.compile(r"[.?!;]\W*\s")
_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Claim:
    """The quotations that one cue introduces, by their indexes. `after` tells that the cue stands behind the first one."""

    cue: Cue
    quotations: list[int] = field(default_factory=list)
    after: bool = False


def attach(document: Document, quotations: Sequence[Quotation], cues: Sequence[tuple[Cue, int, int]]) -> list[Claim]:
    """Give quotations to cues. `cues` are given with the code points where their clause (subject and verb) begins and ends.

    A quotation belongs to one cue at most: first to one right behind it, then to one that leads up to it, then to whoever
    spoke before it in the same paragraph.
    """
    text = document.text
    starts = [quotation.start for quotation in quotations]
    paragraph_of = _paragraphs(document, starts)
    claimed: dict[int, Claim] = {}
    claims: list[Claim] = []
    for cue, start, _ in cues:
        index = bisect_right(starts, start) - 1
        if index < 0 or index in claimed or paragraph_of[index] != cue.head.paragraph:
            continue
        gap = text[quotations[index].end : start]
        if (
            len(gap) < 40
            and not _STOP.search(gap)
            and len(_WORDS.findall(gap)) <= 2
            and _is_whole(text, quotations[index])
        ):
            claim = Claim(cue, [index], True)
            claims.append(claim)
            claimed[index] = claim
    by_cue = {id(claim.cue): claim for claim in claims}
    for number, (cue, _, end) in enumerate(cues):
        index = bisect_left(starts, end)
        if index >= len(quotations) or index in claimed:
            continue
        quotation = quotations[index]
        gap = text[end : quotation.start]
        other_between = number + 1 < len(cues) and cues[number + 1][2] <= quotation.start
        if (
            other_between
            or len(gap) > MAX_LEAD
            or not _leads_up(gap, text[quotation.inner_start : quotation.inner_start + 2])
        ):
            continue
        if paragraph_of[index] != cue.head.paragraph and not gap.rstrip().endswith(":"):
            continue
        claim = by_cue.get(id(cue))
        if claim is None:
            claim = Claim(cue)
            claims.append(claim)
            by_cue[id(cue)] = claim
        claim.quotations.append(index)
        claimed[index] = claim
    _continue(document, quotations, paragraph_of, claimed)
    return claims


def _paragraphs(document: Document, starts: Sequence[int]) -> list[int]:
    """The index of each quotation's paragraph."""
    edges = [paragraph.start for paragraph in document.paragraphs]
    return [bisect_right(edges, start) - 1 for start in starts]


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation before a cue is speech and not a title or a word in passing: it ends with a mark."""
    inner = text[quotation.inner_start : quotation.inner_end].rstrip()
    after = text[quotation.end : quotation.end + 2].lstrip()
    return inner.endswith((",", ".", "?", "!", "…", "—", "–", "-", "'", "’", "”", '"')) or after.startswith(
        (",", "—", "–", "-")
    )


def _leads_up(gap: str, first: str) -> bool:
    """Whether the text between a cue and a quotation leads up to it."""
    bare = gap.rstrip()
    if bare.endswith(":"):
        return not _STOP.search(bare)
    if _STOP.search(gap):
        return False
    if bare.endswith(","):
        return True
    return not bare and first[:1].isupper()


def begins_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation stands at the beginning of a sentence or clause, so that nothing before it belongs to it."""
    before = text[max(0, quotation.start - 4) : quotation.start].rstrip()
    newline = text[max(0, quotation.start - 4) : quotation.start].rfind("\n")
    return not before or newline >= 0 or not (before[-1].isalnum() or before[-1] in "'’%$")


def _continue(
    document: Document, quotations: Sequence[Quotation], paragraph_of: Sequence[int], claimed: dict[int, Claim]
) -> None:
    """Give quotations that nobody introduces to whoever spoke last, where nothing stands between."""
    text = document.text
    for index, quotation in enumerate(quotations):
        if index in claimed:
            continue
        before = claimed.get(index - 1)
        if quotation.continues and before is not None:
            before.quotations.append(index)
            claimed[index] = before
            continue
        if before is None or not begins_sentence(text, quotation):
            continue
        gap_start = quotations[index - 1].end
        end = (
            max(gap_start, before.cue.tokens[-1].end)
            if paragraph_of[index - 1] == before.cue.head.paragraph
            else gap_start
        )
        gap = text[min(end, quotation.start) : quotation.start]
        sentence_ends = len(_STOP.findall(gap + " ")) + gap.count("\n\n")
        if len(gap) <= MAX_LEAD and sentence_ends <= 1 and len(_WORDS.findall(gap)) <= 25:
            before.quotations.append(index)
            claimed[index] = before
    # A quotation that runs over several paragraphs and is only attributed at its end.
    for index in range(len(quotations) - 1, 0, -1):
        if quotations[index].continues and index in claimed and index - 1 not in claimed:
            claimed[index].quotations.insert(0, index - 1)
            claimed[index - 1] = claimed[index]
