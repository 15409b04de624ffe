"""Days until which something goes on: put off, closed, granted."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.times.verb import auxiliaries_of

# What was put off "until Monday" is still to come.
_PUT_OFF = frozenset(
    {
        "delay",
        "postpone",
        "adjourn",
        "defer",
        "extend",
        "reschedule",
        "suspend",
        "move",
        "push",
        "put",
        "remand",
        "bail",
        "ban",
        "bar",
        "disqualify",
        "block",
        "halt",
        "jail",
        "pause",
        "freeze",
        "prohibit",
        "forbid",
        "give",
    }
)
# So is the day until which what was open is not: "the pass was closed until Sunday", where it isn't told of what was before.
_CLOSED = frozenset({"close", "shut", "seal", "cancel", "ground"})
_UNTIL = frozenset({"until", "till", "to"})
_TILL = frozenset({"until", "till"})


def lasts_until(token: Token, verb: Token) -> bool:
    """Whether a time is the day until which something goes on, which is still to come."""
    if token.dep != "pobj":
        return False
    joint = token.head.lower
    if joint in _UNTIL and (verb.lemma in _PUT_OFF or _is_bailed(verb)):
        return True
    return joint in _TILL and (_lasts(verb) or _is_shut(verb))


def _is_bailed(verb: Token) -> bool:
    """Whether somebody is let go until a day: "was released on bail until May"."""
    if verb.lemma not in ("release", "free", "grant"):
        return False
    told = (inner for child in verb.children for inner in (child, *child.children))
    return any(inner.lemma == "bail" for inner in told)


def _lasts(verb: Token) -> bool:
    """Whether what goes on until a day goes on now: "is banned until May", "remains closed until Friday"."""
    if verb.dep in ("acomp", "oprd", "xcomp"):
        verb = verb.head  # "is open until May", "have until May to answer"
    auxiliaries = auxiliaries_of(verb)
    if auxiliaries & {"is", "are", "has", "have", "'s", "’s", "'re", "’re"}:
        return verb.child("neg") is None
    return verb.tag in ("VBZ", "VBP")


def _is_shut(verb: Token) -> bool:
    """Whether something was closed or granted until a day: "was shut until Monday", "had until Monday to reply"."""
    return (verb.lemma in _CLOSED or verb.lemma == "have") and "had" not in auxiliaries_of(verb)
