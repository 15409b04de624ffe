"""Which quotation belongs to which cue.

"…," X said · X said: "…" · X said. "…"
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.statements import continuation
from dateline.facts.statements.continuation import Claim
from dateline.facts.statements.cue import Cue, misread, spoken
from dateline.facts.statements.quote import Quotation
from dateline.facts.statements.speech import DASHES, SENTENCE_ENDS, STOP, WORDS, begins_sentence, inner_text, is_speech

# Between a cue and the quotation it introduces stand at most so many characters ("told reporters on Friday: …").
MAX_LEAD = 160

# A quotation without a mark at its end is speech where it opens a paragraph and has so many characters.
MIN_UNMARKED = 25

# A quotation in small letters right behind a cue is its content, and no word in passing, from so many words on.
MIN_WORDS = 4

# A cue behind a whole quoted sentence is followed by fewer words than this.
MAX_AFTER_CUE = 16

_SUBORDINATE = re.compile(r"\bthat\b|^\s*(?:because|if|when|while|although|since|unless)\b", re.IGNORECASE)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


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
        while index > 0 and lead.start < starts[index]:
            index -= 1  # one within the speaker's noun phrase: “…,” Ana Ruiz, wearing a “Save the Mill” pin, said
        if index < 0 or index in claimed or paragraph_of[index] != lead.cue.head.paragraph:
            continue
        if _stands_behind(document, quotations[index], lead):
            claims[number] = claimed[index] = Claim(lead.cue, [index], True)
    attributed = {lead.cue.head.sentence: lead.cue.head.i for lead in (leads[number] for number in reversed(claims))}
    for number, lead in enumerate(leads):
        index = bisect_left(starts, lead.end)
        if index >= len(quotations) or index in claimed:
            continue
        gap = text[lead.end : quotations[index].start]
        if attributed.get(lead.cue.head.sentence, lead.cue.head.i) < lead.cue.head.i and STOP.search(gap):
            continue  # "…," said X, who advised Y. "…": the second is X's as well
        if (
            _other_between(leads, number, quotations[index].start, gap)
            or len(gap) > MAX_LEAD
            or not _leads_up(gap, inner_text(text, quotations[index]), lead)
        ):
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
    continuation.spread(document, quotations, paragraph_of, claimed, [lead.verb_start for lead in leads])
    return found


def _other_between(leads: Sequence[Lead], number: int, start: int, gap: str) -> bool:
    """Whether another cue stands in the gap between this one and a quotation, in no relative clause of this one's clause."""
    verb = leads[number].cue.head
    for other in leads[number + 1 : number + 4]:
        if other.end > start:
            return False
        if gap.rstrip().endswith(":") or other.cue.head.dep != "relcl" or verb not in other.cue.head.ancestors():
            return True
    return False


def _stands_behind(document: Document, quotation: Quotation, lead: Lead) -> bool:
    """Whether a cue is the attribution behind a quotation: "…," he said · "…," said X · "…," X, who was there, said."""
    text = document.text
    inner = inner_text(text, quotation)
    after = text[quotation.end : quotation.end + 2].lstrip()
    before_verb = text[quotation.end : lead.verb_start]
    goes_on = next((c.islower() for c in text[quotation.end : quotation.end + 40] if c.isalnum()), False)
    comma = inner.endswith((",", *DASHES[:2])) or after[:1] in (",", "—", "–")
    if not comma and not inner.endswith((*SENTENCE_ENDS, "-")):
        paragraph = document.paragraphs[lead.cue.head.paragraph]
        if quotation.start != paragraph.start or len(inner) < MIN_UNMARKED:
            return False
    gap = text[quotation.end : lead.start]
    if not comma and not goes_on:
        asks = inner.endswith(("?", "!"))
        if lead.takes_more or "," in gap or not (asks or _closes_sentence(document, lead.cue)):
            return False
    clause_behind = lead.clause_start is not None
    if not begins_sentence(text, quotation) and (clause_behind or not _makes_clause(document, quotation)):
        return False
    verb = lead.cue.head
    participle = verb.tag == "VBG" or (
        verb.tag == "VBN" and not comma and not goes_on
    )  # "Another person briefed on it …"
    if participle and not any(child.dep in ("nsubj", "aux", "auxpass") for child in verb.children):
        return False
    if len(gap) < 40 and not STOP.search(gap) and len(WORDS.findall(gap)) <= 2:
        return True
    if not (comma or goes_on) or len(before_verb) > MAX_LEAD or STOP.search(before_verb):
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
    words = [token for token in tokens if token.is_word and token.pos != "ADV"]
    if words and words[-1].pos == "CCONJ":
        return False
    for token in words:
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
        return not STOP.search(bare)
    if stop := STOP.search(gap):
        said_so = bare == "." or (not lead.takes_more and stop.end() == len(gap))
        return said_so and bare.endswith(".") and first.isupper()
    if bare.endswith(","):
        return not _SUBORDINATE.search(bare)
    if not bare:
        exclaims = inner.endswith(("!", "?"))
        return first.isupper() or (not lead.takes_more and (exclaims or len(WORDS.findall(inner)) >= MIN_WORDS))
    return lost and bare.endswith(" that")


def _any_verb(document: Document, quotation: Quotation) -> tuple[Token | None, bool]:
    """A verb in the place of a cue, whatever it means, and whether it stands behind the quotation."""
    text = document.text
    inner = inner_text(text, quotation)
    if inner.endswith((",", "!", "?")):
        for number, token in enumerate(document.tokens_in(quotation.end, quotation.end + MAX_LEAD)):
            if token.text in (".", "?", "!", '"', "“", "''") or (number and not inner.endswith(",")):
                break  # “Great!” beamed Ana Ruiz
            if token.start >= quotation.end and (_is_finite(token) or misread(document.tokens, token)):
                return token, True
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip()
    if before.endswith((":", ",")):
        lead = document.tokens_in(max(0, quotation.start - MAX_LEAD), quotation.start)
        lead = [token for token in lead if token.end <= quotation.start]
        found = None
        for token in reversed(lead):
            if token.sentence != lead[-1].sentence or token.text in ('"', "”", "''"):
                break
            if before.endswith(":") and misread(document.tokens, token):
                return token, False
            if token.pos == "VERB" and token.tag in (*_FINITE, "VBG") and _heads_clause(token) and token.dep != "amod":
                inside = token.dep in ("pcomp", "csubj") or (token.dep == "ccomp" and token.head.end <= quotation.start)
                if not inside:
                    return token, False
                found = found or token  # better than none: "apologized for what happened: …"
        return found, False
    return None, False


def _is_finite(token: Token) -> bool:
    return token.tag in _FINITE and token.pos == "VERB" and _heads_clause(token)


def _heads_clause(verb: Token) -> bool:
    """Whether a verb stands in a main clause or alike, and is no part of "according to"."""
    return verb.dep not in ("relcl", "aux", "auxpass") and verb.lower != "according"
