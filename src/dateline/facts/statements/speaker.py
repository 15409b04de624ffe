"""Who speaks: the noun phrase that is a cue's subject."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.statements.subject import is_bare_passive, subject

# A noun phrase that goes on longer than this is cut to its core.
MAX_SPEAKER = 40


def subject_or_nearest(document: Document, verb: Token) -> tuple[Token, ...]:
    """The subject, or for a finite verb without one the noun before it, which the parser took for something else."""
    heads = subject(verb)
    finite = verb.tag in ("VBD", "VBZ", "VBP") or (verb.tag == "VBN" and verb.child("aux") is not None)
    if heads or not finite or verb.child("nsubjpass", "auxpass") or is_bare_passive(verb):
        return heads
    tokens, first = document.tokens, document.sentence_of(verb).first
    while verb.dep == "conj" and verb.head.pos == "VERB" and first <= verb.head.i < verb.i:
        verb = verb.head  # "the 44-year-old smiled and said"
    i = verb.i - 1
    while i > first and (tokens[i].pos in ("ADV", "AUX", "PART") or tokens[i].text in _CLOSING):
        i = _before_insertion(tokens, i, first) if tokens[i].text in _CLOSING else i - 1
    if i >= first and tokens[i].lower == "old" and tokens[i].child("npadvmod") is not None:
        return (tokens[i],)  # "the 44-year-old said"
    if i < first or tokens[i].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return ()
    token = _phrase_head(tokens[i], verb)
    return () if token.first <= verb.i <= token.last else (token,)


_CLOSING = {",": ",", ")": "(", "-": "-", "–": "–", "—": "—", "--": "--"}
_INSERTED = frozenset({"WP", "WP$", "WDT", "WRB", "IN", "VBG", "VBN"})


def _before_insertion(tokens: Sequence[Token], closing: int, first: int) -> int:
    """The token before an apposition or clause that a mark closes ("Ana Ruiz, the mayor, …"); -1 if there is none."""
    mark = tokens[closing].text
    finite = False
    for i in range(closing - 1, max(first, closing - MAX_SPEAKER), -1):
        finite = finite or tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")
        if tokens[i].text == _CLOSING[mark]:
            if finite and mark == "," and tokens[i + 1].tag not in _INSERTED:
                return -1
            return i - 1
    return -1


def _phrase_head(noun: Token, verb: Token) -> Token:
    """The head of the noun phrase that ends in a noun before a verb, out of the relative clause that may end it."""
    token = noun
    while token.head is not token and token.head.pos in ("NOUN", "PROPN") and noun.i - 8 < token.head.i < verb.i:
        token = token.head
    for above in (token, *token.ancestors()):
        if above.dep == "relcl" and above.head.i < above.i and noun.i - above.head.i < MAX_SPEAKER:
            return above.head
    return token


def spans(document: Document, heads: tuple[Token, ...], avoid: Token | None = None) -> list[tuple[int, int]]:
    """Code-point spans of noun phrases. `avoid` is the cue: neither it nor a clause around it is part of a phrase."""
    out = []
    for head in heads:
        first, last = head.first, head.last
        for child in head.children:
            if child.i > head.i and _has(child, avoid):
                last = min(last, _clause_with(child, avoid).first - 1)
            elif child.i > head.i and _is_remark(document, child):
                last = min(last, child.first - 1)
        if avoid is not None:
            if first <= avoid.i < head.i:
                first = avoid.i + 1
            if head.i < avoid.i <= last:
                last = avoid.i - 1
        if last - first > MAX_SPEAKER:
            last = min(last, head.i + MAX_SPEAKER // 2)
            first = max(first, head.i - MAX_SPEAKER // 2)
        tokens = document.tokens
        if head.pos == "ADJ" and first and tokens[first - 1].pos == "DET":
            first -= 1
        while last > head.i and not tokens[last].is_word and tokens[last].text not in ")\"”'’":
            last -= 1
        while first < head.i and not tokens[first].is_word and tokens[first].text not in '("“$':
            first += 1
        out.append((tokens[first].start, tokens[last].end))
    return out


def _has(token: Token, other: Token | None) -> bool:
    return other is not None and token.first <= other.i <= token.last


def _clause_with(phrase: Token, cue: Token | None) -> Token:
    """The clause of a cue inside a phrase that leads up to it: in "at the port, who said", the one behind "port"."""
    while phrase.dep in ("prep", "pobj"):
        inner = next((child for child in phrase.children if _has(child, cue)), None)
        if inner is None:
            break
        phrase = inner
    return phrase


def _is_remark(document: Document, phrase: Token) -> bool:
    """Whether a phrase behind a noun is a remark about how it was said, between dashes: "Ana Ruiz - in a low voice - said"."""
    before = document.tokens[phrase.first - 1] if phrase.first else phrase
    return (
        phrase.dep in ("prep", "acl", "advcl")
        and before.text in _DASHES
        and document.text[before.start - 1 : before.start].isspace()
    )


_DASHES = frozenset({"-", "–", "—", "--"})


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
    if _can_name(between):
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


def announced(document: Document, verb: Token) -> list[tuple[int, int]]:
    """The speaker of a verb that leads up to a colon, read from the order of words: "Article 9 affirms: …", "Continued Ruiz: …"."""
    sentence, tokens = document.sentence_of(verb), document.tokens
    colon = next((i for i in range(verb.i + 1, sentence.stop) if tokens[i].text == ":"), sentence.stop)
    first = verb.i
    while first > sentence.first and tokens[first - 1].is_word:
        first -= 1
    for part in (tokens[first : verb.i], tokens[verb.i + 1 : colon]):
        if _can_name(part) and not any(token.tag in ("VBD", "VBZ", "VBP", "MD", "IN") for token in part):
            return [(part[0].start, part[-1].end)]
    return []


def _can_name(tokens: Sequence[Token]) -> bool:
    """Whether tokens can be a noun phrase: "the mayor", "the two"."""
    return any(token.pos in ("NOUN", "PROPN", "PRON") for token in tokens) or (
        len(tokens) > 1 and tokens[0].pos == "DET"
    )


def hearer(verb: Token) -> Token | None:
    """Who is spoken to, by the syntax of "told reporters"."""
    if verb.lemma in ("tell", "ask", "remind", "inform", "assure", "warn", "advise", "urge"):
        return verb.child("dobj", "dative")
    return None
