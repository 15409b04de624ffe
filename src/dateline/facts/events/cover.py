"""What is embedded in what: acts that another event only promises, demands or denies, and those that tell one event again."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.facts.document import Token
from dateline.facts.events import clause, reading
from dateline.facts.events.cast import Cast
from dateline.facts.events.circumstance import Circumstances
from dateline.facts.events.condition import holds
from dateline.facts.events.gate import Gate
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.mishap import HARM, MISHAPS
from dateline.facts.events.modality import anchor, first_of
from dateline.facts.events.name import Participant, core
from dateline.facts.events.trigger import Match
from dateline.facts.events.words import grammar
from dateline.facts.record import Event

# What these say of another act is all there is to it: a demanded withdrawal is no withdrawal.
SPEECH_ACTS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE"})

# Acts whose victims are counted.
COUNTED = frozenset({"ASSAULT", "COERCE", "DEATH", "DISASTER", "ACCIDENT", "DISEASE", "DISPLACEMENT"})

# Before what happened when something was said: no part of what is said.
_OCCASIONS = frozenset({"after", "following", "since", "amid", "despite"})

# Verbs over an act that somebody is said to have committed.
_CHARGING = frozenset({"accuse", "blame"})

# What tells whom a mishap cost life: "drowned when their boat capsized".
_DYING = frozenset({"die", "drown", "perish"})

# How far up an act is looked for among what another one covers.
_EMBEDDING = 12


class Cover:
    """Tells, sentence by sentence of one document, which matches are no event of their own.

    `charges` are the triggers of acts that somebody is accused of in the act's own detail: they are told as done.
    """

    def __init__(self, lexicon: Lexicon, cast: Cast, circumstances: Circumstances, gate: Gate) -> None:
        self._lexicon = lexicon
        self._cast = cast
        self._circumstances = circumstances
        self._gate = gate
        self.charges: set[int] = set()

    def covers(self, match: Match, told: Mapping[int, tuple[Event, Token]], matches: Mapping[int, Match]) -> bool:
        """Whether an act is only what another event promises, demands, refuses or threatens, or is the same told again."""
        if match.noun is not None and match.verb is not match.noun and match.verb.i in matches:
            teller = matches[match.verb.i]
            same = match.actor in (None, teller.actor) or {match.frame.type, teller.frame.type} <= COUNTED
            if same and not (match.frame.befalls and self._gate.blocks(teller)):
                return True  # "a bombing killed two": the verb tells it, with its victims; not "Norland's call was ignored"
        resumed = _resumed(match)
        if resumed is not None and resumed.i in told and told[resumed.i][0].type == match.frame.type:
            self._enrich(told[resumed.i][0], match)
            return True
        harmed = _harmed_before(match, told, matches)
        if harmed is not None:
            self._enrich(harmed, match)
            return True
        token = match.trigger
        for _ in range(_EMBEDDING):
            head = first_of(token) if token.dep == "conj" else token.head
            first = anchor(match.verb)
            if token is match.trigger and first.i in told and self._is_same_mishap(told[first.i][0], match):
                self._suffered(told[first.i][0], match)
                return True
            above = first.head
            if token is match.trigger and above.i in told and self._is_aftermath(told[above.i][0], match):
                self._suffered(told[above.i][0], match)
                return True
            describes = token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN" and token is match.trigger)
            if describes and clause.is_infinitive(token):  # "rejected calls to resign"
                describes = head.head.i not in told or told[head.head.i][0].type not in SPEECH_ACTS
            if head is token or describes or _is_coordinate(token):
                return False
            if head.i in told and token.dep not in ("nsubj", "nsubjpass", "conj"):
                event = told[head.i][0]
                if event.type in SPEECH_ACTS and token.dep == "prep" and token.lower in _OCCASIONS:
                    return False  # "After the arrest of two editors, the council condemned the government."
                if _is_meanwhile(token):
                    if event.type == match.frame.type:
                        self._enrich(event, match)
                    return False
                if match.frame.befalls and event.type in COUNTED:
                    return True  # "died in a crash"
                if event.type == "ACCUSE" and token.dep == "ccomp" and token.i < head.i:
                    return False  # "jets crossed the border, Norland complained" tells of the jets
                if event.type == "ACCUSE" and self._is_charge(event, match):
                    self.charges.add(match.trigger.i)
                    return False
                if (event.type in SPEECH_ACTS and not _is_undertaken(match, event)) or (
                    event.type == "PROTEST" and match.frame.type == "REQUEST"
                ):
                    return True
                if self._is_part(event, match, token):
                    self._count(event, match)
                    return True
                if event.type == match.frame.type and token.dep in ("xcomp", "prep", "advcl", "acl", "dobj"):
                    if head.lemma in _DYING:
                        return False
                    self._enrich(event, match)
                    return True
            token = head
        return False

    def _is_same_mishap(self, event: Event, match: Match) -> bool:
        """Whether a verb goes on with what a mishap did: "wildfires razed 300 houses and killed 99 people"."""
        goes_on = match.verb.dep == "conj" and match.verb.child("nsubj", "nsubjpass") is None
        return goes_on and match.noun is None and event.type in MISHAPS and match.frame.type in MISHAPS

    def _is_aftermath(self, event: Event, match: Match) -> bool:
        """Whether a verb says what a mishap told right above it did: "a landslide that killed 12", "capsized, killing 12"."""
        verb = anchor(match.verb)
        hangs = verb.dep in ("relcl", "acl") or (verb.dep in ("advcl", "xcomp") and verb.tag == "VBG")
        if not hangs or match.noun is not None or event.type not in MISHAPS:
            return False
        return match.frame.type in MISHAPS or (match.verb.lemma in HARM and match.actor is not None)

    def _suffered(self, event: Event, match: Match) -> None:
        """What a mishap did: whom it killed or hurt is its recipient, rather than the house or ship it befell."""
        victims = match.target
        if victims is not None and match.verb.lemma in HARM and holds(self._lexicon.classes["person"], victims):
            set_participants(event, None, self._cast.find(victims))
        self._enrich(event, match)

    def _is_charge(self, event: Event, match: Match) -> bool:
        """Whether one side accuses another of an act with a place or a toll: "accused the rebels of shelling Odel"."""
        if event.actor is None or event.recipient is None or match.noun is not None or match.frame.type != "ASSAULT":
            return False
        is_counted = self._circumstances.toll(match.target)[0] is not None
        if match.verb.dep == "advcl":
            return is_counted and match.verb.lemma in HARM  # "accused them of shelling Odel, killing 11"
        if reading.standing_of(match).governor not in _CHARGING:
            return False
        return is_counted or self._circumstances.location(match.trigger, moves=False) is not None

    def _is_part(self, event: Event, match: Match, token: Token) -> bool:
        """Whether a participle tells what was wrecked in a protest or attack: "rioted, burning stalls"."""
        return (
            match.frame.mode == "destroy"
            and (event.type == "PROTEST" or (event.type == "ASSAULT" and token is match.trigger))
            and token.dep in ("advcl", "xcomp")
            and token.tag == "VBG"
            and token.child("nsubj") is None
        )

    def _count(self, event: Event, match: Match) -> None:
        """The toll that a second telling adds: "attacked the camp, killing 12"."""
        if event.type in COUNTED and event.toll_low is None and event.toll_high is None:
            event.toll_low, event.toll_high = self.toll(match.target)

    def _enrich(self, event: Event, match: Match) -> None:
        """What a second telling in the same sentence adds: its toll, who did it, to whom."""
        self._count(event, match)
        event.mode = event.mode or match.frame.mode
        who, whom = match.actor, self._cast.recipient(match)
        if event.actor is None and who is not None and self._cast.acts(who):
            actor = self._cast.find(who)
            if actor is not None and actor.name != event.recipient:
                event.actor, event.actor_span = actor.name, actor.span
        if event.recipient is None and whom is not None and self._cast.acts(whom):
            recipient = self._cast.find(whom)
            if recipient is not None and recipient.name != event.actor:
                event.recipient, event.recipient_span = recipient.name, recipient.span

    def toll(self, victims: Token | None) -> tuple[float | None, float | None]:
        """How many people it was done to; houses and weapons are no victims."""
        classes = self._lexicon.classes
        if victims is None or core(victims).lemma in grammar().place_nouns:
            return None, None
        if any(holds(classes[name], victims) for name in ("structures", "weapons")):
            return None, None
        return self._circumstances.toll(victims)


def set_participants(event: Event, actor: Participant | None, recipient: Participant | None) -> None:
    """Name those an event has, with their places in the text."""
    if actor is not None:
        event.actor, event.actor_span = actor.name, actor.span
    if recipient is not None and recipient.head.tag != "CD":  # "eight were wounded": the toll says how many
        event.recipient, event.recipient_span = recipient.name, recipient.span


def _is_meanwhile(verb: Token) -> bool:
    """Whether a clause of its own tells what happened at the time: "collapsed as mediators met", not "if they met"."""
    return (
        verb.dep == "advcl"
        and verb.child("nsubj", "nsubjpass") is not None
        and verb.tag in ("VBD", "VBN")
        and any(c.lower in ("as", "while", "after", "when") for c in verb.children)
    )


def _harmed_before(match: Match, told: Mapping[int, tuple[Event, Token]], matches: Mapping[int, Match]) -> Event | None:
    """The assault that the verb before tells of the same victim: "was burned or hacked to death", "shot and wounded"."""
    before = matches.get(match.verb.head.i) if match.noun is None and match.verb.dep == "conj" else None
    if before is None or match.target is None or before.target is not match.target:
        return None
    found = told.get(before.trigger.i)
    harms = not HARM.isdisjoint((before.verb.lemma, match.verb.lemma))
    return found[0] if harms and found is not None and found[0].type == match.frame.type == "ASSAULT" else None


def _resumed(match: Match) -> Token | None:
    """The verb whose act a noun takes up again to say what it led to: "stormed the town, a raid that left nine dead"."""
    noun = match.verb.head
    if match.verb.dep != "relcl" or noun.dep not in ("npadvmod", "appos", "dobj") or noun.i < noun.head.i:
        return None
    is_taken_up = any(c.dep == "det" and c.lower in ("a", "an", "the") for c in noun.children)
    return noun.head if is_taken_up and noun.head.tag.startswith("VB") and noun.head.child("dobj") is not noun else None


def _is_undertaken(match: Match, event: Event) -> bool:
    """Whether an act is what another event agrees to do: "agreed to create a force" plans the force."""
    return event.type == "AGREE" and match.noun is None


def _is_coordinate(token: Token) -> bool:
    """Whether only a semicolon joins a clause to the next: "Four died in a blast; police blamed rebels."."""
    return token.dep == "ccomp" and any(c.text == ";" and token.i < c.i < token.head.i for c in token.head.children)
