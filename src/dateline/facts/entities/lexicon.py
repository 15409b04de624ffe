"""The word lists beside this code, read once a process."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"


def read(name: str) -> Any:
    """The content of one of the YAML files in `data/`."""
    with (_DATA / f"{name}.yaml").open("rb") as file:
        return yaml.load(file, yaml.CSafeLoader)


@functools.cache
def closed_class(name: str) -> frozenset[str]:
    """One of the lists of data/words.yaml."""
    return frozenset(_words()[name])


@functools.cache
def office_verbs() -> dict[str, str]:
    """Verbs of holding an office, with the title each means."""
    verbs: dict[str, str] = _words()["office_verbs"]
    return verbs


@functools.cache
def _words() -> Any:
    return read("words")


@dataclass(slots=True, frozen=True)
class Lexicon:
    """Words by what they tell; all lower case but the given names."""

    address: dict[str, str]  # form of address → "he", "she" or "any"
    office: frozenset[str]  # head nouns of titles
    occupation: frozenset[str]  # what people do for a living, where no office of theirs is meant
    grade: frozenset[str]  # words that belong to the rank behind them ("Staff Sgt.")
    rank: frozenset[str]  # offices and ranks abbreviated, which are titles right before a name only
    modifier: frozenset[str]  # words before them that belong to the title
    status: dict[str, str]  # "former", "ex-" … → status of a role
    same: dict[str, frozenset[str]]  # title noun → nouns that describe its holder
    person: dict[str, str]  # noun for a person → "he", "she" or "any"; offices too
    given: dict[str, str]  # given name → "he", "she" or "any"
    organization: frozenset[str]  # words that end an organization's name
    place: frozenset[str]
    other: frozenset[str]
    organization_again: frozenset[str]
    place_again: dict[str, str]  # "city" → kind of place


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, loaded at the first call."""
    titles, nouns, given, more = (read(name) for name in ("titles", "nouns", "given_names", "given_names_more"))
    same: dict[str, set[str]] = {}
    for first, *others in titles["same"]:
        same.setdefault(first, {first}).update(others)
    office = frozenset(titles["office"])
    person = {noun: gender for gender in ("any", "he", "she") for noun in titles["person"][gender]}
    return Lexicon(
        address={word: gender for gender, words in titles["address"].items() for word in words},
        office=office,
        occupation=frozenset(titles["occupation"]),
        grade=frozenset(titles["grade"]),
        rank=frozenset(titles["rank"]),
        modifier=frozenset(titles["modifier"]),
        status={word: status for status, words in titles["status"].items() for word in words},
        same={noun: frozenset(words) for noun, words in same.items()},
        person=dict.fromkeys([*titles["office"], *titles["occupation"]], "any") | person,
        given={name: gender for gender in ("any", "he", "she") for name in more[gender].split()}
        | {name: gender for gender in ("any", "he", "she") for name in given[gender]},
        organization=frozenset(nouns["organization"]),
        place=frozenset(nouns["place"]),
        other=frozenset(nouns["other"]),
        organization_again=frozenset(nouns["organization_again"]),
        place_again={noun: kind for kind, words in nouns["place_again"].items() for noun in words},
    )
