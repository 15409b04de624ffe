"""Which way a sentence looks in time at one of its words, from the verbs above it in the parse."""

from __future__ import annotations

from dateline.facts.document import Document, Token

_FUTURE_AUX = frozenset(
    {"will", "'ll", "’ll", "shall", "wo", "would", "can", "could", "may", "might", "should", "must"}
)
# Participles and adjectives whose complement is still to come ("is scheduled for Friday", "due Monday").
_PLANNED = frozenset(
    {"schedule", "expect", "plan", "set", "due", "slate", "bind", "likely", "poise", "intend", "ready", "unlikely"}
)
# What stands behind these in the infinitive did happen, or happens now.
_DONE = frozenset(
    {
        "begin",
        "start",
        "continue",
        "manage",
        "fail",
        "use",
        "seem",
        "appear",
        "refuse",
        "decline",
        "have",
        "help",
        "come",
    }
)
_VERBS = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "MD"})


def direction(document: Document, token: Token, *, planned: bool = False) -> int:
    """1 ahead, -1 back, 0 undecided. `planned`: a plain present means a plan ("arrives Monday")."""
    verb = _verb(token)
    if verb is None:
        return 0
    return _direction(verb, planned, 0)


def _verb(token: Token) -> Token | None:
    """The nearest verb at or above the token."""
    for above in (token, *token.ancestors()):
        if above.tag in _VERBS or above.lower == "due":
            return above
    return None


def _direction(verb: Token, planned: bool, depth: int) -> int:
    auxiliaries = [child.lower for child in verb.children if child.dep in ("aux", "auxpass")]
    if any(word in _FUTURE_AUX for word in auxiliaries) or verb.lower in _FUTURE_AUX:
        return 1
    if "had" in auxiliaries or "was" in auxiliaries or "were" in auxiliaries:
        return 1 if verb.lemma in _PLANNED and planned and verb.tag != "VBD" and "had" not in auxiliaries else -1
    if "to" in auxiliaries:
        head = verb.head
        if head is verb:
            return 1
        if head.lemma in _DONE or head.lower in ("had",):
            return _direction(head, planned, depth + 1) if depth < 4 else 0
        if any(child.lower == "had" for child in head.children if child.dep == "aux"):
            return -1
        return 1
    if verb.lower == "due" or (verb.lemma in _PLANNED and verb.tag in ("VBN", "JJ")):
        return 1
    if verb.tag in ("VBD", "VBN") or any(word in ("have", "has", "'ve", "’ve") for word in auxiliaries):
        if verb.tag == "VBN" and not auxiliaries and verb.dep in ("acl", "advcl") and verb.head is not verb:
            return -1
        return -1
    if verb.dep == "conj" and verb.tag == "VB" and verb.head is not verb and depth < 4:
        return _direction(verb.head, planned, depth + 1)
    if verb.tag == "VBG":
        if any(word in ("is", "are", "am", "'re", "’re", "'s", "’s") for word in auxiliaries):
            return 1 if planned else 0
        above = next((a for a in verb.ancestors() if a.tag in _VERBS), None)
        return _direction(above, planned, depth + 1) if above is not None and depth < 4 else 0
    if verb.tag in ("VBZ", "VBP", "VB"):
        if verb.lemma in ("say", "be", "have", "know", "think", "believe"):
            return 0
        return 1 if planned else 0
    return 0
