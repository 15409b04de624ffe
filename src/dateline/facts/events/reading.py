"""What an act becomes once it is known how it is told.

The coding manual's rule: a cooperative act announced by who will do it is an agreement, a hostile one a threat; a refusal to
do a cooperative one is a rejection; "must" makes a request of it.
"""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.events import argument, clause, nominal
from dateline.facts.events.condition import holds
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.modality import HAPPENED, Standing, anchor, cues, standing
from dateline.facts.events.name import NAMED, NATIONS, core
from dateline.facts.events.trigger import Match

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "'d", "’d", "wo"})
_OBLIGATION = frozenset({"must", "should", "ought"})
_SUPPOSED = frozenset({"would", "'d", "’d", "could", "might"})
_HINTED = frozenset({"may", "might", "could"})

# Who does these has made up his mind; who is "expected" or "scheduled" to has not said so.
_RESOLVES = frozenset({
    "agree", "promise", "pledge", "vow", "offer", "commit", "willing", "ready", "prepared", "readiness", "willingness", "intention",
    "intend", "undertake", "resolve", "be", "plan",
})  # fmt: skip

# Who did these has taken the step, whoever will carry it out.
_DECIDED = frozenset({"agree", "decide", "vote", "resolve"})

# Who speaks for a state without having to name it.
_VOICES = frozenset(
    {
        "minister",
        "ministry",
        "spokesman",
        "spokeswoman",
        "official",
        "president",
        "premier",
        "general",
        "chief",
        "government",
    }
)

# What courts and prosecutors do is not the act of whoever speaks of it, unless it is one of theirs.
_OF_COURTS = frozenset({"LEGAL", "ACCUSE"})
_MOUTHS = frozenset({"spokesman", "spokeswoman", "spokesperson", "lawyer", "source", "reporter", "relative", "witness"})

# What an ultimatum says will happen: "leave or face attack".
_SUFFERED = frozenset({"face", "risk", "suffer", "be", "lose", "die"})

# Announced by who would do it, these are threats.
_THREATS = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})

# Below these a refusal or a "must" is a warning or a guess about others.
_GUESSES = frozenset({
    "warn", "know", "think", "believe", "hope", "expect", "learn", "hear", "predict", "forecast", "estimate", "suggest",
    "understand",
})  # fmt: skip


def told_as(match: Match, stand: Standing, lexicon: Lexicon, *, has_actor: bool) -> str | None:
    """The type of a matched act that stands so; None where it is no event."""
    kind = match.frame.type
    attitude = lexicon.types[kind].attitude
    modality = stand.modality
    if match.frame.befalls and modality in ("planned", "possible", "conditional"):
        return None  # "could trigger landslides": a risk, and nobody's
    if stand.governor in _DECIDED and attitude == "hostile":
        return kind  # "voted to suspend": the step is taken
    if modality in ("planned", "conditional"):
        announced = has_actor and (stand.modal in _FUTURE or stand.governor in _RESOLVES)
        if announced and attitude == "cooperative" and (modality == "planned" or _by_speaker(match, strictly=True)):
            return "THREATEN" if _unless(match.verb) else "AGREE"
        own_word = stand.modal in _FUTURE and (
            _unless(match.verb) or _by_speaker(match, strictly=modality == "conditional")
        )
        if announced and kind in _THREATS and own_word:
            return "THREATEN"
        if modality == "conditional" and _is_supposed(match.verb):
            return None
        if attitude != "hostile" and stand.governor == "to" and kind != "CONSULT":
            return None
        return kind
    if modality == "possible":
        if stand.modal in _HINTED and kind in _THREATS and has_actor and _by_speaker(match, strictly=True):
            return "THREATEN"
        if stand.governor == "to" and stand.cue is None:
            return None  # "the strength to throw bombs"
        return kind if attitude == "hostile" or stand.cue is not None else None
    if kind == "REQUEST" and _is_ultimatum(match):
        return "THREATEN"
    if modality == "negated":
        refused = stand.modal in _FUTURE or stand.governor in ("refuse", "decline")
        if attitude == "cooperative" and has_actor and refused:
            return "REJECT"
        return kind
    return kind


