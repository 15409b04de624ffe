"""Cues: the words that tell that somebody says, thinks or wants something, as data/cues.yaml and data/phrases.yaml list them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from dateline.facts.document import Document, Token

# So many tokens behind its verb stands the object of a phrase ("sound the alarm") at most, and a particle ("called him out").
MAX_PHRASE = 8
MAX_PARTICLE = 4


@dataclass(slots=True, frozen=True)
class Entry:
    """One way in which one cue is used: `words` are its lemmas, `takes` the ways in which the sentence goes on after it."""

    words: tuple[str, ...]
    stance: str
    takes: frozenset[str]
    weight: int


@dataclass(slots=True, frozen=True)
class Cue:
    """A cue in the text. `head` governs the clause, `tokens` are all words of the cue, `entries` the uses it may have here."""

    head: Token
    tokens: tuple[Token, ...]
    entries: tuple[Entry, ...]

    def takes(self, *ways: str) -> Entry | None:
        """The first entry that goes on in one of these ways."""
        for way in ways:
            for entry in self.entries:
                if way in entry.takes:
                    return entry
        return None


@dataclass(slots=True, frozen=True)
class Lexicon:
    """The cues by part of speech and first lemma; the longest phrases first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    adverbs: dict[str, tuple[Entry, ...]]
    prepositions: dict[str, tuple[Entry, ...]]
    polls: frozenset[str]
    poll_terms: frozenset[str]
    figures: frozenset[str]
    venues: frozenset[str]
    manners: dict[str, str]
    getting: frozenset[str]
    given: frozenset[str]
    not_speakers: frozenset[str]
    askers: frozenset[str]
    negated: dict[str, str]
    stances: dict[str, str]


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    cues, phrases = _load("cues.yaml"), _load("phrases.yaml")
    weights = {
        (verb, way): weight
        for way, rows in cues["weights"].items()
        for weight, verbs in rows.items()
        for verb in _flat(verbs)
    }
    verbs = [
        entry for group in cues["groups"] for verb in _flat(group["verbs"]) for entry in _weigh(verb, group, weights)
    ]
    others = {
        kind: _by_first(
            Entry((word,), group["stance"], frozenset(map(str, group.get("takes", []))), group.get("weight", 2))
            for group in phrases[kind]
            for word in group["words"]
        )
        for kind in ("nouns", "adjectives", "adverbs")
    }
    prepositions = [
        Entry(tuple(row["words"].split()), row["stance"], frozenset(), 3) for row in phrases["prepositions"]
    ]
    return Lexicon(
        verbs=_by_first(verbs),
        prepositions=_by_first(prepositions),
        polls=frozenset(phrases["polls"]),
        poll_terms=frozenset(phrases["poll_terms"]),
        figures=frozenset(phrases["figures"]),
        venues=frozenset(phrases["venues"]),
        manners=phrases["manners"],
        getting=frozenset(phrases["getting"]),
        given=frozenset(phrases["given"]),
        not_speakers=frozenset(map(str, phrases["not_speakers"])),
        askers=frozenset(phrases["askers"]),
        negated=cues["negated"],
        stances=cues["stances"],
        **others,
    )


def kind_of_way(way: str) -> str:
    """The way of going on, with one name for a noun and whatever preposition behind it: "noun for" is a "noun of"."""
    return "noun of" if way.startswith("noun ") and way not in ("noun to", "noun as") else way


def _weigh(verb: str, group: dict[str, Any], weights: dict[tuple[str, str], int]) -> Iterator[Entry]:
    """A verb of a group, with the weight of the group or, in ways of going on that are weighed by themselves, its own."""
    by_weight: dict[int, set[str]] = {}
    for way in map(str, group["takes"]):
        by_weight.setdefault(weights.get((verb, kind_of_way(way)), group["weight"]), set()).add(way)
    for weight, ways in by_weight.items():
        if weight:
            yield Entry(tuple(verb.split()), group["stance"], frozenset(ways), weight)


