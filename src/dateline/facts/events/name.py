"""The name of a participant: the head noun phrase, trimmed, or the full name of whom it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.events.words import grammar
from dateline.facts.record import Mention, Statement

NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON", "FAC", "LOC"})
NATIONS = frozenset({"GPE", "NORP", "ORG"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
TIMES = frozenset({"DATE", "TIME"})

# What the entities say a name is, and the parser's labels that they overrule.
_LABELS = {"PLACE": "GPE", "PERSON": "PERSON"}
_BODIES = {"PLACE": "GPE", "ORG": "ORG"}
_DOUBTFUL = frozenset({"PERSON", "ORG", "GPE", ""})

# To whom nothing was done: "nobody was charged".
NOBODY = frozenset({"nobody", "no-one", "none"})

_THIRD = frozenset({"he", "she", "him", "her", "his", "hers"})
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$", "EX"})
_PLACED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative", "attr", "appos"})
_KEPT = frozenset({"amod", "compound", "nmod", "npadvmod", "poss"})
_TRIMMED_TAGS = frozenset({"PRP$", "DT", "POS", "PDT"})


@dataclass(slots=True, frozen=True)
class Participant:
    """Who takes part: a name and the code points of the noun phrase it was read from; `head` is that phrase's head."""

    name: str | None
    span: tuple[int, int]
    head: Token


Resolver = Callable[[int, int], Mention | None]


def resolver(mentions: Sequence[Mention]) -> Resolver:
    """A look-up of the longest named mention inside some code points that begins or ends with them."""
    at: dict[int, list[Mention]] = {}
    for mention in mentions:
        at.setdefault(mention.start, []).append(mention)
        at.setdefault(-mention.end, []).append(mention)

    def look_up(start: int, end: int) -> Mention | None:
        found = [
            m for m in at.get(start, []) + at.get(-end, []) if start <= m.start and m.end <= end and m.name is not None
        ]
        return max(found, key=lambda m: (m.end == end, m.end - m.start), default=None)

    return look_up


def without_own(text: str, mentions: Sequence[Mention], statements: Sequence[Statement]) -> list[Mention]:
    """The mentions without each "he" or "she" that would be whoever speaks: nobody calls himself so in his own words."""
    own: dict[str, list[tuple[int, int]]] = {}
    for statement in statements:
        if statement.kind == "direct" and statement.speaker_name is not None:
            own.setdefault(statement.speaker_name, []).extend(statement.content)

    def is_own(mention: Mention) -> bool:
        spans = own.get(mention.name or "")
        if spans is None or text[mention.start : mention.end].lower() not in _THIRD:
            return False
        return any(start <= mention.start < end for start, end in spans)

    return [mention for mention in mentions if not is_own(mention)]


@contextmanager
def relabelled(document: Document, mentions: Sequence[Mention]) -> Iterator[None]:
    """The document with the labels of its mentions where the parser's say otherwise: it takes Mali for a person.

    The parser's labels are put back at the end, for whoever reads the document next.
    """
    changed: list[tuple[Token, str]] = []
    for token in document.tokens:
        if token.lower in ("old", "olds") and token.ent in TIMES and token.dep in _PLACED and hyphenated(token):
            changed.append((token, token.ent))
            token.ent = ""  # "a 17-year-old" is somebody, not a time
    for mention in mentions:
        label = _LABELS.get(mention.type) if mention.kind == "name" else None
        if mention.kind == "pronoun" and mention.name is not None and mention.type in _BODIES:
            for token in document.tokens_in(mention.start, mention.end):
                if token.lower in ("it", "they"):
                    changed.append((token, token.ent))
                    token.ent = _BODIES[mention.type]
        if label is None:
            continue
        for token in document.tokens_in(mention.start, mention.end):
            if token.ent in _DOUBTFUL and token.ent != label and token.tag.startswith("N"):
                changed.append((token, token.ent))
                token.ent = label
    try:
        yield
    finally:
        for token, ent in changed:
            token.ent = ent


def core(token: Token) -> Token:
    """The noun that says who or what: "thousands of people" → "people", "a new round of sanctions" → "sanctions"."""
    containers = grammar().containers
    if token.tag != "CD" and token.lower not in containers and token.lemma not in containers:
        return token  # most words
    for _ in range(3):
        if token.lower not in containers and token.lemma not in containers and token.tag != "CD":
            break
        inner = next(
            (p for c in token.children if c.dep == "prep" and c.lower == "of" for p in c.children if p.dep == "pobj"),
            None,
        )
        if inner is None or inner.ent in TIMES:
            break
        token = inner
    return token


