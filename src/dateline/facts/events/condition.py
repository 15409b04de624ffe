"""What a frame asks of the words around its trigger: each check gives how much it met, None where it is not met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.facts.document import Token
from dateline.facts.events import clause
from dateline.facts.events.lexicon import Frame, Test
from dateline.facts.events.name import NAMED, NATIONS, TIMES, core, has_kind, hyphenated
from dateline.facts.events.words import grammar

# Where the parser puts the second word of "take hostage", "set ablaze", "turn down".
_PARTICLE_PLACES = frozenset(
    {"prt", "advmod", "acomp", "dobj", "oprd", "prep", "npadvmod", "amod", "attr", "ccomp", "xcomp"}
)

_NOUN_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
# Words that the parser cuts in three and whose last part means something else.
_ONE_WORD = frozenset({"cease-fire", "sit-in", "stand-off"})

_ACTS = frozenset({"VBG", "VBN", "VBD", "JJ"})
_REFLEXIVES = frozenset({"himself", "herself", "themselves", "itself"})
_PROPER = frozenset({"PERSON", "GPE", "ORG", "LOC", "FAC"})
# What only nouns of people end in.
_AGENTIVE = (
    "man", "woman", "men", "women", "ologist", "logist", "tress", "smith", "wright", "monger", "keeper", "goer", "holder", "worker",
    "grower", "herder", "seeker", "player", "dweller", "layer", "builder", "owner", "maker", "rider", "walker", "teller",
)  # fmt: skip
_ONE = frozenset({"he", "she", "him", "her"})
_ANIMATE = frozenset({"he", "she", "they", "who", "him", "her", "them"})


def _lemma(noun: Token) -> str:
    """The lemma of a noun, also of one that the parser took for a name at the head of a sentence: "Wildfires destroyed"."""
    lemma = noun.lemma.lower()
    return lemma[:-1] if noun.tag == "NNPS" and noun.ent == "" and lemma.endswith("s") else lemma


@lru_cache(maxsize=16)
def _told(token: Token) -> tuple[Token, frozenset[str]]:
    """A noun (or what it is a group of) and what it is called: remembered, since a verb's frames all ask for the same nouns."""
    head = core(token)
    lemma = _lemma(head)
    words = {lemma, head.lower}
    joined = hyphenated(head)
    if joined is not None:
        words = {joined} if joined in _ONE_WORD else words | {joined}
    if "-" in lemma:
        words.add(lemma.rsplit("-", 1)[1])
    if head is not token and token.lemma in grammar().measures:
        words.add(token.lemma)  # "60 tonnes of dates"
    if head.pos == "PROPN":  # "Cyclone Mara", "Colonel Dia", "Ada Dia, the former minister"
        words.update(c.lower for c in head.children if c.dep == "compound")
        words.update(c.lemma for c in head.children if c.dep == "appos")
    return head, frozenset(words)


def holds(test: Test, token: Token) -> bool:
    """Whether a noun (or what it is a group of) is in the set."""
    head, words = _told(token)
    if head.ent in TIMES:  # "annual inflation" is labelled a date: only what a set names counts there
        return head.tag in ("NN", "NNS") and head.lemma in test.lemmas
    if test.anything or not words.isdisjoint(test.lemmas):
        return True
    kinds = test.kinds
    if not kinds:
        return False
    lemma = _lemma(head)
    bare = head.pos == "PROPN" and head.ent == ""  # a name nobody labelled
    return (
        ("name" in kinds and (head.ent in NAMED or bare or head.lower in _ANIMATE))
        or ("nation" in kinds and (head.ent in NATIONS or (lemma in test.people and has_kind(head, NATIONS))))
        or ("polity" in kinds and head.ent in ("GPE", "NORP"))
        or ("corporate" in kinds and (head.ent == "ORG" or bare))
        or ("folk" in kinds and head.ent == "NORP")
        or ("proper" in kinds and (head.ent in _PROPER or bare))
        or ("agentive" in kinds and head.pos == "NOUN" and lemma.endswith(_AGENTIVE))
        or ("individual" in kinds and (head.lower in _ONE or (head.ent == "PERSON" and lemma not in test.people)))
        or ("menacing" in kinds and lemma in test.people and any(c.lower in grammar().menacing for c in head.children))
        or ("number" in kinds and head.tag == "CD")
        or ("act" in kinds and head.tag == "VBG")
        or ("sum" in kinds and head.ent == "MONEY")
    )


def modifiers(noun: Token) -> set[str]:
    """The words that describe a noun from before it, as written and as lemmas, "no" too; the parts of hyphenated ones too."""
    found: set[str] = set()
    for child in noun.children:
        if child.dep in _NOUN_MODIFIERS or child.lower == "no":
            found.update((child.lower, child.lemma))
            found.update(inner.lower for inner in child.children if inner.dep in ("amod", "compound"))
            if "-" in child.lower:
                found.update(child.lower.split("-"))
    return found


def particle(frame: Frame, verb: Token, particles: Sequence[str]) -> int | None:
    """The second word of the verb ("turn down"), or the pronoun that points back ("blew himself up")."""
    if frame.reflexive:
        reflexive = verb.child("dobj")
        fits = (
            reflexive is not None
            and reflexive.lower in _REFLEXIVES
            and frame.reflexive in {c.lower for c in verb.children}
        )
        return 2 if fits else None
    if not frame.particle:
        return None if particles else 0
    for child in verb.children:
        if child.lower == frame.particle and child.dep in _PARTICLE_PLACES:
            return 1
        if child.dep == "dobj" and any(inner.lower == frame.particle for inner in child.children):
            return 1
    return None


