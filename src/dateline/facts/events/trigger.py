"""Which words tell an event: the frames of the lexicon matched against the parse around each verb, event noun and adjective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dateline.facts.document import Token
from dateline.facts.events import argument, clause, condition, modality, nominal
from dateline.facts.events.lexicon import Frame, Lexicon, Shape

_TELLING = frozenset({"NOUN", "PROPN"})
_STATES = frozenset({"VBZ", "VBP", "VBG"})

# What only somebody who speaks can do.
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})


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


class Matcher:
    """Finds the frame that fits a word best; remembers what it found, so that clauses inside clauses are matched once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._found: dict[int, Match | None] = {}

    def match(self, token: Token) -> Match | None:
        """The frame with most conditions met, the first in the files among equals; None where no frame fits."""
        if token.i not in self._found:
            matches = self._matches(token)
            if not matches:
                return None  # most words
            self._found[token.i] = None  # a clause that holds itself in a broken parse ends here
            best = None
            for found in matches:
                if best is None or found.weight > best.weight:
                    best = found
            self._found[token.i] = best
        return self._found[token.i]

    def _matches(self, token: Token) -> Iterable[Match]:
        """The frames that fit; most words have none in the lexicon."""
        lexicon = self._lexicon
        if token.is_verb:
            if token.dep in ("aux", "auxpass", "amod", "compound") or (token.dep == "acl" and token.lower == "armed"):
                return ()
            lemma = next((form for form in _forms(token.lemma) if form in lexicon.verbs), None)
            told = () if lemma is None else self._verb(token, lemma)
            frames = lexicon.adjectives.get(token.lower)
            return told if frames is None else chain(told, self._adjective(token, frames))
        if token.pos in _TELLING:
            frames = lexicon.nouns.get(token.lemma.lower()) or lexicon.nouns.get(token.lower)
            return () if frames is None else self._noun(token, frames)
        frames = lexicon.adjectives.get(token.lower)
        return () if frames is None else self._adjective(token, frames)

    def _verb(self, verb: Token, lemma: str) -> Iterator[Match]:
        actor, target = clause.logical(verb)
        passive = clause.is_passive(verb)
        first = self._lexicon.verbs[lemma][0]
        if verb.dep == "conj" and actor is not None and not passive and first.type in _SPOKEN:
            actor = self._speaker(verb, actor)
        shape = Shape(passive, verb.tag in _STATES, actor is not None, target is not None)
        frames = self._lexicon.allowed(lemma, shape)
        if not frames:
            return
        particles = [c.lower for c in verb.children if c.dep == "prt" and not c.text.istitle()]
        beside = {child.lower for child in verb.children}
        beside.update(inner.lower for child in verb.children if child.dep == "dobj" for inner in child.children)
        prepositions: set[str] | None = None
        for frame in frames:
            if frame.particle and frame.particle not in beside:
                continue
            if frame.with_prep is not None and (target is not None or not frame.particle):
                if prepositions is None:
                    prepositions = {preposition.lower for preposition in condition.prepositions(verb, target)}
                if prepositions.isdisjoint(frame.with_prep):
                    continue
            told = target or condition.object_of_particle(frame, verb)
            weight = self._weight(frame, verb, actor, told, passive, particles)
            if weight is None:
                continue
            if frame.needs == "recipient" and argument.fill(frame.recipient, verb, None, actor, told) is None:
                continue
            doer = argument.fill(frame.actor, verb, None, actor, told)
            yield Match(frame, verb, verb, actor, told, None, 1 + weight, doer)

    def _speaker(self, verb: Token, actor: Token) -> Token:
        """Who speaks where the parser makes a thing speak: "Varga said the boat was full and accused its owner"."""
        first = modality.anchor(verb)
        if first.dep != "ccomp" or first.head.lemma not in modality.cues().reporting or actor.ent:
            return actor
        if verb.child("nsubj") is not None or condition.holds(self._lexicon.classes["person"], actor):
            return actor
        return clause.subject(first.head) or actor

    def _weight(
        self,
        frame: Frame,
        verb: Token,
        actor: Token | None,
        target: Token | None,
        passive: bool,
        particles: Sequence[str],
    ) -> int | None:
        """How far each thing the frame asks is met, cheap ones first; None where one is not."""
        second = condition.particle(frame, verb, particles)
        if second is None:
            return None
        whom = condition.object_(frame, target, passive)
        if whom is None:
            return None
        who = condition.subject(frame, actor, passive)
        if who is None:
            return None
        weight = second + whom + who
        if not frame.asks_more:
            return weight
        for met in self._rarer_conditions(frame, verb, actor, target):
            if met is None:
                return None
            weight += met
        return weight

    def _rarer_conditions(
        self, frame: Frame, verb: Token, actor: Token | None, target: Token | None
    ) -> Iterator[int | None]:
        """The same for what few frames ask."""
        yield condition.dative(frame, verb)
        yield condition.preposition(frame, verb, target)
        yield condition.complements(frame, verb)
        yield condition.act(frame, verb)
        yield condition.described_as(frame, actor, target)
        yield self._complement(frame, verb, target)

    def _noun(self, noun: Token, frames: Sequence[Frame]) -> Iterator[Match]:
        if noun.dep in ("compound", "amod", "nmod", "npadvmod"):
            return
        over = nominal.carrying(noun)
        described = condition.modifiers(noun)
        for frame in frames:
            if frame.particle and frame.particle not in described:
                continue
            if frame.modifiers_not is not None and described & frame.modifiers_not:
                continue
            if frame.modifiers is not None and not described & frame.modifiers:
                continue
            if frame.of is not None and not any(condition.holds(frame.of, t) for t in clause.prepositional(noun, "of")):
                continue
            asked = self._complement(frame, noun, None)
            spoken = condition.preposition(frame, noun, None)
            told = nominal.told(frame, noun, over, self._lexicon) if asked is not None and spoken is not None else None
            if told is None or condition.subject(frame, told.actor, passive=False) is None:
                continue
            weight = 2 + (frame.of is not None) + (frame.modifiers is not None) + bool(frame.particle)
            weight += (asked or 0) + (spoken or 0)
            yield Match(frame, noun, told.verb, told.subject, told.target, noun, weight, told.actor)

    def _adjective(self, adjective: Token, frames: Sequence[Frame]) -> Iterator[Match]:
        below = adjective.child("xcomp")
        verb = adjective.head if adjective.dep in ("acomp", "oprd", "advmod") else adjective
        for frame in frames:
            if below is None and frame.asks_clause:
                continue
            who = clause.subject(verb)
            asked = (self._complement(frame, adjective, None), condition.preposition(frame, adjective, None))
            if None not in asked and condition.subject(frame, who, passive=False) is not None:
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
        if frame.clause_word is not None and (
            below is None or not any(c.lower in frame.clause_word for c in (below, *below.children))
        ):
            return None
        if frame.clause_modal is not None and (
            below is None or not any(c.dep == "aux" and c.lower in frame.clause_modal for c in below.children)
        ):
            return None
        if frame.clause_subject is not None:
            who = (below.child("nsubj", "nsubjpass") if below is not None else None) or target
            if who is None or not condition.holds(frame.clause_subject, who):
                return None
        if frame.clause_object is not None:
            what = (clause.direct_object(below) or below.child("attr")) if below is not None else None
            if what is None or not condition.holds(frame.clause_object, what):
                return None
        attitude = self._attitude(below) if frame.clause_attitude or frame.clause_attitude_not else None
        if frame.clause_attitude is not None and attitude != frame.clause_attitude:
            return None
        if frame.clause_attitude_not is not None and attitude == frame.clause_attitude_not:
            return None
        return sum(
            c is not None
            for c in (
                frame.clause,
                frame.clause_verb,
                frame.clause_attitude,
                frame.clause_subject,
                frame.clause_object,
                frame.clause_modal,
            )
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
    nouns += [child for child in verb.children if child.dep == "dobj"]
    return any(
        c.i > verb.i and c.tag == "VB" and clause.is_infinitive(c) for word in (verb, *nouns) for c in word.children
    )


def _forms(lemma: str) -> Iterator[str]:
    """A verb's lemma and what it may be instead: the lemmatizer makes "stag" of "staged" and "cordone" of "cordoned"."""
    yield lemma
    yield lemma + "e"
    if lemma.endswith("e"):
        yield lemma[:-1]
    if lemma[-2:-1] == lemma[-1:]:
        yield lemma[:-1]
