"""The mode of an event by its words: the means ("killed in a car bombing"), the force of nature, the act that is threatened."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import yaml

from dateline.facts.document import Token
from dateline.facts.events.clause import is_infinitive, prepositions
from dateline.facts.events.trigger import Match

_MEANS = frozenset({"in", "by", "with", "during", "from"})
_DESCRIBING = ("compound", "amod", "nmod")

_KILLING = frozenset({"kill", "murder", "slay", "shoot", "gun"})

# Where one fights without force.
_PEACEFUL = frozenset({"court", "election", "poll", "ballot", "appeal", "parliament"})

# How far below a threat its words are looked at, and what stands there for another purpose than to tell the threat.
_REACH = 6
_ASIDE = frozenset({"nsubj", "nsubjpass", "agent", "advcl", "relcl", "acl", "punct", "poss"})


def mode(kind: str, match: Match) -> str | None:
    """The mode of a matched act of that type; None where neither its words nor its frame tell one."""
    trigger = _words("trigger", kind).get(match.trigger.lemma.lower())
    if trigger is not None:
        return trigger
    told = match.frame.mode if kind == match.frame.type else None
    by_means = _by_means(_words("clause", kind), match) if told is None or kind == "ASSAULT" else None
    if told is None or by_means == "suicide-attack":  # which tells more than that it was a bomb
        told = by_means
    return told or _by_victim(_words("victim", kind), match) or _threatened(_words("threatened", kind), match.trigger)


@functools.cache
def _data() -> dict[str, dict[str, dict[str, list[str]]]]:
    data: dict[str, dict[str, dict[str, list[str]]]] = yaml.load(
        Path(__file__).with_name("modes.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return data


@functools.cache
def _words(part: str, kind: str) -> Mapping[str, str]:
    """Lemma → mode; where a word stands twice, the earlier mode counts."""
    modes: dict[str, list[str]] = _data()[part].get(kind, {})
    return {word: mode for mode, words in reversed(modes.items()) for word in words}


def _by_means(modes: Mapping[str, str], match: Match) -> str | None:
    """By the participants, then by the nouns that say with what, in which order they stand."""
    if not modes:
        return None
    candidates = [n for n in (match.noun, match.actor or match.subject) if n is not None]
    for preposition in prepositions(match.verb):
        if preposition.lower in _MEANS:
            candidates.extend(c for c in preposition.children if c.dep == "pobj")
    for child in match.verb.children:
        if child.dep in ("advcl", "acl"):
            candidates.extend(p for c in prepositions(child) if c.lower in _MEANS for p in c.children)
    for noun in candidates:
        for clause in noun.children:
            if clause.dep == "acl":
                found = next((m for p in prepositions(clause) for c in p.children if (m := modes.get(c.lemma))), None)
                if found:
                    return found
        for word in (*(c for c in noun.children if c.dep in _DESCRIBING), noun):
            found = modes.get(word.lemma.lower())
            if found is not None:
                return found
    return None


def _by_victim(modes: Mapping[str, str], match: Match) -> str | None:
    if match.target is None or match.verb.lemma not in _KILLING:
        return None
    return modes.get(match.target.lemma.lower())


def _threatened(modes: Mapping[str, str], word: Token) -> str | None:
    level, found = ([word] if modes else []), None
    for _ in range(_REACH):
        if any(token.lemma in _PEACEFUL for token in level):
            return None  # "vowed to fight the tax in court"
        found = found or next((mode for token in level if (mode := modes.get(token.lemma.lower())) is not None), None)
        level = [c for token in level for c in token.children if c.dep not in _ASIDE or is_infinitive(c)]
    return found