def object_of_particle(frame: Frame, verb: Token) -> Token | None:
    """The parser may take the particle for a preposition: "burned down the hall"."""
    if not frame.particle:
        return None
    return next(
        (c.child("pobj") for c in verb.children if c.dep in ("prep", "prt") and c.lower == frame.particle), None
    )


def subject(frame: Frame, actor: Token | None, passive: bool) -> int | None:
    """Who does it."""
    if frame.subject_not is not None and actor is not None and holds(frame.subject_not, actor):
        return None
    if frame.subject is None:
        return 0
    if actor is None:
        # a passive may leave out who did it where what it was done to is telling enough
        return 0 if passive and frame.object is not None else None
    return 1 if holds(frame.subject, actor) else None


def object_(frame: Frame, target: Token | None, passive: bool) -> int | None:
    """Whom or what it is done to."""
    if frame.intransitive:
        return None if target is not None or passive else 0
    if target is None:
        return None if frame.asks_object else 0
    if frame.object_not is not None and holds(frame.object_not, target):
        return None
    if frame.object is not None:
        return 1 if holds(frame.object, target) else None
    return 0


def dative(frame: Frame, verb: Token) -> int | None:
    """To whom it is given."""
    if frame.dative is None:
        return 0
    whom = clause.indirect_object(verb)
    return 1 if whom is not None and holds(frame.dative, whom) else None


def _bearing(verb: Token, target: Token | None) -> list[Token]:
    """The words whose prepositions count as the verb's; what "of" says of a container is none: "drove thousands of villagers"."""
    words = [verb] if target is None else [verb, core(target)]
    if verb.pos == "NOUN":  # "the extradition of two men to Norland"
        words += clause.prepositional(verb, "of")[:1]
    return words


def prepositions(verb: Token, target: Token | None) -> Iterator[Token]:
    """All prepositions in which `preposition` may find something."""
    for word in _bearing(verb, target):
        yield from clause.prepositions(word)
        for inner in clause.nouns_after(word):
            yield from clause.prepositions(inner)


def preposition(frame: Frame, verb: Token, target: Token | None) -> int | None:
    """What follows a preposition of the verb or its object."""
    if frame.with_prep is None:
        return 0
    words = _bearing(verb, target)
    for preposition, test in frame.with_prep.items():
        if any(holds(test, t) for word in words for t in clause.prepositional(word, preposition)):
            return 2
    inner = [noun for word in words for noun in clause.nouns_after(word)]
    for preposition, test in frame.with_prep.items() if inner else ():
        if any(holds(test, t) for word in inner for t in clause.prepositional(word, preposition)):
            return 2  # "spoke by telephone with Norland": the parser hangs it on what stands right before it
    return None


def complements(frame: Frame, verb: Token) -> int | None:
    """A word beside the verb ("take hostage")."""
    if frame.complement is None:
        return 0
    own = verb.child("dobj")
    after = [c for c in own.children if c.dep in ("amod", "compound") and c.i > own.i] if own is not None else []
    if own is not None and clause.direct_object(verb) is not own:
        after.append(own)  # "brought a carrier home": the parser takes the adverb for the object
    fits = any(
        c.lower in frame.complement or c.lemma in frame.complement
        for c in (*verb.children, *after)
        if c.dep not in ("nsubj", "dobj") or (c.dep == "dobj" and (c is not own or c in after or c.ent in TIMES))
    )
    return 1 if fits else None


def act(frame: Frame, verb: Token) -> int | None:
    """What the subject does meanwhile ("gathered, holding candles") or is ("a ship laden with tents docked")."""
    if frame.act is None:
        return 0
    near = [
        *verb.children,
        *(c for noun in verb.children if noun.dep in ("prep", "nsubj", "dobj") for c in noun.children),
    ]
    near += [c for noun in near if noun.dep == "pobj" for c in noun.children]
    for word in near:
        if word.tag in _ACTS and (word.lemma in frame.act or word.lower in frame.act):
            if frame.act_object is None:
                return 1
            things = [t for c in word.children if c.dep == "dobj" for t in clause.conjoined(c)]
            things += clause.prepositional(word, "with")
            if any(holds(frame.act_object, thing) for thing in things):
                return 2
    return None


def described_as(frame: Frame, actor: Token | None, target: Token | None) -> int | None:
    """The words that describe object and subject."""
    met = 0
    if frame.modifiers is not None:
        if target is None or not (modifiers(core(target)) | {core(target).lemma}) & frame.modifiers:
            return None
        met += 1
    if frame.modifiers_not is not None and target is not None and modifiers(core(target)) & frame.modifiers_not:
        return None
    if frame.modifiers_subject is not None:
        if actor is None or not (modifiers(core(actor)) | {core(actor).lemma}) & frame.modifiers_subject:
            return None
        met += 1
    unlike = frame.modifiers_subject_not
    if unlike is not None and actor is not None and modifiers(core(actor)) & unlike:
        return None
    return met
