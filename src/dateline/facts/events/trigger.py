"""Which words tell an event: the frames of the lexicon matched against the parse around each verb, event noun and adjective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.facts.document import Token
from dateline.facts.events import argument
from dateline.facts.events.lexicon import Frame, Lexicon, Test
from dateline.facts.events.modality import cues
from dateline.facts.events.name import NAMED, NATIONS, core, has_kind

# A noun's event is told by these verbs, not by itself: "launched an attack", "clashes erupted".
_ARGUMENT_OF_VERB = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})


@dataclass(slots=True, frozen=True)
class Match:
    """A frame found in the text: its trigger word, the verb of its clause, and the nouns around it.

    `verb` is the trigger itself or, for an event noun, the verb that carries it (else the noun).
    """

    frame: Frame
    trigger: Token
    verb: Token
    actor: Token | None
    target: Token | None
    noun: Token | None
    weight: int


def holds(test: Test, token: Token) -> bool:
    """Whether the noun (or what it is a group of) is in the set."""
    if test.anything:
        return True
    head = core(token)
    if head.lemma in test.lemmas or head.lower in test.lemmas or head.lemma.lower() in test.lemmas:
        return True
    if "-" in head.lower and head.lower.rsplit("-", 1)[1] in test.lemmas:
        return True
    kinds = test.kinds
    if not kinds:
        return False
    return (
        ("name" in kinds and has_kind(head, NAMED))
        or ("nation" in kinds and has_kind(head, NATIONS))
        or ("individual" in kinds and head.ent == "PERSON")
        or ("number" in kinds and head.tag == "CD")
    )


def _modifiers(token: Token) -> set[str]:
    found: set[str] = set()
    for child in token.children:
        if child.dep in ("amod", "compound", "nmod", "poss", "nummod"):
            found.add(child.lower)
            found.add(child.lemma)
            for inner in child.children:
                if inner.dep in ("amod", "compound"):
                    found.add(inner.lower)
            if "-" in child.lower:
                found.update(child.lower.split("-"))
    return found


def _has_particle(verb: Token, particle: str) -> bool:
    for child in verb.children:
        if child.lower == particle and child.dep in (
            "prt",
            "advmod",
            "acomp",
            "dobj",
            "oprd",
            "prep",
            "npadvmod",
            "amod",
            "attr",
            "ccomp",
            "xcomp",
        ):
            return True
        if child.dep == "dobj" and any(c.lower == particle for c in child.children):
            return True
    return False


def _clause_fits(frame: Frame, verb: Token, lexicon: Lexicon) -> bool:
    below = argument.clause(verb)
    if below is None and frame.clause and (target := argument.direct_object(verb)) is not None:
        below = target.child("acl", "relcl") if frame.clause == "to" else None
    if frame.clause is not None:
        if below is None:
            return False
        infinitive = any(c.dep == "aux" and c.lower == "to" for c in below.children)
        if infinitive != (frame.clause == "to"):
            return False
    if frame.clause_not is not None and below is not None and below.dep == "ccomp":
        return False
    if frame.clause_verb is not None and (below is None or below.lemma not in frame.clause_verb):
        return False
    if frame.clause_verb_not is not None and below is not None and below.lemma in frame.clause_verb_not:
        return False
    if frame.clause_subject is not None:
        own = below.child("nsubj", "nsubjpass") if below is not None else None
        own = own or argument.direct_object(verb)
        if own is None or not holds(frame.clause_subject, own):
            return False
    if frame.clause_modal is not None and (
        below is None or not any(c.dep == "aux" and c.lower in frame.clause_modal for c in below.children)
    ):
        return False
    if frame.clause_attitude is not None or frame.clause_attitude_not is not None:
        attitudes = _attitudes(below, lexicon) if below is not None else set()
        if frame.clause_attitude is not None and frame.clause_attitude not in attitudes:
            return False
        if frame.clause_attitude_not is not None and frame.clause_attitude_not in attitudes:
            return False
    return True


def _attitudes(verb: Token, lexicon: Lexicon) -> set[str]:
    """How the acts a verb (or the noun it carries) can tell are meant."""
    best = _best(
        list(_verb_matches(verb, lexicon))
        + [m for c in verb.children if c.dep == "dobj" for m in _noun_matches(c, lexicon)]
    )
    return {lexicon.types[best.frame.type].attitude} if best else set()


def _verb_matches(verb: Token, lexicon: Lexicon) -> Iterator[Match]:
    frames = lexicon.verbs.get(verb.lemma)
    if not frames:
        return
    actor, target = argument.logical(verb)
    particles = [c.lower for c in verb.children if c.dep == "prt"]
    for frame in frames:
        weight = _verb_fits(frame, verb, actor, target, particles, lexicon)
        if weight:
            yield Match(frame, verb, verb, actor, target, None, weight)


def _verb_fits(
    frame: Frame, verb: Token, actor: Token | None, target: Token | None, particles: list[str], lexicon: Lexicon
) -> int:
    """How many conditions of a frame hold, plus one; 0 where one doesn't."""
    weight = 1
    if frame.particle:
        if not _has_particle(verb, frame.particle):
            return 0
        weight += 1
    elif particles:
        return 0
    if frame.reflexive:
        if (
            target is None
            or target.lower not in ("himself", "herself", "themselves", "itself")
            or not _has_particle(verb, frame.reflexive)
        ):
            return 0
        weight += 2
    if frame.subject is not None:
        if actor is None:
            if not argument.is_passive(verb):
                return 0
        elif not holds(frame.subject, actor):
            return 0
        else:
            weight += 1
    if frame.subject_not is not None and actor is not None and holds(frame.subject_not, actor):
        return 0
    if frame.intransitive and (target is not None or argument.is_passive(verb)):
        return 0
    if frame.object is not None:
        if target is None or not holds(frame.object, target):
            return 0
        weight += 1
    elif (
        frame.recipient[:1] == ("object",)
        and frame.with_prep is None
        and target is None
        and not frame.intransitive
        and frame.clause is None
    ):
        return 0
    if frame.object_not is not None and target is not None and holds(frame.object_not, target):
        return 0
    if frame.with_prep is not None:
        if not any(
            holds(test, token)
            for preposition, test in frame.with_prep.items()
            for word in ((verb, target) if target is not None else (verb,))
            for token in argument.prepositional(word, preposition)
        ):
            return 0
        weight += 1
    if frame.complement is not None:
        if not any(
            c.lower in frame.complement or c.lemma in frame.complement
            for c in verb.children
            if c.dep not in ("nsubj", "dobj")
        ):
            return 0
        weight += 1
    if frame.modifiers is not None:
        if target is None or not (_modifiers(target) & frame.modifiers or target.lemma in frame.modifiers):
            return 0
        weight += 1
    if frame.modifiers_not is not None and target is not None and _modifiers(target) & frame.modifiers_not:
        return 0
    if frame.modifiers_subject is not None:
        if (
            actor is None
            or not (_modifiers(actor) | _modifiers(core(actor))) & frame.modifiers_subject
            and actor.lemma not in frame.modifiers_subject
        ):
            return 0
        weight += 1
    if (
        frame.clause
        or frame.clause_not
        or frame.clause_verb
        or frame.clause_subject
        or frame.clause_attitude_not
        or frame.clause_verb_not
        or frame.clause_attitude
    ):
        if not _clause_fits(frame, verb, lexicon):
            return 0
        weight += bool(frame.clause) + bool(frame.clause_verb) + bool(frame.clause_attitude)
    if frame.needs == "recipient" and argument.fill(frame.recipient, verb, None, actor, target) is None:
        return 0
    return weight


