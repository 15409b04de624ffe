"""The standing of verbs and event nouns, from tests/cases/modality."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.casefile import read_yaml

from dateline.facts.document import parse
from dateline.facts.events.modality import cues, standing
from dateline.facts.record import Modality

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "modality").glob("*.yaml"))
    for case in read_yaml(path)
]
MODALITIES = typing.get_args(Modality)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_standing(case: dict[str, str]) -> None:
    start = case["text"].index("[")
    document = parse(case["text"].replace("[", "").replace("]", ""))
    found = standing(document.tokens_in(start, start + 1)[0])
    assert found.modality == case["modality"]


def test_cue_is_the_deciding_word() -> None:
    text = "The president is expected to visit Odel."
    document = parse(text)
    start, end = standing(next(t for t in document.tokens if t.text == "visit")).cue or (0, 0)
    assert text[start:end] == "expected"


def test_words_are_known_modalities() -> None:
    assert set(cues().governors.values()) | set(cues().modals.values()) <= set(MODALITIES)


def test_lists_hold_words_only() -> None:
    # YAML reads a bare no or on as a truth value
    words = [*cues().governors, *cues().modals, *cues().negators, *cues().occurrence, *cues().reporting]
    assert all(isinstance(word, str) for word in words)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="if not will may be said to attack the army , . denied that no \n", max_size=200))
def test_every_token_has_a_standing(text: str) -> None:
    for token in parse(text).tokens:
        assert standing(token).modality in MODALITIES
