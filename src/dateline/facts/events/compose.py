"""From matched frames to events: what is embedded in what, what a future, a refusal or a "must" makes of it, who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.events import argument, clause, manner
from dateline.facts.events.circumstance import Circumstances
from dateline.facts.events.gate import Gate
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.modality import Standing, anchor, cues, standing
from dateline.facts.events.name import NAMED, Participant, Resolver, core, has_kind, is_pronoun, participant
from dateline.facts.events.trigger import Match, holds
from dateline.facts.record import Event

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "'d", "’d", "wo"})
_OBLIGATION = frozenset({"must", "should", "ought"})
_WISHED = _OBLIGATION | {"can", "ca"}

# What these say of another act is all there is: a demanded withdrawal is no withdrawal.
_SPEECH_ACTS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE"})

# Announced by who would do it, these are threats.
_THREATS = frozenset({"SANCTION", "COERCE", "ASSAULT"})

# A refusal or demand below these is a warning or a guess about others.
_WARNINGS = frozenset({"warn", "know", "think", "believe", "hope", "expect", "learn", "hear", "predict", "forecast", "estimate", "suggest", "understand"})

_MOVES = frozenset({"CONSULT", "RETREAT", "MOBILIZE", "AID", "DISPLACEMENT"})
_COUNTED = frozenset({"ASSAULT", "COERCE", "DEATH", "DISASTER", "ACCIDENT", "DISEASE", "DISPLACEMENT"})


class Composer:
    """Makes events of the matches of one document, a sentence at a time."""

    def __init__(
        self, document: Document, lexicon: Lexicon, resolve: Resolver, circumstances: Circumstances, gate: Gate
    ) -> None:
        self._document = document
        self._lexicon = lexicon
        self._resolve = resolve
        self._circumstances = circumstances
        self._gate = gate

    def events(self, tokens: Sequence[Token], matches: Mapping[int, Match]) -> list[tuple[Event, Token]]:
        """The events of a sentence with their trigger tokens, in the order of the text."""
        speakers = [t for t in tokens if t.tag.startswith("VB") and t.lemma in cues().reporting and t.i not in matches]
        told: dict[int, tuple[Event, Token]] = {}
        # What governs comes first: a demand swallows what is demanded.
        for token in sorted([*(m.trigger for m in matches.values()), *speakers], key=_depth):
            match = matches.get(token.i)
            if match is None:
                event = self._said(token)
            elif self._gate.blocks(match) or self._covered(match, told, matches):
                event = None
            else:
                event = self._event(match)
            if event is not None:
                told[token.i] = event, token
        return [told[i] for i in sorted(told)]

    def _covered(self, match: Match, told: Mapping[int, tuple[Event, Token]], matches: Mapping[int, Match]) -> bool:
        """Whether an act is only what another event promises, demands, refuses or threatens, or is the same one told again."""
        if match.noun is not None and match.verb is not match.noun and match.verb.i in matches:
            return True  # "a bombing killed two": the verb tells it, with its victims
        token = match.trigger
        for _ in range(12):
            head = token.head
            if head is token or token.dep == "relcl":
                return False
            found = told.get(head.i)
            if found is not None and token.dep not in ("nsubj", "nsubjpass"):
                event = found[0]
                if event.type in _SPEECH_ACTS:
                    return True
                if event.type == "PROTEST" and match.frame.type == "REQUEST":
                    return True
                if event.type == match.frame.type and token.dep in ("xcomp", "prep", "advcl", "acl", "dobj"):
                    self._add_victims(event, match)
                    return True
            token = head
        return False

    def _add_victims(self, event: Event, match: Match) -> None:
        """ "attacked the camp, killing 12": the victims are the attack's toll."""
        if event.toll_low is None and event.toll_high is None and event.type in _COUNTED:
            event.toll_low, event.toll_high = self._circumstances.toll(match.target)

    def _event(self, match: Match) -> Event | None:
        frame = match.frame
        stand = standing(match.trigger)
        if stand.modality in ("happened", "ongoing") and match.target is not None and _denied_object(match.target):
            stand = Standing("negated")
        actor = self._participant(match.actor)
        kind = self._type(match, stand, actor)
        if kind is None:
            return None
        place = argument.fill(frame.recipient, match.verb, match.noun, match.actor, match.target)
        place = self._actor_like(place, match) if place is not match.actor else None
        recipient = self._participant(place)
        if recipient is None and (kind != frame.type or frame.recipient[:1] == ("clause-party",)):
            place = argument.party(match.verb, match.actor)
            recipient = self._participant(place)
        if frame.needs == "party" and recipient is None:
            return None
        if actor is None and recipient is None and self._lexicon.types[kind].attitude == "neutral" and frame.actor + frame.recipient:
            return None
        if self._lexicon.types[frame.type].actor_kind == "public" and not self._is_public(match.actor, actor):
            # an unnamed actor of a passive is fine where somebody known is on the other side
            if match.actor is not None or not self._is_public(place, recipient):
                return None
        event = Event(
            start=match.trigger.start,
            end=match.trigger.end,
            type=kind,
            mode=frame.mode if kind == frame.type else None,
            modality=stand.modality,
            cue=stand.cue,
        )
        if kind == "ASSAULT":
            told = manner.mode(match.verb, match.noun, match.actor)
            if event.mode is None or told == "suicide-attack":
                event.mode = told or event.mode
        self._place(event, match, actor, recipient, place)
        event.confidence = _confidence(event, match)
        return event

    def _place(
        self, event: Event, match: Match, actor: Participant | None, recipient: Participant | None, place: Token | None
    ) -> None:
        """Fill in who, whom, where, when and how many."""
        if actor is not None:
            event.actor, event.actor_span = actor.name, actor.span
        if recipient is not None:
            event.recipient, event.recipient_span = recipient.name, recipient.span
        if event.type in _COUNTED or match.frame.type in _COUNTED:
            event.toll_low, event.toll_high = self._circumstances.toll(self._victims(match, place))
        moves = match.frame.type in _MOVES
        words = _clause_words(match)
        where = argument.fill(match.frame.location, match.verb, match.noun, match.actor, match.target)
        if where is not None and not self._circumstances.is_place(core(where)):
            where = None
        for word in words:
            where = where or self._circumstances.location(word, moves=moves, described=False)
            event.date = event.date or self._circumstances.date(word)
        if where is None and place is not None and self._circumstances.is_place(place):
            where = place
        for word in words:
            where = where or self._circumstances.location(word, moves=moves, described=True)
        location = self._participant(where)
        if location is not None:
            event.location, event.location_span = location.name, location.span

    def _victims(self, match: Match, place: Token | None) -> Token | None:
        """Who is counted: whom it is done to; of those who flee or die, who does it."""
        fleeing = match.frame.type == "DISPLACEMENT" and not match.frame.recipient
        return match.actor if fleeing else place or match.target

    def _type(self, match: Match, stand: Standing, actor: Participant | None) -> str | None:
        """The type an act has once its standing is known; None where it is no event."""
        kind = match.frame.type
        attitude = self._lexicon.types[kind].attitude
        modality = stand.modality
        if modality in ("planned", "conditional"):
            if stand.modal in _FUTURE and actor is not None and (modality == "planned" or _by_speaker(match, strictly=True)):
                if attitude == "cooperative":
                    return "THREATEN" if _unless(match.verb) else "AGREE"
                if kind in _THREATS and _by_speaker(match):
                    return "THREATEN"
            if modality == "conditional":
                return None
            return (
                None if attitude != "hostile" and stand.governor == "to" and kind != "CONSULT" else kind
            )
        if modality == "possible":
            return kind if attitude == "hostile" and stand.modal not in _WISHED and actor is not None else None
        if modality == "negated":
            if (
                attitude == "cooperative"
                and actor is not None
                and (stand.modal in _FUTURE or stand.governor in ("refuse", "decline"))
            ):
                return "REJECT"
            return kind if attitude == "hostile" and actor is not None and not stand.governor else None
        return kind

    def _said(self, verb: Token) -> Event | None:
        """ "said Sudria must leave" is a request to Sudria, "said it will not accept" a refusal."""
        below = verb.child("ccomp")
        own = clause.subject(below) if below is not None else None
        speaker = clause.subject(verb)
        if below is None or own is None or speaker is None or verb.lemma in _WARNINGS or standing(verb).modality not in ("happened", "ongoing"):
            return None
        actor = self._participant(speaker)
        if not self._is_public(speaker, actor):
            return None
        stand = standing(below)
        if (
            stand.modal in _OBLIGATION
            and stand.modality == "possible"
            and own is not speaker
            and (own.ent in NAMED or holds(self._lexicon.classes["politics"], own))
        ):
            kind, other = "REQUEST", own
        elif (
            stand.modality == "negated"
            and stand.modal in _FUTURE
            and own is speaker
            and below.tag == "VB"
            and below.lemma != "be"
        ):
            kind, other = "REJECT", argument.party(below, own)
        else:
            return None
        recipient = self._participant(other)
        event = Event(start=verb.start, end=verb.end, type=kind, modality="happened", confidence=0.5)
        if actor is not None:
            event.actor, event.actor_span = actor.name, actor.span
        if recipient is not None:
            event.recipient, event.recipient_span = recipient.name, recipient.span
        event.date = self._circumstances.date(verb)
        return event

    def _is_public(self, token: Token | None, found: Participant | None) -> bool:
        """Whether somebody acts in public affairs: a name, a resolved pronoun, or a noun like "government" or "rebels"."""
        if token is None or found is None:
            return False
        return is_pronoun(core(token)) or self._acts(token) or has_kind(core(token), NAMED)

    def _acts(self, token: Token) -> bool:
        head = core(token)
        return head.ent in NAMED or holds(self._lexicon.classes["public"], head)

    def _actor_like(self, token: Token | None, match: Match) -> Token | None:
        """Who stands behind a thing: a rejected plan's author, a bombed camp's people. Things without anybody count only for violence."""
        if token is None:
            return None
        head = core(token)
        classes = self._lexicon.classes
        if (
            is_pronoun(head)
            or head.ent in NAMED
            or holds(classes["public"], head)
            or holds(classes["person"], head)
            or holds(classes["armed"], head)
        ):
            return token
        behind = argument.owner(head)
        if behind is not None and behind is not match.actor and self._is_public(behind, self._participant(behind)):
            return (
                behind if not has_kind(head, NAMED) or head.pos != "NOUN" or holds(classes["abstract"], head) else token
            )
        physical = self._lexicon.types[match.frame.type].actor_kind is None
        return token if physical or has_kind(head, NAMED) else None

    def _participant(self, token: Token | None) -> Participant | None:
        """Who a noun or pronoun names; an attack or a weapon that "killed" stands for whose it is."""
        if token is None or token.tag.startswith("VB") and token.dep not in ("nsubj", "dobj", "pobj"):
            return None
        head = core(token)
        if not is_pronoun(head) and head.lemma in self._lexicon.classes["violence"].lemmas and head.ent not in NAMED:
            owner = argument.owner(head)
            return (
                participant(self._document, owner, self._resolve) if owner is not None and owner.ent in NAMED else None
            )
        return participant(self._document, head, self._resolve)


