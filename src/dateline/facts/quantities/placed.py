"""Whether the name of a place tells where something is: behind a preposition, or behind a verb that reaches it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from dateline.facts.document import Token
from dateline.facts.quantities import phrase
from dateline.facts.quantities.clause import Entry, up_to_verb
from dateline.facts.quantities.phrase import lemma_of, verb_above
from dateline.facts.quantities.units import read_yaml

# What parts the places of a row, and how many words an amount has at most.
_PARTING = frozenset({",", ";", "and", "while", "but"})
_AMOUNT = 4
_NAMING = frozenset({"DET", "ADJ", "PROPN", "NUM"})
_VOTES = frozenset({"election", "runoff", "referendum", "vote", "primary", "ballot"})
_STOCK = frozenset({"share", "stake", "stock", "holding"})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of places.yaml; the directions are kinds of place, too."""
    lists = {key: frozenset(entries) for key, entries in read_yaml("places.yaml").items()}
    return {**lists, "kinds": lists["kinds"] | lists["directions"]}


def in_row(tokens: Sequence[Token], places: list[Entry], head: Token) -> tuple[str | None, list[Entry]]:
    """The place of a figure that stands in a row of them, "it costs 5 euros in Peru, in Chile €7", and the places that are none of
    the others'."""
    free: list[Entry] = []
    for entry in places:
        behind = tokens[entry[0].i + 1] if entry[0].i + 1 < len(tokens) else entry[0]
        if behind.pos == "PUNCT" or behind.text[0].isalpha() or not _opens(tokens, entry[0]):
            free.append(entry)
        elif behind.i <= head.i <= behind.i + _AMOUNT:
            return entry[1], places
    return None, free


def _opens(tokens: Sequence[Token], place: Token) -> bool:
    """Whether nothing but "in" parts a place from the mark or the word behind which its part of a row begins."""
    before = tokens[max(0, place.i - 2) : place.i]
    return len(before) == 2 and before[1].lower == "in" and before[0].lower in _PARTING


def is_placed(place: Token) -> bool:
    """Whether a preposition of place stands over a place, or over the kind of place that it names: "in the city of Lund"."""
    above = place.head
    if _is_part_of_name(place) or _is_stock(above) or above.head.tag == "JJS":
        return False  # also "among the lowest in Europe"
    if place.dep == "conj" and above.ent in ("DATE", "TIME"):
        return False  # "in December and Germany in June"
    if _is_struck(place) or _is_voting(place):
        return True
    if above.lower == "over":
        return above.head.lemma in words()["aloft"]
    if above.lower == "from" and any(child.lower == "to" and child.i > above.i for child in above.head.children):
        return False  # "a container from Mersin to Bari"
    if above.lower == "of" and above.head.lower in words()["kinds"]:
        if above.head.lower in words()["directions"] and above.head.dep != "pobj":
            return True  # "a village east of Gao"
        above = above.head.head
    if above.lower == "to":
        verb = verb_above(place)
        return verb is not None and verb.lemma in words()["moving"]
    return any(token.dep == "prep" and token.lower in words()["placing"] for token in (above, above.head))


def is_at(place: Token, clause: Token) -> bool:
    """Whether a clause tells that something was at a place, not whence or where to: not "pilgrims bound for a church in Lund"."""
    above = up_to_verb(place)
    return bool(above) and above[-1].head is clause and all(token.lower not in words()["ways"] for token in above)


def is_led(before: Sequence[Token]) -> bool:
    """Whether what stands before a name at the front of a sentence makes it where all of that happens: "In the city of Lund, …"."""
    if not before or before[0].lower not in words()["placing"]:
        return False
    return all(token.pos in _NAMING or token.lower == "of" or token.lower in words()["kinds"] for token in before[1:])


def _is_part_of_name(place: Token) -> bool:
    """Whether a place only begins the name of something else: "Makati Research", but not "Mongala province"."""
    above = place.head
    return (
        place.dep in ("compound", "nmod")
        and above.pos == "PROPN"
        and above.i > place.i
        and above.is_capital
        and above.lemma.lower() not in phrase.words()["settlements"]
    )


def _is_struck(place: Token) -> bool:
    """Whether a place is what a verb's subject reached or hit: "the quake struck Nepal", "Nepal was last hit in May"."""
    return place.dep in ("dobj", "nsubjpass") and lemma_of(place.head) in phrase.words()["striking"]


def _is_voting(place: Token) -> bool:
    """Whether a place is whose people vote: "won Peru's election by 700,000 votes"."""
    return place.dep == "poss" and place.head.lemma in _VOTES and place.head.dep in ("dobj", "pobj")


def _is_stock(preposition: Token) -> bool:
    """Whether "in" stands behind a share in something: "shares in Lund Financial"."""
    return preposition.lower == "in" and preposition.head.lemma in _STOCK