def _noun_matches(noun: Token, lexicon: Lexicon) -> Iterator[Match]:
    frames = lexicon.nouns.get(noun.lemma) or lexicon.nouns.get(noun.lower)
    if not frames or noun.dep in ("compound", "amod", "nmod"):
        return
    carrier, role = carrier_of(noun)
    modifiers = _modifiers(noun)
    for frame in frames:
        if frame.particle and frame.particle not in modifiers:
            continue
        if frame.modifiers_not is not None and modifiers & frame.modifiers_not:
            continue
        if frame.modifiers is not None and not modifiers & frame.modifiers:
            continue
        if frame.of is not None and not any(holds(frame.of, t) for t in argument.prepositional(noun, "of")):
            continue
        actor = None
        verb = noun
        if carrier is not None:
            verb = carrier
            if role == "dobj" or role == "nsubjpass":
                actor = argument.logical(carrier)[0]
        told = [argument.fill((place,), verb, noun, actor, None) for place in frame.actor if place != "subject"]
        to_whom = argument.fill(frame.recipient, noun, noun, None, None)
        own = next((t for t in told if t is not None), None)
        if carrier is None and (frame.carried or own is None or (to_whom is None)):
            continue
        yield Match(
            frame,
            noun,
            verb,
            own or actor,
            None,
            noun,
            2 + (frame.of is not None) + (frame.modifiers is not None) + bool(frame.particle),
        )


def carrier_of(noun: Token) -> tuple[Token | None, str]:
    """The verb that carries an event noun, and the noun's place at it."""
    first = noun
    for _ in range(3):
        if first.dep != "conj":
            break
        first = first.head
    verb = first.head
    if first.dep in _ARGUMENT_OF_VERB and verb.tag.startswith("VB") and verb.lemma in cues().occurrence:
        return verb, first.dep
    if first.dep == "pobj" and verb.lower == "out" and verb.head.lemma == "carry":
        return verb.head, "dobj"
    return None, ""


def _adjective_matches(adjective: Token, lexicon: Lexicon) -> Iterator[Match]:
    frames = lexicon.adjectives.get(adjective.lower)
    if not frames or adjective.child("xcomp") is None:
        return
    verb = adjective.head if adjective.dep in ("acomp", "oprd") else adjective
    actor = argument.subject(verb)
    for frame in frames:
        if _clause_fits(frame, adjective, lexicon):
            yield Match(frame, adjective, verb, actor, None, None, 2)


def _best(matches: list[Match]) -> Match | None:
    return max(matches, key=lambda m: m.weight) if matches else None


def match(token: Token, lexicon: Lexicon) -> Match | None:
    """The frame that fits a word best: the one with most conditions, the first in the files among equals."""
    if token.tag.startswith("VB"):
        if token.dep in ("aux", "auxpass"):
            return None
        found = _best(list(_verb_matches(token, lexicon)))
        return found or (_best(list(_adjective_matches(token, lexicon))) if token.lower in lexicon.adjectives else None)
    if token.pos == "NOUN" or token.pos == "PROPN":
        return _best(list(_noun_matches(token, lexicon)))
    if token.pos == "ADJ":
        return _best(list(_adjective_matches(token, lexicon)))
    return None
