"""Whether an amount says how far something rose or fell."""

from __future__ import annotations

import functools

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.units import read_yaml
from dateline.facts.record import Change

_DIRECT = frozenset({"dobj", "npadvmod", "attr", "advmod", "acomp", "oprd", "nummod", "ccomp"})


@functools.cache
def _tables() -> tuple[dict[str, Change], dict[str, Change]]:
    data = read_yaml("changes.yaml")
    verbs = {verb: kind for kind in data for verb in data[kind]["verbs"]}
    words = {word: kind for kind in data for word in data[kind]["words"]}
    return verbs, words


def change_of(document: Document, amount: Amount, head: Token, verb: Token | None) -> Change | None:
    """ "rose 9%", "up 19 cents", "fell by 5": increase or decrease; None for the level reached ("rose to 5")."""
    if amount.before is not None:
        return None
    verbs, words = _tables()
    before = document.tokens_in(max(0, amount.start - 12), amount.start)
    if amount.signed and amount.low is not None and amount.low > 0:
        return "increase"
    if before and before[-1].sentence == head.sentence:
        if before[-1].lower in words:
            return words[before[-1].lower]
        if before[-1].lower == "by" and len(before) > 1:
            verb = before[-1].head if before[-1].head.pos == "VERB" else verb
            return verbs.get(verb.lemma.lower()) if verb is not None else None
        if before[-1].lemma.lower() in verbs and before[-1].pos == "VERB":
            return verbs[before[-1].lemma.lower()]
    if verb is not None and head.head is verb and head.dep in _DIRECT and head.i > verb.i and amount.unit is not None:
        return verbs.get(verb.lemma.lower())
    return None
