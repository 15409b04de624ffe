"""From cues and quotations to statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.record import Mention, Statement, StatementKind, Time
from dateline.facts.statements import boundary, context, cue, direct, parenthesis, phrase, quote, score, source, speaker
from dateline.facts.statements.candidate import Candidate
from dateline.facts.statements.cue import Cue
from dateline.facts.statements.quote import Quotation

Span = tuple[int, int]

# From this share of quoted letters on, a statement is a direct quotation.
DIRECT_SHARE = 0.9


def assemble(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Statement]:
    """The statements of a document in the order of their content."""
    quotations = quote.find(document.text, [(p.start, p.end) for p in document.paragraphs])
    places = Places(quotations)
    who = source.Resolver(document, mentions)
    when = context.Clauses(document, times)
    candidates = _without_doubles(_candidates(document, quotations, places), document.text)
    for candidate in candidates:
        candidate.content = _stretch_over_quotations(candidate.content, quotations, places, candidate)
    _cut_at_parentheses(document, candidates)
    _follow_up(document, candidates, quotations)
    statements = []
    for candidate, confidence in _sure(candidates, document.text):
        content = candidate.content
        spans = candidate.speaker_spans or speaker.spans(document, candidate.speakers, candidate.cue.head)
        spans = [span for span in spans if not _overlaps(span, candidate.cue_spans)]
        named = who.resolve(spans)
        statements.append(
            Statement(
                speaker=tuple(spans),
                cue=tuple(candidate.cue_spans),
                content=tuple(content),
                kind=_kind(document.text, content, quotations, places),
                stance=context.stance(candidate.cue, candidate.entry),
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


def _candidates(document: Document, quotations: Sequence[Quotation], places: Places) -> Iterator[Candidate]:
    """All statements that cues make, those in quotation marks first."""
    verbs = [found for found in cue.find_verbs(document) if places.at(found.head.start) is None]
    complements = [boundary.complement(found) for found in verbs]
    shared: dict[int, Token] = {}  # verbs whose subject is that of another verb, against the parse
    for found, complement in zip(verbs, complements, strict=True):
        if complement is not None and complement.ranges[-1][0] > found.head.i:
            low, high = complement.ranges[-1]
            if complement.way == "that":
                high = boundary.extend(document, found, high)
            high, others = boundary.trim(document, found, low, high)
            complement.ranges[-1] = (low, high)
            shared.update((other.i, found.head) for other in others)
    subjects = [speaker.subject_or_nearest(document, shared.get(found.head.i, found.head)) for found in verbs]
    _share_subjects(document, verbs, subjects, places)
    readings = list(zip(verbs, subjects, complements, strict=True))
    leads = [_lead(document, *reading) for reading in readings if reading[0].takes("quote") is not None]
    claims = {claim.cue.head.i: claim for claim in direct.attach(document, quotations, leads)}
    known = {found.head.i for found in verbs}
    for claim in claims.values():
        if claim.cue.head.i not in known:
            yield _quoted(document, claim.cue, speaker.subject(claim.cue.head), claim, quotations)
    for found, heads, complement in readings:
        own = claims.get(found.head.i)
        if own is not None:
            yield _quoted(document, own.cue, heads, own, quotations)
        else:
            yield from _read(document, found, heads, complement, quotations, places)
    yield from _signed(document, quotations, claims.values())
    for candidate in phrase.find(document):
        if places.at(candidate.cue.head.start) is None:
            yield candidate


def _signed(document: Document, quotations: Sequence[Quotation], claims: Iterable[direct.Claim]) -> Iterator[Candidate]:
    """Quotations that nobody introduces and that a name signs behind a dash, or announces before a colon: “…” — Ana Ruiz"""
    claimed = {index for claim in claims for index in claim.quotations}
    for index, quotation in enumerate(quotations):
        if index in claimed or not direct.is_speech(document.text, quotation):
            continue
        signature = _SIGNATURE.match(document.text, quotation.end) or _named_before(document.text, quotation.start)
        if signature is None:
            continue
        named = document.tokens_in(*signature.span("name"))
        if named and named[-1].pos == "PROPN":
            dash = signature.span("mark")
            entry = cue.Entry((signature["mark"],), "assert", frozenset({"quote"}), 2)
            found = Cue(named[0], (named[0],), (entry,))
            content = [(quotation.start, quotation.end)]
            yield Candidate(found, entry, content, [dash], (), "signed", speaker_spans=[signature.span("name")])


# A name before a colon, behind a dash or other words: "More from Ana Ruiz: “…”"
_ANNOUNCED = re.compile(r"(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:and |of |the )?[A-Z][\w.'’-]*){0,5})(?P<mark>:)\s*\Z")


def _named_before(text: str, start: int) -> re.Match[str] | None:
    """The name and colon right before a quotation."""
    low = max(0, start - 80)
    line = max(low, text.rfind("\n", low, start) + 1)
    return _ANNOUNCED.search(text, line, start)


# A dash and a name, alone on the rest of their line.
_SIGNATURE = re.compile(
    r"\s*(?P<mark>--|[―—–-])\s*(?P<name>[A-Z][^\s,“”\"]*(?: [^\s,“”\"]+){0,5}?)(?:,[^\n]{0,80})?\.?\s*(?:\n|\Z)"
)


def _share_subjects(
    document: Document, verbs: Sequence[Cue], subjects: list[tuple[Token, ...]], places: Places
) -> None:
    """Give participles ("…, adding that …") whose subject is lost or lies in a quotation the subject of the cue before them."""
    for i in range(1, len(verbs)):
        verb, before = verbs[i].head, verbs[i - 1].head
        if verb.tag != "VBG" or verb.dep in ("acl", "pcomp", "amod") or before.paragraph != verb.paragraph:
            continue
        lost = not subjects[i] or any(places.at(head.start) is not None for head in subjects[i])
        if lost and verb.start - before.end <= MAX_SHARED and boundary.is_speech(before):
            subjects[i] = subjects[i - 1]


# A participle shares the subject of a cue that stands at most so many characters before it.
MAX_SHARED = 200


def _read(
    document: Document,
    found: Cue,
    heads: tuple[Token, ...],
    complement: boundary.Complement | None,
    quotations: Sequence[Quotation],
    places: Places,
) -> Iterator[Candidate]:
    """The statement that a cue makes without quotation marks, if any."""
    speech = found.takes("quote")
    behind = complement is not None and complement.ranges[-1][0] > found.head.i
    if speech is not None and not behind:
        around = parenthesis.find(document, found, heads)
        content = boundary.to_spans(document, around.ranges) if around is not None else []
        if around is not None and content:
            named = boundary.to_spans(document, [around.speaker] if around.speaker else [])
            spans = _cue_spans(document, found)
            hearer = speaker.hearer(found.head)
            yield Candidate(found, speech, content, spans, heads, "parenthetical", hearer, speaker_spans=named)
            return
    if speech is not None and complement is not None and not behind:
        lost = boundary.lost_clause(document, found) if any(head.i < found.head.i for head in heads) else []
        if lost or not boundary.set_off(document, found, heads):
            complement = None
    label = found.takes("noun as")
    if label is not None and heads and (complement is None or complement.way == "noun"):
        naming = _named_in_quotes(document, found, quotations, places)
        if naming is not None:
            yield Candidate(found, label, [naming], _cue_spans(document, found), heads, "noun as")
            return
    if complement is not None:
        heads = () if complement.way == "seeming" else heads
        content = boundary.to_spans(document, complement.ranges)
        spans = _cue_spans(document, found, complement.extra)
        if content:
            yield Candidate(found, complement.entry, content, spans, heads, complement.way, complement.addressee)
            return
    clause = found.takes("that")
    if clause is not None and speech is not None and any(head.i < found.head.i for head in heads):
        ranges = boundary.lost_clause(document, found)
        ranges = [(low, boundary.trim(document, found, low, high)[0]) for low, high in ranges]
        content = boundary.to_spans(document, ranges)
        if content:
            yield Candidate(found, clause, content, _cue_spans(document, found), heads, "that")


def _named_in_quotes(document: Document, found: Cue, quotations: Sequence[Quotation], places: Places) -> Span | None:
    """What a verb of naming calls "…", where the parser lost the second part: "called the plan for the coast “a gift”"."""
    sentence = document.sentence_of(found.head)
    start = found.tokens[-1].i + 1
    if start >= sentence.stop:
        return None
    for index in places.touching(document.tokens[start].start, sentence.end):
        quotation = quotations[index]
        between = document.tokens_in(document.tokens[start].start, quotation.start)
        if any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in between) or len(between) > MAX_NAMED:
            return None
        after = document.text[quotation.end : quotation.end + 2].lstrip()
        ends = (
            quotation.end >= sentence.end - 1
            or after[:1] in (",", ".", ";")
            or quotation.inner_end - quotation.start > 1
        )
        words = quotation.inner_end - quotation.inner_start
        if between and ends and words >= 3 and not document.tokens_in(quotation.end, quotation.end + 40)[:1] == []:
            following = document.tokens_in(quotation.end, min(sentence.end, quotation.end + 25))
            following = [token for token in following if token.start >= quotation.end]
            if not following or following[0].pos not in ("NOUN", "PROPN", "ADJ"):
                return document.tokens[start].start, quotation.end
    return None


# Between a verb of naming and the name in quotation marks stand at most so many tokens.
MAX_NAMED = 25


def _lead(
    document: Document, found: Cue, heads: tuple[Token, ...], complement: boundary.Complement | None
) -> direct.Lead:
    """Where the cue's clause begins and ends: its subject and its verb, without the quotation."""
    verb = found.head
    start = verb.start
    for head in heads:
        if head.sentence == verb.sentence and head.i < verb.i and verb.i - head.i < 40:
            first = min([head, *(child for child in head.children if head.i - child.i < 30)], key=lambda token: token.i)
            start = min(start, first.start)
    behind = complement.ranges[-1][0] if complement is not None and complement.ranges[-1][0] > verb.i else None
    clause = behind if complement is not None and complement.way == "that" else None
    clause_start = None if clause is None else document.tokens[clause].start
    return direct.Lead(found, start, verb.start, found.tokens[-1].end, behind is not None, clause_start)


