"""From cues and quotations to statements."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from dateline.facts.dateline import find_dateline
from dateline.facts.document import Document, without_markup
from dateline.facts.record import Mention, Statement, StatementKind, Time
from dateline.facts.statements import context, continuation, quote, reading, score, source, speaker
from dateline.facts.statements.candidate import Candidate
from dateline.facts.statements.quote import Places, Quotation

Span = tuple[int, int]

# In so many pieces of what was said before, a cue can stand.
MAX_OUTER = 16

# From this share of quoted letters on, a statement is a direct quotation.
DIRECT_SHARE = 0.9


def assemble(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Statement]:
    """The statements of a document in the order of their content."""
    found = quote.find(without_markup(document.text), [(p.start, p.end) for p in document.paragraphs])
    found = [one for one in found if document.tokens_in(one.start, one.end)]  # none in a long row of marks
    quotations, places, candidates = _read(document, found)
    who = source.Resolver(document, mentions)
    when = context.Clauses(document, times)
    _cut_at_parentheses(document, candidates)
    _follow_up(document, candidates, quotations)
    dateline = find_dateline(document)
    if dateline is not None:
        for candidate in candidates:
            candidate.content = _leave_out(dateline, candidate.content) or candidate.content
    statements = []
    for candidate, confidence in _sure(candidates, document.text):
        content = candidate.content
        spans = candidate.speaker_spans or speaker.spans(document, candidate.speakers, candidate.cue.head)
        spans = [span for span in spans if not _overlaps(span, candidate.cue_spans)]
        if dateline is not None:
            spans = _leave_out(dateline, spans) or (
                speaker.beside(document, candidate.cue.head, dateline[1]) if spans else []
            )
        named = who.resolve(spans)
        statements.append(
            Statement(
                speaker=tuple(spans),
                cue=tuple(candidate.cue_spans),
                content=tuple(content),
                kind="direct" if candidate.way == "transcript" else _kind(document.text, content, quotations, places),
                stance=context.stance(candidate),
                speaker_type=named.type,
                speaker_name=named.name,
                speaker_entity=named.entity,
                speaker_description=named.description,
                addressee=context.addressee(document, candidate),
                venue=context.venue(document, candidate),
                said_on=when.said_on(candidate),
                confidence=confidence,
            )
        )
    statements.sort(key=lambda statement: (statement.content[0], statement.cue))
    return statements


def _read(document: Document, quotations: list[Quotation]) -> tuple[list[Quotation], Places, list[Candidate]]:
    """The candidates, and the quotations that were read: an opening mark that no other answers and no cue needs opens nothing."""
    for _ in range(2):
        places = Places(quotations)
        candidates = _without_doubles(reading.find(document, quotations, places), document.text)
        for candidate in candidates:
            candidate.content = _stretch_over_quotations(candidate.content, quotations, places, candidate)
        used = {i for one in candidates for start, end in one.content for i in places.touching(start, end)}
        continued = {index - 1 for index, quotation in enumerate(quotations) if quotation.continues}
        lost = {index for index, one in enumerate(quotations) if not one.closed and index not in used | continued}
        if not lost:
            break
        quotations = [quotation for index, quotation in enumerate(quotations) if index not in lost]
    return quotations, places, candidates


def _without_doubles(candidates: Iterator[Candidate], text: str) -> list[Candidate]:
    """Of statements with the same cue the first, of those with the same content the surest."""
    cues: set[int] = set()
    contents: dict[tuple[Span, ...], Candidate] = {}
    for candidate in candidates:
        if candidate.cue.head.i in cues and candidate.way not in ("adverb", "according to"):
            continue
        cues.add(candidate.cue.head.i)
        content = tuple(candidate.content)
        other = contents.get(content)
        if other is None or score.confidence(candidate, text, nested=False) > score.confidence(
            other, text, nested=False
        ):
            contents[content] = candidate
    return list(contents.values())


def _sure(candidates: Sequence[Candidate], text: str) -> Iterator[tuple[Candidate, float]]:
    """The candidates that are sure enough, with their confidence, in the order of their content, outer ones first."""
    said: deque[Span] = deque(maxlen=MAX_OUTER)
    for candidate in sorted(candidates, key=lambda c: (c.content[0][0], -c.content[-1][1], c.cue.head.i)):
        nested = any(low <= candidate.cue.head.start < high for low, high in said)
        confidence = score.confidence(candidate, text, nested=nested)
        if confidence >= score.threshold():
            yield candidate, confidence
            said.extend(candidate.content)


def _cut_at_parentheses(document: Document, candidates: Sequence[Candidate]) -> None:
    """End the content of cues inside another statement where that statement's own cue begins (", X told reporters")."""
    regions: dict[int, list[tuple[int, Candidate]]] = {}
    for candidate in candidates:
        if candidate.way in ("parenthetical", "according to"):
            spans = candidate.speaker_spans or speaker.spans(document, candidate.speakers, candidate.cue.head)
            start = min(low for low, _ in [*candidate.cue_spans, *spans])
            regions.setdefault(candidate.cue.head.sentence, []).append((start, candidate))
    for candidate in candidates:
        for start, other in regions.get(candidate.cue.head.sentence, ()):
            if other is candidate or candidate.cue.head.start > start:
                continue
            cut = [(low, min(high, start)) for low, high in candidate.content if low < start]
            if cut:
                text = document.text
                candidate.content = [(low, low + len(text[low:high].rstrip(" ,;:—–-"))) for low, high in cut]


