"""What a verb means by the words beside it: shot dead, pulled from the rubble, lost to a disease."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from dateline.facts.document import Token
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.phrase import lemma_of, words
from dateline.facts.quantities.units import read_yaml

_TOWARDS = frozenset({"to", "by", "from"})
_DRUGS = frozenset(
    {"substance", "drug", "steroid", "cocaine", "cannabis", "alcohol", "opioid", "heroin", "fentanyl", "doping"}
)
_CAPTIVES = frozenset({"hostage", "captive", "prisoner"})
_HARMING = frozenset({"kill", "wound", "injure", "hurt"})
_ALIVE = frozenset({"bury", "burn"})
# "Gathered to protest", "the march drew 300 people".
_COMING = frozenset({"gather", "turn", "come", "assemble", "meet"})
_AIMS = frozenset({"xcomp", "advcl"})
_PROTESTING = frozenset({"protest", "demonstrate", "march", "rally"})
_DRAWING = frozenset({"draw", "attract"})
_PROTESTS = frozenset({"protest", "demonstration", "march", "rally", "sit-in"})
_DEPTH = 4  # taken → to → hospital → with → poisoning
_THINGS = frozenset({"it", "that", "which", "this"})


@dataclass(slots=True, frozen=True)
class _Sense:
    """A line of senses.yaml: what a verb means with one of the nouns, or any, behind one of the prepositions."""

    means: str
    joints: frozenset[str]
    nouns: frozenset[str]
    unless: frozenset[str]


@functools.cache
def _senses() -> dict[str, list[_Sense]]:
    """The lines of senses.yaml by verb, in their order."""
    found: dict[str, list[_Sense]] = {}
    for line in read_yaml("senses.yaml"):
        told = _Sense(
            line["means"], frozenset(line["joints"]), frozenset(line["nouns"]), frozenset(line.get("unless", ()))
        )
        for verb in line["verbs"]:
            found.setdefault(verb, []).append(told)
    return found


def sense(verb: Token | None, lemma: str | None, amount: Token) -> str | None:
    """The lemma of a plainer verb that means the same, or the verb's own; `amount` is the top token of the number."""
    if verb is None or lemma is None or lemma != lemma_of(verb):
        return lemma
    if lemma in words()["deadly"] and any(_is_death(child) for child in _beside(verb, amount)):
        return "kill"
    joined = verb.child("conj") if lemma in words()["deadly"] and verb.child("auxpass") is not None else None
    if joined is not None and joined.lemma in _HARMING and joined.child("nsubj", "nsubjpass") is None:
        return joined.lemma  # "were shot and wounded"
    if lemma in _ALIVE and any(child.lower == "alive" for child in _beside(verb, amount)):
        return "kill"  # burned alive
    if lemma in words()["hauling"] and any(child.lower == "alive" for child in _beside(verb, amount)):
        return "rescue"
    if lemma == "take" and any(child.lower in _CAPTIVES for child in _beside(verb, amount)):
        return "kidnap"
    if lemma in ("gun", "mow") and any(child.lower == "down" for child in verb.children):
        return "kill"
    for told in _senses().get(lemma, ()):
        if _stands_in(verb, told.joints, told.nouns) and not _tells(verb, told.unless):
            return told.means
    if lemma in _COMING and any(child.dep in _AIMS and child.lemma in _PROTESTING for child in verb.children):
        return "protest"
    if lemma in _DRAWING and (subject := verb.child("nsubj")) is not None and subject.lemma in _PROTESTS:
        return "protest"
    if lemma == "raise" and amount.dep == "pobj" and amount.head.lower in _TOWARDS and amount.head.head is verb:
        return "increase"
    if lemma == "test" and _tested_ill(verb):
        return "infect"
    if lemma == "hold" and verb.tag == "VBG" and (subject := verb.child("nsubj")) is not None:
        return "capture" if subject.lemma.lower() in words()["counters"] else lemma  # "police are holding 12 men"
    if lemma in ("hold", "pay") and verb.child("auxpass") is not None:
        return _undergone(verb, lemma, amount)
    return lemma


def is_deadly(verb: Token) -> bool:
    """Whether who underwent a verb died of it: starved to death, shot dead."""
    return lemma_of(verb) in words()["deadly"] and any(_is_death(child) for child in verb.children)


def is_protest(verb: Token) -> bool:
    """Whether somebody took part in a protest."""
    return any(told.means == "protest" and _stands_in(verb, told.joints, told.nouns) for told in _senses()["take"])


def _tells(verb: Token, nouns: frozenset[str]) -> bool:
    """Whether one of the nouns stands near below a verb: its subject, its object, or behind a preposition at it or at these."""
    layer = [verb] if nouns else []
    for _ in range(_DEPTH):
        layer = [child for above in layer for child in above.children if child.pos != "VERB"]
        if any(child.lemma.lower() in nouns for child in layer):
            return True
    return False


def _tested_ill(verb: Token) -> bool:
    """Whether a test found an illness: "tested positive", but not "tested positive for a banned substance"."""
    positive = next((child for child in verb.children if child.lower == "positive"), None)
    if positive is None:
        return False
    found = (
        inner for child in (*verb.children, *positive.children) if child.lower == "for" for inner in child.children
    )
    return all(inner.lemma.lower() not in _DRUGS for inner in found)


def _beside(verb: Token, amount: Token) -> tuple[Token, ...]:
    """The words at a verb and at its amount; the "dead" of "shot dead 11 men" hangs on the men."""
    return (*verb.children, *amount.children, *amount.head.children)


def _undergone(verb: Token, lemma: str, amount: Token) -> str:
    """Who is held has been caught, and who is paid earns it: "are being held", "was paid $40"; but not "the fine was paid"."""
    subject = verb.child("nsubjpass")
    if subject is None:
        return lemma
    inside = subject.first <= amount.i <= subject.last
    if lemma == "hold":
        return "capture" if inside else lemma
    somebody = subject.ent == "PERSON" or (subject.pos == "PRON" and subject.lower not in _THINGS)
    return "earn" if not inside and (somebody or names_people(subject.lemma)) else lemma


def _is_death(child: Token) -> bool:
    if child.lower == "dead":
        return True
    inner = child.child("pobj") if child.lower == "to" else None
    return inner is not None and inner.lemma.lower() == "death"  # "fell to their deaths"


def _stands_in(verb: Token, prepositions: frozenset[str], nouns: frozenset[str]) -> bool:
    """Whether one of the nouns, or any where there are none, stands under a preposition at a verb or at its object."""
    told = verb.child("dobj")
    for child in (*verb.children, *(told.children if told is not None else ())):
        if child.lower not in prepositions:
            continue
        inner = child.child("pobj")
        if inner is None and child.children:  # out of the water
            inner = child.children[0].child("pobj")
        if inner is not None and (not nouns or inner.lemma.lower() in nouns or inner.lower in nouns):
            return True
    return False