def standing_of(match: Match) -> Standing:
    """The standing of a match; a verb with "no" before its object is negated ("reached no agreement")."""
    stand = standing(match.trigger)
    if match.noun is not None and stand.modality in ("planned", "denied") and nominal.has_year(match.noun):
        return Standing("happened")  # "denied requests before the 2012 attack"
    if match.target is not None and stand.modality in ("happened", "ongoing"):
        for child in match.target.children:
            if child.dep == "det" and child.lower in cues().negators:
                return Standing("negated", (child.start, child.end))
    if stand.modality == "ongoing" and match.verb.tag in ("VBZ", "VBP") and stand.cue is None:
        return HAPPENED  # the present of headlines: "Norland condemns"
    return stand


def said(verb: Token, lexicon: Lexicon) -> tuple[str, Token | None] | None:
    """(type, recipient) of a speech act told by a verb of saying: "said Sudria must leave", "said it will not accept"."""
    below = verb.child("ccomp")
    if below is None or verb.lemma in _GUESSES:
        return None
    stand = standing(below)
    asks = stand.modality == "possible" and stand.modal in _OBLIGATION
    refuses = stand.modality == "negated" and stand.modal in _FUTURE and below.tag == "VB" and below.lemma != "be"
    own = clause.subject(below) if asks or refuses else None
    if own is None or standing(verb).modality not in ("happened", "ongoing"):
        return None
    is_own = own is clause.subject(verb)
    if asks and not is_own:
        return ("REQUEST", own) if own.ent in NAMED or holds(lexicon.classes["politics"], own) else None
    return ("REJECT", argument.party(below, own)) if refuses and is_own else None


def _is_supposed(verb: Token) -> bool:
    """Whether a writer plays with a thought of his own: "if Norland attacked, prices would rise"; what is said may be meant."""
    main = anchor(verb)
    for _ in range(4):
        if main.dep not in ("advcl", "xcomp") or not main.head.is_verb:
            break
        main = anchor(main.head)
    if not any(c.dep == "aux" and c.lower in _SUPPOSED for c in main.children):
        return False
    is_said = (main.dep == "ccomp" and main.head.lemma != "know") or any(
        c.dep in ("ccomp", "parataxis") for c in main.children
    )
    return not is_said


def _by_speaker(match: Match, *, strictly: bool) -> bool:
    """Whether who would act says so himself or, unless `strictly`, the writer does: a prediction about others is no threat."""
    above = anchor(match.verb)
    for _ in range(4):
        if above.dep == "ccomp" and above.head.lemma in cues().reporting:
            speaker = clause.subject(above.head)
            return speaker is match.actor or _is_own(match.actor, speaker)
        if above.head is above or not above.head.is_verb:
            break
        above = anchor(above.head)
    return not strictly


def _is_own(actor: Token | None, speaker: Token | None) -> bool:
    """Whether who acts is the speaker's ("said his troops would shoot") or speaks through him ("a minister said Norland may")."""
    if actor is None or speaker is None:
        return False
    owner = actor.child("poss")
    if owner is not None and owner.tag == "PRP$":
        return True
    return actor.ent in NATIONS and speaker.lemma in _VOICES and argument.nation(speaker) is None


def announcer(match: Match) -> Token | None:
    """Who announces an act that a passive leaves without anybody doing it: "the minister said a curfew would be imposed"."""
    if match.actor is not None or match.noun is not None or not clause.is_passive(match.verb):
        return None
    stand, above = standing(match.trigger), anchor(match.verb)
    if stand.modal not in _FUTURE or above.dep != "ccomp" or above.head.lemma not in cues().reporting:
        return None
    speaker = clause.subject(above.head)
    if speaker is not None and match.frame.type in _OF_COURTS and core(speaker).lemma in _MOUTHS:
        return None
    return speaker


def _is_ultimatum(match: Match) -> bool:
    """Whether a demand names what follows if it isn't met: "told them to leave or face attack"."""
    below = clause.complement(match.verb)
    return below is not None and any(
        c.dep == "conj" and c.lemma in _SUFFERED and any(m.lower == "or" for m in below.children)
        for c in below.children
    )


def _unless(verb: Token) -> bool:
    return any(c.dep == "advcl" and any(m.lower == "unless" for m in c.children) for c in verb.children)
