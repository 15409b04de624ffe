"""The closed word lists of grammar.yaml."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from pathlib import Path

import yaml


@dataclass(slots=True, frozen=True)
class Grammar:
    """One set of words a key of grammar.yaml; what each is for stands there."""

    containers: frozenset[str]
    measures: frozenset[str]
    quantifiers: frozenset[str]
    writings: frozenset[str]
    bodies: frozenset[str]
    object_control: frozenset[str]
    place_nouns: frozenset[str]
    terrain: frozenset[str]
    points: frozenset[str]
    transitive: frozenset[str]
    intransitive: frozenset[str]
    ditransitive: frozenset[str]
    giving: frozenset[str]
    menacing: frozenset[str]
    consequence: frozenset[str]
    directions: frozenset[str]
    locative: frozenset[str]
    movement: frozenset[str]
    bounds: frozenset[str]
    pronouns_third: frozenset[str]
    light: frozenset[str]
    deeds: frozenset[str]


@functools.cache
def grammar() -> Grammar:
    """The lists, read once a process."""
    path = Path(__file__).with_name("grammar.yaml")
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Grammar(**{f.name: frozenset(data[f.name]) for f in fields(Grammar)})
