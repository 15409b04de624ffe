"""What the parser is known to misread: main verbs taken for participles, and the passives of headlines."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.events.words import grammar

_DASHES = frozenset({"--", "—", "–"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def subject_of_participle(verb: Token) -> Token | None:
    """The subject of a main verb read as a participle after its noun: "Gunmen in masks robbed a bank." has no other verb.

    A participle that is no main verb is passive and has no object of its own.
    """
    if verb.dep != "acl" or verb.tag not in ("VBD", "VBN"):
        return None
    if verb.child("agent") is not None:
        return None
    must_be_active = verb.tag == "VBD" or verb.child("dobj") is not None or verb.lemma not in grammar().transitive
    top = verb.head
    for _ in range(6):
        if top.head is top:
            break
        top = top.head
    if not must_be_active or top.head is not top or top.pos not in _NOUNS or top.i > verb.i:
        return None
    is_sentence = any(c.dep == "punct" and c.text == "." for c in top.children)
    return top if is_sentence or verb.tag == "VBD" or verb.child("dobj") is not None else None


def is_headline_passive(verb: Token) -> bool:
    """Whether a verb that must have an object stands without one and without auxiliary: "Reporter shot dead in Marda"."""
    words = grammar()
    if verb.lemma not in words.transitive:
        return False
    dead = verb.lemma not in ("shoot", "find")  # "shot dead", not "shot back"
    has_subject = False
    for child in verb.children:
        dep = child.dep
        if dep == "dobj" and any(c.text in _DASHES and verb.i < c.i < child.i for c in verb.children):
            continue  # "their computers seized -- an outrage"
        if dep in ("dobj", "aux", "dative", "ccomp", "xcomp"):
            return False
        if dep == "prt" and any(c.dep == "pobj" for c in child.children):
            return False
        dead = dead or child.lower == "dead"
        has_subject = has_subject or (dep == "nsubj" and child.tag not in ("WP", "WDT", "PRP"))
    return has_subject and dead and not any(c.dep == "conj" and c.child("dobj") is not None for c in verb.children)
