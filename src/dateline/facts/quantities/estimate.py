"""Bare numbers by which somebody tells how many there were of those told before: "Organisers spoke of 10,000"."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.figure import Figure, Told
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.phrase import lemma_of, subject_of, words

# Those behind "put" and before "at" that only stand for those told before.
_STANDING_FOR = frozenset({"it", "them", "number", "figure", "total"})
_ESTIMATES = frozenset({"estimate", "count", "figure", "tally"})
_PUTTING = frozenset({"put", "place", "set"})
_COUNTING = frozenset({"count", "estimate", "claim", "report", "record"})
_JOINING = frozenset({"PUNCT", "CCONJ", "SCONJ", "DET"})
_TELLING = _COUNTING | _PUTTING | {"speak"}
_ENDING = frozenset({"PUNCT", "CCONJ", "SCONJ", "ADP", "ADV"})


def is_estimate(figure: Figure) -> bool:
    """Whether a number is somebody's who counted those told before."""
    amount, head, verb = figure.amount, figure.head, figure.verb
    if amount.unit is not None or amount.part or figure.noun is not None or verb is None:
        return False
    behind = figure.document.tokens[figure.last.i + 1 : figure.last.i + 2]
    if behind and (behind[0].pos not in _ENDING or behind[0].lower == "of"):
        return False
    if head.dep == "nummod" and head.head.i < head.i:
        return _goes_on(figure, head.head)  # "the union claimed 50,000, the police 12,000"
    if head.dep == "attr" and verb.lemma == "be":
        estimate = verb.child("nsubj")
        owner = estimate.child("poss") if estimate is not None and estimate.lemma in _ESTIMATES else None
        return owner is not None and _counts(owner)  # "the ministry's estimate was 74,000"
    subject = subject_of(verb) if _tells(verb, head) else None
    return subject is not None and _counts(subject)


def _tells(verb: Token, head: Token) -> bool:
    """Whether a verb tells how many there were."""
    lemma, joint = lemma_of(verb), head.head
    if head.dep == "dobj":
        return lemma in _COUNTING and joint is verb
    if head.dep != "pobj" or joint.head is not verb:
        return False
    if lemma == "speak":
        return joint.lower == "of"
    told = verb.child("dobj") if lemma in _PUTTING and joint.lower == "at" else None
    return told is not None and told.lower in _STANDING_FOR and told.child("prep") is None


def _counts(subject: Token) -> bool:
    """Whether somebody may have counted others: police, organisers, a ministry."""
    return subject.pos != "PRON" and (subject.lemma.lower() in words()["counters"] or names_people(subject.lemma))


def _goes_on(figure: Figure, teller: Token) -> bool:
    """Whether a number stands behind who else counted them, whose verb is left out."""
    before = figure.previous()
    if before is None or before.head.sentence != figure.head.sentence or before.amount.unit is not None:
        return False
    joint = before.head.head
    verb = joint.head if joint.pos == "ADP" else joint
    between = figure.document.tokens[before.head.i + 1 : teller.i]
    beside = teller.i == figure.first.i - 1 and all(token.pos in _JOINING for token in between)
    return beside and _counts(teller) and _tells(verb, before.head)


def counted_before(figure: Figure) -> Told | None:
    """The last count of things that a number can be another of."""
    for told in reversed(figure.row):
        if figure.head.sentence - told.head.sentence > 1:
            return None
        quantity = told.quantity
        if quantity.unit is None and quantity.change is None and not told.amount.part:
            return told if quantity.item is not None or quantity.measure is not None else None
    return None


def estimated(figure: Figure) -> str | None:
    """What there were so many of: things counted before, else the people who act in the clause or the sentence before."""
    before = counted_before(figure)
    if before is not None:
        return before.things or before.quantity.item
    document, head = figure.document, figure.head
    told = head.head.head.child("dobj") if head.dep == "pobj" else None
    if told is not None and told.lower == "it":
        return None  # "they sold shares; analysts put it at 40"
    first = document.sentences[max(0, head.sentence - 1)].first
    for token in reversed(document.tokens[first : head.i]):
        acts = token.dep in ("nsubj", "nsubjpass") or (token.dep == "pobj" and token.head.head.dep == "nsubj")
        people = token.tag == "NNS" and token.paragraph == head.paragraph and names_people(token.lemma)
        if acts and people and not _counts_others(token):
            return figure.nouns.text([token])
    return None


def _counts_others(token: Token) -> bool:
    """Whether people are who counts, not who is counted."""
    return token.lemma in words()["counters"] or lemma_of(token.head) in _TELLING
