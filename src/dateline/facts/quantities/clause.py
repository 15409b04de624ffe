"""Which of a sentence's dates and places are told of the clause of a figure, or of one that goes with it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from dateline.facts.document import Token
from dateline.facts.quantities import comparison, within
from dateline.facts.quantities.phrase import VERBS, verb_above

Entry = tuple[Token, str]

_PAST = frozenset({"VBD", "VBN"})
# Nouns for so many: "dozens were hurt".
_MANY = frozenset({"dozen", "score", "hundred", "thousand", "other", "many", "several", "more"})
_LANDS = frozenset({"GPE", "LOC", "FAC"})
_MOST = frozenset({"most", "many", "some", "half"})
_TIMES = frozenset({"twice", "double", "triple", "thrice"})
_MAX_STEPS = 8


def of_both(entries: list[Entry], nouns: Sequence[Token], verb: Token | None) -> list[Entry]:
    """What is told behind the second of two verbs goes for the first, too: "killed 5 and wounded 9 in Gao on Monday"."""
    other = verb.child("conj") if verb is not None else None
    if other is not None and other.pos not in VERBS:
        other = other.child("acl")  # "and no fewer than 9 wounded"
    if verb is None or other is None or not (other.tag == verb.tag or {other.tag, verb.tag} == _PAST):
        return []
    subject = other.child("nsubj", "nsubjpass")
    if subject is not None and not _is_counted(subject):
        return []  # "17 were killed and nine others hurt", but not "17 were killed and the roof fell in"
    if not (within.harms(verb) and within.harms(other)):
        return []
    behind = [entry for entry in entries if entry[0].i > other.i]
    found = [entry for entry in behind if is_of(entry[0], nouns, other)]
    return found or [entry for cause in within.causes(other) for entry in behind if is_of(entry[0], (), cause)]


def _is_counted(noun: Token) -> bool:
    """Whether it is told how many they are: "nine others", "dozens"."""
    return noun.pos == "NUM" or noun.lemma in _MANY or any(child.pos == "NUM" for child in noun.children)


def of_outer(entries: list[Entry], verb: Token | None, busy: Collection[int] = ()) -> list[Entry]:
    """What is told of the clause that the figure's hangs on: "hit a market in Gao on Monday, killing nine"."""
    if verb is None or not entries:
        return []
    for above in itertools.chain(within.inner(verb), within.outer(verb), within.causes(verb)):
        nouns = () if above.pos in VERBS else (above,)
        found = [entry for entry in entries if is_of(entry[0], nouns, above, busy)]
        if found:
            return found
    return []


def of_alike(entries: list[Entry], verb: Token | None, busy: Collection[int]) -> list[Entry]:
    """What is told of the clauses that go with the figure's own."""
    if verb is None or not entries:
        return []
    for other in within.alike(verb):
        found = [entry for entry in entries if is_of(entry[0], (), other, busy)]
        if found:
            return found
    return []


def is_of(token: Token, nouns: Sequence[Token], verb: Token | None, busy: Collection[int] = ()) -> bool:
    """Whether climbing from a circumstance meets what the quantity hangs on, its nouns or its verb, before any other verb."""
    for above in up_to_verb(token):
        if above.dep == "prep" and above.lower in ("below", "above") and token.ent not in _LANDS:
            return False  # "3% below their 2022 peak"
        if above.lower == "of" and above.head.lower == "short":
            return False  # "8% short of its 2019 total"
        if above in nouns:
            return True
        if above.dep == "pobj" and above.pos == "NUM" and above.head.lower == "including":
            return False  # "3 million have fled, including 1 million to Chad"
        if comparison.compares(above, token) or above.lower in ("up", "down"):
            return False  # "42%, down from 51% in 2019" says nothing of when it was 42%
        if above.lower == "due" and above.dep != "acomp" and above.head not in nouns:
            return False  # "bonds due in 2031 yielded 4%"
        if above.dep == "appos" and (above.i in busy or token.dep == "poss"):
            return False  # "2 million, double the 1 million of a year before"
        if above.lower in _MOST:
            return False  # "351 cases, most of them in Lund"
        if any(child.lower in _TIMES or (child.dep == "predet" and child.i in busy) for child in above.children):
            return False  # "rose 2.6%, half the pace of last year"
    return verb is not None and verb_above(token) is verb


def up_to_verb(token: Token) -> list[Token]:
    """The token and what it hangs on, up to but without the nearest verb."""
    found: list[Token] = []
    while token.pos not in VERBS and len(found) <= _MAX_STEPS:
        found.append(token)
        if token.is_root:
            break
        token = token.head
    return found
