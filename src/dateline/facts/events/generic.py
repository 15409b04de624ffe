"""Sentences that tell no single event: habits, orders, questions, definitions, and what things of a kind do."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.events.trigger import Match

_EVERY = frozenset({"each", "every"})

# Words had these senses in the past.
_ONCE = frozenset({"originally", "once", "formerly"})

# Verbs whose past looks like their present, or is tagged so.
_SAME_IN_PAST = frozenset(
    {"beat", "burst", "cast", "cut", "hit", "hurt", "put", "quit", "retook", "set", "shut", "spread", "thrust"}
)

_FIRST = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only"})

# What news says of its subjects in the present.
_STATES = frozenset(
    {
        "be",
        "have",
        "say",
        "face",
        "remain",
        "mean",
        "show",
        "claim",
        "allege",
        "want",
        "believe",
        "think",
        "know",
        "need",
    }
)

# Names, days and numbers tie a sentence to one event; seasons and feasts don't.
_PARTICULAR = frozenset({"GPE", "NORP", "ORG", "PERSON", "FAC", "LOC", "CARDINAL"})
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"})


def is_definition(root: Token) -> bool:
    """Whether a sentence says what a word means: "A curfew is an order that", "Arson means", "A sapper was originally"."""
    if root.tag not in ("VBZ", "VBP") and not any(c.lower in _ONCE for c in root.children):
        return False
    if root.lemma in ("mean", "denote", "refer"):
        return True
    subject, predicate = root.child("nsubj"), root.child("attr")
    if root.lemma != "be" or subject is None or predicate is None or subject.pos != "NOUN":
        return False
    return any(c.dep == "det" and c.lower in ("a", "an") for c in subject.children) and any(
        c.dep == "det" and c.lower in ("a", "an") for c in predicate.children
    )


def is_general(match: Match) -> bool:
    """Whether a full sentence tells what things of a kind do or what a story does: "Antibiotics destroy the wall."."""
    if match.noun is not None:
        return False
    verb = match.verb
    root = _root(verb)
    if not any(c.text == "." for c in root.children):
        return False
    return _is_timeless(verb) or (root is not verb and _is_story(root))


def _is_timeless(verb: Token) -> bool:
    """Whether a verb in the simple present has a common noun as subject and nothing ties it to one event."""
    auxiliaries = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if verb.tag == "VBN":  # "women who are raped", not "are being raped", "have been raped"
        if [a.lower for a in auxiliaries] not in (["are"], ["is"]):
            return False
    elif verb.tag not in ("VBZ", "VBP") or auxiliaries or (verb.tag == "VBP" and verb.lemma in _SAME_IN_PAST):
        return False
    who = verb.child("nsubj", "nsubjpass")
    if who is None and verb.dep == "conj":
        return _is_timeless(verb.head)
    if who is None or who.pos not in ("NOUN", "PRON") or who.tag == "PRP":
        return False
    return not any(_is_particular(t) for t in _near(verb))


def _is_story(root: Token) -> bool:
    """Whether the sentence's main verb tells a story: "A detective hunts the man who stabbed a judge."."""
    who = root.child("nsubj")
    if root.tag != "VBZ" or root.lemma in _STATES or who is None or who.pos != "NOUN" or root.child("aux") is not None:
        return False
    return any(c.dep == "det" and c.lower in ("a", "an") for c in who.children) and not any(
        _is_particular(t) for t in _near(root)
    )


def _is_particular(token: Token) -> bool:
    return token.ent in _PARTICULAR or (token.ent == "DATE" and (token.lower in DAYS or token.text.isdigit()))


def _near(verb: Token) -> Iterator[Token]:
    """What hangs on a verb, three steps deep."""
    for child in verb.children:
        yield child
        for inner in child.children:
            yield inner
            yield from inner.children


def is_habit(verb: Token) -> bool:
    """ "march each July", "kills people every year": the present tense of what goes on, not of what happened."""
    if verb.tag not in ("VBP", "VBZ"):
        return False
    return any(
        inner.lower in _EVERY
        for child in verb.children
        if child.dep in ("npadvmod", "prep", "tmod")
        for inner in [*child.children, *(g for c in child.children for g in c.children)]
    )


def is_kind(verb: Token) -> bool:
    """Whether a relative clause in the present says of which kind people are: "people who die at home", "women who are raped"."""
    noun = verb.head
    if verb.dep != "relcl" or noun.tag != "NNS" or noun.ent or verb.child("nsubj", "nsubjpass") is None:
        return False
    tenses = [c.lower for c in verb.children if c.dep in ("aux", "auxpass")]
    if tenses != (["are"] if verb.tag == "VBN" else []) or verb.tag not in ("VBP", "VBN"):
        return False
    if verb.tag == "VBN" and noun.child("det") is not None:
        return False
    tied = any(c.dep in ("nummod", "poss") or c.lower in ("these", "those") or c.ent for c in noun.children)
    return not tied and not any(_is_particular(t) for t in _near(verb))


def is_distinction(verb: Token) -> bool:
    """Whether an infinitive says what sets somebody apart: "the first minister to be jailed", "the youngest to be elected"."""
    noun = verb.head if verb.dep in ("relcl", "acl") else verb.child("nsubjpass")
    if noun is None or verb.tag != "VBN" or noun.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    if not any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return False
    return noun.tag == "JJS" or any(
        c.tag == "JJS" or c.lower in _FIRST or any(g.tag in ("JJS", "RBS") for g in c.children) for c in noun.children
    )


def is_order(verb: Token) -> bool:
    """An imperative: "meet people twice"."""
    return (
        verb.tag == "VB"
        and verb.dep in ("ROOT", "ccomp", "parataxis")
        and not any(c.dep in ("aux", "auxpass", "nsubj", "nsubjpass", "mark") for c in verb.children)
    )


def is_asked(verb: Token) -> bool:
    """Whether the sentence is a question."""
    return any(c.text == "?" for c in _root(verb).children)


def _root(verb: Token) -> Token:
    """The main verb of a word's sentence."""
    root = verb
    for _ in range(60):
        if root.head is root:
            break
        root = root.head
    return root
