"""From matched frames to events: what is embedded in what, what a future, a refusal or a "must" makes of it, who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events import argument
from dateline.facts.events.circumstance import Circumstances
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.modality import Standing, anchor, cues, standing
from dateline.facts.events.name import NAMED, Participant, Resolver, core, has_kind, is_pronoun, participant
from dateline.facts.events.trigger import Match, holds
from dateline.facts.record import Event

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "'d", "’d", "wo"})
_OBLIGATION = frozenset({"must", "should", "ought"})
_VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
_HOSTILE_ACT = frozenset({"SANCTION", "COERCE", "ASSAULT"})


class Composer:
    """Makes events of the matches of one document, a sentence at a time."""

    def __init__(self, document: Document, lexicon: Lexicon, resolve: Resolver, circumstances: Circumstances) -> None:
        self._document = document
        self._lexicon = lexicon
        self._resolve = resolve
        self._circumstances = circumstances

    def events(self, tokens: Sequence[Token], matches: Mapping[int, Match]) -> list[tuple[Event, Token]]:
        """The events of a sentence with their trigger tokens, in the order of the text."""
        if not matches and not any(t.lower in _OBLIGATION or t.lower in ("not", "n't", "n’t") for t in tokens):
            return []
        told: dict[int, tuple[Event, Token]] = {}
        for token in sorted(tokens, key=_depth):
            match = matches.get(token.i)
            event: Event | None
            if match is None:
                event = self._said(token) if token.tag.startswith("VB") else None
            elif self._covered(match, told):
                event = None
            else:
                event = self._event(match)
            if event is not None:
                told[token.i] = event, token
        return [told[i] for i in sorted(told)]

    def _covered(self, match: Match, told: Mapping[int, tuple[Event, Token]]) -> bool:
        """Whether the act is only what another event promises, demands, refuses or threatens, or tells again."""
        token = match.trigger
        through_clause = False
        for _ in range(12):
            head = token.head
            if head is token:
                return False
            if token.dep in ("relcl",):
                return False
            through_clause = True
            found = told.get(head.i)
            if found is not None and token.dep not in ("nsubj", "nsubjpass"):
                if found[0].type in _VERBAL or match.noun is not None:
                    return through_clause
                return found[0].type == match.frame.type and token.dep in ("xcomp", "prep", "advcl")
            token = head
        return False

    def _event(self, match: Match) -> Event | None:
        frame = match.frame
        stand = standing(match.trigger if match.noun is not None or match.verb is match.trigger else match.verb)
        actor = self._participant(match.actor, match.verb)
        place = argument.fill(frame.recipient, match.verb, match.noun, match.actor, match.target)
        kind, final = self._compose(match, stand, actor)
        if kind is None:
            return None
        if self._lexicon.types[frame.type].actor_kind == "public" and not self._is_public(match.actor, actor):
            return None
        recipient = self._participant(place, match.verb) if place is not match.actor else None
        if recipient is None and kind != frame.type:
            recipient = self._participant(argument.clause_party(match.verb, match.actor), match.verb)
        return self._build(match, kind, final, actor, recipient, place)

    def _build(
        self,
        match: Match,
        kind: str,
        stand: Standing,
        actor: Participant | None,
        recipient: Participant | None,
        victims: Token | None,
    ) -> Event:
        words = [match.trigger] if match.verb is match.trigger else [match.trigger, match.verb]
        where = self._circumstances.location(*words)
        location = self._participant(where[0], match.verb) if where else None
        low, high = (
            self._circumstances.toll(victims)
            if match.frame.type in ("ASSAULT", "COERCE", "DEATH", "DISASTER", "ACCIDENT", "DISPLACEMENT")
            else (None, None)
        )
        return Event(
            start=match.trigger.start,
            end=match.trigger.end,
            type=kind,
            mode=match.frame.mode if kind == match.frame.type else None,
            modality=stand.modality,
            cue=stand.cue,
            actor=actor.name if actor else None,
            actor_span=actor.span if actor else None,
            recipient=recipient.name if recipient else None,
            recipient_span=recipient.span if recipient else None,
            location=location.name if location else None,
            location_span=location.span if location else None,
            date=self._circumstances.date(*words),
            toll_low=low,
            toll_high=high,
            confidence=match.frame.confidence,
        )

    def _compose(self, match: Match, stand: Standing, actor: Participant | None) -> tuple[str | None, Standing]:
        """The type an act has once its standing is known (None: no event)."""
        kind = match.frame.type
        attitude = self._lexicon.types[kind].attitude
        if stand.modality == "planned" and stand.modal in _FUTURE and actor is not None:
            if attitude == "cooperative":
                hostile = any(
                    c.dep == "advcl" and any(m.lower == "unless" for m in c.children) for c in match.verb.children
                )
                return ("THREATEN" if hostile else "AGREE"), stand
            if kind in _HOSTILE_ACT:
                return "THREATEN", stand
        if stand.modality == "negated":
            if (
                attitude == "cooperative"
                and actor is not None
                and (stand.modal in _FUTURE or stand.governor in ("refuse", "decline"))
            ):
                return "REJECT", stand
            if attitude != "hostile":
                return None, stand
        if attitude == "verbal" and stand.modality in ("possible", "conditional"):
            return None, stand
        if stand.modality == "conditional":
            return None, stand
        return kind, stand

    def _said(self, verb: Token) -> Event | None:
        """ "said X must leave" is a request to X; "said it will not accept" a refusal."""
        if verb.lemma not in cues().reporting:
            return None
        below = verb.child("ccomp")
        if below is None:
            return None
        speaker = argument.subject(verb)
        if speaker is None or not self._is_public(speaker, self._participant(speaker, verb)):
            return None
        stand = standing(below)
        own = argument.subject(below)
        if own is None:
            return None
        if stand.modal in _OBLIGATION and not is_pronoun(own) and has_kind(own, NAMED):
            kind, recipient = "REQUEST", own
        elif stand.modality == "negated" and stand.modal in _FUTURE and (own.lower in ("it", "they", "he", "she")):
            kind, recipient = "REJECT", argument.party(below, own)
        else:
            return None
        actor = self._participant(speaker, verb)
        target = self._participant(recipient, below)
        outer = standing(verb)
        if outer.modality not in ("happened", "ongoing"):
            return None
        return Event(
            start=verb.start, end=verb.end, type=kind, modality="happened",
            actor=actor.name if actor else None, actor_span=actor.span if actor else None,
            recipient=target.name if target else None, recipient_span=target.span if target else None,
            date=self._circumstances.date(verb), confidence=0.5,
        )  # fmt: skip

    def _is_public(self, token: Token | None, found: Participant | None) -> bool:
        if token is None:
            return False
        head = core(token)
        if found is not None and is_pronoun(head):
            return True
        return holds(self._lexicon.classes["public"], head) or has_kind(head, NAMED)

    def _participant(self, token: Token | None, verb: Token) -> Participant | None:
        """The participant, a pronoun in a reported clause being its speaker ("Norland said it would …")."""
        if token is None or token.tag.startswith("VB") and token.dep not in ("nsubj", "dobj", "pobj"):
            return None
        head = core(token)
        if is_pronoun(head):
            found = participant(self._document, head, self._resolve)
            if found is not None and found.name:
                return found
            if head.lower in ("it", "they", "he", "she", "its", "their", "his", "her"):
                above = anchor(verb)
                for _ in range(4):
                    if above.dep == "ccomp" and above.head.tag.startswith("VB"):
                        speaker = argument.subject(above.head)
                        if speaker is not None and not is_pronoun(core(speaker)):
                            return participant(self._document, speaker, self._resolve)
                    if above.head is above:
                        break
                    above = anchor(above.head)
            return None
        return self._own_name(participant(self._document, head, self._resolve), head)

    def _own_name(self, found: Participant | None, head: Token) -> Participant | None:
        if head.lemma in self._lexicon.classes["violence"].lemmas:
            owner = argument.owner(head)
            return (
                participant(self._document, owner, self._resolve) if owner is not None and owner.ent in NAMED else None
            )
        return found


def _depth(token: Token) -> tuple[int, int]:
    depth = 0
    while token.head is not token and depth < 60:
        token = token.head
        depth += 1
    return depth, token.i
