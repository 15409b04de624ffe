"""The words of data/speakers.yaml: what kind of speaker a noun is, and the words around speakers that decide who speaks."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import cast

import yaml

from dateline.facts.record import SpeakerType

# In this order: a noun in two lists is what the later one says.
_TYPES = {"documents": "document", "organizations": "organization", "anonymous": "anonymous", "officials": "officials"}


@dataclass(slots=True, frozen=True)
class Vocabulary:
    """See the comments in the file for each list."""

    types: dict[str, SpeakerType]
    carriers: frozenset[str]
    readings: frozenset[str]
    uses: frozenset[str]
    feelings: frozenset[str]


@functools.cache
def vocabulary() -> Vocabulary:
    """The words, read once a process."""
    text = files(__package__).joinpath("data", "speakers.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    types = {word: cast(SpeakerType, kind) for name, kind in _TYPES.items() for word in lists[name]}
    others = ("carriers", "readings", "uses", "feelings")
    return Vocabulary(types, *(frozenset(lists[name]) for name in others))
