"""Which quotation belongs to which cue.

"…," X said · X said: "…" · X said. "…" · free continuation over the next sentences and paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.facts.document import Document, Token
from dateline.facts.statements.cue import Cue, spoken
from dateline.facts.statements.quote import Quotation

# Between a cue and the quotation it introduces stand at most so many characters ("told reporters on Friday: …").
MAX_LEAD = 160

# Between two quotations of one statement stand at most so many ("…," X said, as he left the room. "…").
MAX_PAUSE = 400

# A quotation without a mark at its end is speech where it opens a paragraph and has so many characters.
MIN_UNMARKED = 25

# A quotation in small letters right behind a cue is its content, and no word in passing, from so many words on.
MIN_WORDS = 4

# A cue behind a whole quoted sentence is followed by fewer words than this.
MAX_AFTER_CUE = 8

# The end of a sentence; not the full stop of an abbreviation or an initial.
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|No|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt))[.?!;]\W*\s")
_SUBORDINATE = re.compile(r"\bthat\b|^\s*(?:because|if|when|while|although|since|unless)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SENTENCE_ENDS = (".", "?", "!", "…")
_DASHES = ("—", "–", "-")


@dataclass(slots=True)
class Claim:
    """The quotations that one cue introduces, by their indexes. `behind` tells that the cue stands behind the first one."""

    cue: Cue
    quotations: list[int] = field(default_factory=list)
    behind: bool = False


@dataclass(slots=True, frozen=True)
class Lead:
    """A cue that can introduce a quotation.

    `start` is the code point where its clause (subject and verb) begins, `verb_start` where its verb does, `end` where the cue
    ends. `takes_more` tells that something else follows it that it can take, `clause_start` where a clause behind it begins.
    """

    cue: Cue
    start: int
    verb_start: int
    end: int
    takes_more: bool
    clause_start: int | None = None


def attach(document: Document, quotations: Sequence[Quotation], leads: Sequence[Lead]) -> list[Claim]:
    """Give quotations to cues, which come in the order of the text.

    A quotation belongs to one cue at most: first to one right behind it, then to one that leads up to it, then to any verb in
    such a place ("She resisted: …"), then to whoever spoke before it.
    """
    text = document.text
    starts = [quotation.start for quotation in quotations]
    edges = [paragraph.start for paragraph in document.paragraphs]
    paragraph_of = [bisect_right(edges, start) - 1 for start in starts]
    claimed: dict[int, Claim] = {}
    claims: dict[int, Claim] = {}
    for number, lead in enumerate(leads):
        index = bisect_right(starts, lead.verb_start) - 1
        if index < 0 or index in claimed or paragraph_of[index] != lead.cue.head.paragraph:
            continue
        if _stands_behind(document, quotations[index], lead):
            claims[number] = claimed[index] = Claim(lead.cue, [index], True)
    for number, lead in enumerate(leads):
        index = bisect_left(starts, lead.end)
        if index >= len(quotations) or index in claimed:
            continue
        gap = text[lead.end : quotations[index].start]
        other_between = number + 1 < len(leads) and leads[number + 1].end <= quotations[index].start
        if other_between or len(gap) > MAX_LEAD or not _leads_up(gap, _inner(text, quotations[index]), lead):
            continue
        if paragraph_of[index] != lead.cue.head.paragraph and not gap.rstrip().endswith(":"):
            continue
        if (
            gap.rstrip().endswith(",")
            and lead.clause_start is not None
            and lead.clause_start < quotations[index].start - 2
        ):
            continue
        claim = claims.setdefault(number, Claim(lead.cue))
        claim.quotations.append(index)
        claimed[index] = claim
    found = list(claims.values())
    for index, quotation in enumerate(quotations):
        if index not in claimed and is_speech(text, quotation):
            verb, behind = _any_verb(document, quotation)
            if verb is not None:
                claimed[index] = Claim(spoken(verb), [index], behind)
                found.append(claimed[index])
    _continue(document, quotations, paragraph_of, claimed)
    return found


def begins_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation stands at the beginning of a sentence or clause, so that nothing before it belongs to it."""
    before = text[max(0, quotation.start - 4) : quotation.start]
    bare = before.rstrip()
    if not bare or "\n" in before:
        return True
    if bare[-1] == ",":
        return not text[quotation.inner_start].islower()
    return bare.endswith("''") or not (bare[-1].isalnum() or bare[-1] in "'’%$")


