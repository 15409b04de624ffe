"""Who speaks: the noun phrase that is a cue's subject, and who is meant by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.record import Mention, SpeakerType

# A noun phrase that goes on longer than this is cut to its core.
MAX_SPEAKER = 40


def subject(verb: Token) -> tuple[Token, ...]:
    """The heads of the noun phrases that name a verb's subject; empty where there is none.

    Shared subjects are found through coordination ("He rose and said"), control ("…, saying") and relative clauses (then
    antecedent and pronoun are both given).
    """
    seen = 0
    token = verb
    while seen < 12:
        seen += 1
        own = token.child("nsubj", "csubj")
        if own is not None and own is not verb:
            if own.tag in ("WP", "WDT") and token.dep == "relcl":
                return (token.head, own)
            return () if own.dep == "expl" else (own,)
        if token.child("nsubjpass") is not None:
            passive = token.child("nsubjpass")
            if token is verb:
                return _agent(token)
            assert passive is not None
            return (passive,)
        if token is verb and token.tag == "VBN" and token.dep in ("advcl", "acl", "ROOT") and not _has_auxiliary(token):
            return _agent(token)
        if token.dep in ("acl", "relcl") and token.head.pos in ("NOUN", "PROPN", "PRON"):
            if token.tag == "VBG":
                return (token.head,)
            return ()
        if token.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "pcomp", "dep") and token.head is not token:
            if token.dep == "ccomp" and token.tag != "VBG":
                return ()
            if token.dep == "xcomp":
                obj = token.head.child("dobj", "dative")
                if obj is not None and obj.i < token.i:
                    return (obj,)
            token = token.head
            if token.dep == "prep" or token.pos == "ADP":
                token = token.head
            continue
        return ()
    return ()


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep == "aux" for child in verb.children)


def _agent(verb: Token) -> tuple[Token, ...]:
    """The noun phrase behind the "by" of a passive."""
    agent = verb.child("agent")
    by = agent.child("pobj") if agent is not None else None
    return (by,) if by is not None else ()


def spans(document: Document, heads: tuple[Token, ...], avoid: Token | None = None) -> list[tuple[int, int]]:
    """Code-point spans of noun phrases. `avoid` is the cue: a phrase never reaches over it."""
    out = []
    for head in heads:
        first, last = head.first, head.last
        if avoid is not None:
            if first <= avoid.i < head.i:
                first = avoid.i + 1
            if head.i < avoid.i <= last:
                last = avoid.i - 1
        if last - first > MAX_SPEAKER:
            last = min(last, head.i + MAX_SPEAKER // 2)
            first = max(first, head.i - MAX_SPEAKER // 2)
        tokens = document.tokens
        while last > head.i and not tokens[last].is_word and tokens[last].text not in ")\"”'’":
            last -= 1
        while first < head.i and not tokens[first].is_word and tokens[first].text not in '("“$':
            first += 1
        out.append((tokens[first].start, tokens[last].end))
    return out


def beside(document: Document, verb: Token, edge: int) -> list[tuple[int, int]]:
    """The speaker next to a verb behind a quotation that ends at `edge`, read from the order of words where the parser is lost.

    Either it stands between the two ("…," X said) or right behind the verb ("…," said X).
    """
    between = [token for token in document.tokens_in(edge, verb.start) if token.start >= edge]
    while between and (not between[0].is_word or between[0].pos in ("CCONJ", "ADV", "SCONJ")):
        between.pop(0)
    while between and (not between[-1].is_word or between[-1].pos in ("ADV", "AUX", "PART")):
        between.pop()
    if any(token.pos in ("NOUN", "PROPN", "PRON") for token in between):
        return [(between[0].start, between[-1].end)]
    sentence = document.sentence_of(verb)
    head = next(
        (
            token
            for token in document.tokens[verb.i + 1 : min(sentence.stop, verb.i + 8)]
            if token.pos in ("NOUN", "PROPN", "PRON")
        ),
        None,
    )
    if head is None:
        return []
    while (
        head.head.pos in ("NOUN", "PROPN")
        and verb.i < head.head.i < head.i + 8
        and head.dep in ("compound", "poss", "nmod", "nsubj")
    ):
        head = head.head
    return spans(document, (head,), verb)


def hearer(verb: Token) -> Token | None:
    """Who is spoken to, by the syntax of "told reporters"."""
    if verb.lemma in ("tell", "ask", "remind", "inform", "assure", "warn", "advise", "urge"):
        return verb.child("dobj", "dative")
    return None


@dataclass(slots=True, frozen=True)
class Speaker:
    """Who is meant: full name and chain of mentions where known."""

    name: str | None
    entity: int | None
    type: SpeakerType


_DOCUMENTS = frozenset(
    "report study survey poll document letter memo email statement book article court lawsuit complaint".split()
)
_OFFICIALS = frozenset(
    "official officials authorities administration government ministry spokesman spokeswoman diplomats".split()
)


class Resolver:
    """Finds the mention that a speaker's noun phrase stands for."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]

    def resolve(self, spans: Sequence[tuple[int, int]]) -> Speaker:
        """The speaker of these spans; without a mention, only a type."""
        best: Mention | None = None
        for start, end in spans:
            index = bisect_left(self._starts, start)
            while index < len(self._mentions) and self._mentions[index].start < end:
                mention = self._mentions[index]
                if mention.name is not None and (best is None or _rank(mention) > _rank(best)):
                    best = mention
                index += 1
        if best is not None:
            kind: SpeakerType = (
                "person" if best.type == "PERSON" else "organization" if best.type == "ORG" else "country"
            )
            return Speaker(best.name, best.entity, kind)
        words = {token.lower for start, end in spans for token in self._document.tokens_in(start, end)}
        if words & _OFFICIALS:
            return Speaker(None, None, "officials")
        if words & _DOCUMENTS:
            return Speaker(None, None, "document")
        return Speaker(None, None, "unknown")


def _rank(mention: Mention) -> int:
    return {"PERSON": 3, "ORG": 2, "PLACE": 1}[mention.type]
