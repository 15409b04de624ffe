"""The verb that a word of a sentence stands under, and its auxiliaries."""

from __future__ import annotations

from dateline.facts.document import Token

_VERBS = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "MD"})
MAX_STEPS = 5


def verb_of(token: Token) -> Token | None:
    """The nearest verb at or above the token."""
    while token.tag not in _VERBS and token.lower != "due":
        if token.is_root:
            return None
        token = token.head
    return token


def auxiliaries_of(verb: Token) -> set[str]:
    """The verb's auxiliaries and theirs: the parser hangs "will" on "be" in "will be closed"."""
    direct = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    return {token.lower for child in direct for token in (child, *child.children) if token.dep in ("aux", "auxpass")}


def is_past_perfect(verb: Token) -> bool:
    """Whether a verb above was already over ("It had been due to expire Friday")."""
    for steps, above in enumerate(verb.ancestors()):
        if steps > MAX_STEPS:
            return False
        if any(child.lower == "had" and child.dep == "aux" for child in above.children):
            return True
    return False