def _inner(text: str, quotation: Quotation) -> str:
    """What stands between the marks, without marks and spaces at its end."""
    return text[quotation.inner_start : quotation.inner_end].rstrip("'’‘\"” ")


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is at least three words that begin in a capital letter and end in a mark."""
    inner = _inner(text, quotation)
    first = next((c for c in inner if c.isalnum()), "a")
    ends = inner.endswith((*_SENTENCE_ENDS, ",", *_DASHES)) or text[quotation.end : quotation.end + 1] == ","
    return ends and (first.isupper() or first.isdigit()) and len(_WORDS.findall(inner)) >= 3


def _stands_behind(document: Document, quotation: Quotation, lead: Lead) -> bool:
    """Whether a cue is the attribution behind a quotation: "…," he said · "…," said X · "…," X, who was there, said."""
    text = document.text
    inner = _inner(text, quotation)
    after = text[quotation.end : quotation.end + 2].lstrip()
    before_verb = text[quotation.end : lead.verb_start]
    goes_on = next((c.islower() for c in text[quotation.end : quotation.end + 40] if c.isalnum()), False)
    comma = inner.endswith((",", *_DASHES[:2])) or after[:1] in (",", "—", "–")
    if not comma and not inner.endswith((*_SENTENCE_ENDS, "-")):
        paragraph = document.paragraphs[lead.cue.head.paragraph]
        if quotation.start != paragraph.start or len(inner) < MIN_UNMARKED:
            return False
    if not comma and not goes_on and (lead.takes_more or not _closes_sentence(document, lead.cue)):
        return False
    if not begins_sentence(text, quotation) and not _makes_clause(document, quotation):
        return False
    verb = lead.cue.head
    if verb.tag == "VBG" and not any(child.dep == "nsubj" for child in verb.children):
        return False
    gap = text[quotation.end : lead.start]
    if len(gap) < 40 and not _STOP.search(gap) and len(_WORDS.findall(gap)) <= 2:
        return True
    if not (comma or goes_on) or len(before_verb) > MAX_LEAD or _STOP.search(before_verb):
        return False
    return _is_noun_phrase(document.tokens_in(quotation.end, lead.verb_start), verb)


def _closes_sentence(document: Document, cue: Cue) -> bool:
    """Whether a cue is the last of its sentence but for a few words: "“Who pays?” Dunne asked in Riga." """
    last = cue.tokens[-1].i
    following = document.tokens[last + 1 : document.sentence_of(cue.head).stop][:MAX_AFTER_CUE]
    return len(following) < MAX_AFTER_CUE or any(token.text == "," for token in following)


def _makes_clause(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation in mid-sentence is speech, not a name in passing: a finite verb stands in it or leads up to it."""
    tokens = document.tokens_in(quotation.start, quotation.end)
    first = document.sentence_of(tokens[0]).first if tokens else 0
    stretch = document.tokens[first : tokens[-1].i + 1] if tokens else []
    return any(token.tag in (*_FINITE, "MD") for token in stretch)