def _load(name: str) -> dict[str, Any]:
    return yaml.load(files(__package__).joinpath("data", name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _flat(rows: list[Any]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, list):
            yield from _flat(row)
        else:
            yield from (part.strip() for part in str(row).split(","))


def _by_first(entries: Any) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = {}
    for entry in entries:
        table.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(rows, key=lambda entry: -len(entry.words))) for word, rows in table.items()}


def find_verbs(document: Document) -> Iterator[Cue]:
    """The verbs that can be cues, in the order of the text."""
    verbs = lexicon().verbs
    for token in document.tokens:
        if (
            token.pos in ("VERB", "AUX")
            and token.dep not in ("aux", "auxpass", "amod")
            and (entries := verbs.get(token.lemma.lower()))
        ):
            cue = _match(document.tokens, token, entries)
            if cue is not None:
                yield cue


def _match(tokens: Sequence[Token], verb: Token, entries: tuple[Entry, ...]) -> Cue | None:
    """The longest phrase that is there, with all its entries."""
    found: tuple[Token, ...] = ()
    kept: list[Entry] = []
    length = 0
    for entry in entries:
        if len(entry.words) < length:
            break
        rest = _phrase(tokens, verb, entry.words[1:])
        if rest is not None and not (rest and entry.takes <= _WITHOUT_OBJECT and rest[-1].child("pobj")):
            length = len(entry.words)
            found = rest
            kept.append(entry)
    return Cue(verb, (verb, *found), tuple(kept)) if kept else None


# Where a cue only goes on in these ways, its particle is none with a noun behind it: "went on the attack".
_WITHOUT_OBJECT = frozenset({"quote", "that", "hearer"})


def _phrase(tokens: Sequence[Token], verb: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of the rest of a phrase, each right behind the word before it or hanging on one of them."""
    found: list[Token] = []
    for word in words:
        following = (found[-1] if found else verb).i + 1
        if following < len(tokens) and tokens[following].lower == word:
            found.append(tokens[following])
            continue
        heads = [verb, *found]
        match = next(
            (
                child
                for head in heads
                for child in head.children
                if verb.i < child.i <= verb.i + (MAX_PARTICLE if child.pos in ("ADP", "ADV") else MAX_PHRASE)
                and word in (child.lower, child.lemma)
                and child not in found
                and tokens[child.i - 1].text != ","
            ),
            None,
        )
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def spoken(verb: Token) -> Cue:
    """A cue out of any verb, for the places where quotations are introduced ("She resisted: …")."""
    entries = lexicon().verbs.get(verb.lemma.lower(), ())
    known = next((entry for entry in entries if len(entry.words) == 1), None)
    return Cue(verb, (verb,), (Entry((verb.lemma,), known.stance if known else "assert", frozenset({"quote"}), 2),))


# Of verbs that don't add "-ed" and introduce quotations.
_PAST = {"say": "said", "tell": "told", "write": "wrote", "read": "read", "ask": "asked", "shoot back": "shot back"}


@functools.cache
def _spoken_forms() -> dict[str, str]:
    """The finite forms of the verbs that surely introduce quotations, with their lemmas."""
    verbs = [
        entry.words[0]
        for entries in lexicon().verbs.values()
        for entry in entries
        if len(entry.words) == 1 and entry.weight == 3 and "quote" in entry.takes
    ]
    return {form: verb for verb in verbs for form in (verb, third_person(verb), _past(verb))}


def third_person(verb: str) -> str:
    """The verb's form after "she"."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"


def misread(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a word that the parser took for no verb can be one of saying that ends its clause: "…,” the two write"."""
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    ends = following is None or following.text in (".", ",", ":") or following.ent in ("DATE", "TIME")
    return token.pos in ("NOUN", "PROPN", "ADJ") and ends and token.lower in _spoken_forms()
