"""What harmed where nobody meant to: nature, beasts, disease, falling things and machines."""

from __future__ import annotations

import functools
from collections import Counter

from dateline.facts.document import Document, Token
from dateline.facts.events.clause import prepositional, prepositions
from dateline.facts.events.lexicon import Lexicon, load
from dateline.facts.events.name import core
from dateline.facts.events.trigger import Match

# What befalls people: all that one of these does is one event.
MISHAPS = ("DISASTER", "ACCIDENT", "DISEASE")

# Harm that people, nature and mishaps do alike.
HARM = frozenset({"kill", "injure", "wound", "hurt", "burn"})

# What only nature does of the verbs of mishap.
_NATURAL = frozenset({"flood", "erupt"})

# What is done to people that they die of.
_STRIKING = frozenset({"shoot", "stab", "beat", "bomb", "attack", "ram", "gun", "strafe", "ambush"})

# Adverbs that say nobody meant it.
_UNMEANT = frozenset({"accidentally", "unintentionally", "inadvertently"})

# What happens to vehicles and boats by mishap alone.
_VEERING = frozenset({"collide", "derail", "capsize", "overturn", "skid", "swerve"})

_SURROUNDINGS = frozenset({"in", "by", "from", "during", "after", "following", "when", "due", "of"})

# Who is hurt on roads, on mountains and at work by mishap, unless arms are told.
_EXPOSED = frozenset({
    "cyclist", "pedestrian", "motorcyclist", "biker", "jogger", "hiker", "climber", "skier", "swimmer", "surfer", "paraglider",
    "motorist", "angler", "mountaineer", "snowboarder", "canoeist", "kayaker", "cook", "chef", "builder", "roofer", "steeplejack",
})  # fmt: skip

# Classes of words for arms, and of those for what may be nature or mishap.
_ARMS = ("violence", "armed", "weapons")
_UNCLEAR = ("ambiguous", "disaster", "accident", "disease")

# Arms and armed people that are told of without any harm as well.
_OFTEN_HARMLESS = frozenset({
    "mine", "gas", "fire", "unit", "officer", "guard", "chemical", "aircraft", "plane", "helicopter", "vessel", "device",
})  # fmt: skip

_WEATHER = frozenset({"weather"})

# The classes of those who can act.
_AGENTS = (
    "person", "armed", "public", "weapons", "violence", "civilians", "troops", "statesmen", "envoys", "helpers", "vehicles",
    "business", "bodies",
)  # fmt: skip

# What nouns of people end in.
_AGENTIVE = ("er", "or", "ist", "man", "men", "ee", "ian", "ite", "ant", "eur", "eer", "folk", "people")


@functools.cache
def _agents() -> frozenset[str]:
    """The nouns of who or what can act."""
    classes = load().classes
    return frozenset[str]().union(*(classes[name].lemmas for name in _AGENTS))


