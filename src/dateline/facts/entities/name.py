"""Names in the text, with exact spans and a type.

A semi-Markov model over runs of capitalised words: each stretch that could be a name is scored for each type by its
features (feature.py), and the best division of the run into names and other words is taken. The weights are in
data/name_weights.json; training/names.py says how they were made. A second look scores the stretches again, knowing what the
first found elsewhere in the text.
"""

from __future__ import annotations

import functools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path

from dateline.facts.document import Document
from dateline.facts.entities.feature import features
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.region import Reading, is_capital, read, segments
from dateline.facts.record import EntityType

TYPES: tuple[EntityType, EntityType, EntityType] = ("PERSON", "ORG", "PLACE")
_KNOWN_CITY = 100_000  # inhabitants of the smallest city looked for inside other names
_REPEATED = 0.6  # confidence of a name found only because it stands elsewhere in the text
Scores = tuple[float, float, float]  # of the three types, in this order; a word outside names scores 0


@dataclass(slots=True)
class Name:
    """A name: tokens `first` up to, not including, `stop`. `entries` is what the gazetteer knows under it."""

    first: int
    stop: int
    type: EntityType
    text: str
    entries: list[Entry]
    confidence: float = 0.7


@dataclass(slots=True)
class Run:
    """A run of words with its stretches and their scores."""

    first: int
    stop: int
    stretches: list[tuple[int, int]]
    scores: list[Scores]


@dataclass(slots=True, frozen=True)
class Weights:
    """Weights by feature and type: `first` for the first look, `second` added in the second."""

    first: dict[str, Scores]
    second: dict[str, Scores]


@functools.cache
def load_weights() -> Weights:
    """The weights that come with Dateline."""
    data = json.loads((Path(__file__).parent / "data" / "name_weights.json").read_text(encoding="utf-8"))
    return Weights(*({key: tuple(value) for key, value in data[look].items()} for look in ("first", "second")))


def find_names(document: Document) -> tuple[list[Name], list[Name]]:
    """The names of a document, and the places named inside them ("Texas" in "University of Texas"), in the order of the text.

    No two of the first list share a token.
    """
    reading = read(document)
    weights = load_weights()
    runs = [score_run(reading, first, stop, weights.first) for first, stop in reading.runs]
    for run, rows in zip(runs, second_features(document, runs), strict=True):
        run.scores = [_add(scores, row, weights.second) for scores, row in zip(run.scores, rows, strict=True)]
    names = [_name(reading, first, stop, scores) for run in runs for first, stop, scores in best_division(run)]
    peoples = gazetteer().people
    names = [name for name in names if name.text not in peoples and not _is_heading(document, name)]
    names = [_complete(document, name) for name in names if not _is_group(document, name)]
    correct_places(document, names)
    names = sorted([*names, *_repeated(reading, names)], key=lambda name: name.first)
    return names, [inner for name in names for inner in _inside(reading, name)]


def _is_group(document: Document, name: Name) -> bool:
    """Whether a person's name is the plural of a noun for persons ("Virginia Democrats")."""
    last = document.tokens[name.stop - 1]
    return name.type == "PERSON" and last.tag == "NNPS" and last.lower.removesuffix("s") in lexicon().person


def _complete(document: Document, name: Name) -> Name:
    """Take in a particle in front ("de Blasio"), and what stands behind a nickname ('Robert "Bobby" Scott')."""
    tokens, first, stop = document.tokens, name.first, name.stop
    if name.type != "PERSON":
        return name
    while (
        first > 0
        and tokens[first - 1].lower in closed_class("particles")
        and tokens[first - 1].sentence == tokens[first].sentence
    ):
        first -= 1
    if (
        name.text.count('"') == 1
        and stop + 1 < len(tokens)
        and tokens[stop].text == '"'
        and is_capital(tokens[stop + 1])
    ):
        stop += 2
    if (first, stop) == (name.first, name.stop):
        return name
    return replace(name, first=first, stop=stop, text=_text(document, first, stop))


def _is_heading(document: Document, name: Name) -> bool:
    """Whether it is a whole line in capitals ("GARLAND STEPS ASIDE"), which the parser takes for a name."""
    sentence = document.sentence_of(document.tokens[name.first])
    return (
        name.stop - name.first > 2
        and name.text.isupper()
        and not name.entries
        and (name.first, name.stop) == (sentence.first, sentence.stop)
    )


