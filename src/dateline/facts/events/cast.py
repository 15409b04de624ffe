"""Who the participants of an event are: names, actors behind things, and who counts as acting in public affairs."""

from __future__ import annotations

from dataclasses import replace

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.events import argument, clause
from dateline.facts.events.condition import holds
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.name import NAMED, NOBODY, Participant, Resolver, core, has_kind, is_pronoun, participant
from dateline.facts.events.trigger import Match

# Places that are hit as themselves: "the city of Marda", not Marda's city.
_TOWNS = frozenset({"city", "town", "village", "capital", "province", "region", "district", "suburb"})

# No noun that ends so, or stands in these classes, is somebody.
_ABSTRACT = ("ion", "ment", "ity", "ness", "ism", "ship", "ance", "ence", "cy")
_THINGS = (
    "abstract",
    "violence",
    "demand",
    "pact",
    "structures",
    "weapons",
    "aid",
    "ties",
    "limits",
    "talks",
    "disaster",
    "accident",
    "disease",
)

_BEHIND = ("of", "by", "from", "with")


class Cast:
    """The participants of one document's events."""

    def __init__(self, document: Document, lexicon: Lexicon, resolve: Resolver) -> None:
        self._document = document
        self._lexicon = lexicon
        self._resolve = resolve
        self._violence = lexicon.classes["violence"].lemmas - lexicon.classes["weapons"].lemmas

    def find(self, token: Token | None) -> Participant | None:
        """Who a noun or pronoun names, None where nobody knows. An attack or a weapon that "killed" stands for whose it is."""
        if token is None or (token.is_verb and token.dep not in ("nsubj", "dobj", "pobj")):
            return None
        head = core(token)
        if head.ent not in NAMED and not is_pronoun(head) and head.lemma in self._violence:
            author = argument.author(head)
            if author is None:
                return None
            head = core(author)
        return participant(self._document, head, self._resolve)

    def government(self, token: Token | None) -> Participant | None:
        """Who acts: a weapon stands for whose it is, and a capital for its country: "Moscow rejected the plan"."""
        found = self._doer(token)
        mention = self._resolve(found.head.start, found.head.end) if found is not None else None
        if found is not None and found.name is None:
            return None
        if found is None or mention is None or mention.type != "PLACE" or mention.name is None:
            return found
        seated = gazetteer().seats.get(mention.name)
        if seated is None or seated.country not in (None, mention.country):
            return found
        return replace(found, name=seated.name)

    def _doer(self, token: Token | None) -> Participant | None:
        """Who acts: a weapon stands for whose it is."""
        head = core(token) if token is not None else None
        if head is None or head.ent in NAMED or not holds(self._lexicon.classes["weapons"], head):
            return self.find(token)
        user = argument.author(head) or next(
            (c for c in head.children if c.dep == "compound" and c.lemma in self._lexicon.classes["armed"].lemmas), None
        )  # "police bullets"
        own = head.child("poss")
        if user is None and own is not None:
            user = clause.referent(own, head)  # "the army said its drones hit a convoy"
        found = self.find(user)
        country = gazetteer().adjectives.get(found.name or "") if found is not None else None
        return found if found is None or country is None else replace(found, name=country.name)  # "Russian missiles"

    def _may_own(self, token: Token) -> bool:
        """Whether a demand, plan or office may be somebody's: "the employers' request"."""
        return self.is_public(token) or (token.dep == "poss" and holds(self._lexicon.classes["person"], token))

    def acts(self, token: Token) -> bool:
        """Whether a noun is a name or says who acts in public affairs ("government", "rebels")."""
        head = core(token)
        return head.ent in NAMED or holds(self._lexicon.classes["public"], head)

    def is_public(self, token: Token | None) -> bool:
        """Whether somebody known acts in public affairs: as `acts`, or described by a name, or a resolved pronoun."""
        if token is None:
            return False
        head = core(token)
        if head.lower in NOBODY and token.dep != "nsubjpass":
            return False
        known = (
            is_pronoun(head)
            or self.acts(head)
            or holds(self._lexicon.classes["nationals"], head)
            or self._is_national(head)
        )
        return known and self.find(token) is not None

    def _is_national(self, noun: Token) -> bool:
        """Whether a nation's name right before a noun makes it somebody: "a US national", not "the US invasion"."""
        if noun.lemma.endswith(_ABSTRACT) or any(noun.lemma in self._lexicon.classes[name].lemmas for name in _THINGS):
            return False
        return any(c.dep in ("amod", "compound", "nmod") and c.ent in ("NORP", "GPE", "ORG") for c in noun.children)

    def recipient(self, match: Match) -> Token | None:
        """Who an act is done to: the first place its frame names that holds somebody."""
        for told in argument.filled(match.frame.recipient, match.verb, match.noun, match.subject, match.target):
            if told is match.actor:
                continue
            found = self._somebody(told, match)
            if found is not None:
                return found
        return None

    def mentioned(self, match: Match) -> Token | None:
        """The other side where no place of the frame names one: the nearest name in what is agreed, asked or refused."""
        below = clause.complement(match.verb)
        words = [w for w in (match.noun, match.target, below) if w is not None]
        own = None if match.actor is None else self.find(match.actor)
        armaments = self._lexicon.classes["armaments"]
        for token in argument.named_below(words, match.actor):
            if token.dep in ("amod", "compound") and (
                holds(self._lexicon.classes["person"], token.head) or holds(self._lexicon.classes["armed"], token.head)
            ):
                token = token.head  # "the roads of Sudrian pilgrims"
            elif token.ent == "ORG" and token.dep == "compound" and holds(armaments, token.head):
                continue  # "two more XR-T systems"
            found = self.find(token)
            if found is not None and (own is None or found.name != own.name):
                return token
        return None

    def _somebody(self, token: Token, match: Match) -> Token | None:
        """Who stands behind a thing: a rejected plan's author, a raided office's owner.

        Things without anybody count for violence and destruction only ("a bridge was blown up").
        """
        head = core(token)
        if head.ent in ("PERCENT", "MONEY", "QUANTITY") or head.tag == "SYM" or head.text == "%":
            return None
        classes = self._lexicon.classes
        if argument.is_aside(token) or (match.frame.type == "REQUEST" and head.lemma in argument.HANDED_OVER):
            return None
        if is_pronoun(head) or self.acts(head) or holds(classes["person"], head) or holds(classes["armed"], head):
            return token
        if match.frame.type == "ASSAULT" and (holds(classes["tools"], head) or holds(classes["weapons"], head)):
            is_hit = token is match.target and match.frame.object is not None  # "attacked with machetes" hits none
            return token if is_hit else None
        told = [t for p in _BEHIND for t in clause.prepositional(head, p) if self.acts(t)]
        if match.frame.anybody or self._lexicon.types[match.frame.type].actor_kind is None:
            if holds(classes["vehicles"], head):
                told = [t for t in told if t.head.lower != "with"]  # "a ferry with 90 people aboard"
            owned = told and argument.possessor(head) is None and head.lemma not in _TOWNS
            return told[0] if owned else token
        compound = next((c for c in head.children if c.dep == "compound" and c.lemma in classes["public"].lemmas), None)
        for behind in (argument.owner(head), compound, *told):
            if behind is not None and behind is not match.actor and self._may_own(behind):
                return behind
        return token if has_kind(head, NAMED) else None
