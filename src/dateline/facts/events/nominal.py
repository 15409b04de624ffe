"""Event nouns in their clause: the verb that carries one ("lodged a protest"), and the side from which it is told.

Most carrying verbs have the actor as subject; some have who is acted on ("received a warning from Norland", "drew protests").
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.facts.document import Token
from dateline.facts.events import argument, befall, clause
from dateline.facts.events.lexicon import Frame, Lexicon
from dateline.facts.events.modality import cues, is_existence
from dateline.facts.events.name import NAMED, NATIONS, core
from dateline.facts.events.words import grammar

# A noun's event is told by a verb of occurrence when it stands here: "launched an attack", "clashes erupted".
_CARRIED = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})

# Whom an event noun may name as its side, the prepositions of its place, and those that make it a circumstance.
_SIDES = ("armed", "person", "structures")
_AT = ("in", "at", "near")
_CIRCUMSTANCE = frozenset({"after", "following", "during", "amid", "in"})

# What is told as known below these took place, if it names somebody: prepositions, and verbs over it.
_OCCASIONS = frozenset({"after", "following", "since", "amid", "over"})
_LOOKING_BACK = frozenset(
    {"follow", "condemn", "denounce", "deplore", "mourn", "avenge", "witness", "survive", "lament"}
)
_KNOWN = ("armed", "person", "public")

# Where, when and against whom something was ("there was").
_PLACING = frozenset({"in", "at", "near", "outside", "on", "against", "between", "across", "during", "after"})

# Whoever does these to an act is not who commits it ("police stopped an attack"), unless it is told as his own.
_FOILING = frozenset({"stop", "halt", "prevent", "avert", "block", "foil", "thwart", "repel", "repulse"})

# Verbs that are the news themselves: talks that collapse are not told to have been held.
_ENDING = frozenset({"collapse", "fail", "break", "fall", "stall", "founder", "unravel", "expire", "lapse"})

_COMPACTS = frozenset({"AGREE", "CONSULT", "CONCEDE"})

# What an event noun takes when it takes place.
_TAKEN = frozenset({"place", "effect", "hold", "life", "lives"})

# What a headline says of an event noun, and how many words a headline has at most.
_REPORTED = frozenset({"report", "record", "claim"})
_HEADLINE = 14


@dataclass(slots=True, frozen=True)
class Carrying:
    """The verb an event noun hangs on and the noun's place at it; None where it is no argument of one."""

    verb: Token | None
    role: str


@dataclass(slots=True, frozen=True)
class Told:
    """How a frame's event noun is told: by which verb, with which subject, who is acted on, and who acts."""

    verb: Token
    subject: Token | None
    target: Token | None
    actor: Token | None


def carrying(noun: Token) -> Carrying:
    """The verb over a noun, seen through "a series of" and conjunctions."""
    first = noun
    for _ in range(3):
        if first.dep == "conj" or (
            first.dep == "pobj" and first.head.lower == "of" and core(first.head.head) is not first.head.head
        ):
            first = first.head if first.dep == "conj" else first.head.head
    verb = first.head
    if first.dep in _CARRIED and verb.is_verb:
        return Carrying(verb, first.dep)
    told = noun.child("acl")
    if noun.is_root and told is not None and told.tag == "VBN" and told.lemma in _REPORTED:
        return Carrying(told, "nsubjpass")  # "Chemical attack reported in Marda"
    if first.dep == "pobj" and verb.lower == "out" and verb.head.lemma == "carry":
        return Carrying(verb.head, "dobj")
    return Carrying(None, "")


def told(frame: Frame, noun: Token, found: Carrying, lexicon: Lexicon) -> Told | None:
    """Who acts in the event a noun names, and whether the text says that it took place; None where the noun stands alone."""
    verb, role = found.verb, found.role
    if frame.befalls:
        return Told(verb or noun, None, None, None) if befall.happened(frame, noun, verb, role) else None
    if verb is not None and role == "nsubj" and verb.lemma in _ENDING and frame.type in _COMPACTS:
        return None
    if verb is not None and role == "dobj" and "from" in frame.actor and verb.lemma in cues().converse:
        return _converse(frame, noun, verb)
    if verb is not None and not _carries(noun, verb, role, frame):
        verb = None
    subject = clause.logical(verb)[0] if verb is not None and role != "nsubj" else None
    if subject is noun or (verb is not None and verb.lemma in _FOILING and noun.child("poss") is None):
        subject = None
    places = [p for p in frame.actor if p not in ("subject", "nation")]
    people = next((c for c in noun.children if c.dep == "amod" and c.ent == "NORP"), None)
    actor = people if people is not None and subject is None and "nation" in frame.actor else None
    actor = actor or argument.fill(places, verb or noun, noun, subject, None) or subject
    if actor is None and "nation" in frame.actor:
        actor = argument.nation(noun)
    if not frame.actor:
        actor = None
    if frame.needs == "subject" and actor in (None, subject):
        return None
    if verb is None and not _told_alone(frame, noun, actor, lexicon):
        return None
    return Told(verb or noun, subject, None, actor)