def correct_places(document: Document, names: list[Name]) -> None:
    """Make places of known places, cities from some size on, that nothing else says are persons ("Chernihiv")."""
    words, known = lexicon(), gazetteer()
    surnames = {name.text.split()[-1] for name in names if name.type == "PERSON" and " " in name.text}
    for name in names:
        if name.type != "PERSON" or name.stop - name.first > 1 or name.text in surnames or name.text in words.given:
            continue
        entries = known.find(name.text)
        token = document.tokens[name.first]
        opens = name.text.isupper() and len(name.text) > 3 and document.paragraphs[token.paragraph].first == name.first
        if not entries or entries[0].type != "PLACE" or entries[0].kind == "province":
            continue
        if entries[0].kind == "city" and entries[0].population < _KNOWN_CITY and not opens:
            continue
        before = document.tokens[name.first - 1].lower if name.first else ""
        speaks = token.dep in ("nsubj", "poss") and token.head.lemma in closed_class("speech")
        if not speaks and before not in words.address and before not in words.office:
            name.type, name.entries = "PLACE", entries


def _repeated(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Mentions the model missed: surnames of persons it found, and abbreviations that the text gives for organizations."""
    document, tokens = reading.document, reading.document.tokens
    taken = {i for name in names for i in range(name.first, name.stop)}
    types: dict[str, EntityType] = {}
    for name in names:
        if name.type == "PERSON" and " " in name.text:
            types.setdefault(tokens[name.stop - 1].text, "PERSON")
        elif name.type == "ORG" and name.stop + 1 < len(tokens) and name.stop + 1 in reading.acronyms:
            types[tokens[name.stop + 1].text] = "ORG"
    for token in tokens:
        kind = types.get(token.text)
        if (
            kind is None
            or token.i in taken
            or token.ent in ("DATE", "TIME")
            or not is_capital(token)
            or len(token.text) < 2
        ):
            continue
        neighbours = document.tokens[max(0, token.i - 1) : token.i + 2]
        alone = not any(other is not token and other.pos == "PROPN" and other.i not in taken for other in neighbours)
        if kind == "ORG" or (alone and token.lower not in reading.low):
            yield Name(token.i, token.i + 1, kind, token.text, [], _REPEATED)


def _inside(reading: Reading, name: Name) -> Iterator[Name]:
    """Known places inside a name that isn't itself a known one."""
    if name.type == "PERSON" or name.stop - name.first == 1 or (name.first, name.stop) in reading.known:
        return
    tokens, words = reading.document.tokens[name.first : name.stop], lexicon()
    if any(token.lower == "government" for token in tokens):
        return  # the government of Iraq is Iraq
    if name.type == "PLACE" and tokens[-1].lower not in words.place:
        return  # Northern Iraq, the Gulf of Oman
    for i in range(name.first, name.stop):
        place = reading.within[i]
        if place is None or place[0] != i or place[1] > name.stop:
            continue
        entries = reading.known[place]
        if entries[0].type == "PLACE" and (entries[0].kind != "city" or entries[0].population > _KNOWN_CITY):
            text = _text(reading.document, *place)
            yield Name(*place, "PLACE", text, entries, 0.6)


def score_run(reading: Reading, first: int, stop: int, weights: dict[str, Scores]) -> Run:
    """A run with the first look's scores."""
    stretches = segments(reading, first, stop)
    return Run(first, stop, stretches, [_add((0.0, 0.0, 0.0), features(reading, a, b), weights) for a, b in stretches])


def _add(scores: Scores, row: list[str], weights: dict[str, Scores]) -> Scores:
    person, organization, place = scores
    for feature in row:
        weight = weights.get(feature)
        if weight is not None:
            person += weight[0]
            organization += weight[1]
            place += weight[2]
    return person, organization, place


def best_division(run: Run) -> list[tuple[int, int, Scores]]:
    """The names of the best-scoring division of a run, in order."""
    size = run.stop - run.first
    ending: list[list[tuple[int, float, Scores]]] = [[] for _ in range(size + 1)]
    for (first, stop), scores in zip(run.stretches, run.scores, strict=True):
        top = max(scores)
        if top > 0:
            ending[stop - run.first].append((first - run.first, top, scores))
    best = [0.0] * (size + 1)
    taken: list[tuple[int, Scores] | None] = [None] * (size + 1)
    for at in range(1, size + 1):
        best[at] = best[at - 1]
        for first, top, scores in ending[at]:
            if best[first] + top > best[at]:
                best[at], taken[at] = best[first] + top, (first, scores)
    found: list[tuple[int, int, Scores]] = []
    at = size
    while at > 0:
        step = taken[at]
        if step is None:
            at -= 1
        else:
            found.append((step[0] + run.first, at + run.first, step[1]))
            at = step[0]
    return found[::-1]


@dataclass(slots=True)
class Findings:
    """What the first look found in the text: how often each string as which type (by its number), and the parts of names."""

    types: dict[str, Counter[int]]
    place_of: dict[tuple[int, int], int]  # the names themselves, with their types
    surnames: set[str]
    given: set[str]
    acronyms: set[str]
    parts: set[str]
    edges: dict[str, str]  # first and last words of longer names of organizations and places → feature


def look(document: Document, runs: list[Run]) -> Findings:
    """Take stock of the first look's names."""
    tokens = document.tokens
    seen = Findings(defaultdict(Counter), {}, set(), set(), set(), set(), {})
    for run in runs:
        for first, stop, scores in best_division(run):
            kind = scores.index(max(scores))
            seen.place_of[first, stop] = kind
            seen.types[_text(document, first, stop)][kind] += 1
            if stop - first == 1:
                continue
            if kind == 0:
                seen.surnames.add(tokens[stop - 1].text)
                seen.given.add(tokens[first].text)
            else:
                seen.acronyms.add("".join(token.text[0] for token in tokens[first:stop] if token.text[0].isupper()))
                seen.edges.setdefault(tokens[first].text, f"starts={TYPES[kind]}")
                seen.edges.setdefault(tokens[stop - 1].text, f"ends={TYPES[kind]}")
            seen.parts.update(_text(document, i, j) for i in range(first, stop) for j in range(i + 1, stop + 1))
    return seen


def second_features(document: Document, runs: list[Run]) -> list[list[list[str]]]:
    """For every stretch of every run, what the first look's names elsewhere in the text tell of it."""
    seen = look(document, runs)
    texts = [[_text(document, first, stop) for first, stop in run.stretches] for run in runs]
    total = Counter(text for row in texts for text in row)
    return [
        [_second(text, stretch, total[text], seen) for text, stretch in zip(row, run.stretches, strict=True)]
        for row, run in zip(texts, runs, strict=True)
    ]


def _second(text: str, stretch: tuple[int, int], total: int, seen: Findings) -> list[str]:
    out = []
    found = seen.types.get(text)
    if total > 1:
        own = seen.place_of.get(stretch)
        counts = [found[kind] - (own == kind) for kind in range(3)] if found else [0, 0, 0]
        elsewhere = sum(counts)
        if not elsewhere:
            out.append("never" if total > 2 else "never-one")
        else:
            kind = TYPES[counts.index(max(counts))]
            out.append(f"else={kind}")
            if elsewhere >= 3:
                out.append(f"else3={kind}")
            if elsewhere * 2 < total - 1:
                out.append("rarely")
    if stretch[1] - stretch[0] == 1:
        if text in seen.surnames:
            out.append("surname2")
        if text in seen.given:
            out.append("given2")
        if text in seen.edges and not gazetteer().find(text):
            out.append(seen.edges[text])
        if text in seen.acronyms and text.isupper() and len(text) > 1:
            out.append("acronym")
    if text in seen.parts and not found:
        out.append("part")
    return out


def _name(reading: Reading, first: int, stop: int, scores: Scores) -> Name:
    kind = TYPES[scores.index(max(scores))]
    text = _text(reading.document, first, stop)
    known = reading.known.get((first, stop)) or gazetteer().find(text)
    if kind == "ORG" and known and known[0].kind in ("country", "region", "state"):
        kind = "PLACE"  # countries that act stay places, so that they are one row
    entries = [entry for entry in known if entry.type == kind]
    chances = [exp(min(score, 30.0)) for score in scores]
    return Name(first, stop, kind, text, entries, round(max(chances) / (1 + sum(chances)), 2))


def _text(document: Document, first: int, stop: int) -> str:
    """The words as a name, with one kind of apostrophe, so that O'Neill is O’Neill."""
    return document.text[document.tokens[first].start : document.tokens[stop - 1].end].replace("’", "'")
