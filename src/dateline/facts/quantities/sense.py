"""What a verb means by the words beside it: shot dead, pulled from the rubble, lost to a disease."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.phrase import lemma_of, words

_CUSTODY = frozenset({"custody", "detention"})
_TOWARDS = frozenset({"to", "by", "from"})


def sense(verb: Token | None, lemma: str | None, amount: Token) -> str | None:
    """The lemma of a plainer verb that means the same, or the verb's own; `amount` is the top token of the number."""
    if verb is None or lemma is None or lemma != lemma_of(verb):
        return lemma
    beside = (
        *verb.children,
        *amount.children,
        *amount.head.children,
    )  # the "dead" of "shot dead 11 men" hangs on the men
    if lemma in words()["deadly"] and any(_is_death(child) for child in beside):
        return "kill"
    if lemma in ("gun", "mow") and any(child.lower == "down" for child in verb.children):
        return "kill"
    if lemma in words()["pulling"] and _stands_in(verb, ("from", "out"), words()["perils"]):
        return "rescue"
    if lemma in words()["leading"] and _stands_in(verb, ("to",), words()["havens"]):
        return "save"
    if lemma == "take" and _stands_in(verb, ("into",), _CUSTODY):
        return "detain"
    if lemma == "lose" and _stands_in(verb, ("to",), words()["ills"]):
        return "die"
    if lemma == "raise" and amount.dep == "pobj" and amount.head.lower in _TOWARDS and amount.head.head is verb:
        return "increase"
    return lemma


def _is_death(child: Token) -> bool:
    if child.lower == "dead":
        return True
    inner = child.child("pobj") if child.lower == "to" else None
    return inner is not None and inner.lower == "death"


def _stands_in(verb: Token, prepositions: tuple[str, ...], nouns: frozenset[str]) -> bool:
    """Whether one of the nouns stands under one of the prepositions at a verb or at its object."""
    told = verb.child("dobj")
    for child in (*verb.children, *(told.children if told is not None else ())):
        if child.lower not in prepositions:
            continue
        inner = child.child("pobj")
        if inner is None and child.children:  # out of the water
            inner = child.children[0].child("pobj")
        if inner is not None and (inner.lemma.lower() in nouns or inner.lower in nouns):
            return True
    return False
