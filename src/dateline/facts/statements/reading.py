"""From cues to candidate statements: what each cue introduces, in quotation marks or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.statements import boundary, cue, direct, headline, parenthesis, phrase, speaker
from dateline.facts.statements.candidate import Candidate
from dateline.facts.statements.complement import Complement
from dateline.facts.statements.complement import find as find_complement
from dateline.facts.statements.continuation import Claim
from dateline.facts.statements.cue import Cue
from dateline.facts.statements.quote import Places, Quotation
from dateline.facts.statements.speech import begins_sentence, is_speech
from dateline.facts.statements.subject import subject

Span = tuple[int, int]


def find(document: Document, quotations: Sequence[Quotation], places: Places) -> Iterator[Candidate]:
    """All statements that cues make, those in quotation marks first."""
    verbs = [found for found in cue.find_verbs(document) if places.at(found.head.start) is None]
    complements = [find_complement(found) for found in verbs]
    shared: dict[int, Token] = {}  # verbs whose subject is that of another verb, against the parse
    for found, complement in zip(verbs, complements, strict=True):
        if complement is not None and complement.ranges[-1][0] > found.head.i:
            low, high = complement.ranges[-1]
            if complement.way == "that":
                high = boundary.extend(document, found, high)
            if complement.way != "reading":
                high, others = boundary.trim(document, found, low, high)
                shared.update((other.i, found.head) for other in others)
            complement.ranges[-1] = (low, high)
    subjects = [speaker.subject_or_nearest(document, shared.get(found.head.i, found.head)) for found in verbs]
    _share_subjects(document, verbs, subjects, places)
    readings = list(zip(verbs, subjects, complements, strict=True))
    leads = [_lead(document, *reading) for reading in readings if reading[0].takes("quote") is not None]
    claims = {claim.cue.head.i: claim for claim in direct.attach(document, quotations, leads)}
    known = {found.head.i for found in verbs}
    for claim in claims.values():
        if claim.cue.head.i not in known:
            yield _quoted(document, claim.cue, subject(claim.cue.head), claim, quotations)
    for found, heads, complement in readings:
        own = claims.get(found.head.i)
        if own is not None:
            candidate = _quoted(document, own.cue, heads, own, quotations)
            candidate.content[:0] = _told_before(document, complement, candidate.content)
            candidate.content = _with_clause_around(document, found, heads, candidate.content)
            yield candidate
        else:
            yield from _read(document, found, heads, complement, quotations, places)
    yield from _signed(document, quotations, claims.values())
    for candidate in (*phrase.find(document), *headline.find(document)):
        if places.at(candidate.cue.head.start) is None:
            yield candidate


def _signed(document: Document, quotations: Sequence[Quotation], claims: Iterable[Claim]) -> Iterator[Candidate]:
    """Quotations that nobody introduces and that a name signs behind a dash, or announces before a colon: “…” — Ana Ruiz"""
    claimed = {index for claim in claims for index in claim.quotations}
    for index, quotation in enumerate(quotations):
        if index in claimed or not is_speech(document.text, quotation):
            continue
        signature = _SIGNATURE.match(document.text, quotation.end) or _named_before(document.text, quotation.start)
        if signature is None:
            continue
        named = [token for token in document.tokens_in(*signature.span("name")) if token.is_word]
        if named and named[-1].pos == "PROPN":
            dash = signature.span("mark")
            entry = cue.Entry((signature["mark"],), "assert", frozenset({"quote"}), 2)
            found = Cue(named[0], (named[0],), (entry,))
            content = [(quotation.start, quotation.end)]
            yield Candidate(
                found, entry, content, [dash], (), "signed", speaker_spans=[(named[0].start, named[-1].end)]
            )


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
    complement: Complement | None,
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
    if speech is not None and complement is not None and not behind and not found.head.child("nsubjpass"):
        who = _named_by(document, complement) if complement.way == "that" and not heads else None
        heads = heads if who is None else (who,)
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


def _named_by(document: Document, complement: Complement) -> Token | None:
    """The head of what the parser gave to a cue as its clause, where this is a noun phrase: who speaks."""
    first, last = complement.ranges[0]
    inside = document.tokens[first : last + 1]
    head = next((token for token in inside if not first <= token.head.i <= last or token.is_root), None)
    return head if head is not None and head.pos in ("NOUN", "PROPN") and head.tag not in ("VBD", "VBZ") else None


def _named_in_quotes(document: Document, found: Cue, quotations: Sequence[Quotation], places: Places) -> Span | None:
    """What a verb of naming calls "…", where the parser lost the second part: "called the plan for the coast “a gift”"."""
    tokens = document.tokens
    sentence = document.sentence_of(found.head)
    start = found.tokens[-1].i + 1
    if start >= sentence.stop:
        return None
    for index in places.touching(tokens[start].start, sentence.end):
        quotation = quotations[index]
        between = document.tokens_in(tokens[start].start, quotation.start)
        stops = any(token.text in (".", "?", "!", ";", ":") for token in between)
        if stops or len(between) > MAX_NAMED or boundary.count_finite(between):
            return None
        following = document.tokens_in(quotation.end, min(sentence.end, quotation.end + 25))
        following = [token for token in following if token.start >= quotation.end]
        # "called the “Green Belt” plan …": in the midst of a noun phrase it names nothing.
        midst = bool(following) and following[0].pos in ("NOUN", "PROPN", "ADJ")
        if between and not midst and quotation.inner_end - quotation.inner_start >= 3:
            return tokens[start].start, quotation.end
    return None


# Between a verb of naming and the name in quotation marks stand at most so many tokens.
MAX_NAMED = 25


def _lead(document: Document, found: Cue, heads: tuple[Token, ...], complement: Complement | None) -> direct.Lead:
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
    document: Document, found: Cue, heads: tuple[Token, ...], claim: Claim, quotations: Sequence[Quotation]
) -> Candidate:
    """A statement of which quotations are the content, together with what leads into a quotation that begins in mid-sentence."""
    entry = found.takes("quote")
    assert entry is not None
    content: list[Span] = []
    for index in claim.quotations:
        quotation = quotations[index]
        start = quotation.start
        if claim.behind and not content and not begins_sentence(document.text, quotation):
            start = boundary.sentence_start(document, quotation.start)
        content.append((start, quotation.end))
    spans = [span for span in _cue_spans(document, found) if not any(low <= span[0] < high for low, high in content)]
    candidate = Candidate(found, entry, content, spans, heads, "quote", speaker.hearer(found.head))
    if claim.behind:
        edge = quotations[claim.quotations[0]].end
        if not any(edge <= head.start and head.sentence == found.head.sentence for head in heads):
            candidate.speaker_spans = speaker.beside(document, found.head, edge)
    elif not heads:
        candidate.speaker_spans = speaker.announced(document, found.head)
    return candidate


def _told_before(document: Document, complement: Complement | None, content: Sequence[Span]) -> list[Span]:
    """The clause between a cue and the colon before its quotation: "hinted that a deal was near: “…”"."""
    if complement is None or complement.way != "that":
        return []
    spans = boundary.to_spans(document, complement.ranges)
    between = document.text[spans[-1][1] : content[0][0]].strip() if spans and content else ""
    return spans if between == ":" else []


def _with_clause_around(document: Document, found: Cue, heads: tuple[Token, ...], quoted: Sequence[Span]) -> list[Span]:
    """Quotations with the rest of the clause that a cue in its midst parts them from: "It was, she said, “a gift.”" """
    around = parenthesis.find(document, found, heads)
    if around is None:
        return list(quoted)
    ranges = [(low, high) for low, high in around.ranges if low > found.head.i or _begins_clause(document.tokens[low])]
    return merge([*boundary.to_spans(document, ranges), *quoted])


def _begins_clause(token: Token) -> bool:
    """Whether a clause can begin here with its subject, so that this is no link or circumstance: "Still, she said, “…”" """
    return token.pos in ("NOUN", "PROPN", "PRON", "DET", "NUM", "PUNCT") and token.ent not in ("DATE", "TIME")


def merge(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


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
