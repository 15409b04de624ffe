"""Where no event is: games, made-up worlds, habits, and harm done by nature or mishap."""

from __future__ import annotations

from dateline.facts.document import Document, Token
from dateline.facts.events import generic
from dateline.facts.events.clause import prepositions
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.name import core
from dateline.facts.events.trigger import Match

# Acts of people against people: what a storm or a car crash did is none of them.
_HUMAN = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})

# What persons without office do every day.
_PRIVATE = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "AID"})

# Harm that people, nature and mishaps do alike.
HARM = frozenset({"kill", "injure", "wound", "hurt", "burn"})

# What only nature does of the verbs of mishap.
_NATURAL = frozenset({"flood", "erupt"})

# What is done to people that they die of.
_STRIKING = frozenset({"shoot", "stab", "beat", "bomb", "attack", "ram", "gun", "strafe", "ambush"})

# Adverbs that say nobody meant it.
_UNMEANT = frozenset({"accidentally", "unintentionally", "inadvertently"})

# Acts of speech.
_WORDS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE"})

# What happens to vehicles and boats by mishap alone.
_MISHAPS = frozenset({"collide", "derail", "capsize", "overturn", "skid", "swerve"})

# Classes of words for arms, and of those for what may be nature or mishap.
_ARMS = ("violence", "armed", "weapons")
_UNCLEAR = ("ambiguous", "disaster", "accident", "disease")

# Arms and armed people that are told of without any harm as well.
_OFTEN_HARMLESS = frozenset({
    "mine", "gas", "fire", "unit", "officer", "guard", "chemical", "aircraft", "plane", "helicopter", "vessel", "device",
})  # fmt: skip

_SURROUNDINGS = frozenset({"in", "by", "from", "during", "after", "following", "when", "due", "of"})
# Public affairs are told of in at least one sentence of so many.
_SHARE = 6

# How far over an act the one who tells it may stand.
_TELLING = 8

_PERSONAL = frozenset({"he", "she", "who", "i", "we", "you"})


