"""Who speaks: the noun phrase that is a cue's subject."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token

# A noun phrase that goes on longer than this is cut to its core.
MAX_SPEAKER = 40


# Whoever writes or sends one of these says what it says.
_CARRIERS = frozenset({
    "statement", "letter", "tweet", "message", "email", "memo", "note", "post", "paper", "speech", "remark", "response", "comment"
})  # fmt: skip


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
            return () if own.lower == "it" and token is not verb else (own,)  # "it is fair to say"
        if token.child("nsubjpass") is not None:
            passive = token.child("nsubjpass")
            if token is verb:
                return _agent(token)
            assert passive is not None
            return (passive,)
        if token is verb and _is_bare_passive(token):
            return _agent(token)
        if token.dep in ("acl", "relcl") and token.head.pos in ("NOUN", "PROPN", "PRON"):
            if token.tag == "VBG":
                carrier = token.head
                if carrier.dep == "dobj" and carrier.head.pos == "VERB" and carrier.lemma in _CARRIERS:
                    token = carrier.head  # "she sent a letter asking"
                    continue
                return (carrier,)
            if token.tag == "VB" and token.head.head.pos in ("VERB", "AUX") and token.head.dep == "dobj":
                token = token.head.head  # "has a chance to show"
                continue
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


def subject_or_nearest(document: Document, verb: Token) -> tuple[Token, ...]:
    """The subject, or for a finite verb without one the noun right before it, which the parser took for something else."""
    heads = subject(verb)
    finite = verb.tag in ("VBD", "VBZ", "VBP") or (verb.tag == "VBN" and verb.child("aux") is not None)
    if heads or not finite or verb.child("nsubjpass", "auxpass") or _is_bare_passive(verb):
        return heads
    i = verb.i - 1
    first = document.sentence_of(verb).first
    while i > first and document.tokens[i].pos in ("ADV", "AUX", "PART"):
        i -= 1
    if document.tokens[i].text == ",":
        i = _before_apposition(document.tokens, i, first)
    if i < first or document.tokens[i].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return ()
    token = document.tokens[i]
    while token.head is not token and token.head.pos in ("NOUN", "PROPN") and i - 8 < token.head.i < verb.i:
        token = token.head
    return () if token.first <= verb.i <= token.last else (token,)


def _before_apposition(tokens: Sequence[Token], comma: int, first: int) -> int:
    """The token before the apposition that a comma closes ("Ana Ruiz, the mayor, …"); -1 if there is none."""
    for i in range(comma - 1, max(first, comma - MAX_SPEAKER), -1):
        if tokens[i].tag in ("VBD", "VBZ", "VBP", "MD", "TO"):
            return -1
        if tokens[i].text == ",":
            return i - 1
    return -1


def _is_bare_passive(verb: Token) -> bool:
    """Whether a verb is a passive participle without auxiliary: "Asked about it, he laughed." · "the plan proposed by X"."""
    if any(child.dep in ("aux", "auxpass", "nsubj") for child in verb.children):
        return False
    if verb.dep == "advcl":
        return verb.tag in ("VBN", "VBD") and verb.i < verb.head.i
    return verb.tag == "VBN" and verb.dep in ("acl", "ROOT")


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
    for i in range(len(between) - 1, -1, -1):
        if between[i].tag in ("VBD", "VBZ", "VBP", "MD") and between[i].dep != "relcl" and between[i].head is not verb:
            between = between[i + 1 :]
            break
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
