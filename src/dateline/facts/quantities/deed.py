"""The verb told of an amount, or none where the clause's verb tells nothing of it."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.facts.document import Document, Token
from dateline.facts.quantities import number
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import change_words
from dateline.facts.quantities.fate import fate, raised
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.measure import counts_people, names_people
from dateline.facts.quantities.phrase import DURATIONS, HYPHENS, NOUNS, VERBS, lemma_of, verb_above, words
from dateline.facts.record import Quantity

_MOVED = frozenset({"up", "down", "more", "less", "fewer", "higher", "lower", "above", "below"})
_OPENERS = frozenset({",", "(", "—", "–", ";"})
# Behind how high or long something is, which is so whatever it does: "the dam, 112 metres high, will power the town".
_SIZE = re.compile(r" (?:high|tall|long|wide|deep|thick|across|in (?:length|diameter|height|width))\b")
_APART = frozenset({"after", "before", "later", "earlier", "since"})
_SPANNING = frozenset({"over", "in", "within", "during", "after"})
_HELD = frozenset({"above", "below", "beyond", "enough", "equal", "equivalent", "short"})
_DEGREES = frozenset({"well", "far", "just", "slightly", "still"})
# Under these a noun told with a figure stands beside what happens: "tore through the town with winds of 205 kph".
_BY_THE_WAY = frozenset({"with", "at", "in", "on", "under", "over", "amid", "despite", "after"})


def told(figure: Figure) -> tuple[str | None, bool]:
    """The lemma of the verb told of a figure, and whether what is counted underwent it."""
    behind = clause_behind(figure.document, figure.head)
    behind = raised(behind) if behind is not None else None
    if figure.amount.unit is None:
        lemma, undergone = fate(figure)
        if behind is not None and (lemma is None or not counts_people(lemma)):  # "of the 5,000 needed"
            return lemma_of(behind), behind.dep == "acl" or behind.child("nsubjpass") is not None
        return lemma, undergone
    verb = behind or figure.verb
    return (lemma_of(verb) if verb is not None and verb.pos == "VERB" else None), True


def clause_behind(document: Document, head: Token) -> Token | None:
    """The verb of a clause told of an amount: the $2.7 billion that the agency needs, the 4% seen in May."""
    found = head.child("relcl", "acl")
    if found is None or found.pos != "VERB" or (found.dep == "acl" and found.tag != "VBN"):
        return None
    if found.dep == "relcl" and _tells_some(found):
        return None
    apart = found.dep == "acl" and any(token.text == "," for token in document.tokens[head.i + 1 : found.i])
    return None if apart else found  # "fell to 3 million, hurt by a strike"


def clause_told(figure: Figure) -> Token | None:
    """The clause that tells what happened to the things counted: arrested of "two men arrested in May went on trial"."""
    if figure.noun is None or figure.deed is None or not figure.undergone:
        return None
    found = clause_behind(figure.document, figure.noun)
    return found if found is not None and lemma_of(found) == figure.deed else None


def _tells_some(clause: Token) -> bool:
    """Whether a clause is told only of some of them: "52 trucks, of which 9 crossed on Monday", "three of whom died"."""
    subject = clause.child("nsubj", "nsubjpass")
    partitive = (*clause.children, *(subject.children if subject is not None else ()))
    return any(
        child.lower == "of" and any(inner.lower in ("which", "whom") for inner in child.children) for child in partitive
    )


def verb_of(head: Token, busy: Collection[int]) -> Token | None:
    """The verb above an amount; the "won" that the parser takes for one is a currency's name."""
    verb = verb_above(head)
    while verb is not None and verb.lower == "won" and verb.i in busy:
        verb = verb_above(verb)
    return verb


def is_beside(figure: Figure) -> bool:
    """Whether the verb tells of something else: the 12 of "left the 12-storey building", the 9% of "earned 40, up 9%"."""
    document, amount, head, verb = figure.document, figure.amount, figure.head, figure.verb
    if is_in_modifier(document, amount):
        return True
    if verb is None or clause_behind(document, head) is not None:
        return False
    if is_difference(figure):
        return lemma_of(verb) not in change_words()  # "fell to 40, down 9%"
    if _is_measured_by(document, head) or (amount.unit is not None and _SIZE.match(document.text, amount.end)):
        return True
    return amount.unit is not None and (is_interval(figure) or _is_by_the_way(head, verb) or is_span(head))