def _converse(frame: Frame, noun: Token, verb: Token) -> Told | None:
    """ "won praise from the council": the subject is who is acted on."""
    actor = argument.fill(("poss", "from", "by", "nation"), verb, noun, None, None)
    whom = clause.subject(verb)
    if actor is None or whom is None or actor is whom:
        return None
    return Told(verb, None, whom, actor)


def _carries(noun: Token, verb: Token, role: str, frame: Frame) -> bool:
    """Whether a verb says that the event its noun names took place."""
    if role == "attr" and is_existence(verb):
        return _is_placed(noun) or _is_placed(verb)
    if role == "nsubj" and verb.lemma in grammar().consequence:
        return True
    if role == "nsubj" and verb.lemma == "take":  # "took place"; a tour that "took visitors" somewhere is none
        result = verb.child("dobj")
        return result is not None and result.lower in _TAKEN
    return verb.lemma in cues().occurrence or verb.lemma in cues().converse or verb.lemma in frame.carriers


def _is_placed(word: Token) -> bool:
    """Whether it is said where, when or against whom: "a clash of cultures" is none."""
    return any(p.lower in _PLACING for p in clause.prepositions(word)) or word.child("npadvmod") is not None


def _told_alone(frame: Frame, noun: Token, actor: Token | None, lexicon: Lexicon) -> bool:
    """Whether a noun tells its event without a verb that carries it: both sides are named, or it is told as news.

    News is a hostile act with a side or place of its own and without "the": "after an attack on a convoy", "clashes in
    Marda" as a headline.
    """
    whom = argument.fill(frame.recipient, noun, noun, None, None)
    content = whom is not None or frame.clause is not None or frame.with_prep is not None
    is_hostile = lexicon.types[frame.type].attitude == "hostile"
    if is_hostile and has_year(noun) and (whom is not None or _names_place(noun)):
        return True
    if actor is not None and content and (is_hostile or not frame.carried):
        return True
    if _is_presupposed(noun) and any(
        core(t).ent in NAMED or any(core(t).lemma in lexicon.classes[name].lemmas for name in _KNOWN)
        for t in (actor, whom)
        if t is not None and t.dep == "pobj"
    ):
        return True
    if not is_hostile or not _is_news(noun):
        return False
    sides = [t for t in (actor, whom) if t is not None]
    return any(
        core(t).ent in NAMED or any(core(t).lemma in lexicon.classes[name].lemmas for name in _SIDES) for t in sides
    ) or _names_place(noun)


def _names_place(noun: Token) -> bool:
    """Whether an event noun names its country or town: "clashes in Norland"."""
    return any(t.ent in NATIONS for p in _AT for t in clause.prepositional(noun, p))


def has_year(noun: Token) -> bool:
    """Whether an event noun tells its year: "the 1994 genocide"."""
    return any(
        c.i < noun.i and len(c.text) == 4 and c.text.isdigit() and c.dep in ("nummod", "compound", "nmod", "amod")
        for c in noun.children
    )


def _is_presupposed(noun: Token) -> bool:
    """Whether a sentence takes it as known that an event took place: "after the arrest of two editors", "condemned the killing"."""
    if not any(c.dep == "det" and c.lower == "the" for c in noun.children):
        return False
    above = noun.head
    if noun.dep == "pobj":
        return above.lower in _OCCASIONS and above.head.is_verb
    return noun.dep == "dobj" and above.lemma in _LOOKING_BACK


def _is_news(noun: Token) -> bool:
    """Whether an event noun is told for the first time, as what happened before or where something happened, or as a headline."""
    if any(c.dep == "poss" or (c.dep == "det" and c.lower not in ("a", "an")) for c in noun.children):
        return False
    if noun.is_root:
        return (
            noun.child("acl", "relcl", "appos") is None
            and noun.last - noun.first < _HEADLINE
            and noun.i - noun.first < 4
        )
    above = noun.head
    return noun.dep == "pobj" and above.lower in _CIRCUMSTANCE and above.head.is_verb
