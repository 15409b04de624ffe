"""What a verb says of its subject with the words beside it: lost their lives, went missing, were driven from their homes."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.measure import condition, names_people, suffered
from dateline.facts.quantities.sense import is_protest

# Verbs that say in which state somebody is, found or left.
STATES: frozenset[str] = frozenset(
    {
        "be",
        "remain",
        "stay",
        "become",
        "report",
        "confirm",
        "find",
        "list",
        "presume",
        "declare",
        "pronounce",
        "go",
        "fear",
        "leave",
        "feel",
        "make",
        "render",
    }
)
# What happens to the subject itself.
BEFALLS: frozenset[str] = frozenset(
    {
        "die",
        "perish",
        "drown",
        "flee",
        "evacuate",
        "relocate",
        "disappear",
        "vanish",
        "protest",
        "march",
        "rally",
        "demonstrate",
        "collapse",
        "burn",
    }
)
_DRIVING = frozenset({"drive", "force", "chase", "push"})
_LEAVING = frozenset({"flee", "evacuate", "relocate", "leave", "abandon"})
_HOMES = frozenset({"home", "house", "village", "town"})
_FALLING = frozenset({"fall", "become", "get", "take"})
_ILL = frozenset({"ill", "sick"})
# What only people do or suffer: stocks that join a rally do not protest.
_OF_PEOPLE = frozenset({"protest", "displace", "infect", "dismiss"})


def drives_out(verb: Token) -> bool:
    """ "drove 8 million from their homes", "were forced out of their homes", "forced to flee", "to leave their homes"."""
    if verb.lemma not in _DRIVING:
        return False
    told = verb.child("xcomp", "ccomp")
    if told is not None and told.lemma in _LEAVING:
        left = told.child("dobj")
        return told.lemma in BEFALLS or (left is not None and left.lemma in _HOMES)
    return any(
        inner is not None and inner.lemma in _HOMES
        for child in verb.children
        if child.dep == "prep"
        for inner in (child.child("pobj"), *(deeper.child("pobj") for deeper in child.children))
    )


def suffering(verb: Token, noun: Token | None) -> str | None:
    """The verb that says what one says with its object of the things counted."""
    meant = _with_object(verb)
    return None if meant in _OF_PEOPLE and noun is not None and not names_people(noun.lower) else meant


def _with_object(verb: Token) -> str | None:
    """The verb that says the same as one with its object: "lost their lives", "sustained various degrees of injury"."""
    told = verb.child("dobj")
    if told is None:
        return None
    meant = suffered(verb.lemma, told.lemma)
    if meant == "displace" and told.tag == "NN" and told.lemma in _HOMES:
        return None  # "left home at nine"
    if told.lemma == "part" and verb.lemma == "take":
        return "protest" if is_protest(verb) else None
    part = told.child("prep") if meant is None else None
    inner = part.child("pobj") if part is not None and part.lower == "of" else None
    return suffered(verb.lemma, inner.lemma) if inner is not None else meant


def state_of(verb: Token) -> str | None:
    """ "seven were missing", "remain unaccounted for", "was confirmed dead"."""
    if verb.lemma in _FALLING and any(child.lower in _ILL for child in verb.children if child.i > verb.i):
        return "sicken"
    if verb.lemma not in STATES:
        return None
    for child in verb.children:
        if child.i > verb.i and child.dep in ("acomp", "oprd", "attr", "amod", "advmod"):
            state = condition(child.lower)
            if state is not None:
                return state
        if child.i > verb.i and child.lower == "as":
            state = next((condition(inner.lower) for inner in child.children), None)
            if state is not None:
                return state  # "were listed as dead"
    return None