def _by_speaker(match: Match, *, strictly: bool = False) -> bool:
    """Whether who would act says so himself or, unless `strictly`, the writer does: a prediction about others is no threat."""
    above = anchor(match.verb)
    for _ in range(4):
        if above.dep == "ccomp" and above.head.lemma in cues().reporting:
            return clause.subject(above.head) is match.actor
        if above.head is above or not above.head.tag.startswith("VB"):
            break
        above = anchor(above.head)
    return not strictly


def _denied_object(target: Token) -> bool:
    """ "reached no agreement" """
    return any(c.dep == "det" and c.lower in cues().negators for c in target.children)


def _unless(verb: Token) -> bool:
    return any(c.dep == "advcl" and any(m.lower == "unless" for m in c.children) for c in verb.children)


def _clause_words(match: Match) -> list[Token]:
    """Where to look for place and day: at the trigger, at what carries it, at the clause whose place and day it shares."""
    words = [match.trigger]
    if match.verb is not match.trigger:
        words.append(match.verb)
    token = match.verb
    for _ in range(3):
        head = token.head
        if head is token:
            break
        shared = token.dep in ("xcomp", "pcomp") or (
            token.dep in ("conj", "advcl") and token.child("nsubj", "nsubjpass") is None
        )
        if (
            token.dep in ("relcl", "acl")
            and head.pos == "NOUN"
            and head.ent == ""
            and head.head.dep in ("prep", "pobj", "ROOT", "conj")
        ):
            shared = True
        if (
            token.dep in ("prep", "pobj", "nsubj", "conj", "dobj", "appos")
            and head is not token
            and token is not match.verb
        ):
            shared = True
        if not shared:
            break
        if head.tag.startswith("VB"):
            words.append(head)
        token = head
    return words


def _confidence(event: Event, match: Match) -> float:
    """How likely the event is right: more where the frame asked more of the text and its participants are told."""
    value = match.frame.confidence - 0.05 + 0.05 * min(match.weight - 1, 3)
    value += 0.05 * (event.actor is not None) + 0.05 * (event.recipient is not None)
    if event.modality not in ("happened", "planned"):
        value -= 0.1
    if match.noun is not None or anchor(match.verb).dep in ("relcl", "acl"):
        value -= 0.1
    return round(min(max(value, 0.2), 0.95), 2)


def _depth(token: Token) -> tuple[int, int]:
    depth, above = 0, token
    while above.head is not above and depth < 60:
        above = above.head
        depth += 1
    return depth, token.i
