"""What a duration is told of: the siege that lasted three months, the crew held for nine days, a ban for two years."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import subject_of, words

# Between a verb and how long it went on or took. "Over the past two years" and "within ten days" only tell when.
_LASTING = frozenset({"for", "by", "in"})
_SENTENCING = frozenset({"sentence", "condemn"})
_STRAIGHT = frozenset({"dobj", "npadvmod"})


def lasting(nouns: Nouns, head: Token, first: Token) -> str | None:
    """The noun that a duration belongs to, else who or what the clause says went on for so long."""
    if head.dep == "attr" and head.head.lemma == "be":
        told = subject_of(head.head)  # "the delay was 25 minutes"
        if told is not None and told.pos == "NOUN" and nouns.names_something(told):
            return nouns.full(told)
    if head.dep == "nummod":
        head = head.head  # the "four" of "four and three years"
    if head.dep == "pobj" and head.head.lower == "of" and head.head.head.lemma in words()["figures"]:
        head = head.head.head  # "stay an average of 70 days"
    prepositional = head.dep == "pobj"
    owner = head.head.head if prepositional and head.head.lower in ("of", "for") else head
    if owner.pos == "NOUN" and owner.i < first.i and nouns.names_something(owner):
        return nouns.full(owner)  # a ban for two years
    verb = head.head.head if prepositional else head.head
    lasts = _joins(nouns, head.head, verb, first) if prepositional else head.dep in _STRAIGHT
    return _undergoing(nouns, verb, head) if lasts and verb.i < first.i else None


def _joins(nouns: Nouns, preposition: Token, verb: Token, first: Token) -> bool:
    """Whether a preposition right before a duration says how long: "ran for 3 days", "punishable by five years"."""
    between = nouns.document.tokens[preposition.i + 1 : first.i]
    if verb.pos not in ("VERB", "ADJ") or any(token.i not in nouns.busy and token.lower != "and" for token in between):
        return False
    return preposition.lower in _LASTING or (preposition.lower == "to" and verb.lemma in _SENTENCING)


def _undergoing(nouns: Nouns, verb: Token, head: Token) -> str | None:
    """The people something was done to ("held the crew for nine days"), else the subject."""
    told = verb.child("dobj")
    if told is None or told is head or told.i > head.i or not _is_somebody(told):
        told = subject_of(verb if verb.pos == "VERB" else verb.head)
    if told is None or told.i in nouns.busy:
        return None
    if told.pos == "PRON":
        return nouns.names.get(told.start)
    return nouns.full(told) if told.pos in ("NOUN", "PROPN") and nouns.names_something(told) else None


def _is_somebody(noun: Token) -> bool:
    return noun.pos == "PRON" or noun.ent == "PERSON" or names_people(noun.lemma)
