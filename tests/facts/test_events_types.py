"""Every event type is a data file whose own examples and counter-examples hold."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from dateline.errors import SettingsError
from dateline.facts import events
from dateline.facts.document import parse
from dateline.facts.events import lexicon
from dateline.facts.record import Event

TYPES = lexicon.load().types
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
}  # fmt: skip


@functools.cache
def found(text: str) -> tuple[Event, ...]:
    return tuple(events.find(parse(text), [], [], [], [])[0])


def words(name: str | None) -> set[str]:
    return set((name or "").lower().split())


@pytest.mark.parametrize(("name", "example"), [(t.name, e) for t in TYPES.values() for e in t.examples])
def test_example(name: str, example: dict[str, Any]) -> None:
    told = [event for event in found(example["text"]) if event.type == name]
    assert told, f"no {name} in {found(example['text'])}"
    for key, value in example.items():
        if key in ("mode", "modality"):
            assert any(getattr(event, key) == value for event in told), told
        elif key != "text":
            assert any(words(getattr(e, key)) & words(value) if value else getattr(e, key) is None for e in told), told


@pytest.mark.parametrize(("name", "text"), [(t.name, text) for t in TYPES.values() for text in t.counter_examples])
def test_counter_example(name: str, text: str) -> None:
    assert [event for event in found(text) if event.type == name] == []


def test_vocabulary() -> None:
    assert set(TYPES) >= PLOVER
    for kind in TYPES.values():
        assert kind.description
        assert kind.examples, f"{kind.name} has no example"
        assert kind.counter_examples, f"{kind.name} has no counter-example"


def test_frames_name_known_types_and_modes() -> None:
    loaded = lexicon.load()
    for index in (loaded.verbs, loaded.nouns, loaded.adjectives):
        for frames in index.values():
            for frame in frames:
                assert frame.type in TYPES
                if frame.mode is not None:
                    declared = [mode for kind in TYPES.values() for mode in kind.modes]
                    assert frame.mode in declared, f"{frame.word}: {frame.mode}"


def test_words_are_strings() -> None:
    # YAML reads a bare no or on as a truth value
    for test in lexicon.load().classes.values():
        assert all(isinstance(word, str) for word in test.lemmas)
    for index in (lexicon.load().verbs, lexicon.load().nouns, lexicon.load().adjectives):
        for frame in (frame for frames in index.values() for frame in frames):
            assert all(isinstance(place, str) for place in (*frame.actor, *frame.recipient, *frame.location))
            assert all(isinstance(preposition, str) for preposition in frame.with_prep or ())


def test_unknown_key_names_the_file() -> None:
    with pytest.raises(SettingsError, match=r"assault\.yaml.*unknown key 'objekt'"):
        lexicon._frame({"verbs": ["attack"], "objekt": ["town"]}, "ASSAULT", "attack", {})
