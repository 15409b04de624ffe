"""Nouns of what nobody does - quakes, fires, crashes, outbreaks: whether one is told to have happened or only spoken of.

"A landslide blocked the road", "after a fire at a mill in Odel" and "the 2011 earthquake" tell one; "earthquake insurance",
"the risk of floods" and "fires are rare" tell none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.events.clause import prepositions
from dateline.facts.events.lexicon import Frame
from dateline.facts.events.name import NATIONS, PLACES, TIMES
from dateline.facts.events.words import grammar

# Verbs that say what a thing is like, not what it did.
_STATIVE = frozenset(
    {"be", "have", "mean", "remain", "seem", "appear", "become", "look", "make", "need", "require", "pose", "feel"}
)

# What brings a mishap about or suffers one, above the noun.
_BRINGING = frozenset({
    "cause", "trigger", "spark", "set", "touch", "unleash", "start", "ignite", "report", "record", "suffer", "experience", "see",
    "declare", "confirm", "register", "bring", "survive", "fight", "battle", "contain", "extinguish", "detect",
})  # fmt: skip

# Of what, when or because of what something else happened.
_OCCASIONS = frozenset({"after", "following", "during", "amid", "in", "by", "since", "from", "over", "with", "before"})
_HARMING = frozenset(
    {"kill", "injure", "hurt", "wound", "die", "drown", "perish", "lose", "destroy", "damage", "trap", "bury", "gut"}
)
_AT = frozenset({"in", "at", "near", "off", "on", "outside", "across", "along", "under", "aboard", "inside"})
_SPECIFIC = frozenset({"a", "an", "another", "one"})


def happened(frame: Frame, noun: Token, verb: Token | None, role: str) -> bool:
    """Whether a noun tells a mishap: by its verb, as the occasion of another event, or tied to a place or day."""
    if frame.of is None and any(_is_heap(preposition, below) for preposition, below in _below(noun)):
        return False
    if frame.recipient == ("poss",) and not _is_of_somebody(noun):
        return False
    if _is_told_by(frame, noun, verb, role):
        return True
    if _is_tied(noun):
        return verb is None or verb.lemma != "be"
    above = noun.head
    if noun.dep != "pobj" or above.lower not in _OCCASIONS or above.head.tag not in ("VBD", "VBN"):
        return False
    if frame.recipient == ("poss",):
        return True  # "a week after her death"
    # "was lost in a fire"; elections are won in a landslide
    return is_new(noun) and (above.lower != "in" or above.head.lemma in _HARMING)


def _is_told_by(frame: Frame, noun: Token, verb: Token | None, role: str) -> bool:
    """Whether the verb of its clause says that it took place."""
    if verb is None:
        return False
    if verb.lemma in frame.carriers and role in ("nsubj", "nsubjpass"):
        return True
    if not is_new(noun) and not _is_tied(noun):
        return False
    if role == "nsubj":
        return verb.lemma not in _STATIVE and verb.tag in ("VBD", "VBN", "VBG")
    return verb.lemma in _BRINGING and role in ("dobj", "nsubjpass")


def is_new(noun: Token) -> bool:
    """Whether a noun is told for the first time: "a landslide", "two quakes"."""
    return any(
        (c.dep == "det" and c.lower in _SPECIFIC) or (c.dep == "nummod" and c.ent not in TIMES) for c in noun.children
    )


def _is_tied(noun: Token) -> bool:
    """Whether a place or day ties a noun to one mishap: "the 2011 earthquake", "Sunday's crash", "a fire in Odel"."""
    for child in noun.children:
        if child.ent in TIMES and child.dep in ("amod", "compound", "poss", "nmod", "nummod", "npadvmod"):
            return any(c.isdigit() for c in child.text) or child.text.istitle()
    return any(_is_tie(preposition, below) for preposition, below in _below(noun))


def _is_of_somebody(noun: Token) -> bool:
    """Whether a death is a known person's: "her death", "Dia's death"."""
    whose = noun.child("poss")
    return whose is not None and (whose.ent == "PERSON" or whose.lower in ("his", "her"))


def _is_heap(preposition: str, below: Token) -> bool:
    """Whether a noun is only a measure of something: "a flood of complaints"."""
    return preposition == "of" and below.pos == "NOUN" and below.ent not in TIMES and below.lemma != "magnitude"


def _is_tie(preposition: str, below: Token) -> bool:
    if below.ent in TIMES:
        return preposition in ("in", "on", "of") and below.lemma not in ("time", "season", "century")
    named = below.ent in PLACES | NATIONS or below.pos == "PROPN" or below.lemma in grammar().place_nouns
    return preposition in _AT and (named or any(c.dep == "det" and c.lower in _SPECIFIC for c in below.children))


def _below(noun: Token) -> Iterator[tuple[str, Token]]:
    for preposition in prepositions(noun):
        for child in preposition.children:
            if child.dep == "pobj":
                yield preposition.lower, child
