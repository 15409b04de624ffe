"""How sure a candidate is to be a statement: points from data/score.yaml that add up to log-odds."""

from __future__ import annotations

import functools
import math
from importlib.resources import files
from typing import Any

import yaml

from dateline.facts.statements.candidate import Candidate

_SHORT = 15  # characters
_SURE_WAYS = frozenset({"quote", "label", "transcript", "according to", "adverb", "signed", "headline"})


@functools.cache
def _points() -> dict[str, Any]:
    return yaml.load(
        files(__package__).joinpath("data", "score.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )


def threshold() -> float:
    """The confidence under which a candidate is dropped."""
    return float(_points()["threshold"])


def confidence(candidate: Candidate, text: str, *, nested: bool) -> float:
    """The probability that the candidate, from this text, is a statement. `nested`: it stands inside the content of another."""
    points = _points()
    total = _way(points["ways"], candidate) + sum(points[name] for name in _circumstances(candidate, text, nested))
    return round(1 / (1 + math.exp(-total)), 3)


def _way(ways: dict[str, float], candidate: Candidate) -> float:
    way = candidate.way
    for name in (way, f"{way}/{candidate.entry.weight}"):
        if name in ways:
            return ways[name]
    if way.startswith("phrase"):
        return ways["phrase that" if way == "phrase that" else "phrase other"]
    return ways["other"]


def _circumstances(candidate: Candidate, text: str, nested: bool) -> list[str]:
    """The names of what holds of a candidate."""
    head = candidate.cue.head
    found = []
    if nested:
        found.append("inside another statement")
        if head.dep == "ccomp":
            found.append("is all of another statement")
    short = sum(end - start for start, end in candidate.content) < _SHORT
    if short and not text[candidate.content[0][0]].isupper():  # a name is enough: "endorsed Ruiz"
        found.append("content is a word or two")
    if candidate.way in _SURE_WAYS:
        return found
    if not candidate.speakers and not candidate.speaker_spans and candidate.way != "seeming":
        found.append("no speaker")
    elif any(token.pos == "PROPN" for token in candidate.speakers):
        found.append("speaker is named")
    if head.dep == "ROOT" or (head.dep == "ccomp" and head.i < head.head.i):  # "it rains; he wants to stay"
        found.append("main clause")
    elif head.dep in ("ccomp", "xcomp", "relcl", "acl", "pcomp"):
        found.append("clause inside another")
    if any(child.tag in ("TO", "MD") for child in head.children if child.i < head.i):
        found.append("infinitive or under a modal verb")
    return found
