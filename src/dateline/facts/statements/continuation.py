"""Quotations without a cue of their own: which of them go on with what somebody said before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.facts.document import Document
from dateline.facts.statements.cue import Cue
from dateline.facts.statements.quote import Quotation
from dateline.facts.statements.speech import SENTENCE_ENDS, STOP, WORDS, begins_sentence, inner_text

# Between two quotations of one statement stand at most so many characters ("…," X said, as he left the room. "…").
MAX_PAUSE = 400
# And so many where the second is a paragraph of its own.
MAX_PAUSE_APART = 160


@dataclass(slots=True)
class Claim:
    """The quotations that one cue introduces, by their indexes. `behind` tells that the cue stands behind the first one."""

    cue: Cue
    quotations: list[int] = field(default_factory=list)
    behind: bool = False


def spread(
    document: Document,
    quotations: Sequence[Quotation],
    paragraph_of: Sequence[int],
    claimed: dict[int, Claim],
    cues: Sequence[int],
) -> None:
    """Give quotations that nobody introduces to whoever spoke last, where nothing stands between.

    `cues` are the code points where cues begin, in order.
    """
    last: int | None = None  # the last quotation that has a speaker
    for index, quotation in enumerate(quotations):
        if index in claimed:
            last = index
            continue
        if last is None:
            continue
        before = claimed[last]
        apart = paragraph_of[index] - paragraph_of[last]
        open_before = quotation.continues and last == index - 1
        if open_before or _resumes(document, quotations[last], quotation, before, apart, cues):
            before.quotations.append(index)
            claimed[index] = before
            last = index
    # A quotation that runs over several paragraphs and is only attributed at its end.
    for index in range(len(quotations) - 1, 0, -1):
        if quotations[index].continues and index in claimed and index - 1 not in claimed:
            claimed[index].quotations.insert(0, index - 1)
            claimed[index - 1] = claimed[index]


def _resumes(
    document: Document, before: Quotation, quotation: Quotation, claim: Claim, apart: int, cues: Sequence[int]
) -> bool:
    """Whether a quotation without a cue goes on with the one before it, which stands `apart` paragraphs above."""
    text = document.text
    end = max(before.end, claim.cue.tokens[-1].end)
    if end > quotation.start:
        return False
    gap = text[end : quotation.start]
    if not begins_sentence(text, quotation):
        tail = gap.rpartition(",")[2].strip().lower()
        another = bisect_left(cues, quotation.start) > bisect_left(cues, end)
        interrupted = claim.behind and not another and "," in gap and tail in ("", "and", "but", "or", "that")
        joined = before.end == end and {word.lower() for word in WORDS.findall(gap)} <= {"and", "or", "but"}
        return apart == 0 and not STOP.search(gap) and (interrupted or joined)
    if len(gap) > MAX_PAUSE or len(STOP.findall(gap.replace(";", ",") + " ")) > 1:
        return False
    if apart == 0:
        return True
    return apart == 1 and len(gap) < MAX_PAUSE_APART and _fills_paragraph(document, quotation)


def follow(
    document: Document, quotations: Sequence[Quotation], free: Sequence[int], said: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Whole quoted sentences that nobody introduces belong to the statement right before them in the same paragraph.

    `free` are the indexes of such quotations, `said` gives for every statement the code points of its hull (speaker, cue and
    content), in the order of its end. Returns quotation → index in `said`.
    """
    text = document.text
    ends = [end for _, end in said]
    out: dict[int, int] = {}
    for index in free:
        quotation = quotations[index]
        if not begins_sentence(text, quotation) or not inner_text(text, quotation).endswith(SENTENCE_ENDS):
            continue
        last = bisect_right(ends, quotation.start) - 1
        if last >= 0 and (
            quotation.start - ends[last] <= 6
            and ("\n" not in text[ends[last] : quotation.start] or _fills_paragraph(document, quotation))
        ):
            out[index] = last
        elif index - 1 in out and quotation.start - quotations[index - 1].end <= 3:
            out[index] = out[index - 1]
    return out


def _fills_paragraph(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation is all of its paragraph, closed there or left open for the next one to go on."""
    paragraph = document.paragraphs[document.tokens_in(quotation.start, quotation.end)[0].paragraph]
    return quotation.start == paragraph.start and paragraph.end - quotation.end <= 1
