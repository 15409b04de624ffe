"""What a duration is told of: the siege that lasted three months, the crew held for nine days, a ban for two years."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.changing import moving_verbs
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import VERBS, lemma_of, subject_of, verb_above, words

# Between a verb and how long it went on or took. "Over the past two years" and "within ten days" only tell when.
_LASTING = frozenset({"for", "by", "in"})
# What is done to a thing for so long: "shut the port for 12 hours"; but who "ran the firm for six years" ran it.
_STOPPING = frozenset(
    {"close", "shut", "suspend", "halt", "stop", "ban", "block", "ground", "delay", "disrupt", "postpone", "extend"}
    | {
        "cut",
        "freeze",
        "occupy",
        "jail",
        "imprison",
        "sentence",
        "condemn",
        "detain",
        "bar",
        "expel",
        "confine",
        "quarantine",
    }
)
_SENTENCING = frozenset({"sentence", "condemn"})
# What somebody does somewhere for so long.
_STAYING = frozenset(
    {
        "lie",
        "cling",
        "live",
        "stay",
        "remain",
        "wait",
        "hang",
        "hide",
        "stand",
        "sit",
        "work",
        "sleep",
        "drift",
        "walk",
        "queue",
    }
    | {"serve", "shelter", "survive", "camp", "teach", "study", "reside", "linger", "languish", "spend", "train", "be"}
)
_RANK_REACH = 10  # words
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
    bounded = head.dep == "pobj" and head.head.i >= first.i
    head = head.head if bounded else head  # "lasted under three minutes"
    prepositional = head.dep == "pobj"
    owner = head.head.head if prepositional and head.head.lower in ("of", "for") else head
    verb = head.head.head if prepositional else head.head
    above = verb_above(owner)
    if owner.dep == "pobj" and above is not None and lemma_of(above) in _STAYING:
        verb, owner = above, head  # "had lain under a fallen ceiling for six hours"
    ranked = _ranked(nouns, first) if prepositional and head.head.lower == "in" else None
    if ranked is not None:
        return nouns.full(ranked)
    if verb.lower == "ranging" and verb.head.pos == "NOUN" and verb.dep == "acl":
        return nouns.full(verb.head)  # "terms ranging from 18 months to seven years"
    if owner.pos == "NOUN" and owner.i < first.i and nouns.names_something(owner):
        return nouns.full(owner)  # a ban for two years
    if prepositional and verb.i in nouns.busy and verb.pos != "VERB":
        verb = verb.head  # "climbs 100 metres in 12 minutes"
    if first.i and nouns.document.tokens[first.i - 1].lower in ("every", "each"):
        return None  # how often, not how long
    moved = verb_above(head)
    reached = not prepositional or head.head.lower in ("from", "to", "by")
    if moved is not None and reached and moved.lemma in moving_verbs():
        cut = moved.child("dobj")  # "cuts the week from 40 to 37 hours", "the wait rose from 18 to 27 days"
        subject = cut if cut is not None and cut.i < first.i and cut.i not in nouns.busy else subject_of(moved)
        return _name(nouns, subject) if subject is not None else None
    lasts = _joins(nouns, head.head, verb, first) if prepositional else bounded or head.dep in _STRAIGHT
    return _undergoing(nouns, verb, head) if lasts and verb.i < first.i else None


def _ranked(nouns: Nouns, first: Token) -> Token | None:
    """What happened or was never so in that time: the drop of "the steepest drop in eight years", "the third fire in five days"."""
    sentence = nouns.document.sentences[first.sentence]
    for token in reversed(nouns.document.tokens[max(sentence.first, first.i - _RANK_REACH) : first.i]):
        if token.pos in VERBS and not (token.tag == "VB" and nouns.document.tokens[token.i - 1].lower == "to"):
            return None  # but not "the biggest flood to hit Lund in half a century"
        if token.pos == "NOUN" and any(child.ent == "ORDINAL" or child.tag == "JJS" for child in token.children):
            return token if token.lemma != "time" and nouns.names_something(token) else None
    return None


def _joins(nouns: Nouns, preposition: Token, verb: Token, first: Token) -> bool:
    """Whether a preposition right before a duration says how long: "ran for 3 days", "punishable by five years"."""
    between = nouns.document.tokens[preposition.i + 1 : first.i]
    if verb.pos not in ("VERB", "ADJ", "AUX") or any(
        token.i not in nouns.busy and token.lower != "and" for token in between
    ):
        return False
    if verb.pos == "ADJ" and preposition.lower == "in":
        return False  # the lowest in two decades
    return preposition.lower in _LASTING or (preposition.lower == "to" and verb.lemma in _SENTENCING)


def _undergoing(nouns: Nouns, verb: Token, head: Token) -> str | None:
    """Those something was done to ("held the crew for nine days"), else the subject, else what it was done to."""
    receiver = verb.child("dative", "dobj") if head.dep == "dobj" else None
    if receiver is not None and verb.i < receiver.i < head.i and receiver.pos in ("NOUN", "PROPN", "PRON"):
        return _name(nouns, receiver)  # "gave the firm 14 days"
    given = verb.child("dobj")
    if given is not None and (given is head or given.i > head.i):
        given = None
    subject = subject_of(verb.head if verb.pos == "ADJ" else verb)
    done_to = given is not None and (_is_somebody(given) or verb.lemma in _STOPPING)
    order = (given, subject) if done_to else (subject, given)
    return next((name for name in (_name(nouns, token) for token in order if token is not None) if name), None)


def _name(nouns: Nouns, noun: Token) -> str | None:
    if noun.pos == "PRON":
        return nouns.names.get(noun.start)
    usable = noun.pos in ("NOUN", "PROPN") and noun.i not in nouns.busy and nouns.names_something(noun)
    return nouns.full(noun) if usable else None


def _is_somebody(noun: Token) -> bool:
    return noun.pos == "PRON" or noun.ent == "PERSON" or names_people(noun.lemma)