class Gate:
    """Says of one document's matches which are no events."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._classes = {name: test.lemmas for name, test in lexicon.classes.items()}
        self._sentences: dict[int, bool] = {}
        self._public_affairs: bool | None = None
        self._causes: dict[str, int] | None = None

    def blocks(self, match: Match) -> bool:
        """Whether the match is no event of public affairs."""
        if match.actor is None and match.verb.dep == "acl" and match.frame.type in _WORDS:
            return True  # "a man accused of theft" describes the man
        if generic.is_habit(match.verb) or generic.is_order(match.verb) or generic.is_asked(match.verb):
            return True
        if match.frame.type in _HUMAN and (self._is_trade(match) or generic.is_general(match)):
            return True
        if match.frame.type in _HUMAN and self._mishap(match) is not None and self.cause(match) is None:
            return True
        if self._is_retold(match) or self._is_festive(match):
            return True
        if self._is_private(match) and not self.is_public_affair():
            return True
        sentence = match.trigger.sentence
        if sentence not in self._sentences:
            self._sentences[sentence] = self._is_play(sentence)
        return self._sentences[sentence]

    def _is_play(self, sentence: int) -> bool:
        """Whether a sentence is about a game or a made-up world."""
        classes = self._classes
        likely: set[str] = set()
        forced = False
        for token in self._document.tokens_of(self._document.sentences[sentence]):
            if token.pos not in ("NOUN", "PROPN"):
                continue
            lemma = token.lemma.lower()
            if lemma in classes["sport_sure"] or lemma in classes["fiction"]:
                return True
            if lemma in classes["sport_likely"] and token.pos == "NOUN":
                likely.add(lemma)
            forced = forced or lemma in classes["force"]
        return len(likely) >= 2 and not forced

    def _is_trade(self, match: Match) -> bool:
        """Whether who attacks or captures is a firm or its customers: their wars are about prices."""
        return match.actor is not None and core(match.actor).lemma.lower() in self._classes["business"]

    def _is_retold(self, match: Match) -> bool:
        """Whether the act is told by a book, film or museum, or in a sentence of historians, or defines a word."""
        if match.frame.type in _HUMAN:
            sentence = self._document.sentences[match.trigger.sentence]
            if any(t.lemma.lower() in self._classes["history"] for t in self._document.tokens_of(sentence)):
                return True
        above = match.verb
        for _ in range(_TELLING):
            if above.head is above:
                break
            above = above.head
            teller = above.child("nsubj") if above.tag.startswith("VB") else None
            if teller is not None and core(teller).lemma.lower() in self._classes["tellers"]:
                return True
        return generic.is_definition(above)

    def _is_festive(self, match: Match) -> bool:
        """Whether people march or take to the streets for joy."""
        if match.frame.type != "PROTEST" or match.frame.mode != "demo":
            return False
        sentence = self._document.sentences[match.trigger.sentence]
        return any(
            t.lemma.lower() in self._classes["festive"]
            for t in self._document.tokens_of(sentence)
            if t is not match.trigger
        )

    def _is_private(self, match: Match) -> bool:
        """Whether a person without office does something that need not be public: agree, visit, ask."""
        who = match.actor
        if who is None or match.frame.type not in _PRIVATE:
            return False
        single = (who.ent == "PERSON" and who.tag == "NNP") or who.lower in _PERSONAL
        return single and not any(
            c.dep == "compound" and c.lemma.lower() in self._classes["public"] for c in who.children
        )

    def is_public_affair(self) -> bool:
        """Whether the article is about public affairs at all."""
        if self._public_affairs is None:
            politics = self._classes["politics"]
            told = {
                t.sentence for t in self._document.tokens if t.pos in ("NOUN", "PROPN") and t.lemma.lower() in politics
            }
            self._public_affairs = len(told) * _SHARE >= len(self._document.sentences)
        return self._public_affairs

    def _mishap(self, match: Match) -> str | None:
        """What did it where nobody meant to: DISASTER, ACCIDENT or DISEASE, "" for beasts and falling things; else None."""
        verb, weapons = match.verb, self._classes["violence"]
        if any(c.dep == "advmod" and c.lower in _UNMEANT for c in verb.children):
            return ""
        for noun in [core(n) for n in (match.actor, match.noun) if n is not None]:
            kind = self._nature(noun)
            if kind is not None and noun.lemma not in weapons:
                return kind
            if noun.lemma in self._classes["weather"] and _described(noun, self._classes["disaster"] | {"weather"}):
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
        return self._mishap_told_beside(verb)

    def _nature(self, noun: Token) -> str | None:
        """Of which kind of mishap a noun is; "" for animals."""
        for kind in ("DISASTER", "ACCIDENT", "DISEASE"):
            if noun.lemma in self._classes[kind.lower()]:
                return kind
        return "" if noun.lemma in self._classes["animal"] else None

    def _mishap_told_beside(self, verb: Token) -> str | None:
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

    def cause(self, match: Match) -> str | None:
        """What killed or destroyed where nobody did: the type of mishap its clause tells, else the one the article is about.

        None where somebody is named, or where arms are told in the sentence or are what the article is about.
        """
        if match.frame.type == "DEATH":
            return self._mishap(match) or ("ASSAULT" if self._is_violent(match) else None)
        harms = match.frame.type == "ASSAULT" and match.verb.lemma in HARM
        if match.noun is not None or not (harms or match.frame.mode == "destroy"):
            return None
        told = self._mishap(match)
        if told is not None:
            return told or None
        who = match.subject
        if not (who is None or who.lower == "it"):
            return None
        if self._causes is None:
            self._causes = self._count_causes()
        sentence = self._document.sentence_of(match.verb)
        if self._tells_arms(
            {t.lemma.lower() for t in self._document.tokens_of(sentence) if t.pos in ("NOUN", "PROPN")}
        ):
            return None
        counts = self._causes
        first = max(counts, key=lambda kind: counts[kind])
        return None if first == "ASSAULT" else first

    def _is_violent(self, match: Match) -> bool:
        """Whether a sentence of somebody's death tells of arms or violence: "died when gunmen fired", "was shot and died"."""
        told = (self._classes["violence"] - self._classes["ambiguous"]) | self._classes["weapons"]
        sentence = self._document.tokens_of(self._document.sentence_of(match.verb))
        return any(
            t.lemma.lower() in (told if t.pos in ("NOUN", "PROPN") else _STRIKING if t.pos == "VERB" else ())
            for t in sentence
        )

    def _count_causes(self) -> dict[str, int]:
        """How often the article tells of each kind of harm; ties go to violence."""
        counts = {"ASSAULT": 0, "DISASTER": 0, "ACCIDENT": 0, "DISEASE": 0}
        kinds = {"ASSAULT": self._classes["violence"] - self._classes["ambiguous"]}
        kinds |= {kind: self._classes[kind.lower()] for kind in ("DISASTER", "ACCIDENT", "DISEASE")}
        for token in self._document.tokens:
            if token.pos in ("NOUN", "PROPN"):
                lemma = token.lemma.lower()
                for kind, lemmas in kinds.items():
                    counts[kind] += lemma in lemmas
            elif token.tag.startswith("VB"):
                counts["ACCIDENT"] += token.lemma in _MISHAPS
        return counts

    def _is_unarmed(self, match: Match) -> bool:
        """Whether an unnamed or ambiguous killer ("an explosion") stands beside nature or mishap, and no arms are told."""
        ambiguous = self._classes["ambiguous"]
        actor = core(match.subject).lemma if match.subject is not None else None
        if match.actor is not None and actor not in ambiguous:
            return False
        sentence = self._document.sentence_of(match.verb)
        told = {t.lemma.lower() for t in self._document.tokens_of(sentence) if t.pos in ("NOUN", "PROPN", "ADJ")}
        unclear = any(not told.isdisjoint(self._classes[name]) for name in _UNCLEAR)
        return unclear and not self._tells_arms(told - ambiguous - _OFTEN_HARMLESS)

    def _tells_arms(self, lemmas: set[str]) -> bool:
        """Whether one of these words is for violence, weapons or armed people."""
        return any(not lemmas.isdisjoint(self._classes[name]) for name in _ARMS)


def _described(noun: Token, words: frozenset[str]) -> bool:
    return any(c.lemma in words for c in noun.children if c.dep in ("compound", "amod"))


def _kind_of_mishap(verb: Token) -> str:
    return "DISASTER" if verb.lemma in _NATURAL else "ACCIDENT"
