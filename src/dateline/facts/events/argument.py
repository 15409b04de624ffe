"""Who takes part in an event: the places in a clause where actor and recipient are told, filled from the parse.

A place is a short name: "subject", "object", "dative", a preposition ("with"), "poss", "nation" (an adjective or compound of
nationality before the noun), "object-owner" and "into-owner" (whose the object, or what follows the preposition, is),
"object-of", "subject-of", "subject-owner", "subject-and" and "between-and" (the second of two who act together), "above" (who
does what the clause says whose occasion an event noun is), "clause-subject", "clause-object", "clause-party" (the other side
told in the clause below), "purpose" (whom a demand below addresses). Missing stays None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from dateline.facts.document import Token
from dateline.facts.events.clause import (
    agent,
    complement,
    conjoined,
    direct_object,
    indirect_object,
    is_passive,
    prepositional,
    subject,
)
from dateline.facts.events.name import NAMED, NATIONS, TIMES, core, has_kind, is_pronoun

_PARTIES = ("to", "with", "against", "from", "for", "on", "between", "in", "into", "of")
_OCCASIONS = frozenset({"after", "following", "during", "at", "in", "for", "before"})
_PURPOSES = frozenset(
    {
        "demand",
        "call",
        "protest",
        "press",
        "oppose",
        "denounce",
        "urge",
        "condemn",
        "support",
        "overthrow",
        "topple",
        "end",
    }
)

# What is made to be is nobody yet: "agreed to create a force".
_MAKING = frozenset({"create", "form", "establish", "build", "launch", "set", "found", "develop", "make", "assemble"})

_HAVING = frozenset({"belong", "own", "run", "operate", "hold", "control", "lead", "fund", "back"})

# Conjunctions over what is asked under threat.
_TERMS = frozenset({"unless", "if", "until", "till"})

# "hosted the talks with the support of Norland": who lends these is not who is acted on; nor is who is to be handed over
# asked ("demanded the release of an engineer").
_BACKING = frozenset({"support", "help", "backing", "blessing", "assistance", "approval", "consent", "mediation"})
HANDED_OVER = frozenset({"release", "return", "extradition", "freedom", "liberation"})

# What is not looked through for names of the other side, and how many words are looked at.
_ASIDES = frozenset({"advcl", "relcl", "nsubj", "nsubjpass", "npadvmod", "punct", "agent", "parataxis"})
_WHERE = frozenset({"in", "at", "near", "outside", "around", "during", "since", "after", "before", "by"})
_BREADTH = 40

# Clauses that go on with what stands above them: "a package that includes missiles for Norland".
_LISTING = frozenset({"include", "contain", "comprise"})


def nation(noun: Token) -> Token | None:
    """The name before a noun that says whose it is: "Israeli soldiers", "US attacks"."""
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod", "poss") and child.ent in NATIONS | {"PERSON"}:
            return child
    return None


def possessor(noun: Token) -> Token | None:
    """Whose a thing is, said right before it."""
    found = noun.child("poss")
    return found if found is not None and found.tag != "PRP$" else nation(noun)


def author(noun: Token) -> Token | None:
    """Who did what an event noun tells: "Norland's attack", "an attack by rebels", "a Norlandic attack"; not "the Paris attack"."""
    found = noun.child("poss")
    if found is not None and found.tag != "PRP$":
        return found
    told = prepositional(noun, "by")
    if told:
        return told[0]
    found = nation(noun)
    return None if found is None or (found.ent == "GPE" and found.text.istitle()) else found


def wielder(weapon: Token) -> Token | None:
    """Who used a weapon, told right after it: "a bomb planted by rebels", "missiles fired by Norland"."""
    for child in weapon.children:
        if child.dep == "acl" and child.tag == "VBN":
            return agent(child)
    return None


def owner(noun: Token) -> Token | None:
    """Whose a thing is, or from whom it comes: possessive, "by", "from", nationality, else a name after "of", "for", "to"."""
    found = noun.child("poss")
    if found is not None and found.tag != "PRP$":
        return found
    for preposition in ("by", "from"):
        told = prepositional(noun, preposition)
        if told:
            return told[0]
    found = nation(noun) or _holder(noun)
    if found is not None:
        return found
    for preposition in ("of", "for", "to", "with", "against", "in", "on"):
        for token in prepositional(noun, preposition):
            if token.ent in NAMED:
                return token
            deeper = possessor(token)
            if deeper is not None:
                return token if has_kind(token, NAMED) and token.pos == "NOUN" else deeper
    return None


def _holder(noun: Token) -> Token | None:
    """Who has a thing: "ivory belonging to a trader", "a bank owned by the king"."""
    for child in noun.children:
        if child.dep == "acl" and child.lemma in _HAVING:
            told = prepositional(child, "to")
            return told[0] if told else agent(child)
    return None


def party(verb: Token, actor: Token | None) -> Token | None:
    """The first name in a verb's object or prepositional phrases that isn't the actor."""
    target = direct_object(verb) if not is_passive(verb) else subject(verb)
    candidates = [t for t in (target, indirect_object(verb)) if t is not None]
    for word in [w for w in (verb, target) if w is not None]:
        for preposition in _PARTIES:
            candidates.extend(prepositional(word, preposition)[:1])
    candidates = [t for t in candidates if t is not actor]
    for token in candidates:
        if core(token).ent in NAMED:
            return token
    for token in candidates:
        deeper = owner(core(token))
        if deeper is not None and deeper is not actor and deeper.ent in NAMED:
            return deeper
    return None


def _clause_party(verb: Token, actor: Token | None) -> Token | None:
    below = complement(verb)
    for _ in range(3):
        if below is None:
            return None
        own = below.child("nsubj")
        if own is not None and own is not actor and not is_pronoun(core(own)):
            return own
        found = party(below, actor)
        if found is not None:
            return found
        below = complement(below)
    return None


def _clause_subject(verb: Token, target: Token | None) -> Token | None:
    below = complement(verb) or (target.child("acl", "ccomp", "relcl") if target is not None else None)
    if below is None:
        return None
    found = below.child("nsubj", "nsubjpass")
    return subject(below) if found is not None else None


def _purpose(verb: Token, target: Token | None, actor: Token | None) -> Token | None:
    for word in (verb, target):
        for child in word.children if word is not None else ():
            if child.dep in ("advcl", "xcomp", "acl", "relcl") and child.lemma in _PURPOSES:
                found = party(child, actor)
                if found is not None:
                    return found
    return None


def _second(token: Token | None) -> Token | None:
    """The second of two who act together; headlines put a comma for "and" ("Norland, Sudria agree")."""
    if token is None:
        return None
    joined = conjoined(token)
    if len(joined) > 1:
        return joined[1]
    return next((c for c in token.children if c.dep == "appos" and c.ent == token.ent == "GPE"), None)


def _above(noun: Token) -> Token | None:
    """Who does what the clause tells in which an event noun is the occasion: "Varga said after talks with Sudria"."""
    preposition = noun.head
    if noun.dep != "pobj" or preposition.lower not in _OCCASIONS or not preposition.head.is_verb:
        return None
    return subject(preposition.head) if not is_passive(preposition.head) else None


def warned(verb: Token) -> Token | None:
    """Whose choice decides whether a threat comes true: "will strike unless Norland pays"."""
    for word in (verb, complement(verb)):
        for child in word.children if word is not None else ():
            if child.dep == "advcl" and any(c.dep == "mark" and c.lower in _TERMS for c in child.children):
                found = subject(child)
                if found is not None and not is_pronoun(core(found)):
                    return found
    return None


def is_aside(noun: Token) -> bool:
    """Whether a noun only says who lends a hand or where: "with the support of Norland", "in front of the ministry"."""
    if noun.dep != "pobj":
        return False
    return (noun.lemma in _BACKING and noun.head.lower in ("with", "under")) or (
        noun.lower == "front" and noun.head.lower == "in"
    )


def named_below(words: Iterable[Token], actor: Token | None) -> Iterator[Token]:
    """The names in what hangs on some words, the nearest first: "backed a resolution on Norland's membership of the union".

    Where something is, since when, what clauses of circumstance tell, and the actor are left out.
    """
    pending = list(words)
    for token in pending:
        if len(pending) > _BREADTH:
            return
        for child in token.children:
            if child is actor or (child.dep in _ASIDES and child.lemma not in _LISTING) or child.ent in TIMES:
                continue
            if child.dep == "prep" and child.lower in _WHERE:
                continue
            if is_aside(child) or child.lemma in HANDED_OVER:
                continue
            if child.ent in NATIONS or child.ent == "PERSON":
                yield child
            pending.append(child)


def fill(
    places: Sequence[str], verb: Token, noun: Token | None, actor: Token | None, target: Token | None
) -> Token | None:
    """The first of these places that is filled: see `filled`."""
    return next(filled(places, verb, noun, actor, target), None)


def filled(
    places: Sequence[str], verb: Token, noun: Token | None, actor: Token | None, target: Token | None
) -> Iterator[Token]:
    """What fills these places, in their order; then what their prepositions lead to from deeper in the clause.

    `noun` is the event noun where the trigger is one ("attack"), `verb` what carries it, `target` the object of a verb.
    """
    words: list[Token] = []
    for word in (noun, verb, target):
        if word is not None and word not in words:
            words.append(word)
    if noun is not None:  # what an event noun's own prepositions say comes first
        for place in places:
            told = prepositional(noun, place) if place.isalpha() else []
            if told and told[0].ent not in TIMES:
                yield told[0]
    for find in (partial(_fill, actor=actor, target=target, verb=verb), _deeper):
        for place in places:
            found = find(place, words)
            if found is not None and found.ent not in TIMES and found.ent != "PERCENT":
                yield found


def _fill(
    place: str, words: Sequence[Token], *, verb: Token, actor: Token | None, target: Token | None
) -> Token | None:
    if place == "subject":
        return actor
    if place == "object":
        return target
    if place == "dative":
        return indirect_object(verb)
    if place == "poss":
        found = words[0].child("poss")
        return (actor or found) if found is not None and found.tag == "PRP$" else found
    if place == "nation":
        return nation(words[0])
    if place == "object-owner":
        return owner(core(target)) if target is not None else None
    if place == "under-from":
        told = prepositional(verb, "under")
        return next(iter(prepositional(told[0], "from")), None) if told else None
    if place.endswith("-owner"):
        told = prepositional(verb, place[:-6])
        return owner(core(told[0])) if told else None
    if place.startswith("object-"):
        return next(iter(prepositional(core(target), place[7:])), None) if target is not None else None
    if place == "subject-and":
        return _second(actor)
    if place == "between-and":
        return _second(next(iter(prepositional(words[0], "between")), None))
    if place == "above":
        return _above(words[0])
    if place == "subject-owner":
        return possessor(core(actor)) if actor is not None else None
    if place.startswith("subject-"):
        own = subject(verb)
        return next(iter(prepositional(own, place[8:])), None) if own is not None else None
    if place == "clause-subject":
        return _clause_subject(verb, target)
    if place == "clause-object":
        below = complement(verb)
        return direct_object(below) if below is not None and below.lemma not in _MAKING else None
    if place == "clause-party":
        return _clause_party(verb, actor) or (_clause_party(target, actor) if target is not None else None)
    if place == "purpose":
        return _purpose(verb, target, actor)
    if "-" in place:  # "for-with": "flew in for talks with Norland"
        outer, _, further = place.partition("-")
        told = prepositional(verb, outer)
        return next(iter(prepositional(told[0], further)), None) if told else None
    for word in words:
        told = prepositional(word, place)
        if not told and word is target:
            told = next((t for last in _last_of(word, verb) if (t := prepositional(last, place))), [])
        for _ in range(2):  # "announced a suspension of air links with Norland"
            inner = None if told or word is verb else next(iter(prepositional(word, "of")), None)
            if inner is None:
                break
            word, told = inner, prepositional(inner, place)
        if told:
            return told[0]
    return None


def _last_of(target: Token, verb: Token) -> Iterator[Token]:
    """The last of several objects, on which their preposition hangs: "hurled bottles and stones at police"."""
    yield conjoined(target)[-1]
    for child in verb.children:  # where the parser hangs it
        if child.dep == "conj" and child.pos in ("NOUN", "PROPN"):
            yield conjoined(child)[-1]


def _deeper(place: str, words: Sequence[Token]) -> Token | None:
    """What a preposition leads to that hangs on another one's noun: "is on a visit to Norland", "word of the plot to police"."""
    for word in words:
        for child in word.children:
            for noun in child.children if child.dep == "prep" else ():
                if noun.dep == "pobj" and noun.pos == "NOUN" and noun.lemma not in HANDED_OVER:
                    told = prepositional(noun, place)
                    if told:
                        return told[0]
    return None
