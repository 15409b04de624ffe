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

# The end of a sentence; not the full stop of an abbreviation or an initial.
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|No|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt))[.?!;]\W*\s")
_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Claim:
    """The quotations that one cue introduces, by their indexes. `after` tells that the cue stands behind the first one."""

    cue: Cue
    quotations: list[int] = field(default_factory=list)
    after: bool = False


@dataclass(slots=True, frozen=True)
class Lead:
    """A cue that can introduce a quotation: code points where its clause (subject and verb) begins, where its verb does, where the cue
    ends, and whether something else follows it that it can take.
    """

    cue: Cue
    start: int
    verb_start: int
    end: int
    takes_more: bool


def attach(document: Document, quotations: Sequence[Quotation], cues: Sequence[Lead]) -> list[Claim]:
    """Give quotations to cues, which come in the order of the text.

    A quotation belongs to one cue at most: first to one right behind it, then to one that leads up to it, then to whoever
    spoke before it in the same paragraph.
    """
    text = document.text
    starts = [quotation.start for quotation in quotations]
    paragraph_of = _paragraphs(document, starts)
    claimed: dict[int, Claim] = {}
    claims: dict[int, Claim] = {}
    for number, lead in enumerate(cues):
        index = bisect_right(starts, lead.verb_start) - 1
        if index >= 0 and index not in claimed and paragraph_of[index] == lead.cue.head.paragraph:
            if _follows(document, quotations[index], lead):
                claims[number] = claimed[index] = Claim(lead.cue, [index], True)
    for number, lead in enumerate(cues):
        index = bisect_left(starts, lead.end)
        if index >= len(quotations) or index in claimed:
            continue
        quotation = quotations[index]
        other_between = number + 1 < len(cues) and cues[number + 1].end <= quotation.start
        gap = text[lead.end : quotation.start]
        if other_between or len(gap) > MAX_LEAD or not _leads_up(gap, text[quotation.inner_start]):
            continue
        if paragraph_of[index] != lead.cue.head.paragraph and not gap.rstrip().endswith(":"):
            continue
        claim = claims.setdefault(number, Claim(lead.cue))
        claim.quotations.append(index)
        claimed[index] = claim
    _continue(document, quotations, paragraph_of, claimed)
    return list(claims.values())


def _follows(document: Document, quotation: Quotation, lead: Lead) -> bool:
    """Whether a cue stands behind a quotation as its attribution: "…," he said · "…," said X · "…," X, who was there, said."""
    text = document.text
    inner = text[quotation.inner_start : quotation.inner_end].rstrip("'’‘ ")
    after = text[quotation.end : quotation.end + 2].lstrip()
    comma = inner.endswith((",", "—", "–")) or after[:1] in (",", "—", "–")
    if not comma and (lead.takes_more or not inner.endswith((".", "?", "!", "…", "-"))):
        return False
    gap = text[quotation.end : lead.start]
    if len(gap) < 40 and not _STOP.search(gap) and len(_WORDS.findall(gap)) <= 2:
        return True
    gap = text[quotation.end : lead.verb_start]
    if not comma or len(gap) > MAX_LEAD or _STOP.search(gap):
        return False
    # The parser lost the subject: what stands between must be a noun phrase, with no verb outside a relative clause.
    between = document.tokens_in(quotation.end, lead.verb_start)
    relative = False
    for token in between:
        relative = relative or token.lower in ("who", "which", "whose", "where")
        if token.tag in ("VBD", "VBZ", "VBP", "MD") and not relative and token.head is not lead.cue.head:
            return False
    return any(token.pos in ("NOUN", "PROPN", "PRON") for token in between)


def _paragraphs(document: Document, starts: Sequence[int]) -> list[int]:
    """The index of each quotation's paragraph."""
    edges = [paragraph.start for paragraph in document.paragraphs]
    return [bisect_right(edges, start) - 1 for start in starts]


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


def follow(
    document: Document, quotations: Sequence[Quotation], free: Sequence[int], said: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Whole quoted sentences that nobody introduces belong to the statement right before them in the same paragraph.

    `free` are the indexes of such quotations, `said` gives for every statement the code points of its hull (speaker, cue and
    content), in the order of its end. Returns quotation → index in `said`.
    """
    ends = [end for _, end in said]
    out: dict[int, int] = {}
    for index in free:
        quotation = quotations[index]
        inner = document.text[quotation.inner_start : quotation.inner_end].rstrip("'’‘\"” ")
        if not begins_sentence(document.text, quotation) or not inner.endswith((".", "?", "!", "…")):
            continue
        last = bisect_right(ends, quotation.start) - 1
        if last < 0 or quotation.start - ends[last] > 6 or "\n" in document.text[ends[last] : quotation.start]:
            if index - 1 in out and quotation.start - quotations[index - 1].end <= 3:
                out[index] = out[index - 1]
            continue
        out[index] = last
    return out
