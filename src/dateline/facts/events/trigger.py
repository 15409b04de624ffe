"""Which words tell an event: the frames of the lexicon matched against the parse around each verb, event noun and adjective."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.facts.document import Token
from dateline.facts.events import argument, clause, nominal
from dateline.facts.events.lexicon import Frame, Lexicon, Test
from dateline.facts.events.name import NAMED, NATIONS, TIMES, core, has_kind
from dateline.facts.events.words import grammar

# Where the parser puts the second word of "take hostage", "set ablaze", "turn down".
_PARTICLE_PLACES = frozenset(
    {"prt", "advmod", "acomp", "dobj", "oprd", "prep", "npadvmod", "amod", "attr", "ccomp", "xcomp"}
)

_NOUN_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_REFLEXIVES = frozenset({"himself", "herself", "themselves", "itself"})
_PROPER = frozenset({"PERSON", "GPE", "ORG", "LOC", "FAC"})
_ANIMATE = frozenset({"he", "she", "they", "who", "him", "her", "them"})


@dataclass(slots=True, frozen=True)
class Match:
    """A frame found in the text: its trigger word, the verb of its clause, and the nouns around it.

    `verb` is the trigger itself or, for an event noun, the verb that carries it (else the noun); `subject` and `target` are
    who does and who or what undergoes what the verb says, `actor` is who the frame says acts. `weight` counts the
    conditions of the frame that the text meets.
    """

    frame: Frame
    trigger: Token
    verb: Token
    subject: Token | None
    target: Token | None
    noun: Token | None
    weight: int
    actor: Token | None


def holds(test: Test, token: Token) -> bool:
    """Whether a noun (or what it is a group of) is in the set."""
    head = core(token)
    if head.ent in TIMES:
        return False
    if test.anything:
        return True
    lemma = head.lemma.lower()
    if head.tag == "NNPS" and head.ent == "" and lemma.endswith("s"):
        lemma = lemma[:-1]  # "Wildfires destroyed" at the head of a sentence
    if lemma in test.lemmas or head.lower in test.lemmas or ("-" in lemma and lemma.rsplit("-", 1)[1] in test.lemmas):
        return True
    if head.pos == "PROPN" and any(c.dep == "compound" and c.lower in test.lemmas for c in head.children):
        return True  # "Cyclone Mara", "Colonel Dia"
    kinds = test.kinds
    if not kinds:
        return False
    bare = head.pos == "PROPN" and head.ent == ""  # a name nobody labelled
    return (
        ("name" in kinds and (head.ent in NAMED or bare or head.lower in _ANIMATE))
        or ("nation" in kinds and (head.ent in NATIONS or (lemma in test.people and has_kind(head, NATIONS))))
        or ("proper" in kinds and (head.ent in _PROPER or bare))
        or ("individual" in kinds and head.ent == "PERSON")
        or ("menacing" in kinds and lemma in test.people and any(c.lower in grammar().menacing for c in head.children))
        or ("number" in kinds and head.tag == "CD")
        or ("act" in kinds and head.tag == "VBG")
    )


def modifiers(noun: Token) -> set[str]:
    """The words that describe a noun from before it, as written and as lemmas; the parts of hyphenated ones too."""
    found: set[str] = set()
    for child in noun.children:
        if child.dep in _NOUN_MODIFIERS:
            found.update((child.lower, child.lemma))
            found.update(inner.lower for inner in child.children if inner.dep in ("amod", "compound"))
            if "-" in child.lower:
                found.update(child.lower.split("-"))
    return found


class Matcher:
    """Finds the frame that fits a word best; remembers what it found, so that clauses inside clauses are matched once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._found: dict[int, Match | None] = {}

    def match(self, token: Token) -> Match | None:
        """The frame with most conditions met, the first in the files among equals; None where no frame fits."""
        if token.i not in self._found:
            self._found[token.i] = None  # a clause that holds itself in a broken parse ends here
            best = None
            for found in self._matches(token):
                if best is None or found.weight > best.weight:
                    best = found
            self._found[token.i] = best
        return self._found[token.i]

    def _matches(self, token: Token) -> Iterator[Match]:
        lexicon = self._lexicon
        if token.tag.startswith("VB"):
            if token.dep in ("aux", "auxpass", "amod", "compound"):
                return
            # the lemmatizer makes "stag" of "staged"
            frames = lexicon.verbs.get(token.lemma) or lexicon.verbs.get(token.lemma + "e")
            if frames:
                yield from self._verb(token, frames)
            if token.lower in lexicon.adjectives:
                yield from self._adjective(token, lexicon.adjectives[token.lower])
        elif token.pos in ("NOUN", "PROPN"):
            frames = lexicon.nouns.get(token.lemma.lower()) or lexicon.nouns.get(token.lower)
            if frames:
                yield from self._noun(token, frames)
        elif token.lower in lexicon.adjectives:
            yield from self._adjective(token, lexicon.adjectives[token.lower])

    def _verb(self, verb: Token, frames: Sequence[Frame]) -> Iterator[Match]:
        actor, target = clause.logical(verb)
        passive = clause.is_passive(verb)
        particles = [c.lower for c in verb.children if c.dep == "prt" and not c.text.istitle()]
        for frame in frames:
            told = target or _object_of_particle(frame, verb)
            if frame.dynamic and verb.tag in ("VBZ", "VBP", "VBG"):
                continue
            if (frame.active and passive) or (frame.needs == "subject" and actor is None):
                continue
            weight = 1
            for met in self._conditions(frame, verb, actor, told, passive, particles):
                if met is None:
                    break
                weight += met
            else:
                if frame.needs == "recipient" and argument.fill(frame.recipient, verb, None, actor, told) is None:
                    continue
                doer = argument.fill(frame.actor, verb, None, actor, told)
                yield Match(frame, verb, verb, actor, told, None, weight, doer)

    def _conditions(
        self,
        frame: Frame,
        verb: Token,
        actor: Token | None,
        target: Token | None,
        passive: bool,
        particles: Sequence[str],
    ) -> Iterator[int | None]:
        """How far each thing the frame asks is met, cheap ones first; None where one is not."""
        yield _particle(frame, verb, particles)
        yield _subject(frame, actor, passive)
        yield _object(frame, target, passive)
        yield _preposition(frame, verb, target)
        yield _complements(frame, verb)
        yield _act(frame, verb)
        yield _modifiers(frame, actor, target)
        yield self._complement(frame, verb, target)

    def _noun(self, noun: Token, frames: Sequence[Frame]) -> Iterator[Match]:
        if noun.dep in ("compound", "amod", "nmod", "npadvmod"):
            return
        over = nominal.carrying(noun)
        described = modifiers(noun)
        for frame in frames:
            if frame.particle and frame.particle not in described:
                continue
            if frame.modifiers_not is not None and described & frame.modifiers_not:
                continue
            if frame.modifiers is not None and not described & frame.modifiers:
                continue
            if frame.of is not None and not any(holds(frame.of, t) for t in clause.prepositional(noun, "of")):
                continue
            asked = self._complement(frame, noun, None)
            spoken = _preposition(frame, noun, None)
            told = nominal.told(frame, noun, over, self._lexicon) if asked is not None and spoken is not None else None
            if told is None or _subject(frame, told.actor, passive=False) is None:
                continue
            weight = 2 + (frame.of is not None) + (frame.modifiers is not None) + bool(frame.particle)
            weight += (asked or 0) + (spoken or 0)
            yield Match(frame, noun, told.verb, told.subject, told.target, noun, weight, told.actor)

    def _adjective(self, adjective: Token, frames: Sequence[Frame]) -> Iterator[Match]:
        below = adjective.child("xcomp")
        verb = adjective.head if adjective.dep in ("acomp", "oprd") else adjective
        for frame in frames:
            if below is None and frame.asks_clause:
                continue
            who = clause.subject(verb)
            asked = (self._complement(frame, adjective, None), _preposition(frame, adjective, None))
            if None not in asked and _subject(frame, who, passive=False) is not None:
                weight = 1 + sum(check or 0 for check in asked)
                yield Match(frame, adjective, verb, who, None, None, weight, who)

    def _complement(self, frame: Frame, verb: Token, target: Token | None) -> int | None:
        """What the frame asks of the clause below: met conditions, or None where one is not."""
        if not frame.asks_clause:
            return 0
        below = clause.complement(verb)
        if below is None and target is not None:
            below = target.child("acl", "relcl", "ccomp")
        if frame.clause_not == "that" and below is not None and below.dep == "ccomp":
            return None
        if frame.clause_not == "to" and _governs_infinitive(verb):
            return None
        if frame.clause is not None and (below is None or clause.is_infinitive(below) != (frame.clause == "to")):
            return None
        if frame.clause_verb is not None and (below is None or below.lemma not in frame.clause_verb):
            return None
        if frame.clause_verb_not is not None and below is not None and below.lemma in frame.clause_verb_not:
            return None
        if frame.clause_modal is not None and (
            below is None or not any(c.dep == "aux" and c.lower in frame.clause_modal for c in below.children)
        ):
            return None
        if frame.clause_subject is not None:
            who = (below.child("nsubj", "nsubjpass") if below is not None else None) or target
            if who is None or not holds(frame.clause_subject, who):
                return None
        attitude = self._attitude(below) if frame.clause_attitude or frame.clause_attitude_not else None
        if frame.clause_attitude is not None and attitude != frame.clause_attitude:
            return None
        if frame.clause_attitude_not is not None and attitude == frame.clause_attitude_not:
            return None
        return sum(
            c is not None
            for c in (frame.clause, frame.clause_verb, frame.clause_attitude, frame.clause_subject, frame.clause_modal)
        )

    def _attitude(self, verb: Token | None) -> str | None:
        """How the act a verb tells, itself or by the noun it carries or the verb it governs, is meant."""
        for _ in range(3):
            if verb is None:
                return None
            found = self.match(verb)
            for child in verb.children if found is None else ():
                if child.dep == "dobj":
                    found = self.match(child)
            if found is not None:
                return self._lexicon.types[found.frame.type].attitude
            verb = verb.child("xcomp")
        return None


