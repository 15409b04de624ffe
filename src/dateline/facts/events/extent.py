"""How far the words that tell an event reach.

A verb that says little ("held") reaches to the noun that says what was done; what a mishap did, back to the mishap's name.
"""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.events.clause import is_passive, prepositional
from dateline.facts.events.condition import holds
from dateline.facts.events.lexicon import Lexicon
from dateline.facts.events.mishap import MISHAPS
from dateline.facts.events.name import core
from dateline.facts.events.trigger import Match
from dateline.facts.events.words import grammar

# A noun further away is left out of the trigger: the verb alone is read more easily.
_REACH = 8


def extent(match: Match, kind: str, lexicon: Lexicon) -> tuple[int, int]:
    """The code points of a trigger: its word, or a light verb with the event noun after it ("held two rounds of talks").

    Of a mishap its noun, with the verb where that is near: "earthquake jolted" the island, villagers were "buried by a landslide".
    """
    start, end = match.trigger.start, match.trigger.end
    what = _mishap(match, kind, lexicon)
    if what is not None:
        return what.start, end if 0 < match.verb.i - what.i <= _REACH else what.end
    cause = _cause(match, kind, lexicon)
    if cause is not None:
        return start, cause.end
    if match.noun is not None or match.verb.lemma not in grammar().light:
        return start, end
    nouns = [] if match.target is None else [core(match.target)]
    for preposition, test in (match.frame.with_prep or {}).items():
        nouns.extend(noun for noun in prepositional(match.verb, preposition) if holds(test, noun))
    for noun in nouns:
        is_deed = noun.lemma.lower() in lexicon.nouns or noun.lemma.lower() in grammar().deeds
        if is_deed and 0 < noun.i - match.trigger.i <= _REACH:
            return start, noun.end
    return start, end


def _mishap(match: Match, kind: str, lexicon: Lexicon) -> Token | None:
    """The noun that names the mishap where a verb tells what it did."""
    if kind not in MISHAPS or match.noun is not None or match.subject is None or is_passive(match.verb):
        return None
    what = core(match.subject)
    return what if _is_mishap(what, lexicon) else None


def _cause(match: Match, kind: str, lexicon: Lexicon) -> Token | None:
    """The noun after a verb that names the mishap in which people died or things broke."""
    if kind not in MISHAPS or match.noun is not None:
        return None
    nouns = (noun for preposition in ("in", "by") for noun in prepositional(match.verb, preposition))
    return next((n for n in nouns if _is_mishap(n, lexicon) and 0 < n.i - match.trigger.i <= _REACH), None)


def _is_mishap(noun: Token, lexicon: Lexicon) -> bool:
    return noun.pos == "NOUN" and any(frame.befalls for frame in lexicon.nouns.get(noun.lemma, ()))