def _follow_up(document: Document, candidates: Sequence[Candidate], quotations: Sequence[Quotation]) -> None:
    """Give quoted sentences that no cue introduces to the statement before them."""
    taken = {start for candidate in candidates for start, _ in candidate.content}
    covered = Places(quotations)
    for candidate in candidates:
        for start, end in candidate.content:
            taken.update(quotations[index].start for index in covered.touching(start, end))
    free = [index for index, quotation in enumerate(quotations) if quotation.start not in taken]
    speech = [candidate for candidate in candidates if candidate.cue.takes("quote")]
    hulls = [(candidate, _hull(document, candidate)) for candidate in speech]
    hulls.sort(key=lambda pair: pair[1][1])
    for index, last in continuation.follow(document, quotations, free, [hull for _, hull in hulls]).items():
        hulls[last][0].content.append((quotations[index].start, quotations[index].end))


def _leave_out(dateline: Span, spans: Sequence[Span]) -> list[Span]:
    """The spans without what lies in the dateline."""
    out = []
    for start, end in spans:
        if dateline[0] <= start < dateline[1]:
            start = dateline[1]
        if start < end:
            out.append((start, end))
    return out


def _hull(document: Document, candidate: Candidate) -> Span:
    """From the first to the last code point of a statement's speaker, cue and content."""
    spans = [*candidate.content, *candidate.cue_spans]
    spans += candidate.speaker_spans or speaker.spans(document, candidate.speakers, candidate.cue.head)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _stretch_over_quotations(
    content: Sequence[Span], quotations: Sequence[Quotation], places: Places, candidate: Candidate
) -> list[Span]:
    """Content that ends inside a quotation takes all of it, unless the cue or the speaker stand in between."""
    out: list[Span] = []
    cue_start = candidate.cue.head.start
    for start, end in content:
        for index in places.touching(start, end):
            quotation = quotations[index]
            if quotation.end > end and (cue_start < start or quotation.end <= cue_start):
                end = quotation.end
            if quotation.start < start and (quotation.start > cue_start or end <= cue_start):
                start = quotation.start
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _kind(text: str, content: Sequence[Span], quotations: Sequence[Quotation], places: Places) -> StatementKind:
    """direct, mixed or indirect, by the share of letters and digits inside quotation marks."""
    total = inside = 0
    for start, end in content:
        total += sum(map(str.isalnum, text[start:end]))
        for index in places.touching(start, end):
            low, high = max(start, quotations[index].start), min(end, quotations[index].end)
            inside += sum(map(str.isalnum, text[low:high]))
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT_SHARE * total else "mixed"


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
