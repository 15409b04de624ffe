"""What the parser is known to misread: main verbs taken for participles, and the passives of headlines."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.events.words import grammar

_DASHES = frozenset({"--", "—", "–"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_UNITS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
_ADVERBS = frozenset({"home"})

# How many words (adverbs, auxiliaries) may stand between a subject so read and its verb.
_GAP = 3


def subject_of_participle(verb: Token) -> Token | None:
    """The subject of a main verb read as a participle after a noun: "A ferry carrying 90 people capsized", "Gunmen robbed a bank."

    A participle that is no main verb is passive and has no object of its own; what has no object at all has no passive.
    """
    if verb.dep != "acl" or verb.tag not in ("VBD", "VBN") or verb.child("agent") is not None:
        return None
    words = grammar()
    has_object = verb.child("dobj") is not None and verb.lemma not in words.ditransitive
    top = _top(verb.head)
    if verb.tag == "VBD" or verb.lemma in words.intransitive or (has_object and top is not verb.head):
        return top if top.i < verb.i else None
    if not (has_object or verb.lemma not in words.transitive) or not top.is_root or top.i > verb.i:
        return None
    is_sentence = any(c.dep == "punct" and c.text == "." for c in top.children)
    return top if is_sentence or has_object else None


def _top(noun: Token) -> Token:
    """The noun at the head of the phrase a noun stands in: the ferry of "a ferry with 90 people", "a ferry carrying people"."""
    for _ in range(6):
        above = noun.head
        if noun.dep == "pobj" and above.head.pos in _NOUNS and above.lower != "including":
            noun = above.head
        elif noun.dep in ("dobj", "pobj", "conj", "appos") or above.dep == "agent":
            link = above.head if noun.dep == "pobj" else above
            if noun.dep in ("conj", "appos") and link.pos in _NOUNS:
                noun = link
            elif link.dep == "acl" and link.head.pos in _NOUNS and link.tag in ("VBG", "VBN"):
                noun = link.head
            else:
                break
        else:
            break
    return noun


def subject_over_preposition(verb: Token) -> Token | None:
    """The subject of a main verb read as what a preposition leads to: "A ferry with 90 people aboard sank"."""
    if verb.tag != "VBD" or verb.lemma not in grammar().intransitive:
        return None
    noun = verb.head.head
    for _ in range(3):
        if noun.dep != "pobj" or noun.head.head.pos not in _NOUNS:
            break
        noun = noun.head.head
    return noun if noun.pos in _NOUNS and noun.i < verb.i else None


def last_subject(verb: Token) -> Token | None:
    """The nearer of two subjects before a verb: the other one's own verb was read as something else."""
    first = last = None
    for child in verb.children:
        if child.i > verb.i:
            break
        if child.dep == "nsubj" or child.dep == "nsubjpass":
            first, last = first or child, child
    if first is None or last is None or last is first:
        return None
    is_its_name = last.pos == "PROPN" and first.pos == "NOUN" and last.first == first.i + 1  # "the bloc ECOWAS"
    return last if last.pos == "NOUN" or is_its_name else None


def subject_after_opening(verb: Token) -> Token | None:
    """The subject read as an apposition of what opens the sentence: "In a video sent on Sunday, a commander vowed revenge."."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return None
    for opening in verb.children:
        if opening.i > verb.i or opening.dep != "prep":
            continue
        word = opening
        while word.last < verb.i and word.children:
            word = word.children[-1]
            if word.dep in ("appos", "conj") and word.pos in _NOUNS and verb.i - word.last <= _GAP:
                return word if any(c.text == "," for c in word.head.children) else None
    return None


def object_before_days(verb: Token) -> Token | None:
    """The object read as part of the time after it: "seized power days before the vote"."""
    following = next((c for c in verb.children if c.i > verb.i), None)
    if following is not None and following.dep in ("prep", "advmod"):
        following = following.child("npadvmod")
    if following is None or following.dep != "npadvmod" or following.lemma not in _UNITS:
        return None
    noun = following.child("compound")
    return noun if noun is not None and noun.tag in ("NN", "NNS") and noun.i == following.i - 1 else None


def object_before_adverb(noun: Token) -> Token | None:
    """The object read as part of the adverb after it: "brought a carrier home"."""
    if noun.lower not in _ADVERBS or noun.tag != "NN":
        return None
    return next((c for c in noun.children if c.dep == "compound" and c.i == noun.i - 1), None)


def is_headline_passive(verb: Token) -> bool:
    """Whether a verb that must have an object stands without one and without auxiliary: "Reporter shot dead in Marda"."""
    words = grammar()
    if verb.lemma not in words.transitive or object_before_days(verb) is not None:
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
