"""The model that finds names: a semi-Markov model over runs of capitalised words.

Each stretch that could be a name is scored for each type by its features (feature.py), and the best division of the run into
names and other words is taken. The weights are in data/name_weights.json; training/names.py says how they were made. A second
look scores the stretches again, knowing what the first found elsewhere in the text.
"""

from __future__ import annotations

import functools
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from dateline.facts.document import Document
from dateline.facts.entities.feature import features
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.region import Reading, read, segments
from dateline.facts.record import EntityType

TYPES: tuple[EntityType, EntityType, EntityType] = ("PERSON", "ORG", "PLACE")
Scores = tuple[float, float, float]  # of the three types, in this order; a word outside names scores 0


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


def divide(document: Document) -> tuple[Reading, list[tuple[int, int, Scores]]]:
    """What is known of a document, and the names the model sees in it: token ranges with scores."""
    reading = read(document)
    weights = load_weights()
    runs = [score_run(reading, first, stop, weights.first) for first, stop in reading.runs]
    for run, rows in zip(runs, second_features(document, runs), strict=True):
        run.scores = [_add(scores, row, weights.second) for scores, row in zip(run.scores, rows, strict=True)]
    return reading, [found for run in runs for found in best_division(run)]


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
            seen.types[text_of(document, first, stop)][kind] += 1
            if stop - first == 1:
                continue
            if kind == 0:
                seen.surnames.add(tokens[stop - 1].text)
                seen.given.add(tokens[first].text)
            else:
                seen.acronyms.add("".join(token.text[0] for token in tokens[first:stop] if token.text[0].isupper()))
                seen.edges.setdefault(tokens[first].text, f"starts={TYPES[kind]}")
                seen.edges.setdefault(tokens[stop - 1].text, f"ends={TYPES[kind]}")
            seen.parts.update(text_of(document, i, j) for i in range(first, stop) for j in range(i + 1, stop + 1))
    return seen


def second_features(document: Document, runs: list[Run]) -> list[list[list[str]]]:
    """For every stretch of every run, what the first look's names elsewhere in the text tell of it."""
    seen = look(document, runs)
    texts = [[text_of(document, first, stop) for first, stop in run.stretches] for run in runs]
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


def text_of(document: Document, first: int, stop: int) -> str:
    """The words as a name, with one kind of apostrophe, so that O'Neill is O’Neill."""
    return document.text[document.tokens[first].start : document.tokens[stop - 1].end].replace("’", "'")