def _is_noun_phrase(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether tokens before a verb can be its subject: a noun among them, and no verb outside a relative clause."""
    relative = False
    for token in tokens:
        relative = relative or token.lower in ("who", "which", "whose", "where")
        if token.tag in ("VBD", "VBZ", "VBP", "MD") and not relative and token.head is not verb:
            return False
    return any(token.pos in _NOMINAL for token in tokens)


def _leads_up(gap: str, inner: str, lead: Lead) -> bool:
    """Whether the text between a cue and a quotation leads up to it. `inner` is what stands between the marks."""
    bare = gap.rstrip()
    first = inner.lstrip()[:1]
    lost = lead.clause_start is None
    if bare.endswith(":"):
        return not _STOP.search(bare)
    if _STOP.search(gap):
        return bare == "." and first.isupper()
    if bare.endswith(","):
        return not _SUBORDINATE.search(bare)
    if not bare:
        return first.isupper() or (not lead.takes_more and len(_WORDS.findall(inner)) >= MIN_WORDS)
    return lost and bare.endswith(" that")


def _any_verb(document: Document, quotation: Quotation) -> tuple[Token | None, bool]:
    """A verb in the place of a cue, whatever it means, and whether it stands behind the quotation."""
    text = document.text
    if _inner(text, quotation).endswith(","):
        for token in document.tokens_in(quotation.end, quotation.end + MAX_LEAD):
            if token.start < quotation.end:
                continue
            if token.text in (".", "?", "!", '"', "“", "''"):
                break
            if token.tag in _FINITE and token.pos == "VERB" and token.dep not in ("relcl", "aux", "auxpass"):
                return token, True
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip()
    if before.endswith((":", ",")):
        lead = document.tokens_in(max(0, quotation.start - MAX_LEAD), quotation.start)
        lead = [token for token in lead if token.end <= quotation.start]
        for token in reversed(lead):
            if token.sentence != lead[-1].sentence or token.text in ('"', "”", "''"):
                break
            if token.pos == "VERB" and token.tag in (*_FINITE, "VBG") and token.dep not in ("relcl", "aux", "auxpass"):
                return token, False
    return None, False


def _continue(
    document: Document, quotations: Sequence[Quotation], paragraph_of: Sequence[int], claimed: dict[int, Claim]
) -> None:
    """Give quotations that nobody introduces to whoever spoke last, where nothing stands between."""
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
        if open_before or _resumes(document, quotations[last], quotation, before, apart):
            before.quotations.append(index)
            claimed[index] = before
            last = index
    # A quotation that runs over several paragraphs and is only attributed at its end.
    for index in range(len(quotations) - 1, 0, -1):
        if quotations[index].continues and index in claimed and index - 1 not in claimed:
            claimed[index].quotations.insert(0, index - 1)
            claimed[index - 1] = claimed[index]


def _resumes(document: Document, before: Quotation, quotation: Quotation, claim: Claim, apart: int) -> bool:
    """Whether a quotation without a cue goes on with the one before it, which stands `apart` paragraphs above."""
    text = document.text
    end = max(before.end, claim.cue.tokens[-1].end)
    if end > quotation.start:
        return False
    gap = text[end : quotation.start]
    if not begins_sentence(text, quotation):
        tail = gap.rpartition(",")[2].strip().lower()
        interrupted = claim.behind and "," in gap and tail in ("", "and", "but", "or", "that")
        joined = before.end == end and {word.lower() for word in _WORDS.findall(gap)} <= {"and", "or", "but"}
        return apart == 0 and not _STOP.search(gap) and (interrupted or joined)
    if len(gap) > MAX_PAUSE or len(_STOP.findall(gap + " ")) > 1:
        return False
    if apart == 0:
        return True
    paragraph = document.paragraphs[document.tokens_in(quotation.start, quotation.end)[0].paragraph]
    whole = quotation.closed and quotation.start == paragraph.start and paragraph.end - quotation.end <= 1
    return apart == 1 and whole and len(gap) < MAX_LEAD


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
        if not begins_sentence(text, quotation) or not _inner(text, quotation).endswith(_SENTENCE_ENDS):
            continue
        last = bisect_right(ends, quotation.start) - 1
        if last >= 0 and quotation.start - ends[last] <= 6 and "\n" not in text[ends[last] : quotation.start]:
            out[index] = last
        elif index - 1 in out and quotation.start - quotations[index - 1].end <= 3:
            out[index] = out[index - 1]
    return out