def _governs_infinitive(verb: Token) -> bool:
    """Whether an infinitive follows, also one the parser hangs on the noun before it ("called on Varga to resign")."""
    nouns = [noun for child in verb.children if child.dep == "prep" for noun in child.children if noun.dep == "pobj"]
    return any(
        c.i > verb.i and c.tag == "VB" and clause.is_infinitive(c) for word in (verb, *nouns) for c in word.children
    )


def _particle(frame: Frame, verb: Token, particles: Sequence[str]) -> int | None:
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


def _object_of_particle(frame: Frame, verb: Token) -> Token | None:
    """The parser may take the particle for a preposition: "burned down the hall"."""
    if not frame.particle:
        return None
    return next(
        (c.child("pobj") for c in verb.children if c.dep in ("prep", "prt") and c.lower == frame.particle), None
    )


def _subject(frame: Frame, actor: Token | None, passive: bool) -> int | None:
    if frame.subject_not is not None and actor is not None and holds(frame.subject_not, actor):
        return None
    if frame.subject is None:
        return 0
    if actor is None:
        # a passive may leave out who did it where what it was done to is telling enough
        return 0 if passive and frame.object is not None else None
    return 1 if holds(frame.subject, actor) else None


def _object(frame: Frame, target: Token | None, passive: bool) -> int | None:
    if frame.intransitive:
        return None if target is not None or passive else 0
    if frame.object_not is not None and target is not None and holds(frame.object_not, target):
        return None
    if frame.object is not None:
        return 1 if target is not None and holds(frame.object, target) else None
    if target is None and frame.recipient == ("object",) and not frame.asks_clause and frame.with_prep is None:
        return None
    return 0