def hyphenated(noun: Token) -> str | None:
    """The whole word where the parser cut one at its hyphen: "cease-fire" of "cease", "-", "fire"."""
    children = noun.children
    if len(children) < 2:
        return None
    for k in range(len(children) - 1, 0, -1):
        if children[k].i == noun.i - 1 and children[k].text == "-" and children[k - 1].i == noun.i - 2:
            return f"{children[k - 1].lower}-{noun.lemma.lower()}"
    return None


def is_pronoun(token: Token) -> bool:
    """Whether the token only points at somebody."""
    return token.tag in _PRONOUNS or (token.pos == "PRON" and token.ent == "")


def phrase(document: Document, head: Token) -> tuple[Token, Token]:
    """First and last token of a trimmed noun phrase.

    Determiner, number, possessive pronoun and relative clause are left out; "of" and a name after the head are kept
    ("president of Armenia").
    """
    tokens = document.tokens
    first = head.i
    for child in reversed(head.children):
        if child.i < head.i and child.text != "-":
            if child.dep not in _KEPT or child.lower in grammar().quantifiers or child.tag in _TRIMMED_TAGS:
                break
            first = min(first, child.first)
    owner = head.child("poss")
    if owner is not None and owner.tag != "PRP$":
        first = min(first, owner.first)
    while first < head.i and (
        tokens[first].tag in _TRIMMED_TAGS or tokens[first].pos in ("PUNCT", "ADV", "ADP", "CCONJ")
    ):
        first += 1
    last = head
    if head.ent not in NAMED:
        for child in head.children:
            if child.dep == "prep" and child.lower == "of" and child.i == head.i + 1:
                for inner in child.children:
                    if inner.dep == "pobj" and has_kind(inner, NAMED) and inner.i - head.i <= 6:
                        last = inner
    return tokens[first], last


def participant(document: Document, token: Token, resolve: Resolver) -> Participant | None:
    """The participant a noun or pronoun tells; None for a pronoun that nobody resolved."""
    head = _described(core(token))
    if head.lower in NOBODY or (head.lower == "one" and any(c.lower == "no" for c in head.children)):
        return Participant(None, (head.start, head.end), head)
    if is_pronoun(head):
        mention = resolve(head.start, head.end)
        return None if mention is None else Participant(mention.name, (head.start, head.end), head)
    first, last = phrase(document, head)
    span = (first.start, last.end)
    opening = next((c for c in head.children if c.dep in ("det", "poss") and c.i == first.i - 1), first)
    mention = resolve(opening.start, head.end)  # a description begins at its article: "the premier"
    if mention is not None and mention.end == head.end and (mention.kind == "name" or mention.start <= first.start):
        return Participant(mention.name, span, head)
    if head.ent in NAMED and last is head:
        # A title before a name is no part of it: "Foreign Minister Ana Ruiz" → "Ana Ruiz".
        low = head.i
        while low > first.i and document.tokens[low - 1].ent == head.ent and not document.tokens[low].ent_start:
            low -= 1
        return Participant(document.text[document.tokens[low].start : head.end], span, head)
    name = next((c for c in head.children if c.dep == "appos" and _names(c, head)), None)
    if name is not None and head.ent not in NAMED:
        return participant(document, name, resolve)
    return Participant(document.text[span[0] : span[1]], span, head)


def _names(apposition: Token, noun: Token) -> bool:
    """Whether an apposition says who somebody is: "the minister, Ana Ruiz", "the bloc ECOWAS"."""
    near = apposition.first - noun.i
    return (apposition.ent == "PERSON" and near <= 3) or (apposition.ent == "ORG" and near == 1)


def _described(noun: Token) -> Token:
    """The name that a noun describes right after it: "Ada Varga, a retired captain who was kidnapped"."""
    if noun.ent in NAMED or noun.pos != "NOUN":
        return noun
    described = noun.head if noun.dep == "conj" and noun.head.dep == "appos" else noun
    if described.dep != "appos" or described.head.ent not in NAMED or described.head.i > described.i:
        return noun
    name = described.head
    is_its_own = name.ent == "PERSON" or name.dep in ("nsubj", "nsubjpass", "dobj")  # "on Telegram, a commander vowed"
    return name if is_its_own and noun.tag == "NN" and name.child("conj") is None else noun


def has_kind(token: Token, labels: frozenset[str]) -> bool:
    """Whether a noun phrase is, or is described by, a name of one of these kinds. A proper noun nobody labelled counts as one."""
    if token.ent in labels or (labels is NAMED and token.pos == "PROPN" and token.ent == ""):
        return True
    for child in token.children:
        if child.ent in labels and child.dep in ("amod", "compound", "poss", "nmod", "appos"):
            return True
        if child.dep == "prep" and child.lower == "of" and any(g.ent in labels for g in child.children):
            return True
    return False
