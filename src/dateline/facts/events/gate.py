"""Where no event is: games, made-up worlds, habits, and harm done by nature or mishap."""

from __future__ import annotations

import re

from dateline.facts.document import Document, Token
from dateline.facts.events import generic
from dateline.facts.events.day import AGE, NOW
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.mishap import HARM, Mishaps
from dateline.facts.events.name import core
from dateline.facts.events.trigger import Match

# Acts of people against people: what a storm or a car crash did is none of them.
_HUMAN = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})

# What befalls people.
_HARMFUL = frozenset({"DEATH", "DISASTER", "ACCIDENT", "DISEASE", "DISPLACEMENT"})

# What persons without office do every day.
_PRIVATE = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "AID"})

# Acts of speech.
_WORDS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE"})

# "3-1", "40-1": scores and odds.
_SCORE = re.compile(r"\d{1,3}-\d{1,3}")

# Public affairs are told of in at least one sentence of so many.
_SHARE = 6

# Who is too small to act.
_INFANTS = frozenset({"toddler", "baby", "infant", "newborn", "kitten", "puppy"})

# How far over an act the one who tells it may stand.
_TELLING = 8

# Whose deeds and fates are family history.
_ANCESTORS = frozenset({
    "grandfather", "grandmother", "great-grandfather", "great-grandmother", "grandparent", "great-uncle", "great-aunt",
    "ancestor", "forefather", "forebear",
})  # fmt: skip

# Centuries that reach to our day: "in a century", "this century", "half a century".
_OURS = frozenset({"a", "this", "half", "quarter"})

_PERSONAL = frozenset({"he", "she", "who", "i", "we", "you"})


# What tells no single event, however it is told.
_NO_EVENT = (generic.is_habit, generic.is_order, generic.is_asked, generic.is_kind, generic.is_distinction)


class Gate:
    """Says of one document's matches which are no events."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._mishaps = Mishaps(document, lexicon)
        self._classes = {name: test.lemmas for name, test in lexicon.classes.items()}
        self._sentences: dict[int, bool] = {}
        self._public_affairs: bool | None = None
        published = document.published
        self._age = (published.year if published is not None else NOW) - AGE

    def blocks(self, match: Match) -> bool:
        """Whether the match is no event of public affairs."""
        if match.actor is None and match.verb.dep == "acl" and match.frame.type in _WORDS:
            return True  # "a man accused of theft" describes the man
        if any(is_none(match.verb) for is_none in _NO_EVENT):
            return True
        if match.frame.type in _HUMAN and (
            self._is_trade(match) or self._is_lifeless(match) or generic.is_general(match)
        ):
            return True
        if match.frame.type in _HUMAN and self._mishaps.told(match) is not None and self.cause(match) is None:
            return True
        if match.verb.lemma in HARM and match.target is not None and _is_pointed_at(match.target):
            return True
        if self._is_retold(match) or self._is_festive(match) or self._is_bygone(match):
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
        before = ""
        for token in self._document.tokens_of(self._document.sentences[sentence]):
            last, before = before, token.lower
            if "-" in before and _SCORE.fullmatch(before):
                likely.add("score")
            if token.pos not in ("NOUN", "PROPN"):
                continue
            if f"{last} {before}" in classes["sport_pairs"]:
                return True
            lemma = token.lemma.lower()
            if lemma in classes["sport_sure"] or lemma in classes["fiction"]:
                return True
            if lemma in classes["sport_likely"] and token.pos == "NOUN":
                likely.add(lemma)
            forced = forced or lemma in classes["force"]
        return len(likely) >= 2 and not forced

    def _is_lifeless(self, match: Match) -> bool:
        """Whether who acts can't, or is a small child."""
        if match.actor is None:
            return False
        who = core(match.actor)
        return who.lemma.lower() in _INFANTS or self._mishaps.is_lifeless(who)

    def _is_trade(self, match: Match) -> bool:
        """Whether who attacks or captures is a firm or its customers: their wars are about prices."""
        return match.actor is not None and core(match.actor).lemma.lower() in self._classes["business"]

    def _is_retold(self, match: Match) -> bool:
        """Whether the act is told by a book, film or museum, or in a sentence of historians, or defines a word."""
        if match.frame.type in _HUMAN:
            sentence = self._document.sentences[match.trigger.sentence]
            if any(self._is_historic(token) for token in self._document.tokens_of(sentence)):
                return True
        above = match.verb
        for _ in range(_TELLING):
            if above.head is above:
                break
            above = above.head
            teller = above.child("nsubj") if above.is_verb else None
            if teller is not None and core(teller).lemma.lower() in self._classes["tellers"]:
                return True
        return generic.is_definition(above)

    def _is_historic(self, word: Token) -> bool:
        """Whether a word is one of historians'; "the first strike in a century" is of our time."""
        lemma = word.lemma.lower()
        if lemma == "century" and any(c.lower in _OURS for c in word.children):
            return False
        return lemma in self._classes["history"]

    def _is_bygone(self, match: Match) -> bool:
        """Whether violence is told in a sentence whose only years are of another age, or of somebody's ancestors."""
        if match.frame.type not in _HUMAN | _HARMFUL:
            return False
        for who in (match.actor, match.target, match.subject):
            if who is not None and core(who).lemma in _ANCESTORS and any(c.tag == "PRP$" for c in core(who).children):
                return True
        tokens = self._document.tokens_of(self._document.sentences[match.trigger.sentence])
        years = [int(t.text) for t in tokens if t.ent == "DATE" and len(t.text) == 4 and t.text.isdigit()]
        return bool(years) and max(years) < self._age and not any(t.lower in generic.DAYS for t in tokens)

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

    def cause(self, match: Match) -> str | None:
        """What harmed where nobody did: see `Mishaps.cause`."""
        return self._mishaps.cause(match)

    def is_public_affair(self) -> bool:
        """Whether the article is about public affairs at all."""
        if self._public_affairs is None:
            politics = self._classes["politics"]
            told = {
                t.sentence for t in self._document.tokens if t.pos in ("NOUN", "PROPN") and t.lemma.lower() in politics
            }
            self._public_affairs = len(told) * _SHARE >= len(self._document.sentences)
        return self._public_affairs


def _is_pointed_at(victims: Token) -> bool:
    """Whether victims have been told of before: "the weather killed these people"."""
    return any(c.dep == "det" and c.lower in ("these", "those") for c in victims.children) and not any(
        c.dep == "nummod" for c in victims.children
    )