def _preposition(frame: Frame, verb: Token, target: Token | None) -> int | None:
    if frame.with_prep is None:
        return 0
    words = [w for w in (verb, target, core(target) if target is not None else None) if w is not None]
    if verb.pos == "NOUN":  # "the extradition of two men to Norland"
        words += clause.prepositional(verb, "of")[:1]
    for preposition, test in frame.with_prep.items():
        if any(holds(test, t) for word in words for t in clause.prepositional(word, preposition)):
            return 2
    return None


def _complements(frame: Frame, verb: Token) -> int | None:
    if frame.complement is None:
        return 0
    fits = any(
        c.lower in frame.complement or c.lemma in frame.complement
        for c in verb.children
        if c.dep not in ("nsubj", "dobj") or (c.dep == "dobj" and c is not verb.child("dobj"))
    )
    return 1 if fits else None


def _act(frame: Frame, verb: Token) -> int | None:
    if frame.act is None:
        return 0
    near = [*verb.children, *(c for noun in verb.children if noun.dep in ("prep", "nsubj") for c in noun.children)]
    near += [c for noun in near if noun.dep == "pobj" for c in noun.children]
    return 1 if any(c.tag == "VBG" and c.lemma in frame.act for c in near) else None


def _modifiers(frame: Frame, actor: Token | None, target: Token | None) -> int | None:
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
    return met
