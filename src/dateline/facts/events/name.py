"""The name of a participant: the head noun phrase, trimmed, or the full name of whom it refers to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.record import Mention

NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON", "FAC", "LOC"})
NATIONS = frozenset({"GPE", "NORP", "ORG"})

# "a group of rebels", "thousands of people": who is meant stands after "of".
CONTAINERS = frozenset({
    "group", "number", "series", "dozen", "dozens", "scores", "score", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "member",
    "part", "some", "many", "most", "all", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "few", "both", "each",
    "majority", "half", "rest", "lot", "couple", "handful", "ten", "tens", "wave", "patch", "batch", "bulk", "none", "any", "columns", "column", "bunch", "band", "kind", "team", "crowd",
})  # fmt: skip

_LEFT = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "punct", "case", "npadvmod", "advmod"})
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$", "EX"})


@dataclass(slots=True, frozen=True)
class Participant:
    """Who takes part: a name and the code points of the noun phrase it was read from; `head` is that phrase's head."""

    name: str | None
    span: tuple[int, int]
    head: Token


Resolver = Callable[[int, int], Mention | None]


def resolver(document: Document, mentions: Sequence[Mention]) -> Resolver:
    """A look-up of the mention that stands at some code points, on whatever the entities stage offers."""
    by_start: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_start.setdefault(mention.start, []).append(mention)
    by_end: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_end.setdefault(mention.end, []).append(mention)

    def look_up(start: int, end: int) -> Mention | None:
        best = None
        for mention in by_start.get(start, []) + by_end.get(end, []):
            if (
                start <= mention.start
                and mention.end <= end
                and mention.name
                and (best is None or mention.end - mention.start > best.end - best.start)
            ):
                best = mention
        return best

    return look_up


def core(token: Token) -> Token:
    """The noun that says who: "thousands of people" → "people", "the city of Marda" stays with "city"."""
    for _ in range(3):
        if token.lower not in CONTAINERS and token.lemma not in CONTAINERS:
            break
        inner = next(
            (p for c in token.children if c.dep == "prep" and c.lower == "of" for p in c.children if p.dep == "pobj"),
            None,
        )
        if inner is None:
            break
        token = inner
    return token


def phrase(document: Document, head: Token) -> tuple[Token, Token]:
    """First and last token of the trimmed noun phrase around a head: without determiner, number, possessive pronoun or relative clause."""
    tokens = document.tokens
    first = head.i
    for i in range(head.i - 1, head.first - 1, -1):
        token = tokens[i]
        if token.dep in ("prep", "relcl", "acl", "appos", "conj", "cc") or token.lower in (",", ";", "(", "--", "—"):
            break
        first = i
    while first < head.i:
        token = tokens[first]
        if token.dep in ("det", "predet", "nummod", "quantmod", "punct", "advmod", "mark", "preconj") or token.tag in (
            "PRP$",
            "CD",
            "DT",
            "POS",
            "PDT",
        ):
            first += 1
        elif token.pos in ("ADV", "ADP", "PUNCT", "CCONJ", "SCONJ"):
            first += 1
        else:
            break
    return tokens[first], head


def is_pronoun(token: Token) -> bool:
    """Whether the token only points at somebody."""
    return token.tag in _PRONOUNS or token.pos == "PRON"


def participant(document: Document, token: Token, resolve: Resolver) -> Participant | None:
    """The participant a noun or pronoun tells; None for a pronoun that nobody resolved."""
    head = core(token)
    if is_pronoun(head):
        mention = resolve(head.start, head.end)
        if mention is None:
            return None
        return Participant(mention.name, (head.start, head.end), head)
    first, last = phrase(document, head)
    span = (first.start, last.end)
    mention = resolve(*span)
    if mention is not None and mention.kind == "name" and mention.end == last.end:
        return Participant(mention.name, span, head)
    if mention is not None and mention.kind == "nominal" and mention.end == last.end and mention.start <= first.start:
        return Participant(mention.name, span, head)
    if head.ent in NAMED:
        # A title before a name is no part of it: "Foreign Minister Ana Ruiz" → "Ana Ruiz".
        low = head.i
        while low > first.i and document.tokens[low - 1].ent == head.ent and not document.tokens[low].ent_start:
            low -= 1
        return Participant(document.text[document.tokens[low].start : last.end], span, head)
    return Participant(document.text[span[0] : span[1]], span, head)


def has_kind(token: Token, labels: frozenset[str]) -> bool:
    """Whether the noun phrase before and with this head holds a name of one of these kinds."""
    if token.ent in labels:
        return True
    for child in token.children:
        if child.ent in labels and child.dep in ("amod", "compound", "poss", "nmod", "appos"):
            return True
        if child.dep == "prep" and child.lower in ("of", "in") and any(g.ent in labels for g in child.children):
            return True
    return False