class Mishaps:
    """Says what did harm in one document where nobody did it on purpose."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._classes = {name: test.lemmas for name, test in lexicon.classes.items()}
        self._causes: dict[str, int] | None = None

    def is_lifeless(self, noun: Token) -> bool:
        """Whether a noun names nothing that can act: "a migraine ambushed her"."""
        lemma = noun.lemma.lower()
        if noun.pos != "NOUN" or noun.ent or noun.tag == "CD" or any(c.ent for c in noun.children):
            return False
        return not (lemma in _agents() or lemma.rsplit("-", 1)[-1] in _agents() or lemma.endswith(_AGENTIVE))

    def told(self, match: Match) -> str | None:
        """What did it where nobody meant to: DISASTER, ACCIDENT or DISEASE, "" for beasts, plants and falling things; else None."""
        verb, weapons = match.verb, self._classes["violence"]
        if any(c.dep == "advmod" and c.lower in _UNMEANT for c in verb.children):
            return ""
        doers = [n for n in (match.actor, match.subject, match.noun) if n is not None]
        doers += prepositional(match.noun, "of")[:1] if match.noun is not None else []
        for noun in map(core, [*doers, *(n for n in (match.target,) if n is not None)]):
            if any(c.dep == "appos" and c.lemma in self._classes["animal"] for c in noun.children):
                return ""  # "the mascot, a goat"
        for noun in map(core, doers):
            kind = self._nature(noun)
            if kind is not None and noun.lemma not in weapons:
                return kind
            if noun.lemma in self._classes["weather"] and (
                _described(noun, self._classes["disaster"]) or _described(noun, _WEATHER)
            ):
                return "DISASTER"  # "a cold front"
        if match.actor is not None and core(match.actor).lemma.lower() in self._classes["mishap_things"]:
            return ""
        for preposition in prepositions(verb):
            if preposition.lower in _SURROUNDINGS:
                for noun in preposition.children:
                    kind = self._nature(core(noun)) if noun.dep == "pobj" else None
                    if kind is not None and not _described(core(noun), weapons):
                        return kind if core(noun).lemma not in weapons else None
        harms = match.frame.type == "ASSAULT" or match.frame.mode == "destroy"
        if harms and match.noun is None and self._is_unarmed(match):
            return ""
        if harms and match.actor is None and match.noun is None and self._is_misadventure(match):
            return "ACCIDENT"
        return self._told_beside(verb)

    def _nature(self, noun: Token) -> str | None:
        """Of which kind of mishap a noun is; "" for animals."""
        for kind in MISHAPS:
            if noun.lemma in self._classes[kind.lower()]:
                return kind
        return "" if noun.lemma in self._classes["animal"] or noun.lemma in self._classes["plant"] else None

    def _is_misadventure(self, match: Match) -> bool:
        """Whether a thing hurt somebody ("burned when a pan exploded"), or roads and mountains did, and no arms are told."""
        if self._tells_of_arms(match):
            return False
        if match.target is not None and core(match.target).lemma in _EXPOSED:
            return True
        for clause in match.verb.children:
            who = clause.child("nsubj", "nsubjpass") if clause.dep == "advcl" else None
            if who is not None and who.pos == "NOUN" and self._is_thing(core(who)):
                return True
        return False

    def _told_beside(self, verb: Token) -> str | None:
        """The kind of mishap that a verb joined to this one tells: "capsized, killing 30", "killed when a wall collapsed"."""
        accidental, weapons = self._classes["accidental"], self._classes["violence"]
        if verb.dep in ("advcl", "conj") and verb.head.lemma in accidental and verb.child("nsubj") is None:
            if verb.head.child("dobj") is not None:
                return None  # "rolled boulders onto the road and smashed windows"
            return _kind_of_mishap(verb.head)
        linked = [verb, verb.head] if verb.dep in ("conj", "advcl") else [verb]
        linked += [c for c in verb.children if c.dep == "conj"]
        for child in [c for word in linked for c in word.children]:
            toppled = child.child("dobj") is not None  # "rioted, overturning stalls"
            if child.dep == "advcl" and child is not verb and child.lemma in accidental and not toppled:
                who = child.child("nsubj", "nsubjpass")
                if who is None or core(who).lemma not in weapons:
                    return _kind_of_mishap(child)
        return None

    def _is_thing(self, noun: Token) -> bool:
        """Whether a noun is neither somebody nor arms; a car or boat is a thing too."""
        lemma = noun.lemma.lower()
        if lemma in self._classes["vehicles"]:
            return not noun.ent
        return not (noun.ent or lemma in _agents() or lemma.endswith(_AGENTIVE))

    def _tells_of_arms(self, match: Match, harmless: frozenset[str] = frozenset()) -> bool:
        """Whether the sentence of a match tells of arms, armed people or violence, beside what is `harmless` or ambiguous."""
        told = self._words_around(match) - self._classes["ambiguous"] - harmless
        return any(not told.isdisjoint(self._classes[name]) for name in _ARMS)

    def _words_around(self, match: Match) -> set[str]:
        tokens = self._document.tokens_of(self._document.sentence_of(match.verb))
        return {t.lemma.lower() for t in tokens if t.pos in ("NOUN", "PROPN", "ADJ")}

    def cause(self, match: Match) -> str | None:
        """What killed or destroyed where nobody did: the type of mishap its clause tells, else the one the article is about.

        None where somebody is named, or where arms are told in the sentence or are what the article is about.
        """
        if match.frame.type == "DEATH":
            return self.told(match) or ("ASSAULT" if self._is_violent(match) else None)
        harms = match.frame.type == "ASSAULT" and match.verb.lemma in HARM
        if match.noun is not None or not (harms or match.frame.mode == "destroy"):
            return None
        told = self.told(match)
        if told is not None:
            return told or None
        who = match.subject
        if not (who is None or who.lower == "it"):
            return None
        if self._causes is None:
            self._causes = self._count_causes()
        tokens = self._document.tokens_of(self._document.sentence_of(match.verb))
        words = {t.lemma.lower() for t in tokens if t.pos in ("NOUN", "PROPN")}
        if any(not words.isdisjoint(self._classes[name]) for name in _ARMS):
            return None
        counts = self._causes
        first = max(counts, key=lambda kind: counts[kind])
        return None if first == "ASSAULT" else first

    def _is_violent(self, match: Match) -> bool:
        """Whether a sentence of somebody's death tells of arms or violence: "died when gunmen fired", "was shot and died"."""
        for token in self._document.tokens_of(self._document.sentence_of(match.verb)):
            lemma = token.lemma.lower()
            if token.pos in ("NOUN", "PROPN"):
                violent = lemma in self._classes["violence"] and lemma not in self._classes["ambiguous"]
                if violent or lemma in self._classes["weapons"]:
                    return True
            elif token.pos == "VERB" and lemma in _STRIKING:
                return True
        return False

    def _count_causes(self) -> dict[str, int]:
        """How often the article tells of each kind of harm; ties go to violence."""
        kinds = {"ASSAULT": self._classes["violence"] - self._classes["ambiguous"]}
        kinds |= {kind: self._classes[kind.lower()] for kind in MISHAPS}
        tokens = self._document.tokens
        nouns = Counter([t.lemma.lower() for t in tokens if t.pos in ("NOUN", "PROPN")])
        counts = {kind: sum(nouns[lemma] for lemma in nouns.keys() & lemmas) for kind, lemmas in kinds.items()}
        counts["ACCIDENT"] += sum(t.lemma in _VEERING for t in tokens if t.is_verb)
        return counts

    def _is_unarmed(self, match: Match) -> bool:
        """Whether an unnamed or ambiguous killer ("an explosion") stands beside nature or mishap, and no arms are told."""
        ambiguous = self._classes["ambiguous"]
        actor = core(match.subject).lemma if match.subject is not None else None
        if match.actor is not None and actor not in ambiguous:
            return False
        told = self._words_around(match)
        unclear = any(not told.isdisjoint(self._classes[name]) for name in _UNCLEAR)
        return unclear and not self._tells_of_arms(match, _OFTEN_HARMLESS)


def _described(noun: Token, words: frozenset[str]) -> bool:
    return any(c.lemma in words for c in noun.children if c.dep in ("compound", "amod"))


def _kind_of_mishap(verb: Token) -> str:
    return "DISASTER" if verb.lemma in _NATURAL else "ACCIDENT"
