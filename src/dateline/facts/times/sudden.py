"""What nobody plans, which headlines tell in the present when it is over: "Floods kill 12 on Friday", "Shares fall on Monday"."""

from __future__ import annotations

from dateline.facts.document import Token

_UNPLANNED = frozenset(
    {
        "kill",
        "injure",
        "wound",
        "hurt",
        "die",
        "hit",
        "batter",
        "destroy",
        "damage",
        "wreck",
        "ravage",
        "devastate",
        "arrest",
        "detain",
    }
    | {
        "seize",
        "capture",
        "storm",
        "attack",
        "bomb",
        "shell",
        "shoot",
        "stab",
        "crash",
        "derail",
        "sink",
        "collapse",
        "explode",
    }
    | {
        "erupt",
        "burst",
        "rupture",
        "plunge",
        "tumble",
        "slump",
        "soar",
        "surge",
        "plummet",
        "beat",
        "defeat",
        "thrash",
        "lose",
        "rout",
    }
)
# What moves without anybody's plan.
_MARKETS = frozenset(
    {
        "share",
        "shares",
        "stock",
        "stocks",
        "index",
        "oil",
        "dollar",
        "euro",
        "yen",
        "pound",
        "gold",
        "bitcoin",
        "futures",
        "crude",
    }
)
_MOVING = frozenset(
    {"fall", "rise", "gain", "drop", "jump", "slip", "climb", "edge", "slide", "ease", "rally", "retreat", "rebound"}
)
_IF = frozenset({"if", "when", "unless", "once", "whether", "until"})
_SHAKEN = frozenset({"quake", "earthquake", "tsunami", "tremor", "aftershock"})


def is_sudden(verb: Token) -> bool:
    """Whether a verb in the present tells what nobody plans, unless it is only what may come: "if they lose on Sunday"."""
    if not (verb.is_root or verb.dep in ("conj", "ccomp")) or any(child.lower in _IF for child in verb.children):
        return False
    if verb.lemma in _UNPLANNED:
        return True
    subject = verb.child("nsubj")
    if subject is None:
        return False
    return (verb.lemma in _MOVING and subject.lower in _MARKETS) or (
        verb.lemma == "strike" and subject.lower in _SHAKEN
    )