def is_interval(figure: Figure) -> bool:
    """Whether an amount is the time between two things: "two days after the strike on Lund"."""
    amount, head = figure.amount, figure.head
    if head.dep == "pobj" and head.head.lower == "for":
        return False  # "slept for eight hours before the crash"
    behind = figure.document.text[amount.end : amount.end + 9].split(maxsplit=1)[:1]
    return amount.unit in DURATIONS and bool(behind) and behind[0].rstrip(",.") in _APART


def is_later(text: str, start: int, end: int) -> bool:
    """Whether a time tells how long after or before another it was: "three days later", but not "a year earlier"."""
    if not text.endswith((" later", " earlier"), start, end) or text.endswith("than ", 0, start):
        return False
    told = text[start:end].lower().split()
    first = told[0].partition("-")[0]
    vocabulary = number.vocabulary()
    counted = first[0].isdigit() or first in vocabulary.units or first in vocabulary.tens
    return counted and told[-2].removesuffix("s") in DURATIONS


def is_span(head: Token) -> bool:
    """Whether an amount is the time in which something happened: "over the past ten months the bank spent", "in three days"."""
    joint = head.head
    return head.lemma in DURATIONS and head.dep == "pobj" and joint.lower in _SPANNING


def _is_measured_by(document: Document, head: Token) -> bool:
    """Whether an amount is only what another is held against: ", well above the 1% limit", ", enough for a tenth of demand"."""
    token = head
    for _ in range(4):
        if token.lower in _HELD and _opens(document, document.tokens[token.first]):
            return True
        if token.pos in VERBS or token.is_root:
            return False
        before = document.tokens[token.i - 1] if token.i else token
        if token.lower in _HELD and before.lower in _DEGREES and _opens(document, before):
            return True
        token = token.head
    return False


def is_aside(figure: Figure, quantity: Quantity) -> bool:
    """Whether an amount only describes somebody or something, which the clause's day and place don't tell of."""
    if is_in_modifier(figure.document, figure.amount):
        return True
    if quantity.unit is None and _is_of_somebody(figure):
        return True
    return quantity.unit == "year of age" and figure.head.dep not in ("attr", "acomp", "dobj")


def _is_of_somebody(figure: Figure) -> bool:
    """Whether things only tell who or what place somebody is told of: "ministers of the 27 states met", "a town of 900 voted"."""
    noun = figure.noun or figure.head
    if noun.dep != "pobj" or noun.head.lower != "of":
        return False
    above = noun.head.head
    lemma = above.lemma.lower()
    if above.pos != "NOUN" or above.i > noun.i or lemma in words()["collective"]:
        return False
    return lemma in words()["settlements"] or names_people(lemma)


def is_in_modifier(document: Document, amount: Amount) -> bool:
    """Whether a hyphen makes an amount a part of a word for something: "a 90-bed ward", "a 45-minute call"."""
    if amount.money or amount.ranged or amount.unit in ("percent", "percentage point"):
        return False
    end = amount.stop if amount.end > amount.stop else amount.end
    behind = document.text[end : end + 2]
    return len(behind) == 2 and behind[0] in HYPHENS and behind[1].isalpha()


def is_difference(figure: Figure) -> bool:
    """Whether an amount only tells how far another is from a third: ", up 9% from May", ", 12 fewer than in May"."""
    document, amount, first, last = figure.document, figure.amount, figure.first, figure.last
    if amount.start < amount.first:
        first = document.tokens_in(amount.start, amount.end)[0]
    before = document.tokens[first.i - 1] if first.i else None
    if before is not None and before.lower in _MOVED and before.pos not in VERBS:
        return _opens(document, before)
    behind = document.tokens[last.i + 1] if last.i + 1 < len(document.tokens) else None
    return (
        behind is not None and behind.lower in _MOVED and behind.sentence == last.sentence and _opens(document, first)
    )


def _opens(document: Document, token: Token) -> bool:
    """Whether a mark parts a token from what stands before it."""
    return token.i > 0 and document.tokens[token.i - 1].text in _OPENERS


def _is_by_the_way(head: Token, verb: Token) -> bool:
    """Whether an amount is told of a noun that stands only beside what the verb tells: "with winds of 205 kph"."""
    noun: Token | None = None
    token = head
    for _ in range(6):
        above = token.head
        if above is verb:
            return noun is not None and token.dep == "prep" and token.lower in _BY_THE_WAY
        if above.is_root:
            return False
        if token.lower == "of" and above.pos in NOUNS:
            noun = above
        token = above
    return False


def is_mere(lemma: str | None) -> bool:
    """Whether a verb tells nothing that happened: "the town has 600 people"."""
    return lemma in words()["mere"]