def _quoted(
    document: Document, found: Cue, heads: tuple[Token, ...], claim: direct.Claim, quotations: Sequence[Quotation]
) -> Candidate:
    """A statement of which quotations are the content, together with what leads into a quotation that begins in mid-sentence."""
    entry = found.takes("quote")
    assert entry is not None
    content: list[Span] = []
    for index in claim.quotations:
        quotation = quotations[index]
        start = quotation.start
        if claim.behind and not content and not direct.begins_sentence(document.text, quotation):
            start = boundary.sentence_start(document, quotation.start)
        content.append((start, quotation.end))
    candidate = Candidate(
        found, entry, content, _cue_spans(document, found), heads, "quote", speaker.hearer(found.head)
    )
    if claim.behind:
        edge = quotations[claim.quotations[0]].end
        if not any(edge <= head.start and head.sentence == found.head.sentence for head in heads):
            candidate.speaker_spans = speaker.beside(document, found.head, edge)
    return candidate


def _cue_spans(document: Document, found: Cue, extra: tuple[Token, ...] = ()) -> list[Span]:
    """The cue's words with a negation, auxiliaries right before it left out; neighbouring words make one span."""
    negation = tuple(child for child in found.head.children if child.dep == "neg")
    words = sorted({token.i for token in (*found.tokens, *extra, *negation)})
    spans: list[Span] = []
    last = -2
    for i in words:
        token = document.tokens[i]
        if i == last + 1:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        last = i
    return spans


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
    outer: Span = (0, 0)
    for candidate in sorted(candidates, key=lambda c: (c.content[0][0], -c.content[-1][1], c.cue.head.i)):
        confidence = score.confidence(candidate, text, nested=outer[0] <= candidate.cue.head.start < outer[1])
        if confidence >= score.threshold():
            yield candidate, confidence
            hull = candidate.content[0][0], candidate.content[-1][1]
            if hull[1] > outer[1]:
                outer = hull


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
    for index, last in direct.follow(document, quotations, free, [hull for _, hull in hulls]).items():
        hulls[last][0].content.append((quotations[index].start, quotations[index].end))


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
