"""From matched frames to events: everything that is told about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.facts.document import Token
from dateline.facts.events import argument, befall, clause, manner, reading
from dateline.facts.events.cast import Cast
from dateline.facts.events.circumstance import Circumstances
from dateline.facts.events.condition import holds
from dateline.facts.events.confidence import Weigh, features
from dateline.facts.events.context import context
from dateline.facts.events.cover import COUNTED, SPEECH_ACTS, Cover, set_participants
from dateline.facts.events.day import Days
from dateline.facts.events.extent import extent
from dateline.facts.events.gate import Gate
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.modality import Standing, cues
from dateline.facts.events.name import Participant, core, is_pronoun
from dateline.facts.events.trigger import Match
from dateline.facts.record import Event

# Acts that lead to or from a place.
_MOVES = frozenset({"CONSULT", "RETREAT", "MOBILIZE", "AID", "DISPLACEMENT"})
# What protesters do in these ways is part of their protest.
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_IN_COURSE = ("during", "at", "in")

# Acts that take somebody away from a place.
_REMOVALS = frozenset({"abduct", "deport"})

# Acts that take place somewhere.
_PHYSICAL = COUNTED | {"PROTEST", "MOBILIZE", "RETREAT"}


class Composer:
    """Makes events of the matches of one document, a sentence at a time."""

    def __init__(
        self, lexicon: Lexicon, cast: Cast, circumstances: Circumstances, days: Days, gate: Gate, weigh: Weigh
    ) -> None:
        self._lexicon = lexicon
        self._cast = cast
        self._circumstances = circumstances
        self._days = days
        self._gate = gate
        self._weigh = weigh
        self._cover = Cover(lexicon, cast, circumstances, gate)
        self._country: str | None = None
        self._told: list[Event] = []

    def events(self, tokens: Sequence[Token], matches: Mapping[int, Match]) -> list[tuple[Event, Token]]:
        """The events of a sentence with their trigger tokens, in the order of the text."""
        reporting = cues().reporting
        speakers = [t for t in tokens if t.is_verb and t.lemma in reporting and t.i not in matches]
        told: dict[int, tuple[Event, Token]] = {}
        # What governs comes first: a demand swallows what is demanded.
        for token in sorted([*(m.trigger for m in matches.values()), *speakers], key=_depth):
            match = matches.get(token.i)
            event: Event | None = None
            if match is None:
                event = self._said(token)
            elif not self._gate.blocks(match) and not self._cover.covers(match, told, matches):
                event = self._event(match)
            if event is not None and match is not None and self._is_retold(event, match):
                event = None
            if event is not None:
                self._told.append(event)
                told[token.i] = event, token
                if match is not None and event.type in COUNTED:  # "carried out a raid, killing three"
                    told.setdefault(match.verb.i, told[token.i])
        return [told[i] for i in sorted(told) if told[i][1].i == i]

    def _is_retold(self, event: Event, match: Match) -> bool:
        """Whether a noun speaks of a mishap or death that the article has told: "Sunday's crash", "the fire in Odel"."""
        if not match.frame.befalls or match.noun is None or befall.is_new(match.noun):
            return False
        return any(
            (told.type, told.modality) == (event.type, event.modality)
            and (None in (told.date, event.date) or str(told.date).startswith(str(event.date)))
            and (event.recipient is None or told.recipient == event.recipient)
            for told in self._told
        )

    def _event(self, match: Match) -> Event | None:
        frame, cast = match.frame, self._cast
        stand = reading.standing_of(match)
        if match.trigger.i in self._cover.charges:
            stand = replace(stand, modality="happened")  # as whoever accuses says, in a statement of his
            if match.verb.dep == "advcl":
                match = replace(match, actor=None)
        speaker = reading.announcer(match)
        if speaker is not None and cast.is_public(speaker):
            match = replace(match, actor=speaker)
        if match.actor is not None and _is_nobody(match.actor):
            match = replace(match, actor=None)  # "No group has said it carried out the attack."
        actor = cast.government(match.actor) or self._wielder(match)
        kind = reading.told_as(match, stand, self._lexicon, has_actor=actor is not None)
        if kind is None:
            return None
        cause = self._gate.cause(match)
        if cause is not None:
            kind, actor = cause, None  # a mishap has nobody who does it
        other = cast.recipient(match)
        if other is None and (kind != frame.type or frame.recipient[:1] == ("clause-party",)):
            other = argument.party(match.verb, match.actor)
        recipient = cast.find(other)
        if recipient is not None and actor is not None and recipient.name == actor.name:
            other = recipient = None
        if not self._holds_up(match, actor, recipient, other):
            return None
        if kind == "ASSAULT" and actor is None and _is_denied(stand) and _spared_all(match, recipient):
            return None  # "no violence was reported", "nobody was hurt"
        if recipient is None:
            other = self._further(match, kind)
            recipient = cast.find(other)
        mode = manner.mode(kind, match)
        if kind in _VIOLENT and self._in_protest(match):
            kind, mode = "PROTEST", "riot"
        start, end = extent(match, kind, self._lexicon)
        event = Event(
            start=start,
            end=end,
            type=kind,
            mode=mode,
            modality=stand.modality,
            cue=stand.cue,
            context=context(match.verb),
        )
        set_participants(event, actor, recipient)
        self._set_circumstances(event, match, other)
        if frame.type == "CONSULT" and mode != "visit" and other is not None and core(other).head.lower in ("in", "at"):
            event.recipient = event.recipient_span = None  # "will meet in Brussels" says where, not whom
        if self._days.is_bygone(event.date) or (frame.dated and not self._days.is_known(event.date)):
            return None
        if _is_timed(match, stand) and self._days.is_ahead(event.date):
            event.modality = "planned"
        return self._weighed(event, match)

    def _further(self, match: Match, kind: str) -> Token | None:
        """Whom a political act concerns where no place of its frame says so."""
        if not match.frame.recipient or self._lexicon.types[kind].actor_kind != "public":
            return None
        found = argument.warned(match.verb) if kind == "THREATEN" else None
        return found if found is not None else self._cast.mentioned(match)

    def _wielder(self, match: Match) -> Participant | None:
        """Who used the weapon that an assault is told of: "a bomb planted by rebels went off"."""
        if match.frame.type != "ASSAULT" or match.noun is not None:
            return None
        weapons = self._lexicon.classes["weapons"]
        for noun in (match.subject, match.target, match.verb.child("dobj")):
            if noun is not None and holds(weapons, noun):
                user = argument.wielder(core(noun))
                if user is not None:
                    return self._cast.find(user)
        return None

    def _in_protest(self, match: Match) -> bool:
        """Whether who attacks or destroys does so as a protester, or in a protest."""
        classes = self._lexicon.classes
        if match.actor is None:
            return False
        on_strike = clause.prepositional(core(match.actor), "on")
        if holds(classes["protesters"], match.actor) or any(holds(classes["protests"], noun) for noun in on_strike):
            return True
        if holds(classes["troops"], match.actor) or not holds(classes["person"], match.actor):
            return False
        return any(
            holds(classes["protests"], noun)
            for preposition in _IN_COURSE
            for noun in clause.prepositional(match.verb, preposition)
        )

    def _holds_up(
        self, match: Match, actor: Participant | None, recipient: Participant | None, other: Token | None
    ) -> bool:
        """Whether enough is known of the participants: politics needs somebody in public affairs, news needs somebody at all."""
        frame = match.frame
        kind = self._lexicon.types[frame.type]
        if frame.needs == "party" and recipient is None:
            return False
        who = match.subject or match.target
        if actor is None and recipient is None and who is not None and is_pronoun(who):
            return False
        if frame.befalls and frame.recipient == ("poss",) and recipient is None:
            return False  # "her death", whosesoever
        if frame.befalls or (frame.mode == "legislate" and match.verb.child("nsubjpass") is not None):
            return True  # "a law was adopted"
        if kind.attitude == "neutral" and actor is None and recipient is None and frame.actor + frame.recipient:
            return False
        if kind.actor_kind != "public" or frame.anybody or self._cast.is_public(match.actor):
            return True
        # the actor of a passive may stay unnamed where somebody known is on the other side
        return match.actor is None and self._cast.is_public(other)

    def _set_circumstances(self, event: Event, match: Match, other: Token | None) -> None:
        """Where, when and how many."""
        frame, here = match.frame, self._circumstances
        if event.type in COUNTED or frame.type in COUNTED:
            flees = frame.type == "DISPLACEMENT" and not frame.recipient
            event.toll_low, event.toll_high = self._cover.toll(match.actor if flees else match.target or other)
        moves = frame.type in _MOVES or frame.mode in _REMOVALS
        words = list(_clause_words(match))
        event.date = self._days.of(match, words)
        where = argument.fill(frame.location, match.verb, match.noun, match.subject, match.target)
        if where is None or not (here.is_place(core(where)) or here.is_unknown_name(core(where))):
            where = next((at for word in words if (at := here.location(word, moves=moves)) is not None), None)
        if where is None and other is not None and frame.type not in SPEECH_ACTS and here.is_place(other):
            where = other
        if where is None:
            where = next(
                (at for word in words if (at := here.location(word, moves=moves, loose=True)) is not None), None
            )
        if where is None and event.type in _PHYSICAL:
            unknown = event.type in _MOVES and other is not None and here.is_unknown_name(core(other))
            where = other if unknown else here.nearby(match.trigger)
        if where is None:
            where = next((at for word in words if (at := here.described_location(word, moves=moves)) is not None), None)
        location = self._cast.find(where)
        if location is not None:
            event.location, event.location_span = location.name, location.span
            if location.head.lemma == "country" and self._country is not None:
                event.location = self._country  # "the country" is the one where the last event took place
            if event.location in here.countries:
                self._country = event.location

    def _said(self, verb: Token) -> Event | None:
        """A demand or refusal that only its wording makes one."""
        found = reading.said(verb, self._lexicon)
        speaker = clause.subject(verb) if found is not None else None
        if found is None or not self._cast.is_public(speaker):
            return None
        kind, other = found
        event = Event(start=verb.start, end=verb.end, type=kind, modality="happened", context=context(verb))
        set_participants(event, self._cast.government(speaker), self._cast.find(other))
        event.date = self._days.date(verb)
        return self._weighed(event, None)

    def _weighed(self, event: Event, match: Match | None) -> Event:
        """The event with its confidence; without a match only its wording makes it one."""
        is_history = self._days.is_history(event.date)
        event.confidence = self._weigh(
            features(event, match, is_history=is_history, is_public=self._gate.is_public_affair())
        )
        return event


def _spared_all(match: Match, recipient: Participant | None) -> bool:
    """Whether nobody suffered what nobody did: "no violence was reported", "nobody was hurt"; not "hurt in the attack"."""
    if recipient is not None and recipient.name is not None:
        return False
    return match.noun is not None or match.verb.child("prep") is None


def _is_timed(match: Match, stand: Standing) -> bool:
    """Whether only its day tells whether an act has taken place: "the May 3 runoff", "flies to Odel on Thursday"."""
    if stand.modality not in ("happened", "ongoing") or stand.cue is not None:
        return False
    is_present = match.verb.tag in ("VBZ", "VBP") and match.verb.child("aux", "auxpass") is None
    return match.verb is match.noun or is_present


def _is_denied(stand: Standing) -> bool:
    return stand.modality in ("negated", "denied")


def _is_nobody(actor: Token) -> bool:
    return any(c.dep == "det" and c.lower in ("no", "neither") for c in core(actor).children)


def _clause_words(match: Match) -> Iterator[Token]:
    """Where to look for place and day: at the trigger, at the verb that carries it, at clauses that share theirs with it."""
    yield match.trigger
    if match.verb is not match.trigger:
        yield match.verb
    token = match.verb
    for _ in range(3):
        head, dep = token.head, token.dep
        if head is token:
            return
        if dep in ("conj", "advcl"):
            shares = token.child("nsubj", "nsubjpass") is None
        elif dep in ("relcl", "acl"):  # "shelling in Kyiv, including attacks that injured four"
            shares = head.pos == "NOUN" and head.ent == "" and head.head.dep in ("prep", "pobj", "ROOT", "conj")
        else:
            shares = dep in ("xcomp", "pcomp") or (
                token is not match.verb and dep in ("prep", "pobj", "nsubj", "dobj", "appos")
            )
        if not shares:
            return
        if head.is_verb:
            yield head
        token = head


def _depth(token: Token) -> tuple[int, int]:
    """How deep in the parse a word stands; ties in the order of the text."""
    depth, above = 0, token
    while above.head is not above and depth < 60:
        above = above.head
        depth += 1
    return depth, token.i
